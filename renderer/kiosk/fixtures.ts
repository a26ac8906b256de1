import type { Quote, VisitorOffer } from '../../src/contract/documents.ts'
import type { ScreenName } from '../../src/contract/kiosk-view.ts'
import { tariffLines, USUAL_TARIFF } from '../../src/rules/tariff.ts'
import {
  collector,
  dear,
  type Fixture,
  type FixtureOf,
  foreigner,
  free,
  leave,
  live,
  mixed,
  nobody,
  type OneOrMore,
  ORDER_NUMBER,
  pay,
  SAMPLE_DOCUMENT,
  someone,
  TITLE,
  WECHAT_PAY,
  withFreeCopies,
} from './fixture.ts'
import { CARD_PIN } from './fixture-card-pin.ts'
import { COLLECTING } from './fixture-collecting.ts'
import { HANDING_OVER } from './fixture-handovers.ts'
import { PHONE_LOGIN } from './fixture-logins.ts'
import { ANOTHERS_OFFERS, EXAMPLE_OFFERS, HELD_OFFERS, LONG_OFFERS, PIN_OFFERS } from './fixture-offers.ts'
import { PAPER_CHECKS, type PaperCheck } from './fixture-papers.ts'
import { FINISHED, PRINTING, printing } from './fixture-printing.ts'
import { CHOOSING_REGISTER } from './fixture-registers.ts'
import { BAD_PRINT, ENTERING_CODE } from './fixture-reprints.ts'
import type { ContentOf } from './kiosk-context.ts'

const attract: ContentOf<'attract'> = {
  screen: 'attract',
  freeCopies: 5,
  tariff: tariffLines(USUAL_TARIFF),
  readers: { campusCard: true, idCard: true },
  phoneLogin: false,
  pickups: false,
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
  paperFor: number | null = null,
): ContentOf<'choosing'> => ({
  hasReprintCode: false,
  screen: 'choosing',
  offers: [...offers],
  selected,
  copies,
  maxCopies: paperFor ?? 10,
  paperFor,
  quote,
})
const previewing: ContentOf<'previewing'> = {
  screen: 'previewing',
  documentId: SAMPLE_DOCUMENT,
  kind: 'transcript',
  edition: 'zh',
  title: TITLE,
  correction: null,
  pages: 2,
  sheetsPerCopy: 2,
  quote: free(3),
  copiesHere: null,
  signer: '示范大学',
  fault: null,
  busy: false,
}
const CORRECTION = {
  url: 'https://print.example.edu.cn/p/k/transcript_zh',
  host: 'print.example.edu.cn',
}
const LONG_CORRECTION = {
  url: 'https://print-and-verify.academic-affairs.model-university.edu.cn:8443/p/k/enrolment-proof_english',
  host: 'print-and-verify.academic-affairs.model-university.edu.cn:8443',
}
const paying: ContentOf<'paying'> = {
  screen: 'paying',
  quote: mixed,
  payeeName: '示范大学',
  providerName: WECHAT_PAY,
  codeUrl: 'weixin://wxpay/bizpayurl?pr=q7Zr2Xb0z',
  orderNumber: ORDER_NUMBER,
  phase: 'showing-code',
  canGoBack: true,
}

const checkingPaper = ({ name, check, canScan = true }: PaperCheck) =>
  live(name, nobody, { screen: 'checking-paper', canScan, check }, check.step === 'asking' ? {} : leave)
const [firstCheck, ...otherChecks] = PAPER_CHECKS

