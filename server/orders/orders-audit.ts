import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const ORDERS_EVENTS = {
  'order-opened': 'Copies were ordered: free ones were taken from the quota, and the rest has a price.',
  'order-opening-failed': 'No payment could be opened for an order; its free copies went back.',
  'order-payment-seen': 'The payment provider said that an order was paid.',
  'order-payment-doubted':
    'The payment provider named another amount than the one ordered; nothing of it was booked, and it is asked again.',
  'order-doubt-dismissed': 'A person said that another amount which the provider had named is nothing.',
  'order-close-asked':
    'The visitor gave up, or the time to pay was over and the payment provider did not close it at once.',
  'order-closed-at-provider': 'The payment provider closed an order: nothing can be paid under it any more.',
  'order-closed-unasked':
    'The payment provider said closed of an order that nobody had closed; it is asked about until nothing can be paid.',
  'order-not-found-at-provider':
    'The payment provider knew nothing of an order whose code was never shown; it is asked about once more.',
  'order-given-up': 'A person ended the waiting for a payment provider that says nothing of an order.',
  'order-printed': 'The terminal told what came out; what did not was given back.',
  'order-outcome-missing':
    'An order is paid, or free, and its terminal has told nothing for too long: a person must look.',
  'order-outcome-conflict': 'What a terminal told of an order contradicts what is known of it: a person must look.',
  'order-decided': 'A person decided what came out of an order whose terminal had told nothing.',
  'order-given-back': 'A person gave back of what an order had cost, or of what was held.',
  'order-held-kept': 'A person decided that copies which cannot be told count as delivered.',
  'order-unclear-absent':
    'The printer proved later that copies of which nobody could tell had not come out; what was held for them went back.',
  'order-forgotten': 'A terminal told of an order in its ledger that is not known here: a person must look.',
  'ledger-lost':
    'A terminal told that its ledger is lost: what it owed was closed where nothing was paid, and given to people where something was.',
  'order-late-paper': 'A terminal told that paper of copies which had been given back came out: a person must look.',
  'refund-processing': 'The payment provider accepted a refund.',
  'refund-succeeded': 'The payment provider paid a refund back.',
  'refund-abnormal': 'The payment provider could not pay a refund back by itself: a person must.',
  'refund-redirected':
    'A person had a refund that could not be paid out sent elsewhere: to a bank card of the payer, or back to the university.',
  'refund-redirect-refused': 'The payment provider did not send such a refund elsewhere: a person must look again.',
  'refund-returned':
    'The money of a refund came back to the university: the payer has nothing of it, and a person must pay it.',
  'refund-slow': 'The payment provider has had a refund under way for longer than the set time: a person must look.',
  'refund-closed': 'The payment provider gave the number of a refund up for good; another takes its place.',
  'refund-refused':
    'The payment provider refused a refund; it is asked for again, and a person is told when that stays so.',
  'refund-amount-doubted':
    'The payment provider named another amount than a refund is reckoned from; nothing of it was booked.',
  'refund-total-corrected': 'The total of the payment was corrected in a refund, after two signed answers that agree.',
  'refund-paid-by-hand': 'A person paid a refund back another way, with a reference.',
  'refund-written-off': 'A person ended a refund that was owed, with a reason.',
  'refund-paid-twice': 'The payment provider paid a refund back that a person had ended by hand.',
  'refund-lost': 'A person entered as lost what the payment provider had paid out and nobody owed.',
  'refund-unknown': 'The payment provider told of a refund that nobody here has asked for; it was kept.',
  'payment-unclaimed': 'Somebody told of a payment that no order knows; it was kept.',
  'payment-unclaimed-confirmed': 'The payment provider confirmed a payment that no order knows.',
  'payment-unclaimed-decided': 'A person decided what becomes of a payment that no order knows.',
  'reprint-opened':
    'Copies that came out badly are printed again for nothing, by the printer’s record or with a code of staff.',
  'reprint-code-given': 'A person’s decision gave a code for a free reprint of an order.',
  'reprint-code-used': 'All copies of a reprint code came out, or may have: it is spent.',
  'reprint-code-taken-back': 'A person took a reprint code back, for the copies that had not come out under it.',
  'reprint-code-expired': 'A reprint code was over, and not all of its copies had come out.',
  'orders-of-number-sought': 'Staff looked for the orders of whoever has a number; the number itself is not kept.',
  'older-orders-adopted':
    'Orders of before merchant numbers were kept were given the only merchant that the configuration names.',
} as const satisfies AuditEvents

export const audit = auditTrail(ORDERS_EVENTS)
