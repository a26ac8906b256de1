import { z } from 'zod'

/** What a fault may be tied to. */
const OPERATIONS = [
  'order',
  'query',
  'close',
  'refund',
  'refund-query',
  'certificates',
  'bill',
  'complaint',
  'notice',
  'pay',
] as const
export type Operation = (typeof OPERATIONS)[number]

const where = z.enum(['before', 'after']).default('after')
const kind = <T extends string>(name: T) => z.object({ kind: z.literal(name) })

/** Before or after the commit, or instead of it: the call never ends well. */
const callFaults = [
  z.object({ kind: z.literal('delay'), ms: z.int().min(0), where }),
  z.object({ kind: z.literal('hang'), where }),
  z.object({ kind: z.literal('reset'), where }),
  z.object({ kind: z.literal('http502html'), where }),
  /** An answer that has no end in sight. */
  z.object({ kind: z.literal('oversize'), where }),
  z.object({
    kind: z.literal('error'),
    status: z.int().min(200).max(599),
    code: z.string().max(64),
    /** True: it happened, although the reply says that it did not. */
    commit: z.boolean().default(false),
  }),
] as const

/** The call went well, its reply did not. */
const replyFaults = [
  kind('truncate'),
  kind('unsigned'),
  kind('badSignature'),
  kind('probe'),
  z.object({ kind: z.literal('staleTimestamp'), seconds: z.int() }),
  kind('unknownSerial'),
  kind('otherKey'),
  kind('wrongAmount'),
  kind('swapOrder'),
] as const

const noticeFaults = [
  kind('dropNotice'),
  z.object({ kind: z.literal('duplicateNotice'), copies: z.int().min(1).max(20).default(1) }),
  z.object({ kind: z.literal('lateNotice'), ms: z.int().min(0) }),
  kind('noticeBeforeReply'),
  kind('badTag'),
  kind('badAad'),
  kind('noticeProbe'),
  kind('noticeStale'),
  kind('v2xml'),
  kind('forgedUnsigned'),
  /** Well signed, and a fen too much: once for all, for a notice says the same each time it is sent. */
  kind('noticeWrongAmount'),
  /** So many notices in a hundred are signed with the public key although there are certificates. */
  z.object({ kind: z.literal('switch'), percent: z.number().min(0).max(100) }),
] as const

/** The list of certificates; `badTag` and `badAad` strike there as well. */
const certificateFaults = [kind('noCertificates'), kind('otherSerial')] as const

const businessFaults = [
  kind('payDuringClose'),
  z.object({ kind: z.literal('payAtExpiry'), offsetMs: z.int() }),
  kind('payTwice'),
  z.object({ kind: z.literal('voucher'), fen: z.int().min(1) }),
  z.object({ kind: z.literal('refundStatus'), status: z.enum(['CLOSED', 'ABNORMAL']) }),
  kind('stuckProcessing'),
  kind('notEnough'),
] as const

/** The bill as a whole, and single rows of it: a changed bill still agrees with its own sums and hash. */
const billFaults = [
  kind('billCreating'),
  kind('billNone'),
  kind('billHashMismatch'),
  kind('billTruncated'),
  z.object({ kind: z.literal('extraRow'), outTradeNo: z.string().min(6).max(32), fen: z.int().min(1) }),
  kind('missingRow'),
  z.object({ kind: z.literal('amountOff'), fen: z.int() }),
] as const

const aimSchema = z.object({
  match: z
    .object({
      operation: z.enum(OPERATIONS).optional(),
      /** Part of the request target as it came. */
      path: z.string().max(200).optional(),
      out_trade_no: z.string().max(64).optional(),
      /** Not before the nth time that the rest of the match fits, counted from 1. */
      nth: z.int().min(1).optional(),
      probability: z.number().min(0).max(1).optional(),
    })
    .default({}),
  times: z.union([z.int().min(1), z.literal('always')]).default(1),
})

export const faultSchema = z.intersection(
  z.discriminatedUnion('kind', [
    ...callFaults,
    ...replyFaults,
    ...noticeFaults,
    ...certificateFaults,
    ...businessFaults,
    ...billFaults,
  ]),
  aimSchema,
)
export type FaultInput = z.input<typeof faultSchema>
export type Fault = z.output<typeof faultSchema>
export type FaultKind = Fault['kind']
export type FaultOf<K extends FaultKind> = Extract<Fault, { kind: K }>

/** What is going on when the gateway asks for a fault. */
export interface Occasion {
  readonly operation: Operation
  readonly path?: string
  readonly outTradeNo?: string
}

export interface FaultList {
  /** Puts a new list in place of the old one. */
  replace(faults: readonly Fault[]): void
  /** The next fault of one of `kinds` that fits and passes `when`, used up by one; undefined when there is none. */
  take<K extends FaultKind>(
    kinds: readonly K[],
    occasion: Occasion,
    when?: (fault: FaultOf<K>) => boolean,
  ): FaultOf<K> | undefined
  /** Every fault with the number of times that it struck. */
  report(): { fault: Fault; struck: number }[]
}

/** `onStrike` hears of each fault that is used, for tests that wait for it. */
export function createFaultList(random: () => number, onStrike: (fault: Fault) => void): FaultList {
  let list: { fault: Fault; seen: number; struck: number }[] = []
  const fits = ({ match }: Fault, occasion: Occasion) =>
    (match.operation === undefined || match.operation === occasion.operation) &&
    (match.path === undefined || (occasion.path ?? '').includes(match.path)) &&
    (match.out_trade_no === undefined || match.out_trade_no === occasion.outTradeNo)
  return {
    replace: faults => {
      list = faults.map(fault => ({ fault, seen: 0, struck: 0 }))
    },
    take: (kinds, occasion, when = () => true) => {
      for (const entry of list) {
        const { fault } = entry
        if (!isOneOf(fault, kinds) || !fits(fault, occasion) || !when(fault)) continue
        if (fault.times !== 'always' && entry.struck >= fault.times) continue
        entry.seen++
        if (fault.match.nth !== undefined && entry.seen < fault.match.nth) continue
        if (fault.match.probability !== undefined && random() >= fault.match.probability) continue
        entry.struck++
        onStrike(fault)
        return fault
      }
      return undefined
    },
    report: () => list.map(({ fault, struck }) => ({ fault, struck })),
  }
}

function isOneOf<K extends FaultKind>(fault: Fault, kinds: readonly K[]): fault is FaultOf<K> {
  return (kinds as readonly FaultKind[]).includes(fault.kind)
}
