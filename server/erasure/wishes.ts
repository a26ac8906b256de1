import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { type Cases, sentence } from '../cases/cases.ts'
import { randomId } from '../ground/random-id.ts'
import type { ErasureTable, Tables } from '../ground/store/tables.ts'
import { audit } from './erasure-audit.ts'
import type { ErasureLetters } from './erasure-letters.ts'

export type ErasureRow = Selectable<ErasureTable>

/** Wishes to have everything erased: one at a time of each person, whichever register it is asked from. */
export interface Wishes {
  /** The one that is not over; undefined when there is none. */
  of(personIds: readonly string[]): Promise<ErasureRow | undefined>
  /** Asked twice, it is one. */
  ask(asking: Asking, addresses: readonly string[], accountIds: readonly string[]): Promise<void>
  /** Nothing changes once the erasing has begun, or where nothing was asked. */
  undo(asking: Asking): Promise<void>
}

/** Who asks, in which session. */
export interface Asking {
  readonly personIds: readonly string[]
  readonly sessionKey: string
}

export interface WishParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly letters: ErasureLetters
  readonly cases: Pick<Cases, 'settle'>
  readonly graceMs: number
}

/** What a wish that is over keeps of its person. */
export const LEADS_TO_NOBODY = { person_ids: null, account_ids: null, letters_to: null } as const

/** Of wishes that were asked for before accounts were written down with them: null. */
export const readAccountIds = (stored: unknown): string[] => z.array(z.string()).nullable().parse(stored) ?? []

export const readPersonIds = (stored: unknown): string[] => z.array(z.string()).min(1).parse(stored)

export function createWishes({ db, clock, letters, cases, graceMs }: WishParts): Wishes {
  const openOf = (on: Kysely<Tables> | Transaction<Tables>, personIds: readonly string[]) =>
    on
      .selectFrom('erasure')
      .selectAll()
      .where('over_at', 'is', null)
      .where(
        sql<boolean>`exists (select 1 from jsonb_array_elements_text(person_ids) one where one in (${sql.join([...personIds])}))`,
      )
  return {
    of: personIds => openOf(db, personIds).executeTakeFirst(),
    ask: ({ personIds, sessionKey }, addresses, accountIds) =>
      db.transaction().execute(async tx => {
        // Two at once come one after the other, from whichever registers: such wishes are rare.
        await sql`lock table erasure in share row exclusive mode`.execute(tx)
        if (await openOf(tx, personIds).executeTakeFirst()) return
        const at = new Date(clock.now())
        const dueAt = new Date(at.getTime() + graceMs)
        const erasureId = randomId()
        const kept = letters.keep(addresses)
        await tx
          .insertInto('erasure')
          .values({
            ...{ erasure_id: erasureId, person_ids: JSON.stringify(personIds), letters_to: kept, state: 'waiting' },
            ...{ account_ids: JSON.stringify(accountIds), asked_at: at, due_at: dueAt, next_look_at: dueAt },
          })
          .execute()
        await letters.post(tx, erasureId, kept, { what: 'asked', dueAt })
        const detail = { session: sessionKey, due: dueAt.toISOString() }
        await audit(tx, at, { event: 'erasure-asked', subject: erasureId, terminalId: null, detail })
      }),
    undo: ({ personIds, sessionKey }) =>
      db.transaction().execute(async tx => {
        const row = await openOf(tx, personIds).where('state', '=', 'waiting').forUpdate().executeTakeFirst()
        if (!row) return
        const at = new Date(clock.now())
        const { erasure_id: erasureId, letters_to: kept } = row
        await tx
          .updateTable('erasure')
          .set({ state: 'undone', over_at: at, next_look_at: null, ...LEADS_TO_NOBODY })
          .where('erasure_id', '=', erasureId)
          .execute()
        await letters.post(tx, erasureId, kept, { what: 'undone' })
        await cases.settle(tx, { kind: 'erasing-fails', subject: erasureId, because: sentence('erasing-undone') }, at)
        const detail = { session: sessionKey }
        await audit(tx, at, { event: 'erasure-undone', subject: erasureId, terminalId: null, detail })
      }),
  }
}
