import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { Fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { plainText } from '../../src/rules/plain-text.ts'
import type { Documents } from '../documents/documents.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Orders } from '../orders/orders.ts'
import {
  type AboutPerson,
  aboutPerson,
  endApproval,
  endGrant,
  endHold,
  giveApproval,
  grantCopies,
  type LostCards,
  placeHold,
} from '../people/people.ts'
import { askRecords, type PersonId, type Records } from '../records/records.ts'
import { cardNumber } from './find-people.ts'

export interface DeskActParts {
  readonly db: Kysely<Tables>
  readonly log: Logger
  readonly records: Pick<Records, 'person' | 'personOfCard'>
  readonly documents: Pick<Documents, 'kinds'>
  readonly orders: Pick<Orders, 'runningCount' | 'countsByKind'>
  readonly lostCards: LostCards
  readonly now: () => Date
  readonly today: () => string
}

type Done<Why extends string = 'person-unknown' | 'kind-unknown' | 'day-over'> = Promise<
  Result<Record<never, never>, Fault | Why>
>
const DONE = ok({})

/** What staff write down of people by hand; each says who did it. */
export function createDeskActs(parts: DeskActParts) {
  const { db, documents, orders, lostCards, now } = parts
  const isKind = (kind: string) => documents.kinds.some(one => one.kind === kind)
  const isOver = (lastDay: string | null) => lastDay !== null && lastDay < parts.today()
  const ended = (isDone: boolean): Result<Record<never, never>, 'not-there'> => (isDone ? DONE : err('not-there'))
  const whom = async (personId: string): Promise<Result<AboutPerson, Fault | 'person-unknown'>> => {
    const person = await askRecords(parts, async () => ok(await parts.records.person(personId as PersonId)))
    if (!person.ok) return person
    return person.value === null ? err('person-unknown') : ok(aboutPerson(person.value))
  }
  return {
    placeHold: async (
      wish: { personId: string; kinds: readonly string[] | null; reason: Bilingual; lastDay: string | null },
      staffId: string,
    ): Done => {
      if (wish.kinds?.some(kind => !isKind(kind))) return err('kind-unknown')
      if (isOver(wish.lastDay)) return err('day-over')
      const about = await whom(wish.personId)
      if (!about.ok) return about
      const { kinds, lastDay } = wish
      await db
        .transaction()
        .execute(tx =>
          placeHold(tx, { about: about.value, kinds, lastDay, reason: inBoth(wish.reason) }, { staffId }, now()),
        )
      return DONE
    },
    endHold: async (holdId: string, reason: string, staffId: string) =>
      ended(await db.transaction().execute(tx => endHold(tx, holdId, reason, { staffId }, now()))),
    giveApproval: async (
      wish: { personId: string; kind: string; note: string; lastDay: string | null },
      staffId: string,
    ): Done<'person-unknown' | 'kind-unknown' | 'day-over' | 'kind-waits-for-nothing'> => {
      if (!isKind(wish.kind)) return err('kind-unknown')
      if (!waitsForWord(documents.kinds, wish.kind)) return err('kind-waits-for-nothing')
      if (isOver(wish.lastDay)) return err('day-over')
      const about = await whom(wish.personId)
      if (!about.ok) return about
      await db.transaction().execute(tx => giveApproval(tx, { ...wish, about: about.value }, { staffId }, now()))
      return DONE
    },
    endApproval: async (approvalId: string, staffId: string) =>
      ended(await db.transaction().execute(tx => endApproval(tx, approvalId, { staffId }, now()))),
    grant: async (
      wish: { personId: string; kind: string | null; copies: number; waiverUntil: string | null; reason: string },
      staffId: string,
    ): Done<'person-unknown' | 'kind-unknown' | 'day-over' | 'kind-needed' | 'kind-not-counted'> => {
      const { kind, copies, waiverUntil, reason } = wish
      if (kind !== null && !isKind(kind)) return err('kind-unknown')
      if (isOver(waiverUntil)) return err('day-over')
      // What raises a count raises it for all that is counted there.
      if (waiverUntil === null && orders.countsByKind && kind === null) return err('kind-needed')
      if (waiverUntil === null && !orders.countsByKind && kind !== null) return err('kind-not-counted')
      const about = await whom(wish.personId)
      if (!about.ok) return about
      const counts =
        waiverUntil === null ? { raises: orders.runningCount(wish.personId, kind ?? '') } : { lastDay: waiverUntil }
      await db
        .transaction()
        .execute(tx => grantCopies(tx, { about: about.value, kind, copies, reason, counts }, { staffId }, now()))
      return DONE
    },
    endGrant: async (grantId: string, staffId: string) =>
      ended(await db.transaction().execute(tx => endGrant(tx, grantId, { staffId }, now()))),
    reportLost: async (
      wish: { which: { card: string } | { personId: string }; reason: string },
      staffId: string,
    ): Promise<Result<{ lostCardId: string }, Fault | 'person-unknown' | 'no-card-number' | 'lost-already'>> => {
      const { which, reason } = wish
      const uid = 'card' in which ? cardNumber(which.card) : null
      if ('card' in which && uid === null) return err('no-card-number')
      const about = 'card' in which ? await holderOf(parts, uid ?? '') : await whom(which.personId)
      if (!about.ok) return about
      const lostCardId = await db
        .transaction()
        .execute(tx => lostCards.report(tx, { uid, about: about.value, reason }, { staffId }, now()))
      return lostCardId === null ? err('lost-already') : ok({ lostCardId })
    },
    found: async (lostCardId: string, staffId: string) =>
      ended(await db.transaction().execute(tx => lostCards.found(tx, lostCardId, { staffId }, now()))),
  }
}

/** Whether a kind waits for rows that say so: what an office agrees to under `approvals` is no matter of these. */
export const waitsForWord = (kinds: Documents['kinds'], kind: string): boolean =>
  kinds.some(one => one.kind === kind && one.approval !== null && 'set' in one.approval)

/** Null where the university's data knows nobody: the card is refused all the same. */
async function holderOf(parts: DeskActParts, uid: string): Promise<Result<AboutPerson | null>> {
  const found = await askRecords(parts, async () => ok(await parts.records.personOfCard(uid)))
  return found.ok ? ok(found.value && aboutPerson(found.value.person)) : found
}

/** A reason that was written in one language is read in both. */
function inBoth({ zh, en }: Bilingual): Bilingual {
  const [chinese, english] = [plainText(zh), plainText(en)]
  return { zh: chinese || english, en: english || chinese }
}
