import type { Transaction } from 'kysely'
import { z } from 'zod'
import { type CopyEvidence, copyEvidenceSchema, type Outcome } from '../../src/contract/orders-api.ts'
import { type CaseEvidence, type EvidencePart, sentence } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { OrderEvent, OrderRow, OrderStep } from './order-machine.ts'
import type { CaseCause, OpenCases } from './refund-rows.ts'

/** What is written beside what a fact leads to. */
export interface BesideFact {
  readonly outcome?: Outcome
  /** Who says so, in a case that the fact opens or ends. */
  readonly evidence?: CaseEvidence
  /** The case that a person acts on, and who: the refund that follows ends it, and it is not ended here. */
  readonly act?: CaseCause & { readonly by: string; readonly because: string }
}

/** How long after the last moment to pay an order that cannot be closed is a matter for people, at the earliest. */
export const UNCLOSABLE_AFTER_MS = 10 * 60_000
const isWatched = (state: OrderRow['state']) => ['opening', 'awaiting-payment', 'closing'].includes(state)

type OrderId = { readonly order_id: string }

/** The cases of an order: one of each kind at a time. */
export const amountDiffers = ({ order_id }: OrderId): CaseCause => ({ kind: 'amount-differs', subject: order_id })
export const copyUnclear = ({ order_id }: OrderId): CaseCause => ({ kind: 'copy-unclear', subject: order_id })
export const latePaper = ({ order_id }: OrderId): CaseCause => ({ kind: 'late-paper', subject: order_id })
export const outcomeConflict = ({ order_id }: OrderId): CaseCause => ({ kind: 'outcome-conflict', subject: order_id })
export const outcomeMissing = ({ order_id }: OrderId): CaseCause => ({ kind: 'outcome-missing', subject: order_id })
export const orderUnclosable = ({ order_id }: OrderId): CaseCause => ({ kind: 'order-unclosable', subject: order_id })

/** The order as this server's tables have it at the moment. */
export function orderEvidence(row: OrderRow, now: Date): EvidencePart {
  return {
    source: 'server',
    atMs: now.getTime(),
    says: sentence('order-is', { orderNumber: row.order_number, state: row.state }),
    facts: {
      ...{ orderNumber: row.order_number, state: row.state, terminalId: row.terminal_id },
      ...{ copies: row.copies, freeCopies: row.free_copies, unitPriceFen: row.unit_price_fen },
      ...{ amountFen: row.amount_fen, paidFen: row.paid_fen, refundFen: row.refund_fen, heldFen: row.held_fen },
      ...{ copiesDelivered: row.copies_delivered, copiesUnclear: row.copies_unclear },
      ...{ outTradeNo: row.out_trade_no, transactionId: row.transaction_id },
    },
  }
}

const doubtedFen = (doubt: string): number | null => {
  const [, fen] = /^paid (\d+) fen$/.exec(doubt) ?? []
  return fen === undefined ? null : Number(fen)
}

/** What a terminal has told of each copy, in the printer's words. */
export const paperEvidence = (copies: readonly CopyEvidence[], at: Date): CaseEvidence =>
  copies.map(({ copyNumber, end, sheetsCounted, evidence }) => ({
    source: 'printer' as const,
    atMs: at.getTime(),
    says: evidence || end,
    facts: { copyNumber, end, sheetsCounted },
  }))

const toldSchema = z.object({ copies: z.array(copyEvidenceSchema).min(1) })

/** The numbers of the copies of which its terminal could not tell; null where it told of none one by one. */
export function unclearCopies(row: OrderRow): ReadonlySet<number> | null {
  const told = toldSchema.safeParse(row.outcome_told)
  if (!told.success) return null
  const unclear = told.data.copies.filter(({ end }) => end === 'cannot-be-told')
  return new Set(unclear.map(({ copyNumber }) => copyNumber))
}

/** Opens the cases that a change of an order calls for, and ends those whose cause it has taken away. */
export async function tellCases(
  tx: Transaction<Tables>,
  cases: OpenCases,
  change: { before: OrderRow; after: OrderRow; event: OrderEvent; step: OrderStep; more: BesideFact },
  now: Date,
): Promise<void> {
  const { before, after, event, step, more } = change
  const evidence = [orderEvidence(after, now), ...(more.evidence ?? [])]
  const orderId = after.order_id
  const settle = async (cause: CaseCause, because: string) => {
    if (cause.kind === more.act?.kind && cause.subject === more.act.subject) return
    await cases.settle(tx, { ...cause, because, evidence: more.evidence ?? [] }, now)
  }
  if (step.doubt) {
    const byItself = { what: sentence('asks-again'), atMs: now.getTime() }
    await cases.open(
      tx,
      { ...amountDiffers(after), orderId, amountFen: doubtedFen(step.doubt), evidence, byItself },
      now,
    )
  } else if (before.doubt !== null && after.doubt === null) {
    if (step.refund?.cause === 'wrong-amount') {
      const byItself = { what: sentence('pays-back-what-was-paid'), atMs: now.getTime() }
      await cases.open(tx, { ...amountDiffers(after), orderId, amountFen: after.paid_fen, evidence, byItself }, now)
    } else await settle(amountDiffers(after), sentence('as-ordered'))
  }
  // Before that nobody was told of it yet: of the many that are closed in time no case is looked for.
  const mayBeTold = before.pay_until !== null && now.getTime() - before.pay_until.getTime() > UNCLOSABLE_AFTER_MS
  const isWaitingOver = mayBeTold && (isWatched(before.state) || before.loose_end)
  if (isWaitingOver && (after.state === 'ready' || (after.state === 'closed' && !after.loose_end)))
    await settle(orderUnclosable(after), sentence('provider-told-end'))
  if (before.state === 'ready' && after.state === 'ended') await settle(outcomeMissing(after), sentence('outcome-told'))
  if (event.kind === 'unclear-absent') await settle(copyUnclear(after), sentence('proven-absent'))
  if (event.kind === 'printed' && after.copies_unclear > 0) {
    const paper = paperEvidence(more.outcome?.copies ?? [], now)
    const amountFen = after.held_fen > 0 ? after.held_fen : null
    await cases.open(
      tx,
      { ...copyUnclear(after), orderId, amountFen, evidence: [...evidence, ...paper], byItself: null },
      now,
    )
  }
}
