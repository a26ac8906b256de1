/**
 * Where money of visitors can be. An amount is positive on the account that it comes to and negative on the one that it leaves: what is
 * positive is there, what is negative says whose it is.
 */
export const ACCOUNTS = {
  provider: 'Money that payers have brought to the payment provider and that was not paid back: positive.',
  visitor: 'What visitors have paid and nobody has decided about yet: negative, it is theirs.',
  university: 'What the university has earned with copies that came out: negative.',
  'given-back': 'What is to be paid back and has not yet reached the payer: negative; nought once it has.',
  'by-hand':
    "The university's own purse beside the provider: negative what persons have paid back from it, positive what came back to it from the provider and has reached no payer.",
  lost: 'What the provider has paid out and nobody owed, by the word of a named person: positive.',
} as const

export type Account = keyof typeof ACCOUNTS

/** What an entry is about. Each moves one amount from one account to another, so that no entry can be out of balance. */
export interface Cause {
  readonly what: string
  readonly from: Account
  readonly to: Account
}

export const CAUSES = {
  'payment-seen': {
    what: "The provider said that an order was paid; the money is the visitor's until copies come out.",
    ...{ from: 'visitor', to: 'provider' },
  },
  'payment-unknown': {
    what: 'The provider holds a payment of a number that no order has.',
    ...{ from: 'visitor', to: 'provider' },
  },
  charged: {
    what: 'Copies that cost something came out: the university has earned them.',
    ...{ from: 'university', to: 'visitor' },
  },
  'refund-owed': {
    what: 'Money is to be paid back: copies did not come out, or it was paid for nothing.',
    ...{ from: 'given-back', to: 'visitor' },
  },
  waived: {
    what: 'A named person gave back what had been earned, with a reason.',
    ...{ from: 'given-back', to: 'university' },
  },
  'refund-paid': {
    what: 'The provider said that a refund has reached the payer.',
    ...{ from: 'provider', to: 'given-back' },
  },
  'refunded-by-hand': {
    what: 'A named person paid a refund back outside the provider, with a reference.',
    ...{ from: 'by-hand', to: 'given-back' },
  },
  'payment-unseen': {
    what: 'Less was paid than the provider had said at first: so much of what was seen was never there.',
    ...{ from: 'provider', to: 'visitor' },
  },
  'refund-unowed': {
    what: 'What was to be paid back was reckoned from a sum that was never there: so much less is owed.',
    ...{ from: 'visitor', to: 'given-back' },
  },
  'refund-dropped': {
    what: 'A named person ended a refund that was owed without paying it, with a reason.',
    ...{ from: 'university', to: 'given-back' },
  },
  'refund-returned': {
    what: "The provider said that a refund came to the university's own account: it is there, and still owed.",
    ...{ from: 'provider', to: 'by-hand' },
  },
  'refund-not-received': {
    what: "A refund that the provider had called paid came to the university's own account, as it said later: it is owed again.",
    ...{ from: 'given-back', to: 'by-hand' },
  },
  'refund-lost': {
    what: 'The provider has paid out what nobody owed, or owed any more: a named person entered it as lost, with a reason.',
    ...{ from: 'provider', to: 'lost' },
  },
  'loss-returned': {
    what: "What was entered as lost came to the university's own account, as the provider said later.",
    ...{ from: 'lost', to: 'by-hand' },
  },
} as const satisfies Readonly<Record<string, Cause>>

export type EntryCause = keyof typeof CAUSES
