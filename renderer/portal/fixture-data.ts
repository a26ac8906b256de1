import {
  type RecordDetail,
  type RecordLine,
  recordDetailSchema,
  recordLineSchema,
} from '../../src/contract/history-api.ts'
import { type Errand, errandSchema, type Mandate, mandateSchema } from '../../src/contract/mandates-api.ts'
import type { Me, OwnSession, OwnVisit } from '../../src/contract/me-api.ts'
import { type KioskPlace, kioskPlaceSchema, type Pickup, pickupSchema } from '../../src/contract/pickups-api.ts'
import {
  type ApplicationDetail,
  type ApplicationId,
  applicationDetailSchema,
  type Delivery,
  deliverySchema,
  type PortalOffer,
  type Share,
  type ShownApproval,
  shareSchema,
  type stepSchema,
} from '../../src/contract/portal-api.ts'
import type { House } from '../../src/verification/api.ts'

// Invented facts of an invented person at an invented university.

export const HOUSE: House = {
  name: { zh: '示范大学', en: 'Model University' },
  ...{ site: 'print.example.edu.cn', timeZone: 'Asia/Shanghai', helpPhone: '010-0000 0000', hasSeal: true },
  ...{ anchorsPem: '', timestampAnchorsPem: '', anchors: [] },
}

export const ME: Me = {
  personKey: '5a0c2f9e81d3b647',
  nameMasked: { zh: '欧阳*', en: 'O***** N***' },
  numberMasked: '******1234',
  group: 'graduate',
  registers: [
    {
      title: { zh: '硕士研究生', en: 'Master student' },
      detail: { zh: '计算机科学与技术，2024 年入学', en: 'Computer science, since 2024' },
      isChosen: true,
    },
    {
      title: { zh: '本科生', en: 'Undergraduate' },
      detail: { zh: '软件工程，2020 至 2024 年', en: 'Software engineering, 2020 to 2024' },
      isChosen: false,
    },
  ],
  hasChosen: true,
  assurance: 'A3',
  shown: { way: 'cas', at: '2026-11-22T03:50:00Z' },
  hasCardPin: true,
}

const offer = (kind: string, edition: string, zh: string, en: string, more: Partial<PortalOffer> = {}) => ({
  ...{
    kind,
    edition,
    title: { zh, en },
    unitPriceFen: 200,
    freeCopiesLeft: 2,
    validityDays: 180,
    hasFile: true,
    unavailable: null,
    approval: null,
  },
  detail: { zh: '计算机科学与技术，截至 2026 年春季学期', en: 'Computer science, up to the spring term of 2026' },
  ...more,
})

export const OFFERS: readonly PortalOffer[] = [
  offer('transcript', 'zh', '中文成绩单', 'Transcript in Chinese'),
  offer('transcript', 'en', '英文成绩单', 'Transcript in English'),
  offer('enrolment-proof', 'zh', '中文在读证明', 'Proof of enrolment in Chinese', { freeCopiesLeft: 0 }),
  offer('enrolment-proof', 'en', '英文在读证明', 'Proof of enrolment in English', { freeCopiesLeft: 1 }),
  offer('conduct-certificate', 'zh', '在校表现证明', 'Certificate of conduct', {
    approval: {
      ...{ office: { zh: '学生处', en: 'Office of Student Affairs' }, withinWorkingDays: 3, purposes: null },
      ...{ reason: { zh: '需经学生处审核。', en: 'The office looks at it first.' }, waiting: null },
    },
  }),
  offer('degree-proof', 'zh', '学位证明', 'Proof of degree', {
    validityDays: null,
    unavailable: {
      zh: '还没有授予学位。有疑问请联系研究生院。',
      en: 'No degree has been conferred yet. If you wonder why, ask the graduate school.',
    },
  }),
]

export const applicationId = 'Zk3vQ9s_LmT1-aB7xYcD0e' as ApplicationId
const id = (at: number) => `${'Zk3vQ9s_LmT1-aB7xYcD'}${String(at).padStart(2, '0')}`

