import type { Kysely, Transaction } from 'kysely'
import { post } from '../books/books.ts'
import { type CaseEvidence, type CaseKind, type Cases, sentence } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import { audit } from './orders-audit.ts'
import { type RefundEvent, type RefundRow, type RefundStep, stepRefund } from './refund-machine.ts'
import { returnLoss } from './returned-losses.ts'

/** The door of cases as orders and refunds need it. */
export type OpenCases = Pick<Cases, 'open' | 'tell' | 'settle' | 'failed' | 'isUnderWay'>

/** A case, as it is found: its kind and what it is about. */
export interface CaseCause {
  readonly kind: CaseKind
  readonly subject: string
}

/** What a refund is owed for, and out of which payment. */
export interface OwedRefund {
  readonly orderId: string | null
  readonly provider: string
  readonly merchantId: string | null
  readonly outTradeNo: string
  readonly cause: RefundRow['cause']
  readonly refundFen: number
  readonly totalFen: number
  /** The case that ends when it has succeeded. */
  readonly answers?: CaseCause
}

/** How the next refund of a cause is called among those of its payment: only what persons decide can come more than once. */
export async function nameOfRefund(
  tx: Transaction<Tables>,
  outTradeNo: string,
  cause: RefundRow['cause'],
): Promise<string> {
  const earlier = await tx
    .selectFrom('refund')
    .select(({ fn }) => fn.countAll<string>().as('refunds'))
    .where('out_trade_no', '=', outTradeNo)
    .where('cause', '=', cause)
    .executeTakeFirstOrThrow()
  const n = Number(earlier.refunds)
  return n === 0 ? cause : `${cause}${n + 1}`
}

/**
 * Writes a refund down as owed; the sweep sends it. Its number is stored here, before the first call, and stays. Returns its key.
 */
export async function oweRefund(tx: Transaction<Tables>, owed: OwedRefund, now: Date): Promise<string> {
  const name = await nameOfRefund(tx, owed.outTradeNo, owed.cause)
  const refundId = `${owed.orderId ?? owed.outTradeNo}/${name}`
  await tx
    .insertInto('refund')
    .values({
      refund_id: refundId,
      order_id: owed.orderId,
      provider: owed.provider,
      merchant_id: owed.merchantId,
      out_trade_no: owed.outTradeNo,
      cause: owed.cause,
      out_refund_no: `${owed.outTradeNo}-${name}-1`,
      refund_fen: owed.refundFen,
      total_fen: owed.totalFen,
      state: 'due',
      created_at: now,
      next_try_at: now,
      case_kind: owed.answers?.kind ?? null,
      case_subject: owed.answers?.subject ?? null,
    })
    .execute()
  return refundId
}

/** Locks what hangs together in the one order in which everybody locks it: the order, the refund, and then cases. */
export async function lockRefund(tx: Transaction<Tables>, refundId: string): Promise<RefundRow> {
  const { order_id } = await tx
    .selectFrom('refund')
    .select('order_id')
    .where('refund_id', '=', refundId)
    .executeTakeFirstOrThrow()
  if (order_id !== null) {
    await tx.selectFrom('print_order').select('order_id').where('order_id', '=', order_id).forUpdate().execute()
  }
  return tx.selectFrom('refund').selectAll().where('refund_id', '=', refundId).forUpdate().executeTakeFirstOrThrow()
}

/**
 * Writes down what a fact about a refund leads to: the refund, the audit entry, and the cases that it opens or ends, whole or not at
 * all. The one place where a debt of the house ends.
 */
export async function applyToRefund(
  tx: Transaction<Tables>,
  cases: OpenCases,
  refundId: string,
  event: RefundEvent,
  now: Date,
  { evidence = [], actOn }: { evidence?: CaseEvidence; actOn?: CaseCause } = {},
): Promise<RefundStep | null> {
  // The case that a person acts on is ended by whoever hears the act.
  const settle = async (cause: CaseCause, words: string) => {
    if (cause.kind === actOn?.kind && cause.subject === actOn.subject) return
    await cases.settle(tx, { ...cause, because: words, evidence }, now)
  }
  const row = await lockRefund(tx, refundId)
  const step = stepRefund(row, event, now)
  if (!step) return null
  await tx.updateTable('refund').set(step.changes).where('refund_id', '=', refundId).execute()
  const after = { ...row, ...step.changes }
  if (step.ends) {
    const [subject, amountFen] = [row.order_id ?? row.out_trade_no, row.refund_fen]
    await post(tx, { subject, amountFen, cause: ENDS_IN_BOOKS[step.ends], reference: row.out_refund_no }, now)
  }
  if (step.returns) {
    const [subject, reference, cause] = [
      row.order_id ?? row.out_trade_no,
      row.out_refund_no,
      RETURNS_IN_BOOKS[step.returns],
    ]
    const amountFen = await returnLoss(tx, { outRefundNo: reference, subject, refundFen: row.refund_fen }, now)
    if (amountFen > 0) await post(tx, { subject, amountFen, cause, reference }, now)
  }
  if (step.event) {
    await audit(tx, now, {
      event: step.event,
      subject: row.order_id ?? row.out_trade_no,
      terminalId: null,
      detail: {
        ...{ cause: row.cause, outRefundNo: row.out_refund_no, refundFen: after.refund_fen, totalFen: after.total_fen },
        ...(event.kind === 'refused' || event.kind === 'redirect-refused' ? { code: event.code } : {}),
        ...(after.redirected_to ? { redirectedTo: after.redirected_to } : {}),
        ...(event.kind === 'said' ? { isAnswer: event.isAnswer } : {}),
        ...('by' in event ? { by: event.by, because: event.because } : {}),
      },
    })
  }
  const because = step.returns ? RETURNED : becauseOf(event)
  for (const kind of step.settles) await settle({ kind, subject: refundId }, because)
  if (step.ends && row.case_kind !== null && row.case_subject !== null) {
    await settle({ kind: row.case_kind as CaseKind, subject: row.case_subject }, becauseOf(event))
  }
  if (step.returns && row.paid_beside_fen !== null)
    await settle({ kind: 'refund-differs', subject: row.out_refund_no }, RETURNED)
  const opened = step.opens ? await openRefundCase(tx, cases, step.opens, after, evidence, now) : null
  if (event.kind === 'refused' || step.returns) await tellWaiting(tx, cases, after, evidence, opened, now)
  return step
}

