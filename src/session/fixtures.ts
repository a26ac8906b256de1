import type { CardUid, DocumentId, JobId, OrderId, TerminalId, VisitId } from '../contract/ids.ts'
import type { Notice } from '../contract/notice-api.ts'
import type { Order, PaymentMethod } from '../contract/orders-api.ts'
import type { Register, TerminalSettings, Visitor } from '../contract/terminals-api.ts'
import { quote } from '../rules/quota.ts'
import { USUAL_POINTS } from '../rules/usual-notice.ts'
import { DEFAULT_DELAYS } from './delays.ts'
import { reduce } from './reduce.ts'
import { type CheckedDocument, type Job, jobOf, newSession, type Readiness, type Session } from './state.ts'

/** Invented facts for tests of a visit. */
export const READY: Readiness = {
  server: null,
  printer: null,
  sheetsLeft: null,
  warnings: [],
  campusCardReader: null,
  idCardReader: null,
  receiptPrinter: null,
  codeScanner: null,
  storage: null,
}

export const SETTINGS: TerminalSettings = {
  takenOut: null,
  terminalId: 'terminal-1' as TerminalId,
  terminalName: { zh: '3 号机', en: 'Machine 3' },
  place: { zh: '图书馆南门', en: 'Library, south gate' },
  universityName: { zh: '示范大学', en: 'Model University' },
  helpPhone: '023-6276-0000',
  timeZone: 'Asia/Shanghai',
  payeeName: '示范大学',
  freeCopies: 5,
  tariff: [{ label: { zh: '中文', en: 'Chinese' }, unitPriceFen: 200 }],
  maxCopies: 10,
  badCopiesGoTo: { zh: '机器右侧的回收盒', en: 'the box on the right of the machine' },
  anchorsPem: '',
  timestampAnchorsPem: '',
  published: null,
  isKeyDue: false,
  hasPhoneLogin: false,
  hasPickups: false,
  cardPinUrl: null,
  portalUrl: null,
  serverTime: '2026-11-22T04:00:00Z',
}

export const VISITOR: Visitor = {
  visitId: 'visit-0001' as VisitId,
  nameMasked: { zh: '欧阳*', en: 'O****** *' },
  numberMasked: '******1234',
  group: 'undergraduate',
  offers: [
    {
      kind: 'transcript',
      edition: 'zh',
      title: { zh: '中文成绩单', en: 'Transcript in Chinese' },
      detail: { zh: '主修', en: 'Major' },
      unitPriceFen: 200,
      hasFile: true,
      unavailable: null,
      freeCopiesLeft: 5,
      opensWithPin: false,
      approval: null,
    },
    {
      kind: 'transcript',
      edition: 'en',
      title: { zh: '英文成绩单', en: 'Transcript in English' },
      detail: { zh: '主修', en: 'Major' },
      unitPriceFen: 500,
      hasFile: false,
      unavailable: null,
      freeCopiesLeft: 5,
      opensWithPin: false,
      approval: null,
    },
    {
      kind: 'employment-proof',
      edition: 'zh',
      title: { zh: '在职证明', en: 'Employment proof' },
      detail: { zh: '', en: '' },
      unitPriceFen: 200,
      hasFile: true,
      unavailable: { zh: '仅限教职工', en: 'For staff only' },
      freeCopiesLeft: 5,
      opensWithPin: false,
      approval: null,
    },
  ],
  hasReprintCode: false,
  cardPin: null,
  notice: null,
}

/** What people are told, as somebody who comes for the first time is told it. */
export const NOTICE: Notice = { version: '1', digest: 'b'.repeat(64), points: [...USUAL_POINTS] }
/** The same visitor, who has not agreed to it yet. */
export const NEWCOMER: Visitor = { ...VISITOR, notice: NOTICE }

