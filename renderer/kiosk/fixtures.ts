import type { Quote, VisitorOffer } from '../../src/contract/documents.ts'
import type { DocumentId } from '../../src/contract/ids.ts'
import type { KioskView, ScreenContent } from '../../src/contract/kiosk-view.ts'
import { EXAMPLE_OFFERS, HELD_OFFERS, LONG_OFFERS } from './fixture-offers.ts'
import { PAPER_CHECKS } from './fixture-papers.ts'

/** A view with a name, for looking at and for tests. `lost` and `connecting` are the states without a station. */
export interface Fixture {
  readonly name: string
  readonly status: 'live' | 'lost' | 'connecting'
  readonly view: KioskView
}

const ORDER_NUMBER = '20261122000000204815'
export const SAMPLE_DOCUMENT = 'sample-document-0001' as DocumentId
const TITLE = { zh: '中文成绩单', en: 'Transcript in Chinese' }

const free = (copies: number): Quote => ({ copies, freeCopies: copies, paidCopies: 0, unitPriceFen: 200, amountFen: 0 })
const mixed: Quote = { copies: 7, freeCopies: 3, paidCopies: 4, unitPriceFen: 200, amountFen: 800 }
const dear: Quote = { copies: 20, freeCopies: 0, paidCopies: 20, unitPriceFen: 49_999, amountFen: 999_980 }

const nobody: Omit<KioskView, 'content'> = {
  language: 'zh-CN',
  aids: { largeText: false, highContrast: false, lowReach: false },
  university: { zh: '示范大学', en: 'Model University' },
  place: { zh: '图书馆南门', en: 'Library, south gate' },
  terminalName: { zh: '3 号机', en: 'Machine 3' },
  helpPhone: '023-6276-0000',
  screenWidthMm: 336,
  visitor: null,
  countdown: null,
  asking: false,
}
const withFreeCopies = (freeCopiesLeft: number): Omit<KioskView, 'content'> => ({
  ...nobody,
  visitor: { name: { zh: '欧阳*', en: 'O***** N***' }, number: '******1234', freeCopiesLeft },
})
const someone = withFreeCopies(5)
const foreigner: Omit<KioskView, 'content'> = {
  ...nobody,
  university: { zh: '示范邮电与信息工程大学', en: 'Model University of Posts and Information Engineering' },
  visitor: {
    name: { zh: 'M********** A******** d* l* C*** y S****', en: 'M********** A******** d* l* C*** y S****' },
    number: '**********5678',
    freeCopiesLeft: 0,
  },
}

type Surround = Partial<Omit<KioskView, 'content'>>
const live = (
  name: string,
  around: Omit<KioskView, 'content'>,
  content: ScreenContent,
  more: Surround = {},
): Fixture => ({
  name,
  status: 'live',
  view: { ...around, ...more, content },
})

