import type { Merchants } from './merchants.ts'
import type { TakeComplaint, TakeNotice } from './notice-route.ts'

export type { Bill, BillFailure, BillLine, Bills } from './bill.ts'
export type { Complaint, ComplaintAct, ComplaintLine, ComplaintPicture, Complaints } from './complaint-port.ts'
export { type Merchant, type MerchantKey, type Merchants, merchantsOf, nameOfMerchant } from './merchants.ts'
export type { TakeComplaint, TakeNotice } from './notice-route.ts'
export type {
  AbnormalRefunds,
  BankCard,
  Notice,
  PaymentFailure,
  Payments,
  Refund,
  RefundTarget,
  Transaction,
} from './payment-port.ts'

/** Money from outside. */
export interface PaymentRoom {
  /** Everybody who takes money for the house, or took some. */
  readonly merchants: Merchants
  /** Hands every notice that is surely a merchant's to `take`; to be called once, before the server listens. */
  hearNotices(take: TakeNotice): void
  /** The same of complaints: `take` is told that one is to be asked about. */
  hearComplaints(take: TakeComplaint): void
}
