import type { ScreenName } from '../../src/contract/kiosk-view.ts'
import { tariffLines, USUAL_TARIFF } from '../../src/rules/tariff.ts'
import {
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
  someone,
  TITLE,
  WECHAT_PAY,
} from './fixture.ts'
import { CARD_PIN } from './fixture-card-pin.ts'
import { CHOOSING, choosing } from './fixture-choosing.ts'
import { COLLECTING } from './fixture-collecting.ts'
import { HANDING_OVER } from './fixture-handovers.ts'
import { PHONE_LOGIN } from './fixture-logins.ts'
import { SAMPLE_LOGO } from './fixture-logo.ts'
import { READING_NOTICE } from './fixture-notice.ts'
import { EXAMPLE_OFFERS } from './fixture-offers.ts'
import { PAPER_CHECKS, type PaperCheck } from './fixture-papers.ts'
import { PREVIEWING } from './fixture-previewing.ts'
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
  notice: null,
  notices: [],
  fault: null,
  started: false,
}
/** As a house may have its machines look. */
const OWN_LOOK = { accent: '#7a1f1f', logo: SAMPLE_LOGO }
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

/** Outside its hours; a passer-by may still have a paper checked. */
const closed = (name: string, when: NonNullable<ContentOf<'out-of-service'>['closed']>) =>
  live(name, nobody, {
    ...{ screen: 'out-of-service', fault: { code: 'outside-hours' }, canCheckPaper: true },
    ...{ notice: null, closed: when },
  })

/** Every screen of the contract has one at least, and every failure that has a face of its own. */
const BY_SCREEN: { readonly [Name in ScreenName]: OneOrMore<FixtureOf<Name>> } = {
  attract: [
    live('attract', nobody, attract),
    live('attract-own-look', nobody, attract, { look: OWN_LOOK }),
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
    live('attract-notice', nobody, {
      ...attract,
      notice: { zh: '周五下午三点起换纸，约十分钟', en: 'On Friday at three the paper is changed: ten minutes' },
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
      ...{ notice: null, closed: null },
    }),
    live('taken-out', nobody, {
      screen: 'out-of-service',
      fault: { code: 'taken-out' },
      canCheckPaper: true,
      notice: {
        reason: { zh: '打印机正在保养', en: 'The printer is being serviced' },
        until: '2026-11-20T06:00:00.000Z',
        next: { name: { zh: '二号机', en: 'Kiosk 2' }, place: { zh: '图书馆一层', en: 'Library, ground floor' } },
      },
      closed: null,
    }),
    live('starting', nobody, {
      ...{ screen: 'out-of-service', fault: { code: 'station-starting' }, canCheckPaper: false },
      ...{ notice: null, closed: null },
    }),
    closed('closed', { opensAt: '2026-11-22T23:30:00.000Z', reason: null }),
    closed('closed-today', { opensAt: '2026-11-22T09:30:00.000Z', reason: null }),
    closed('closed-day', {
      opensAt: '2026-11-25T00:00:00.000Z',
      reason: { zh: '校运动会放假', en: 'Closed for the sports meeting' },
    }),
  ],
  identifying: [
    live('identifying-card', nobody, { screen: 'identifying', means: 'campus-card' }),
    live('identifying-id-card', nobody, { screen: 'identifying', means: 'id-card' }),
    live('identifying-known', nobody, { screen: 'identifying', means: 'known' }),
  ],
  'phone-login': PHONE_LOGIN,
  collecting: COLLECTING,
  'choosing-register': CHOOSING_REGISTER,
  'reading-notice': READING_NOTICE,
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
  choosing: CHOOSING,
  'card-pin': CARD_PIN,
  preparing: [
    live('preparing', someone, { screen: 'preparing', title: TITLE, canGoBack: true }),
    live('preparing-collected', someone, { screen: 'preparing', title: TITLE, canGoBack: false }),
  ],
  previewing: PREVIEWING,
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
