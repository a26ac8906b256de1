import type { Cases } from '../cases/cases.ts'
import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import type { GROUND } from '../ground/ground-plan.ts'
import { houseSecret } from '../ground/house-secret.ts'
import type { PersonalRows } from '../ground/personal-data.ts'
import type { Room } from '../ground/room.ts'
import type { Identity } from '../identity/identity.ts'
import type { Mail } from '../mail/mail.ts'
import { carryOutDue, carryOutRestored, type Eraser, inOrder } from './carry-out.ts'
import type { Erasures } from './erasure.ts'
import { erasureHandlers } from './erasure-handlers.ts'
import { createErasureLetters } from './erasure-letters.ts'
import type { ERASURE } from './erasure-plan.ts'
import { createErasureJournal, journalFiles, journalKey } from './journal.ts'
import { createWishes } from './wishes.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** Each sends a letter, and so does each that is undone. */
const WISHES_OF_PERSON = 5
const WISHES_OF_ALL = 2_000

export interface ErasureNeeds {
  readonly identity: Pick<Identity, 'accountIdsOf' | 'accountsOf' | 'mailOf' | 'sessions'>
  readonly mail: Mail
  readonly cases: Cases
  /** What each room keeps of people. */
  readonly personal: readonly PersonalRows[]
  /** The rooms that erase what they keep. */
  readonly erasers: readonly Eraser[]
}

/** What people have erased. Rejects where the journal outside the database can't be begun. */
export async function openErasure(
  ground: Ground,
  { identity, mail, cases, personal, erasers }: ErasureNeeds,
  {
    erasure: { graceDays, alsoJournalTo },
    store,
  }: SectionsOf<typeof ERASURE> & Pick<SectionsOf<typeof GROUND>, 'store'>,
): Promise<Room<Erasures, typeof ERASURE>> {
  const { db, clock, log } = ground
  const letters = createErasureLetters({ ...ground, mail })
  const wishes = createWishes({ db, clock, letters, cases, graceMs: graceDays * DAY_MS })
  const files = journalFiles(store.folder, alsoJournalTo)
  const key = journalKey(await houseSecret(db, 'server-key', new Date(clock.now())))
  const journal = createErasureJournal({ files, key, clock })
  await journal.begin()
  const ordered = inOrder(erasers)
  const carrying = {
    db,
    clock,
    log,
    letters,
    cases,
    journal,
    erasers: ordered,
    endSessions: identity.sessions.endAllOf,
  }
  const limit = ground.limit('erasure wishes', {
    ...{ times: WISHES_OF_PERSON, timesOfAll: WISHES_OF_ALL, windowMs: DAY_MS },
  })
  return {
    doors: {
      carryOut: () => carryOutDue(carrying),
      carryOutRestored: () => carryOutRestored(carrying),
    },
    handlers: erasureHandlers({
      ...{ db, clock, log, identity, mail, personal, wishes, graceDays, limit, erasers: ordered },
    }),
    sweeps: [{ name: 'erasures', everyMs: MINUTE_MS, run: signal => carryOutDue(carrying, signal) }],
  }
}