/** The letters by how far they have come. */
export const LETTERS: Readonly<Record<Delivery['state'], Delivery>> = Object.fromEntries(
  (
    [
      ['waiting', '邮件已排队，马上发出。', 'The letter is in the queue and goes out in a moment.', false],
      ['sent', '对方的邮件服务器已收下。', 'The mail server of the address has taken it.', true],
      [
        'delayed',
        '对方的服务器要求稍后再发，我们会自动再试。',
        'Their server asks for patience; we try again by ourselves.',
        false,
      ],
      [
        'bounced',
        '没有这个邮箱。请核对地址后重新发送。',
        'There is no such address. Check it and send a new letter.',
        true,
      ],
      [
        'given-up',
        '试了两天都没有送到。请换一个邮箱。',
        'It could not be delivered for two days. Use another address.',
        true,
      ],
    ] as const
  ).map(([state, zh, en, maySendAgain], at) => [
    state,
    deliverySchema.parse({
      ...{ deliveryId: id(at), toMasked: 'o***@example.edu.cn', state, said: { zh, en }, maySendAgain },
      at: '2026-11-22T04:05:00Z',
    }),
  ]),
) as Record<Delivery['state'], Delivery>

const share = (at: number, more: object): Share =>
  shareSchema.parse({
    ...{ shareId: id(20 + at), label: '星河软件人事部', url: `https://print.example.edu.cn/s/${id(20 + at)}` },
    ...{ endsAt: '2026-12-22T15:59:59Z', endedAt: null, openedCount: 0, lastOpenedAt: null, ...more },
  })

export const SHARES: readonly Share[] = [
  share(0, { openedCount: 3, lastOpenedAt: '2026-11-23T01:20:00Z' }),
  share(1, { label: '北光大学研究生院' }),
  share(2, { label: '王老师', endedAt: '2026-11-23T02:00:00Z', openedCount: 1, lastOpenedAt: '2026-11-22T09:00:00Z' }),
]

/** Codes of collection by how far they have come. */
export const PICKUPS: Readonly<Record<Pickup['state'], Pickup>> = Object.fromEntries(
  (['open', 'used', 'over', 'ended'] as const).map((state, at) => [
    state,
    pickupSchema.parse({
      ...{ pickupId: id(60 + at), state, endsAt: '2026-11-25T04:00:00Z' },
      lastUsed: state === 'used' ? { at: '2026-11-23T01:20:00Z', terminal: { zh: '一号机', en: 'Kiosk 1' } } : null,
    }),
  ]),
) as Record<Pickup['state'], Pickup>

const mandate = (at: number, state: Mandate['state']) => ({
  ...{ mandateId: id(70 + at), state, endsAt: '2026-11-29T04:00:00Z' },
  collected: state === 'collected' ? { at: '2026-11-23T01:20:00Z', terminal: { zh: '一号机', en: 'Kiosk 1' } } : null,
})
const MANDATE_STATES = ['open', 'collected', 'over', 'ended'] as const

export const MANDATES: readonly Mandate[] = MANDATE_STATES.map((state, at) =>
  mandateSchema.parse({
    ...mandate(at, state),
    ...{ madeAt: '2026-11-22T04:00:00Z', collector: { nameMasked: '王*', numberMasked: '******5678' } },
  }),
)

export const ERRANDS: readonly Errand[] = MANDATE_STATES.map((state, at) =>
  errandSchema.parse({
    ...mandate(at, state),
    ...{ ownerMasked: { zh: '林**', en: 'L** Z*****' }, title: { zh: '中文成绩单', en: 'Transcript in Chinese' } },
    pickup: null,
  }),
)

