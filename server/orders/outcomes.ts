import type { Kysely, Transaction } from 'kysely'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Outcome } from '../../src/contract/orders-api.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { chargeFor } from '../../src/rules/settlement.ts'
import { sentence } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import { orderEvidence, outcomeConflict, paperEvidence } from './order-cases.ts'
import type { OrderRow } from './order-machine.ts'
import { applyToOrderIn, lockOrder } from './order-rows.ts'
import { audit } from './orders-audit.ts'
import type { OpenCases } from './refund-rows.ts'

/** Takes in what a terminal tells of the paper of an order. */
export type TakeOutcome = (orderId: string, outcome: Outcome) => Promise<Result<OrderRow>>

export interface OutcomeParts {
  readonly db: Kysely<Tables>
  readonly cases: OpenCases
  readonly log: Logger
  readonly now: () => Date
  readonly unclearGivenBackUpToFen: number
}

/**
 * An outcome settles a paid or free order, once; the same one again is acknowledged. One that contradicts what is known is a case, with
 * both sides in it, and is acknowledged too: it is written down and people have it. Of an order that may still be paid it is refused,
 * so that it is told again when that is known.
 */
export function createTakeOutcome(parts: OutcomeParts): TakeOutcome {
  const { db, cases, log, now } = parts
  return (orderId, outcome) =>
    db.transaction().execute(async tx => {
      const row = await lockOrder(tx, orderId)
      if (row.state === 'ready') {
        const { copiesDelivered, copiesUnclear } = outcome
        const { unclearGivenBackUpToFen } = parts
        const event = { kind: 'printed', copiesDelivered, copiesUnclear, unclearGivenBackUpToFen } as const
        return ok((await applyToOrderIn(tx, cases, orderId, event, now(), { outcome })).row)
      }
      const fits =
        row.state === 'ended' ? isAsTold(row, outcome) : outcome.copiesDelivered + outcome.copiesUnclear === 0
      if (fits) return ok(row)
      log.error({ orderId, state: row.state }, 'a terminal tells what contradicts the order: a case')
      await openConflict(tx, parts, row, outcome)
      const mayBePaid = row.state === 'awaiting-payment' || row.state === 'closing'
      return mayBePaid ? err<Fault>(fault('order-conflict', `the order is ${row.state}`)) : ok(row)
    })
}

const toldSchema = z.object({ copiesDelivered: z.int(), copiesUnclear: z.int() })

/** Whether a terminal has told this before, or a person has decided just so. */
function isAsTold(row: OrderRow, outcome: Outcome): boolean {
  const told = toldSchema.safeParse(row.outcome_told)
  const known = told.data ?? { copiesDelivered: row.copies_delivered ?? 0, copiesUnclear: row.copies_unclear }
  const delivered = Math.min(outcome.copiesDelivered, row.copies)
  return delivered === Math.min(known.copiesDelivered, row.copies) && outcome.copiesUnclear === known.copiesUnclear
}

async function openConflict(tx: Transaction<Tables>, parts: OutcomeParts, row: OrderRow, outcome: Outcome) {
  const now = parts.now()
  const { copiesDelivered, copiesUnclear, sheetsDelivered } = outcome
  const chargedFen = row.paid_fen - row.refund_fen
  const ordered = { freeCopies: row.free_copies, unitPriceFen: row.unit_price_fen }
  const told = {
    source: 'station',
    atMs: now.getTime(),
    says: sentence('terminal-tells', { copies: copiesDelivered, unclear: copiesUnclear }),
    facts: {
      ...{ copiesDelivered, copiesUnclear, sheetsDelivered, fault: outcome.fault?.code ?? null },
      ...{
        wouldCostFen: chargeFor(ordered, Math.min(copiesDelivered, row.copies)),
        chargedFen,
        outcomeBy: row.outcome_by,
      },
    },
  } as const
  // What the visitor has paid beyond that; more paper than was paid for is for people to see, not to be charged.
  const owedFen = chargedFen - told.facts.wouldCostFen
  await parts.cases.open(
    tx,
    {
      ...outcomeConflict(row),
      orderId: row.order_id,
      amountFen: owedFen > 0 && row.state === 'ended' ? owedFen : null,
      evidence: [orderEvidence(row, now), told, ...paperEvidence(outcome.copies, now)],
      byItself: null,
    },
    now,
  )
  await audit(tx, now, {
    event: 'order-outcome-conflict',
    subject: row.order_id,
    terminalId: row.terminal_id,
    detail: { state: row.state, copiesDelivered, copiesUnclear, known: row.copies_delivered },
  })
}