const RETURNED = sentence('returned-to-university')

/** How money that came back stands in the books. */
const RETURNS_IN_BOOKS = { 'from-provider': 'refund-returned', 'from-paid': 'refund-not-received' } as const

/** How the end of a debt stands in the books. */
const ENDS_IN_BOOKS = {
  succeeded: 'refund-paid',
  'paid-by-hand': 'refunded-by-hand',
  'written-off': 'refund-dropped',
} as const

/** Why an act that was under way has led to nothing. */
const FAILED: Partial<Record<NonNullable<RefundStep['opens']>, string>> = {
  'refund-refused': sentence('refused-again'),
  'refund-abnormal': sentence('has-not-reached-payer'),
}

async function openRefundCase(
  tx: Transaction<Tables>,
  cases: OpenCases,
  kind: NonNullable<RefundStep['opens']>,
  row: RefundRow,
  evidence: CaseEvidence,
  now: Date,
): Promise<string> {
  const facts = {
    ...{
      outTradeNo: row.out_trade_no,
      outRefundNo: row.out_refund_no,
      refundFen: row.refund_fen,
      totalFen: row.total_fen,
    },
    ...{ cause: row.cause, provider: row.provider, merchantId: row.merchant_id },
  }
  const ours = { source: 'server', atMs: row.created_at.getTime(), says: sentence('refund-owed'), facts } as const
  const byItself = nextOf(row)
  // What has left twice stands on a bill as well, which knows its number at the provider alone: that is one cause.
  const isTwice = kind === 'refund-differs'
  const subject = isTwice ? row.out_refund_no : row.refund_id
  const amountFen = isTwice ? row.paid_beside_fen : row.refund_fen
  await cases.failed(tx, { kind, subject, because: FAILED[kind] ?? sentence('not-through') }, now)
  return cases.open(
    tx,
    {
      ...{ kind, subject, orderId: row.order_id, amountFen },
      ...{ evidence: [ours, ...evidence], byItself },
    },
    now,
  )
}

/** What the machine does next about a refund, and when. */
const nextOf = (row: RefundRow) =>
  row.next_try_at && {
    what: sentence(row.state === 'due' ? 'sends-refund-again' : 'asks-after-refund'),
    atMs: row.next_try_at.getTime(),
  }

/** Cases that wait for a refund hear why it is not through yet, when it is tried next, and which case people decide in. */
async function tellWaiting(
  tx: Transaction<Tables>,
  cases: OpenCases,
  row: RefundRow,
  said: CaseEvidence,
  opened: string | null,
  now: Date,
): Promise<void> {
  const link = {
    source: 'server',
    atMs: now.getTime(),
    says: sentence('case-of-its-own', { caseNumber: opened }),
  } as const
  const news = { evidence: opened === null ? said : [...said, link], byItself: nextOf(row) }
  if (opened === null) await cases.tell(tx, { kind: 'refund-refused', subject: row.refund_id, ...news }, now)
  if (row.case_kind === null || row.case_subject === null) return
  await cases.tell(tx, { kind: row.case_kind as CaseKind, subject: row.case_subject, ...news }, now)
}

function becauseOf(event: RefundEvent): string {
  switch (event.kind) {
    case 'said':
      return event.state === 'succeeded' ? sentence('paid-back') : sentence('provider-says', { state: event.state })
    case 'paid-by-hand':
      return sentence('paid-by-hand', { because: event.because })
    case 'written-off':
      return sentence('not-paid-back', { because: event.because })
    default:
      return sentence('right-amount')
  }
}

/** A refund by the number that its provider knows, at one merchant. */
export async function findRefund(
  db: Kysely<Tables>,
  where: { readonly provider: string; readonly merchantId: string; readonly outRefundNo: string },
): Promise<RefundRow | undefined> {
  return db
    .selectFrom('refund')
    .selectAll()
    .where('out_refund_no', '=', where.outRefundNo)
    .where('provider', '=', where.provider)
    .where('merchant_id', '=', where.merchantId)
    .executeTakeFirst()
}
