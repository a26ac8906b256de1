import type { ComplaintState } from './complaint-entries.ts'
import type { Happening } from './journal-entry.ts'

export type Of<T extends Happening['type']> = Extract<Happening, { type: T }>

export interface Refund {
  readonly accepted: Of<'refund-accepted'>
  readonly acceptedAtMs: number
  settlesAtMs: number
  settlesAs: Of<'refund-accepted'>['settlesAs']
  status: 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL'
  settledAtMs: number | null
  /** Where it goes, in WeChat's words. */
  receivedAccount: string
}

export interface Order {
  readonly opened: Of<'order-opened'>
  readonly openedAtMs: number
  state: 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED'
  paid: { transactionId: string; payerTotalFen: number; atMs: number } | null
  /** Every code ever issued for it; an older one stays payable until its own two hours are over. */
  readonly codes: { pr: string; issuedAtMs: number }[]
  readonly refunds: Refund[]
}

export interface Notice {
  readonly made: Of<'notice-made'>
  readonly attempts: { atMs: number; outcome: string; answer: string }[]
  /** When it goes out next; null when it is done or given up. */
  nextAtMs: number | null
}

export interface Complaint {
  readonly made: Of<'complaint-made'>
  readonly atMs: number
  readonly lines: { readonly told: Of<'complaint-line'>; readonly atMs: number }[]
  state: ComplaintState
  awaitsAnswer: boolean
  /** How often the payer has complained in it. */
  times: number
}

/** What the journal adds up to. */
export interface Book {
  readonly orders: Map<string, Order>
  readonly refunds: Map<string, Refund>
  readonly notices: Map<string, Notice>
  readonly complaints: Map<string, Complaint>
  /** Where the merchant wants to hear of complaints; null before it has said so. */
  complaintUrl: string | null
  aheadMs: number
}

export function emptyBook(): Book {
  return {
    orders: new Map(),
    refunds: new Map(),
    notices: new Map(),
    complaints: new Map(),
    complaintUrl: null,
    aheadMs: 0,
  }
}

/** The order of `outTradeNo`; a journal that speaks of one it never opened is damaged, and that throws. */
function orderOf(book: Book, outTradeNo: string): Order {
  const order = book.orders.get(outTradeNo)
  if (!order) throw new Error(`the journal speaks of an order it never opened: ${outTradeNo}`)
  return order
}

function refundOf(book: Book, outRefundNo: string): Refund {
  const refund = book.refunds.get(outRefundNo)
  if (!refund) throw new Error(`the journal speaks of a refund it never accepted: ${outRefundNo}`)
  return refund
}

/** Adds one line of the journal to `book`. The only place where the state changes. */
export function enter(book: Book, happening: Happening, atMs: number): void {
  switch (happening.type) {
    case 'order-opened':
      book.orders.set(happening.outTradeNo, {
        opened: happening,
        openedAtMs: atMs,
        state: 'NOTPAY',
        paid: null,
        codes: [],
        refunds: [],
      })
      return
    case 'code-issued':
      orderOf(book, happening.outTradeNo).codes.push({ pr: happening.pr, issuedAtMs: atMs })
      return
    case 'paid': {
      const order = orderOf(book, happening.outTradeNo)
      order.state = 'SUCCESS'
      order.paid = { transactionId: happening.transactionId, payerTotalFen: happening.payerTotalFen, atMs }
      return
    }
    case 'payment-refused':
      return
    case 'order-closed':
      orderOf(book, happening.outTradeNo).state = 'CLOSED'
      return
    case 'refund-accepted': {
      const order = orderOf(book, happening.outTradeNo)
      const refund: Refund = {
        accepted: happening,
        acceptedAtMs: atMs,
        settlesAtMs: happening.settlesAtMs,
        settlesAs: happening.settlesAs,
        status: 'PROCESSING',
        settledAtMs: null,
        receivedAccount: '支付用户零钱',
      }
      order.state = 'REFUND'
      order.refunds.push(refund)
      book.refunds.set(happening.outRefundNo, refund)
      return
    }
    case 'refund-settled': {
      const refund = refundOf(book, happening.outRefundNo)
      refund.status = happening.status
      refund.settledAtMs = atMs
      return
    }
    case 'refund-resumed': {
      const refund = refundOf(book, happening.outRefundNo)
      refund.status = 'PROCESSING'
      refund.settlesAs = happening.settlesAs
      refund.receivedAccount = happening.receivedAccount ?? refund.receivedAccount
      refund.settlesAtMs = happening.settlesAtMs
      refund.settledAtMs = null
      return
    }
    case 'notice-made':
      book.notices.set(happening.id, { made: happening, attempts: [], nextAtMs: happening.dueAtMs })
      return
    case 'notice-attempted': {
      const notice = book.notices.get(happening.id)
      if (!notice) throw new Error(`the journal speaks of a notice it never made: ${happening.id}`)
      notice.attempts.push({ atMs, outcome: happening.outcome, answer: happening.answer })
      notice.nextAtMs = happening.nextAtMs
      return
    }
    case 'complaint-made':
      book.complaints.set(happening.complaintId, {
        ...{ made: happening, atMs, lines: [], state: 'PENDING', awaitsAnswer: true, times: 1 },
      })
      return
    case 'complaint-line': {
      const complaint = book.complaints.get(happening.complaintId)
      if (!complaint) throw new Error(`the journal speaks of a complaint that nobody made: ${happening.complaintId}`)
      complaint.lines.push({ told: happening, atMs })
      complaint.state = happening.state
      complaint.awaitsAnswer = happening.awaitsAnswer
      if (happening.operateType === 'USER_CONTINUE_COMPLAINT') complaint.times += 1
      return
    }
    case 'complaint-address':
      book.complaintUrl = happening.url
      return
    case 'clock-advanced':
      book.aheadMs += happening.ms
      return
  }
}
