import { pino } from 'pino'
import { z } from 'zod'
import { systemClock } from '../../native/system-clock.ts'
import { createContentStore } from '../../server/ground/store/content-store.ts'
import { openStore, type StorePlace } from '../../server/ground/store/store.ts'
import { MAIL } from '../../server/mail/mail-plan.ts'
import { openMail } from '../../server/mail/open-mail.ts'
import { MIGRATIONS } from '../../server/rooms.ts'
import { sleep } from '../../src/clock.ts'

/** A server's mail and nothing else of it: sends what is in the outbox, and ends when nothing waits there. */
const { place, mail } = z
  .object({ place: z.custom<StorePlace>(), mail: z.unknown() })
  .parse(JSON.parse(process.argv[2] ?? 'null'))

const ROUND_MS = 20
const store = await openStore(place, MIGRATIONS)
const ground = {
  db: store.db,
  clock: systemClock,
  log: pino({ level: 'silent' }),
  content: createContentStore('/nowhere'),
  isServing: true,
}
const room = await openMail(ground, { mail: MAIL.config(path => path).mail.parse(mail), sms: null })
const letters = room.sweeps?.find(({ name }) => name === 'letters')
const never = new AbortController().signal
for (;;) {
  await letters?.run(never)
  const waiting = await store.db
    .selectFrom('message')
    .select('message_id')
    .where('state', '=', 'waiting')
    .limit(1)
    .execute()
  if (waiting.length === 0) break
  await sleep(systemClock, ROUND_MS)
}
await store.close()
