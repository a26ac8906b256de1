import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { CopyEvidence } from '../../src/contract/orders-api.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Tables } from '../ground/store/tables.ts'
import { copyUnclear, paperEvidence, unclearCopies } from './order-cases.ts'
import type { OrderRow } from './order-machine.ts'
import { applyToOrderIn, lockOrder } from './order-rows.ts'
import type { OpenCases } from './refund-rows.ts'

/** Takes in the proof that came late: copies of which nobody could tell did not come out. */
export type TakeAbsence = (orderId: string, copies: readonly CopyEvidence[]) => Promise<Result<OrderRow>>

/**
 * When every copy of an order that could not be told is proven not to have come out, what was held for them goes back, and the case
 * about them ends by that proof. Where not every copy is proven, or what a person has decided is under way, it is evidence in the case.
 * Before the outcome itself is known it is refused, so that it is told again.
 */
export function createTakeAbsence(parts: {
  readonly db: Kysely<Tables>
  readonly cases: OpenCases
  readonly log: Logger
  readonly now: () => Date
}): TakeAbsence {
  const { db, cases, log, now } = parts
  return (orderId, copies) =>
    db.transaction().execute(async tx => {
      const row = await lockOrder(tx, orderId)
      if (row.state === 'ready') return err<Fault>(fault('order-conflict', 'the outcome is not told yet'))
      const evidence = paperEvidence(copies, now())
      if (!coversAll(row, copies) || (await cases.isUnderWay(tx, copyUnclear(row)))) {
        await cases.tell(tx, { ...copyUnclear(row), evidence }, now())
        return ok(row)
      }
      const applied = await applyToOrderIn(tx, cases, orderId, { kind: 'unclear-absent' }, now(), { evidence })
      if (applied.isChanged)
        log.info({ orderId, isRefundOwed: applied.isRefundOwed }, 'copies that could not be told did not come out')
      return ok(applied.row)
    })
}

/** Whether the copies of which nobody could tell are all among these, none of which came out. */
function coversAll(row: OrderRow, copies: readonly CopyEvidence[]): boolean {
  const absent = new Set(copies.filter(({ end }) => end === 'not-delivered').map(({ copyNumber }) => copyNumber))
  const unclear = unclearCopies(row)
  if (unclear === null) return row.copies_unclear > 0 && absent.size >= row.copies_unclear
  return unclear.size > 0 && [...unclear].every(copyNumber => absent.has(copyNumber))
}
