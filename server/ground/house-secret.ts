import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Tables } from './store/tables.ts'

const BYTES = 32

/** A secret of the house under a name, made when it is first asked for. All servers on one database have the same. */
export async function houseSecret(db: Kysely<Tables>, name: string, now: Date): Promise<Uint8Array> {
  const read = () => db.selectFrom('house_secret').select('secret').where('name', '=', name).executeTakeFirst()
  const known = await read()
  if (known) return decoded(known.secret)
  const secret = randomBytes(BYTES).toString('base64')
  await db
    .insertInto('house_secret')
    .values({ name, secret, made_at: now })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  // Another server may have been first.
  const kept = await read()
  if (!kept) throw new Error('a secret that was just written is not there')
  return decoded(kept.secret)
}

const decoded = (secret: string) => new Uint8Array(Buffer.from(secret, 'base64'))
