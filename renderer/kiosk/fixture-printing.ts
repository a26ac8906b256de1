import {
  type FixtureOf,
  free,
  leave,
  live,
  mixed,
  nobody,
  type OneOrMore,
  ORDER_NUMBER,
  paper,
  someone,
  TITLE,
  WECHAT_PAY,
} from './fixture.ts'
import type { ContentOf } from './kiosk-context.ts'

export const printing: ContentOf<'printing'> = {
  screen: 'printing',
  copies: 3,
  sheetsPerCopy: 2,
  sheetsDelivered: 3,
  copiesDelivered: 1,
  stalled: null,
  stopping: false,
  recovering: false,
  quote: free(3),
  orderNumber: ORDER_NUMBER,
}

const finished: ContentOf<'finished'> = {
  screen: 'finished',
  providerName: WECHAT_PAY,
  title: TITLE,
  copies: 3,
  copiesDelivered: 3,
  sheetsDelivered: 6,
  copiesGivenBack: 0,
  quotaGivenBack: 0,
  freeCopiesLeft: 2,
  money: { kind: 'nothing-charged' },
  fault: null,
  orderNumber: ORDER_NUMBER,
  receipt: 'offered',
}

/** Paper comes out, stops, and is counted again. */
export const PRINTING: OneOrMore<FixtureOf<'printing'>> = [
  live('printing', someone, printing),
  live('printing-sixty', someone, {
    ...printing,
    copies: 20,
    sheetsPerCopy: 3,
    sheetsDelivered: 22,
    copiesDelivered: 7,
    quote: { ...mixed, copies: 20, paidCopies: 17, amountFen: 3400 },
  }),
  live('printing-jam', someone, { ...printing, stalled: { code: 'printer-jam' }, quote: mixed }, paper),
  live('printing-stopping', someone, { ...printing, stalled: { code: 'printer-jam' }, stopping: true }),
  live('printing-recovering', nobody, { ...printing, recovering: true }),
]

/** What a visit ends with, from all copies to none. */
export const FINISHED: OneOrMore<FixtureOf<'finished'>> = [
  live('finished', someone, finished, leave),
  live(
    'finished-paid',
    someone,
    { ...finished, money: { kind: 'charged', amountFen: 800 }, receipt: 'printed', freeCopiesLeft: 0 },
    leave,
  ),
  live(
    'finished-part',
    someone,
    {
      ...finished,
      copies: 7,
      copiesDelivered: 5,
      sheetsDelivered: 10,
      copiesGivenBack: 2,
      quotaGivenBack: 1,
      money: { kind: 'refunded', chargedFen: 600, refundFen: 200 },
      fault: { code: 'printer-jam' },
      freeCopiesLeft: 1,
    },
    leave,
  ),
  live(
    'finished-none',
    someone,
    {
      ...finished,
      copiesDelivered: 0,
      sheetsDelivered: 0,
      copiesGivenBack: 3,
      money: { kind: 'refunded', chargedFen: 0, refundFen: 800 },
      fault: { code: 'printer-unreachable' },
      receipt: 'printing',
    },
    leave,
  ),
  live(
    'finished-unclear',
    someone,
    {
      ...finished,
      title: null,
      copiesDelivered: 1,
      sheetsDelivered: 2,
      copiesGivenBack: 2,
      freeCopiesLeft: null,
      money: { kind: 'being-checked', amountFen: 800 },
      fault: { code: 'printer-outcome-unknown' },
      receipt: 'failed',
    },
    leave,
  ),
]
