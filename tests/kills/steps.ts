/** What is ordered in every visit: five copies are free, two are paid, and each is two sheets. */
export const COPIES = 7
export const FREE_COPIES = 5
export const UNIT_PRICE_FEN = 200
const SHEETS_PER_COPY = 2
/** In a visit with a jam it is the third copy that gets stuck, at its second sheet. */
export const JAM_AT_COPY = 3

const both = (words: string) => [`${words} asked`, `${words} answered`]
const nth = (words: string, count: number) => (count === 1 ? words : `${words} (${count})`)

const UNTIL_PRINTING = [
  ...['screen identifying', ...both('server: who it is'), 'screen choosing', 'screen preparing'],
  ...[...both('server: the document'), ...both('server: the file'), 'screen previewing'],
  ...['the touch that orders', 'ledger: ordering', 'server: the order asked', ...both('provider: a code')],
  ...['server: the order answered', 'ledger: numbered', 'ledger: awaiting-payment', 'screen paying'],
  // The server answers only when it has heard of the payment.
  ...['server: the payment asked', 'the phone has paid', ...both('notice'), 'server: the payment answered'],
  ...['ledger: printing', 'screen printing'],
]

const ofCopy = (copy: number) => [
  `ledger: copy ${copy} sending`,
  nth('printer: Print-Job asked', copy),
  nth('printer: Print-Job answered', copy),
  `ledger: copy ${copy} accepted`,
  nth('a sheet comes out', copy * SHEETS_PER_COPY - 1),
  nth('a sheet comes out', copy * SHEETS_PER_COPY),
  `ledger: copy ${copy} delivered`,
]

const FROM_THE_END = [
  ...['ledger: printed', ...both('server: the outcome'), 'screen finished', 'ledger: settled', 'the slip is out'],
  ...both("server: the visit's end"),
]

/** Every named step of a paid visit in which all copies come out. */
export const STEPS_OF_A_VISIT: readonly string[] = [
  ...UNTIL_PRINTING,
  ...Array.from({ length: COPIES }, (_, at) => ofCopy(at + 1)).flat(),
  ...FROM_THE_END,
]

/** So many of them lie before the payment. */
export const STEPS_UNTIL_PAID = STEPS_OF_A_VISIT.indexOf('the phone has paid')

/** What a paid visit has beside, in which the paper jams and the visitor does not wait. */
export const STEPS_OF_A_JAM: readonly string[] = [
  ...['the touch that gives up', ...both('printer: Cancel-Job'), `ledger: copy ${JAM_AT_COPY} not-delivered`],
  ...['ledger: printed', ...both('server: the outcome'), ...both('provider: a refund')],
  ...['notice asked (2)', 'notice answered (2)', 'ledger: settled', 'screen finished'],
]