/** Every screen of the contract has one at least, and every failure that has a face of its own. */
const BY_SCREEN: { readonly [Name in ScreenName]: OneOrMore<FixtureOf<Name>> } = {
  attract: [
    live('attract', nobody, attract),
    live('attract-no-scanner', nobody, { ...attract, canCheckPaper: false }),
    live('attract-started', nobody, { ...attract, started: true }),
    live('attract-phone', nobody, { ...attract, phoneLogin: true }),
    live('attract-phone-started', nobody, { ...attract, phoneLogin: true, started: true }),
    live('attract-phone-one-reader', nobody, {
      ...attract,
      readers: { campusCard: false, idCard: true },
      phoneLogin: true,
      started: true,
    }),
    live('attract-phone-alone', nobody, {
      ...attract,
      readers: { campusCard: false, idCard: false },
      phoneLogin: true,
      started: true,
    }),
    live('attract-pickups', nobody, { ...attract, pickups: true }),
    live('attract-pickups-started', nobody, { ...attract, pickups: true, started: true }),
    live('attract-pickups-phone', nobody, { ...attract, pickups: true, phoneLogin: true }),
    live('attract-pickups-phone-started', nobody, { ...attract, pickups: true, phoneLogin: true, started: true }),
    live('attract-pickups-alone', nobody, {
      ...attract,
      readers: { campusCard: false, idCard: false },
      pickups: true,
      started: true,
    }),
    live('attract-pickups-refused', nobody, { ...attract, pickups: true, fault: { code: 'pickup-code-refused' } }),
    live('attract-card-unreadable', nobody, { ...attract, fault: { code: 'card-unreadable' } }),
    live('attract-notices', nobody, {
      ...attract,
      notices: [{ code: 'printer-paper-low' }, { code: 'receipt-printer-away' }],
    }),
    live('attract-one-reader', nobody, {
      ...attract,
      readers: { campusCard: false, idCard: true },
      notices: [{ code: 'printer-paper-low' }],
    }),
  ],
  'out-of-service': [
    live('out-of-service', nobody, {
      screen: 'out-of-service',
      fault: { code: 'printer-out-of-paper' },
      canCheckPaper: true,
    }),
    live('starting', nobody, { screen: 'out-of-service', fault: { code: 'station-starting' }, canCheckPaper: false }),
  ],
  identifying: [
    live('identifying-card', nobody, { screen: 'identifying', means: 'campus-card' }),
    live('identifying-id-card', nobody, { screen: 'identifying', means: 'id-card' }),
    live('identifying-known', nobody, { screen: 'identifying', means: 'known' }),
  ],
  'phone-login': PHONE_LOGIN,
  collecting: COLLECTING,
  'choosing-register': CHOOSING_REGISTER,
  refused: [
    live(
      'refused-card-unknown',
      nobody,
      {
        screen: 'refused',
        fault: { code: 'card-unknown' },
        canGoBack: false,
        canTryAgain: false,
        money: { kind: 'nothing-charged' },
        paperFor: null,
      },
      leave,
    ),
    live(
      'refused-document',
      someone,
      {
        screen: 'refused',
        fault: { code: 'document-check-failed' },
        canGoBack: true,
        canTryAgain: false,
        money: { kind: 'nothing-charged' },
        paperFor: null,
      },
      leave,
    ),
    live(
      'refused-collected',
      someone,
      {
        screen: 'refused',
        fault: { code: 'server-slow' },
        canGoBack: false,
        canTryAgain: true,
        money: { kind: 'nothing-charged' },
        paperFor: null,
      },
      leave,
    ),
    live(
      'refused-paper-short',
      someone,
      {
        screen: 'refused',
        fault: { code: 'printer-paper-short' },
        canGoBack: true,
        canTryAgain: false,
        money: { kind: 'nothing-charged' },
        paperFor: 3,
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
        canTryAgain: false,
        money: { kind: 'being-checked', amountFen: 800, orderNumber: ORDER_NUMBER },
        paperFor: null,
      },
      leave,
    ),
  ],
  'checking-paper': [checkingPaper(firstCheck), ...otherChecks.map(checkingPaper)],
  choosing: [
    live('choosing', someone, choosing(EXAMPLE_OFFERS, 0, 3, free(3))),
    live('choosing-paper-short', someone, choosing(EXAMPLE_OFFERS, 0, 3, free(3), 3)),
    live('choosing-card-pin', someone, choosing(PIN_OFFERS, 4, 3, free(3))),
    live('choosing-held', someone, choosing(HELD_OFFERS, null, 1, null)),
    live('choosing-code', someone, { ...choosing(EXAMPLE_OFFERS, 0, 3, free(3)), hasReprintCode: true }),
    live('choosing-held-code', someone, { ...choosing(HELD_OFFERS, null, 1, null), hasReprintCode: true }),
    live('choosing-nothing-yet', someone, choosing(EXAMPLE_OFFERS, null, 1, null)),
    live(
      'choosing-paid',
      withFreeCopies(3),
      choosing(EXAMPLE_OFFERS, 1, 7, { ...mixed, unitPriceFen: 500, amountFen: 2000 }),
    ),
    live(
      'choosing-for-another',
      collector,
      choosing(ANOTHERS_OFFERS, 0, 2, { ...dear, copies: 2, paidCopies: 2, unitPriceFen: 200, amountFen: 400 }),
    ),
    live('choosing-many', foreigner, choosing(LONG_OFFERS, 2, 20, dear)),
  ],
  'card-pin': CARD_PIN,
  preparing: [
    live('preparing', someone, { screen: 'preparing', title: TITLE, canGoBack: true }),
    live('preparing-collected', someone, { screen: 'preparing', title: TITLE, canGoBack: false }),
  ],
  previewing: [
    live('previewing', someone, previewing),
    live('previewing-paid', withFreeCopies(3), { ...previewing, quote: mixed }),
    live('previewing-quote-changed', withFreeCopies(3), {
      ...previewing,
      quote: mixed,
      fault: { code: 'quote-changed' },
    }),
    live('previewing-busy', someone, { ...previewing, busy: true }),
    live('previewing-correction', someone, { ...previewing, correction: CORRECTION }),
    live('previewing-correction-dear', foreigner, { ...previewing, quote: dear, correction: LONG_CORRECTION }),
    live('previewing-correction-collected', someone, {
      ...previewing,
      quote: mixed,
      correction: CORRECTION,
      copiesHere: { maxCopies: 7, paperFor: 7 },
      fault: { code: 'quote-changed' },
    }),
    live('previewing-for-another', collector, {
      ...previewing,
      quote: { ...dear, copies: 1, paidCopies: 1, unitPriceFen: 200, amountFen: 200 },
      copiesHere: { maxCopies: 10, paperFor: null },
    }),
    live('previewing-collected', someone, {
      ...previewing,
      quote: free(1),
      copiesHere: { maxCopies: 10, paperFor: null },
    }),
    live('previewing-collected-paper-short', withFreeCopies(3), {
      ...previewing,
      quote: mixed,
      copiesHere: { maxCopies: 7, paperFor: 7 },
      fault: { code: 'quote-changed' },
    }),
  ],
  paying: [
    live('paying', someone, paying, pay),
    live(
      'paying-dear',
      foreigner,
      { ...paying, quote: dear, payeeName: '示范邮电与信息工程大学教务处（财务专户）' },
      pay,
    ),
    live('paying-unattended', nobody, { ...paying, canGoBack: false }, { ...pay, isSetBackByTouch: true }),
    live('paying-closing', someone, { ...paying, phase: 'closing' }),
  ],
  printing: PRINTING,
  finished: FINISHED,
  'bad-print': BAD_PRINT,
  'handing-over': HANDING_OVER,
  'entering-code': ENTERING_CODE,
}

/** What stands over a screen or in its place. */
const BESIDE_THE_SCREENS: readonly Fixture[] = [
  live('asking', someone, choosing(EXAMPLE_OFFERS, 0, 3, free(3)), {
    asking: true,
    countdown: { kind: 'idle', remainingMs: 23_000, totalMs: 30_000 },
  }),
  live('aside', someone, choosing(EXAMPLE_OFFERS, 0, 3, free(3)), { aside: 1 }),
  live(
    'asking-to-pay',
    nobody,
    { ...paying, canGoBack: false },
    {
      asking: true,
      countdown: { kind: 'idle', remainingMs: 23_000, totalMs: 30_000 },
    },
  ),
  { name: 'lost', status: 'lost', view: { ...someone, content: printing } },
  { name: 'connecting', status: 'connecting', view: { ...nobody, content: attract } },
]

/** Every screen of the kiosk, in the order of a visit. */
export const FIXTURES: readonly Fixture[] = [...Object.values(BY_SCREEN).flat(), ...BESIDE_THE_SCREENS]
