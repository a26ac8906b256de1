import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import type { Order } from '../../src/contract/orders-api.ts'
import type { Reprint } from '../../src/contract/reprints-api.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { RateCounts } from '../ground/limits/rate-counts.ts'
import { dayIn } from '../ground/local-day.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { OpenVisit, Visits } from '../identity/identity.ts'
import type { OrderRow } from './order-machine.ts'
import { copiesLeft, hashOfCode } from './reprint-codes.ts'
import { insertReprint, lockOrderById, printableDocument, viewDocument } from './reprint-rows.ts'
import { whyNoReprint } from './reprint-rule.ts'

export interface ReprintParts {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly counts: RateCounts
  readonly visits: Visits
  readonly timeZone: string
  /** How long after an order has ended its own visit may have it printed again by the printer's record. */
  readonly withinMs: number
  /** An order as a terminal may know it. */
  readonly view: (row: OrderRow) => Promise<Order>
}

export interface RuleWish {
  readonly jobId: string
  readonly visitId: string
  readonly reprintJobId: string
  readonly copies: number
  readonly reported: readonly Fault[]
}

/** Copies that came out badly, printed again for nothing. */
export interface Reprints {
  /**
   * Where the printer's record supports it. Refuses with `order-unknown`, `visit-expired`, `document-unavailable`, `order-conflict`, and
   * with what `whyNoReprint` says.
   */
  byRule(terminalId: string, wish: RuleWish): Promise<Result<Reprint>>
  /**
   * With a code of staff. Refuses with `visit-expired`, `order-conflict`, `document-unavailable`; with `reprint-code-refused` whatever is
   * wrong with the code, and with `reprint-tries-over` whoever has typed too many of them.
   */
  byCode(terminalId: string, wish: { visitId: string; jobId: string; code: string }): Promise<Result<Reprint>>
  /** Whether a person has a code that can still be used. */
  hasCode(personId: string): Promise<boolean>
}

/** So many wrong codes a person may type in so long a time; the keypad allows slips, and no guessing. */
const MISSES_OF_PERSON = 5
const MISSES_WINDOW_MS = 15 * 60_000

/** A reprint that was opened, and the visit and terminal that it was opened in. */
interface Place {
  readonly terminalId: string
  readonly visit: OpenVisit
  readonly jobId: string
}

