import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { Complaint } from './book.ts'
import { type ComplaintState, type OperateType, type Picture, pictureSchema } from './complaint-entries.ts'
import type { Desk } from './orders.ts'

/** What a payer complains of, as the phone or a test says it. */
export const complainSchema = z.object({
  out_trade_no: z.string().min(1).max(64),
  detail: z.string().min(1).max(200),
  problem: z.string().min(1).max(100).default('机器没有打印出来'),
  problem_type: z.enum(['REFUND', 'SERVICE_NOT_WORK', 'OTHERS']).default('SERVICE_NOT_WORK'),
  apply_refund_amount: z.int().min(1).nullable().default(null),
  phone: z
    .string()
    .regex(/^\d{11}$/)
    .nullable()
    .default(null),
  pictures: z.array(pictureSchema).max(4).default([]),
})
export type ComplaintWish = z.input<typeof complainSchema>

/** A payer complains about a payment. Null where nothing was paid under that number. */
export function complain(desk: Desk, wish: ComplaintWish): string | null {
  const said = complainSchema.parse(wish)
  const order = desk.journal.book.orders.get(said.out_trade_no)
  if (!order?.paid) return null
  const complaintId = `2002018${digits(21)}`
  desk.journal.record({
    ...{ type: 'complaint-made', outTradeNo: said.out_trade_no, complaintId, problem: said.problem },
    ...{ detail: said.detail, problemType: said.problem_type, phone: said.phone, pictures: said.pictures },
    askedFen: said.problem_type === 'REFUND' ? (said.apply_refund_amount ?? order.opened.content.totalFen) : null,
  })
  const complaint = desk.journal.book.complaints.get(complaintId)!
  line(desk, complaint, 'USER_CREATE_COMPLAINT', {
    ...{ operator: '投诉人', words: said.detail, pictures: said.pictures, state: 'PENDING', awaitsAnswer: true },
  })
  tell(desk, complaint, 'CREATE_COMPLAINT')
  return complaintId
}

/** What a payer does with a complaint later on: writes again, or complains anew once it was called dealt with. False where that is not open to them. */
export function payerSays(desk: Desk, complaintId: string, words: string): boolean {
  const complaint = desk.journal.book.complaints.get(complaintId)
  if (!complaint) return false
  const isAnew = complaint.state === 'PROCESSED'
  line(desk, complaint, isAnew ? 'USER_CONTINUE_COMPLAINT' : 'USER_RESPONSE', {
    ...{ operator: '投诉人', words, pictures: [], awaitsAnswer: true },
    state: isAnew ? 'PENDING' : complaint.state,
  })
  tell(desk, complaint, isAnew ? 'CONTINUE_COMPLAINT' : 'USER_RESPONSE')
  return true
}

/** The money of a payment has come back: a request for it that was agreed to is over with that. */
export function refundArrived(desk: Desk, outTradeNo: string): void {
  for (const complaint of desk.journal.book.complaints.values()) {
    const isAgreed = complaint.lines.some(({ told }) => told.operateType === 'MERCHANT_APPROVE_REFUND')
    if (complaint.made.outTradeNo !== outTradeNo || !isAgreed || complaint.state === 'PROCESSED') continue
    line(desk, complaint, 'COMPLAINT_REFUND_RECEIVED_SYSTEM_MESSAGE', {
      ...{ operator: '系统', words: '退款已到账', pictures: [], state: 'PROCESSED', awaitsAnswer: false },
    })
    tell(desk, complaint, 'REFUND_SUCCESS')
  }
}

/** Writes one line of a complaint's history down. */
export function line(
  desk: Desk,
  { made }: Complaint,
  operateType: OperateType,
  said: {
    readonly operator: string
    readonly words: string
    readonly pictures: Picture[]
    readonly state: ComplaintState
    readonly awaitsAnswer: boolean
  },
): void {
  const { outTradeNo, complaintId } = made
  const logId = `3002853${digits(20)}`
  desk.journal.record({ type: 'complaint-line', outTradeNo, complaintId, logId, operateType, ...said })
}

/** Tells the merchant, where it has said where: that something has happened, and no more than which kind of thing. */
export function tell(desk: Desk, { made }: Complaint, action: string): void {
  const { complaintUrl } = desk.journal.book
  if (complaintUrl === null) return
  const isNew = action === 'CREATE_COMPLAINT'
  desk.notices.make({
    ...{ outTradeNo: made.outTradeNo, url: complaintUrl, originalType: 'complaint' },
    eventType: isNew ? 'COMPLAINT.CREATE' : 'COMPLAINT.STATE_CHANGE',
    summary: isNew ? '产生新投诉' : '投诉状态变化',
    content: { complaint_id: made.complaintId, action_type: action },
  })
}

const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join('')