const attract: Extract<ScreenContent, { screen: 'attract' }> = {
  screen: 'attract',
  freeCopies: 5,
  tariff: [
    { label: { zh: '中文文件', en: 'document in Chinese' }, unitPriceFen: 200 },
    { label: { zh: '英文文件', en: 'document in English' }, unitPriceFen: 500 },
  ],
  readers: { campusCard: true, idCard: true },
  canCheckPaper: true,
  notices: [],
  fault: null,
  started: false,
}
const choosing = (
  offers: readonly VisitorOffer[],
  selected: number | null,
  copies: number,
  quote: Quote | null,
): ScreenContent => ({
  screen: 'choosing',
  offers: [...offers],
  selected,
  copies,
  maxCopies: 10,
  quote,
})
const previewing: Extract<ScreenContent, { screen: 'previewing' }> = {
  screen: 'previewing',
  documentId: SAMPLE_DOCUMENT,
  title: TITLE,
  pages: 2,
  sheetsPerCopy: 2,
  quote: free(3),
  signer: '示范大学',
  fault: null,
  busy: false,
}
const paying: Extract<ScreenContent, { screen: 'paying' }> = {
  screen: 'paying',
  quote: mixed,
  payeeName: '示范大学',
  codeUrl: 'weixin://wxpay/bizpayurl?pr=q7Zr2Xb0z',
  orderNumber: ORDER_NUMBER,
  phase: 'showing-code',
}
const printing: Extract<ScreenContent, { screen: 'printing' }> = {
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
const finished: Extract<ScreenContent, { screen: 'finished' }> = {
  screen: 'finished',
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
const leave = { countdown: { kind: 'leave', remainingMs: 42_000, totalMs: 60_000 } } as const
const pay = { countdown: { kind: 'pay', remainingMs: 252_000, totalMs: 300_000 } } as const
const paper = { countdown: { kind: 'paper', remainingMs: 96_000, totalMs: 120_000 } } as const

/** Every screen of the kiosk, and every failure that has a face of its own. */
export const FIXTURES: readonly Fixture[] = [
  live('attract', nobody, attract),
  live('attract-no-scanner', nobody, { ...attract, canCheckPaper: false }),
  live('attract-started', nobody, { ...attract, started: true }),
  live('attract-card-unreadable', nobody, { ...attract, fault: { code: 'card-unreadable' } }),
  live('attract-notices', nobody, {
    ...attract,
    readers: { campusCard: true, idCard: false },
    notices: [{ code: 'printer-paper-low' }, { code: 'receipt-printer-away' }],
  }),
  live('out-of-service', nobody, {
    screen: 'out-of-service',
    fault: { code: 'printer-out-of-paper' },
    canCheckPaper: true,
  }),
  live('starting', nobody, { screen: 'out-of-service', fault: { code: 'station-starting' }, canCheckPaper: false }),
  live('identifying-card', nobody, { screen: 'identifying', means: 'campus-card' }),
  live('identifying-id-card', nobody, { screen: 'identifying', means: 'id-card' }),
  live(
    'refused-card-unknown',
    nobody,
    { screen: 'refused', fault: { code: 'card-unknown' }, canGoBack: false, money: { kind: 'nothing-charged' } },
    leave,
  ),
  live(
    'refused-document',
    someone,
    {
      screen: 'refused',
      fault: { code: 'document-check-failed' },
      canGoBack: true,
      money: { kind: 'nothing-charged' },
    },
    leave,
  ),
  live(
    'refused-payment-unclear',
    someone,
    {
      screen: 'refused',
      fault: { code: 'payment-unclear' },
      canGoBack: true,
      money: { kind: 'being-checked', amountFen: 800 },
    },
    leave,
  ),
  ...PAPER_CHECKS.map(({ name, check, canScan = true }) =>
    live(name, nobody, { screen: 'checking-paper', canScan, check }, check.step === 'asking' ? {} : leave),
  ),
  live('choosing', someone, choosing(EXAMPLE_OFFERS, 0, 3, free(3))),
  live('choosing-held', someone, choosing(HELD_OFFERS, null, 1, null)),
  live('choosing-nothing-yet', someone, choosing(EXAMPLE_OFFERS, null, 1, null)),
  live(
    'choosing-paid',
    withFreeCopies(3),
    choosing(EXAMPLE_OFFERS, 1, 7, { ...mixed, unitPriceFen: 500, amountFen: 2000 }),
  ),
  live('choosing-many', foreigner, choosing(LONG_OFFERS, 2, 20, dear)),
  live('preparing', someone, { screen: 'preparing', title: TITLE }),
  live('previewing', someone, previewing),
  live('previewing-paid', withFreeCopies(3), { ...previewing, quote: mixed }),
  live('previewing-quote-changed', withFreeCopies(3), {
    ...previewing,
    quote: mixed,
    fault: { code: 'quote-changed' },
  }),
  live('previewing-busy', someone, { ...previewing, busy: true }),
  live('paying', someone, paying, pay),
  live(
    'paying-dear',
    foreigner,
    { ...paying, quote: dear, payeeName: '示范邮电与信息工程大学教务处（财务专户）' },
    pay,
  ),
  live('paying-closing', someone, { ...paying, phase: 'closing' }),
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
  live('asking', someone, choosing(EXAMPLE_OFFERS, 0, 3, free(3)), {
    asking: true,
    countdown: { kind: 'idle', remainingMs: 23_000, totalMs: 30_000 },
  }),
  { name: 'lost', status: 'lost', view: { ...someone, content: printing } },
  { name: 'connecting', status: 'connecting', view: { ...nobody, content: attract } },
]
