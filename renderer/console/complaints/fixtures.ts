import { COMPLAINTS_ROUTES, type ComplaintListRow, type ComplaintWhole } from '../../../src/contract/complaints-api.ts'
import { ORDER_DESK_ROUTES } from '../../../src/contract/order-desk-api.ts'
import { ok } from '../../../src/result.ts'
import { answersTo, type ConsoleFixture } from '../fixtures/console-fixture.ts'
import { STORY } from '../orders/fixtures.ts'

const AT = '2026-11-29T06:02:11.000Z'
const row = (nth: number, more: Partial<ComplaintListRow> = {}): ComplaintListRow => ({
  ...{ complaintId: `20020182026112900000000000${nth}`, at: AT, state: 'pending', about: 'service' },
  ...{ problem: '机器没有打印出来', amountFen: 800, orderNumber: '261129-7KQ4MX3' },
  ...{ terminal: { zh: '一号机', en: 'Kiosk 1' }, awaitsAnswer: true, times: 1, isRefused: false },
  ...{ answerBy: '2026-11-30T06:02:11.000Z', completeBy: '2026-12-02T06:02:11.000Z' },
  ...more,
})
const ROWS = [
  row(1, { isRefused: true }),
  row(2, { state: 'processing', answerBy: null, times: 2 }),
  row(3, { orderNumber: null, terminal: null, problem: '对订单有疑惑' }),
]

/** The smallest picture that is one. */
const PICTURE = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=='),
  letter => letter.charCodeAt(0),
)

const WHOLE: ComplaintWhole = {
  ...row(1, { about: 'refund', isRefused: true }),
  ...{ provider: { zh: '微信支付', en: 'WeChat Pay' }, isEmptied: false, askedFen: 400, phoneMasked: '*******8000' },
  words: '付了四份的钱，只出来两份，卡在里面了。',
  payments: [
    { outTradeNo: 'yz20261129ABCDEFGHJKMNPQRSTV', transactionId: '4200002026112900000000000001', amountFen: 800 },
  ],
  ...{ isFullyRefunded: false, isWithProvider: false, isAnsweredElsewhere: false, pictures: 1, ownPictures: [0] },
  caseNumber: 'C-261129-T7K2',
  lines: [
    {
      at: AT,
      by: 'payer',
      what: 'USER_CREATE_COMPLAINT',
      words: '付了四份的钱，只出来两份，卡在里面了。',
      pictures: [0],
    },
    { at: AT, by: 'provider', what: 'SOMETHING_NEW', words: '', pictures: [] },
  ],
  errands: [
    {
      ...{ errandId: '1', act: 'reply', words: '您好，您的投诉已收到。', withinDays: null, wantedAt: AT, by: '王芳' },
      ...{ state: 'due', tries: 2, nextAt: '2026-11-29T06:20:11.000Z', endedAt: null },
      failure: { code: 'NO_AUTH', words: '商户号无权限', isRefused: true },
    },
  ],
  acts: ['reply', 'agree-refund', 'refuse-refund'],
  templates: [{ name: { zh: '已收到，正在核对', en: 'Received, being looked at' }, text: '您好，您的投诉已收到。' }],
  seen: '1.1.0',
}

/** Complaints of payers. */
export const COMPLAINTS_FIXTURES: readonly ConsoleFixture[] = [
  {
    ...{ name: 'complaints', path: 'complaints' },
    answers: answersTo(COMPLAINTS_ROUTES, { staffComplaints: async () => ok({ rows: ROWS, next: null }) }),
  },
  {
    ...{ name: 'complaint', path: `complaints/${WHOLE.complaintId}`, role: 'finance' },
    answers: {
      ...answersTo(COMPLAINTS_ROUTES, {
        staffComplaint: async () => ok(WHOLE),
        complaintPicture: async () => ok(PICTURE),
      }),
      ...answersTo(ORDER_DESK_ROUTES, { orderStory: async () => ok(STORY) }),
    },
  },
]
