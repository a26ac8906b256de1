import type { CardUid, DocumentId, JobId, OrderId, TerminalId, VisitId } from '../contract/ids.ts'
import type { Order, PaymentMethod } from '../contract/orders-api.ts'
import type { TerminalSettings, Visitor } from '../contract/terminals-api.ts'
import { quote } from '../rules/quota.ts'
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
}

export const SETTINGS: TerminalSettings = {
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
      unavailable: null,
      freeCopiesLeft: 5,
    },
    {
      kind: 'transcript',
      edition: 'en',
      title: { zh: '英文成绩单', en: 'Transcript in English' },
      detail: { zh: '主修', en: 'Major' },
      unitPriceFen: 500,
      unavailable: null,
      freeCopiesLeft: 5,
    },
    {
      kind: 'employment-proof',
      edition: 'zh',
      title: { zh: '在职证明', en: 'Employment proof' },
      detail: { zh: '', en: '' },
      unitPriceFen: 200,
      unavailable: { zh: '仅限教职工', en: 'For staff only' },
      freeCopiesLeft: 5,
    },
  ],
  hasReprintCode: false,
}

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

/** The same visitor with other free copies left. */
export function visitorWith(freeCopiesLeft: number): Visitor {
  return { ...VISITOR, offers: VISITOR.offers.map(offer => ({ ...offer, freeCopiesLeft })) }
}
