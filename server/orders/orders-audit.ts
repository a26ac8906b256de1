import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const ORDERS_EVENTS = {
  'order-opened': 'Copies were ordered: free ones were taken from the quota, and the rest has a price.',
  'order-opening-failed': 'No payment could be opened for an order; its free copies went back.',
  'order-payment-seen': 'WeChat said that an order was paid.',
  'order-close-asked': 'The visitor gave up, or the time to pay was over.',
  'order-closed-at-wechat': 'WeChat closed an order: nothing can be paid under it any more.',
  'order-printed': 'The terminal told what came out; what did not was given back.',
  'refund-processing': 'WeChat accepted a refund.',
  'refund-succeeded': 'WeChat paid a refund back.',
  'refund-abnormal': 'WeChat could not pay a refund back by itself: a person must.',
  'refund-closed': 'WeChat gave the number of a refund up for good; another takes its place.',
} as const satisfies AuditEvents

export const audit = auditTrail(ORDERS_EVENTS)