export const KIOSKS: readonly KioskPlace[] = (
  [
    ['一号机', 'Kiosk 1', '行政楼一层大厅', 'Administration Building, ground floor', 'heard'],
    ['二号机', 'Kiosk 2', '图书馆东门', 'Library, east entrance', 'silent'],
    ['三号机', 'Kiosk 3', '医学院教学楼二层', 'School of Medicine, first floor', 'out-of-service'],
  ] as const
).map(([zh, en, placeZh, placeEn, state]) =>
  kioskPlaceSchema.parse({
    ...{ name: { zh, en }, place: { zh: placeZh, en: placeEn }, state },
    lastHeardAt: state === 'heard' ? '2026-11-22T04:04:40Z' : null,
  }),
)

type Steps = readonly (typeof stepSchema)['_zod']['input'][]
const STEPS: Steps = [
  { at: '2026-11-22T03:58:00Z', what: 'made', said: { zh: '生成文件', en: 'The document was made' } },
  { at: '2026-11-22T04:00:00Z', what: 'applied', said: { zh: '提交申请', en: 'You applied for it' } },
  { at: '2026-11-22T04:01:00Z', what: 'downloaded', said: { zh: '下载文件', en: 'You downloaded the file' } },
  {
    at: '2026-11-22T04:05:00Z',
    what: 'sent',
    said: { zh: '发到 o***@example.edu.cn', en: 'Sent to o***@example.edu.cn' },
  },
  { at: '2026-11-22T08:12:00Z', what: 'checked', said: { zh: '有人查验了这份文件', en: 'Somebody checked it' } },
]

/** An application as its page shows it. */
export const detail = (more: object = {}): ApplicationDetail =>
  applicationDetailSchema.parse({
    recordId: 'Rk3vQ9s_LmT1-aB7xYcD0e',
    ...{ applicationId, kind: 'transcript', edition: 'zh', title: { zh: '中文成绩单', en: 'Transcript in Chinese' } },
    ...{ documentNumber: '20261122-8QK4M2TX7RDN', state: 'applied', purpose: '求职', pages: 2, hasFile: true },
    ...{ createdAt: '2026-11-22T03:58:00Z', appliedAt: '2026-11-22T04:00:00Z', expiresAt: '2027-05-21T15:59:59Z' },
    ...{ steps: STEPS, deliveries: [], shares: [], ...more },
  })

/** The office that is asked, before and while it waits. */
export const APPROVAL: ShownApproval = {
  ...{ state: 'needed', office: { zh: '学生处', en: 'Office of Student Affairs' }, withinWorkingDays: 3 },
  reason: { zh: '需经学生处核对在校表现后出具。', en: 'The Office of Student Affairs looks at your conduct first.' },
  ...{ purposes: null, askedAt: null, promisedAt: null, canNotify: true },
}
export const WAITING: ShownApproval = {
  ...{ ...APPROVAL, state: 'waiting', reason: null, withinWorkingDays: null },
  ...{ askedAt: '2026-11-23T02:00:00Z', promisedAt: '2026-11-26T02:00:00Z' },
}

export const DRAFT = detail({ state: 'draft', appliedAt: null, purpose: '', steps: [] })

/** The records, one of each state. */
export const APPLICATIONS: readonly ApplicationDetail[] = [
  detail({ ...DRAFT, applicationId: id(40), title: { zh: '英文在读证明', en: 'Proof of enrolment in English' } }),
  detail(),
  detail({
    applicationId: id(41),
    state: 'replaced',
    purpose: '',
    title: { zh: '中文成绩单', en: 'Transcript in Chinese' },
  }),
  detail({ applicationId: id(44), state: 'waiting', purpose: '实习', approval: WAITING }),
  detail({ applicationId: id(45), state: 'sent-back', purpose: '' }),
  detail({ applicationId: id(42), state: 'expired', purpose: '申请伦敦大学学院计算机科学硕士' }),
  detail({ applicationId: id(43), state: 'revoked', purpose: '签证' }),
]

