export type GatewayOperation = 'order' | 'query' | 'close' | 'refund' | 'refund-query' | 'other'

type Kinds = readonly (readonly [weight: number, kind: string])[]

/** What goes wrong on any line to any server. */
const LINE: Kinds = [
  ...([
    [2, 'cut-off'],
    [2, 'slow 2 s'],
    [1, 'slow 30 s'],
    [2, 'hangs before'],
    [2, 'hangs after'],
  ] as const),
  ...([
    [1, 'reset before'],
    [2, 'reset after'],
    [1, 'bad gateway'],
    [1, 'bad gateway, and yet done'],
  ] as const),
  ...([
    [1, 'system error'],
    [1, 'system error, and yet done'],
    [1, 'too often'],
    [1, 'cut short'],
  ] as const),
  ...([
    [1, 'unsigned'],
    [1, 'badly signed'],
    [1, 'stale'],
    [1, 'another order'],
  ] as const),
]

/** What WeChat does at each of its routes. The words are those of a story. */
export const API_FAULTS: Readonly<Record<GatewayOperation, Kinds>> = {
  order: LINE,
  query: [...LINE, [2, 'a false 404'], [2, 'another amount']],
  close: [...LINE, [2, 'a false 404'], [3, 'paid while it is closed']],
  refund: [
    ...LINE,
    ...([
      [2, 'refused for good'],
      [1, 'not enough money'],
      [2, 'abnormal'],
      [1, 'never ends'],
      [1, 'another amount'],
      [1, 'closed by the provider'],
      [1, 'refunds hang for minutes'],
    ] as const),
  ],
  'refund-query': [...LINE, [1, 'a false 404'], [1, 'another amount']],
  other: LINE,
}

/** What becomes of a notice on its way. */
export const NOTICE_FAULTS = [
  ...([
    [4, 'dropNotice'],
    [3, 'duplicateNotice'],
    [1, 'badTag'],
    [1, 'badAad'],
    [1, 'noticeProbe'],
  ] as const),
  ...([
    [1, 'noticeStale'],
    [1, 'v2xml'],
    [1, 'forgedUnsigned'],
  ] as const),
] as const

/** What a phone and its owner do beside paying. */
export const PAY_FAULTS = [
  [3, 'lateNotice'],
  [2, 'payTwice'],
  [2, 'no notice ever comes'],
  [1, 'a notice of another sum'],
] as const