/** Somebody who studied here before and does so again. */
export const REGISTERS: readonly Register[] = [
  { title: { zh: '硕士', en: 'Master' }, detail: { zh: '在读', en: 'enrolled' }, visitor: VISITOR },
  {
    title: { zh: '本科', en: 'Bachelor' },
    detail: { zh: '已毕业', en: 'graduated' },
    visitor: { ...VISITOR, visitId: 'visit-0002' as VisitId, numberMasked: '******0007' },
  },
]

export const DOCUMENT: CheckedDocument = {
  documentId: 'document-1' as DocumentId,
  kind: 'transcript',
  edition: 'zh',
  title: { zh: '中文成绩单', en: 'Transcript in Chinese' },
  pages: 2,
  byteLength: 1000,
  sha256: 'a'.repeat(64),
  signer: '示范大学',
  sheetsPerCopy: 2,
}

export const WECHAT_PAY: PaymentMethod = {
  provider: 'wechat-pay',
  name: { zh: '微信支付', en: 'WeChat Pay' },
  payeeName: null,
}

export const CARD = '04A1B2C3' as CardUid

export function jobId(n: number): JobId {
  return `job-${String(n).padStart(6, '0')}` as JobId
}

/** An order as the server would answer it. */
export function orderFor(job: JobId, copies: number, freeCopies: number, unitPriceFen = 200): Order {
  const quoted = quote(copies, freeCopies, unitPriceFen)
  const paid = quoted.amountFen > 0
  return {
    orderId: `order-${job}` as OrderId,
    jobId: job,
    orderNumber: 'YZ204815',
    state: paid ? 'awaiting-payment' : 'ready',
    quote: quoted,
    documentId: DOCUMENT.documentId,
    payment: paid ? WECHAT_PAY : null,
    codeUrl: paid ? 'weixin://wxpay/bizpayurl?pr=TEST' : null,
    payWithinMs: paid ? 300_000 : null,
    settlement: null,
    paymentReference: paid ? 'T204815' : null,
    reprintOf: null,
  }
}

/** The job of a reprint as the station hands it on. */
export function reprintFor(job: JobId, copies: number, by: 'rule' | 'code'): Job {
  const order = { ...orderFor(job, copies, 0, 0), orderNumber: 'YZ204999' }
  return { ...jobOf(order, DOCUMENT), reprint: { by, orderNumber: 'YZ204815' } }
}

/** A session on the attract screen of a machine that is all well. */
export function freeSession(): Session {
  return reduce(newSession(DEFAULT_DELAYS), { kind: 'readiness-changed', readiness: READY, settings: SETTINGS }).session
}

/** The same machine in a house where visitors log in with their phones too. */
export function phoneSession(): Session {
  const settings = { ...SETTINGS, hasPhoneLogin: true }
  return reduce(newSession(DEFAULT_DELAYS), { kind: 'readiness-changed', readiness: READY, settings }).session
}

/** The same machine in a house where paper is collected that was applied for elsewhere. */
export function pickupSession(): Session {
  const settings = { ...SETTINGS, hasPickups: true }
  return reduce(newSession(DEFAULT_DELAYS), { kind: 'readiness-changed', readiness: READY, settings }).session
}

/** Somebody who came by campus card, and of whom the transcript in English asks for its digits too. */
export const CARD_HOLDER: Visitor = {
  ...VISITOR,
  cardPin: { state: 'ready', triesLeft: 5 },
  offers: VISITOR.offers.map(offer =>
    offer.edition === 'en'
      ? { ...offer, unavailable: { zh: '要输入校园卡密码', en: 'Asks for the digits of the card' }, opensWithPin: true }
      : offer,
  ),
}

/** Whom a code of collection stands for: with the one document that was applied for. */
export const COLLECTOR: Visitor = { ...VISITOR, visitId: 'visit-0003' as VisitId, offers: VISITOR.offers.slice(0, 1) }

/** The same visitor with other free copies left. */
export function visitorWith(freeCopiesLeft: number): Visitor {
  return { ...VISITOR, offers: VISITOR.offers.map(offer => ({ ...offer, freeCopiesLeft })) }
}
