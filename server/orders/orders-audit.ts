import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const ORDERS_EVENTS = {
  'order-opened': 'Copies were ordered: free ones were taken from the quota, and the rest has a price.',
  'order-opening-failed': 'No payment could be opened for an order; its free copies went back.',
  'order-payment-seen': 'The payment provider said that an order was paid.',
  'order-close-asked': 'The visitor gave up, or the time to pay was over.',
  'order-closed-at-provider': 'The payment provider closed an order: nothing can be paid under it any more.',
  'order-printed': 'The terminal told what came out; what did not was given back.',
  'order-forgotten': 'A terminal told of an order in its ledger that is not known here: a person must look.',
  'order-late-paper': 'A terminal told that paper of copies which had been given back came out: a person must look.',
  'refund-processing': 'The payment provider accepted a refund.',
  'refund-succeeded': 'The payment provider paid a refund back.',
  'refund-abnormal': 'The payment provider could not pay a refund back by itself: a person must.',
  'refund-closed': 'The payment provider gave the number of a refund up for good; another takes its place.',
  'older-orders-adopted':
    'Orders of before merchant numbers were kept were given the only merchant that the configuration names.',
} as const satisfies AuditEvents

export const audit = auditTrail(ORDERS_EVENTS)