export function createReprints(parts: ReprintParts): Reprints {
  const { db, clock, counts } = parts
  const now = () => new Date(clock.now())

  /** The reprint, made unless it was made before under the same job. `order-conflict` when that job is something else. */
  const opened = async (
    tx: Transaction<Tables>,
    { terminalId, visit, jobId }: Place,
    first: OrderRow,
    make: () => Promise<Result<{ copies: number; by: 'rule' | 'code' }>>,
  ): Promise<Result<{ order: OrderRow; document: Reprint['document']; isNew: boolean }>> => {
    const document = await printableDocument(tx, first.document_id)
    if (!document) return err(fault('document-unavailable'))
    const known = await tx.selectFrom('print_order').selectAll().where('job_id', '=', jobId).executeTakeFirst()
    if (known) {
      if (known.terminal_id !== terminalId || known.reprint_of !== first.order_id) return err(fault('order-conflict'))
      return ok({ order: known, document: viewDocument(document), isNew: false })
    }
    const made = await make()
    if (!made.ok) return made
    const place = { first, jobId, terminalId, visitKey: visit.visitKey, day: dayIn(parts.timeZone, now()) }
    const order = await insertReprint(tx, { ...place, ...made.value }, now())
    return ok({ order, document: viewDocument(document), isNew: true })
  }

  const shown = async (made: Result<{ order: OrderRow; document: Reprint['document'] }>): Promise<Result<Reprint>> =>
    made.ok ? ok({ order: await parts.view(made.value.order), document: made.value.document }) : made

  return {
    byRule: async (terminalId, { jobId, visitId, reprintJobId, copies, reported }) => {
      const found = await db.selectFrom('print_order').selectAll().where('job_id', '=', jobId).executeTakeFirst()
      if (found?.terminal_id !== terminalId) return err(fault('order-unknown'))
      const visit = await parts.visits.use(terminalId, visitId)
      if (!visit.ok) return visit
      if (found.visit_key !== visit.value.visitKey) return err(fault('order-unknown', 'the order of another visit'))
      const place = { terminalId, visit: visit.value, jobId: reprintJobId }
      const made = await db.transaction().execute(async tx => {
        const first = await lockOrderById(tx, found.order_id)
        return opened(tx, place, first, async () => {
          const facts = { ...factsOf(first), reprints: await countReprints(tx, first.order_id) }
          const codes = reported.map(({ code }) => code)
          const why = whyNoReprint(facts, { copies, reported: codes }, now().getTime(), parts.withinMs)
          return why === null ? ok({ copies, by: 'rule' as const }) : err(why)
        })
      })
      return shown(made)
    },

    byCode: async (terminalId, { visitId, jobId, code }) => {
      const visit = await parts.visits.use(terminalId, visitId)
      if (!visit.ok) return visit
      const { personId } = visit.value
      const wrong = err(fault('reprint-code-refused'))
      // Counted before it is looked at, so that tries at once are no more than others; what turns out right is none.
      const tries = { name: 'reprint codes', who: personId }
      const [{ count } = { count: 0 }] = await counts.count([tries], MISSES_WINDOW_MS)
      if (count > MISSES_OF_PERSON) return err(fault('reprint-tries-over'))
      // A code is good for the person of the document alone: whoever has none open can't guess at one.
      const open = await openCodesOf(db, personId, now())
      const codeHash = open.length === 0 ? null : await hashOfCode(code)
      const orderId = open.find(one => one.code_hash === codeHash)?.order_id
      if (codeHash === null || orderId === undefined) return wrong
      await counts.takeBack(tries)
      const made = await db.transaction().execute(async tx => {
        const first = await lockOrderById(tx, orderId)
        const row = await lockOpenCode(tx, codeHash, now())
        if (!row) return wrong
        const place = { terminalId, visit: visit.value, jobId }
        const reprint = await opened(tx, place, first, async () => {
          const last = row.reprint_order_id === null ? undefined : await lockOrderById(tx, row.reprint_order_id)
          const copies = copiesLeft(row, last)
          return copies === 0 ? wrong : ok({ copies, by: 'code' as const })
        })
        if (reprint.ok && reprint.value.isNew) {
          const { order_id, copies } = reprint.value.order
          await tx
            .updateTable('reprint_code')
            .set({ reprint_order_id: order_id, copies })
            .where('code_hash', '=', codeHash)
            .execute()
        }
        return reprint
      })
      return shown(made)
    },

    hasCode: async personId => {
      for (const code of await openCodesOf(db, personId, now())) {
        const last = code.reprint_order_id === null ? undefined : await orderById(db, code.reprint_order_id)
        if (copiesLeft(code, last) > 0) return true
      }
      return false
    },
  }
}

const factsOf = (row: OrderRow) => ({
  state: row.state,
  isReprint: row.reprint_of !== null,
  overAtMs: row.over_at?.getTime() ?? null,
  copiesDelivered: row.copies_delivered ?? 0,
  outcomeFault: row.outcome_fault,
})

/** Reprints of an order of which something came out or may still. */
async function countReprints(tx: Transaction<Tables>, orderId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('print_order')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('reprint_of', '=', orderId)
    .where(eb => eb.or([eb('state', '=', 'ready'), eb('copies_delivered', '>', 0), eb('copies_unclear', '>', 0)]))
    .executeTakeFirstOrThrow()
  return Number(count)
}

const openCodesOf = (db: Kysely<Tables>, personId: string, now: Date) =>
  db
    .selectFrom('reprint_code as c')
    .innerJoin('print_order as o', 'o.order_id', 'c.order_id')
    .innerJoin('document as d', 'd.document_id', 'o.document_id')
    .select(['c.code_hash', 'c.order_id', 'c.reprint_order_id', 'c.copies'])
    .where('d.person_id', '=', personId)
    .where('c.state', '=', 'open')
    .where('c.expires_at', '>', now)
    .execute()

const lockOpenCode = (tx: Transaction<Tables>, codeHash: string, now: Date) =>
  tx
    .selectFrom('reprint_code')
    .selectAll()
    .where('code_hash', '=', codeHash)
    .where('state', '=', 'open')
    .where('expires_at', '>', now)
    .forUpdate()
    .executeTakeFirst()

const orderById = (db: Kysely<Tables>, orderId: string): Promise<OrderRow | undefined> =>
  db.selectFrom('print_order').selectAll().where('order_id', '=', orderId).executeTakeFirst()