export const SESSIONS: readonly OwnSession[] = [
  ...[{ handle: '0123456789abcdef', browser: 'Chrome, Android', isThis: true }],
  ...[{ handle: '1123456789abcdef', browser: 'Firefox, Windows', isThis: false }],
  ...[{ handle: '2123456789abcdef', browser: '', isThis: false }],
].map(session => ({ ...session, startedAt: '2026-11-22T03:50:00Z', lastSeenAt: '2026-11-22T04:05:00Z' }))

const LIBRARY = { place: { zh: '图书馆一层', en: 'Library, ground floor' }, name: { zh: '一号机', en: 'Kiosk 1' } }
export const VISITS: readonly OwnVisit[] = [
  { ...LIBRARY, handle: '0923456789abcdef', startedAt: '2026-11-22T04:03:00Z', isOpen: true },
  { ...LIBRARY, handle: '1923456789abcdef', startedAt: '2026-11-22T01:20:00Z', isOpen: false },
]

const asLine = (line: unknown): RecordLine => recordLineSchema.parse(line)
const WHERE = { zh: '图书馆一层 · 一号机', en: 'Library, ground floor · Kiosk 1' }
const WEB_LINE = {
  ...{ recordId: 'Rk3vQ9s_LmT1-aB7xYcD0e', way: 'web', applicationId, title: DRAFT.title, state: 'applied' },
  ...{ documentNumber: DRAFT.documentNumber, at: '2026-11-22T04:05:00Z', purpose: '求职', place: null },
  ...{ copiesPrinted: 0, copiesUnclear: 0, chargedFen: 0 },
} as const
const KIOSK_LINE = {
  ...WEB_LINE,
  ...{ recordId: 'Sk3vQ9s_LmT1-aB7xYcD0e', way: 'kiosk', applicationId: null, purpose: '', place: WHERE },
  ...{ at: '2026-11-20T02:15:00Z', copiesPrinted: 2, copiesUnclear: 1, chargedFen: 200 },
} as const
export const RECORDS: readonly RecordLine[] = [
  asLine(WEB_LINE),
  asLine(KIOSK_LINE),
  asLine({
    ...{ ...KIOSK_LINE, recordId: 'Tk3vQ9s_LmT1-aB7xYcD0e', way: 'visit', state: 'visited', documentNumber: '' },
    ...{ title: { zh: '自助终端登录', en: 'Visit at a kiosk' }, copiesPrinted: 0, copiesUnclear: 0, chargedFen: 0 },
  }),
]
export const RECORD: RecordDetail = recordDetailSchema.parse({
  ...KIOSK_LINE,
  ...{ pages: 2, createdAt: KIOSK_LINE.at, appliedAt: null, expiresAt: null, stateSince: null, mayHaveFile: false },
  steps: detail().steps,
  orders: [
    {
      ...{ orderNumber: '20261120-K7QX', place: WHERE, at: KIOSK_LINE.at, overAt: '2026-11-20T02:19:00Z', copies: 4 },
      ...{ state: 'ended', copiesDelivered: 2, copiesUnclear: 1, sheetsDelivered: 5, isReprint: false },
      ...{ amountFen: 600, paidFen: 600, heldFen: 200, paidBy: { zh: '微信支付', en: 'WeChat Pay' } },
      ...{ paymentNumber: 'YZ20261120K7QX', transactionNumber: '4200002026112012345678901' },
      refunds: [
        ...[
          { refundFen: 200, state: 'paid', at: '2026-11-20T02:19:05Z', paidAt: '2026-11-20T02:19:09Z', number: 'R1' },
        ],
        ...[{ refundFen: 200, state: 'under-way', at: '2026-11-20T02:30:00Z', paidAt: null, number: 'R2' }],
      ],
      quota: { used: 1, givenBack: 0, period: '2026' },
    },
  ],
  deliveries: [],
  shares: [],
  checks: [
    { at: '2026-11-21T08:00:00Z', how: 'code', times: 3 },
    { at: '2026-11-21T09:12:00Z', how: 'certificate', times: 1 },
  ],
  freeCopiesLeft: 1,
})
