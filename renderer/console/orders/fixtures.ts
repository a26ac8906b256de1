import { ORDER_DESK_ROUTES, type OrderListRow, type OrderStory } from '../../../src/contract/order-desk-api.ts'
import { ok } from '../../../src/result.ts'
import { answersTo, type ConsoleFixture } from '../fixtures/console-fixture.ts'
import { refuses } from '../fixtures/fixture-server.ts'

const AT = '2026-11-29T06:02:11.000Z'
const row = (nth: number, more: Partial<OrderListRow> = {}): OrderListRow => ({
  ...{ orderNumber: `261129-7KQ4MX${nth}`, at: AT, state: 'ended', terminalId: 'terminal-0001' },
  ...{ terminal: { zh: '一号机', en: 'Kiosk 1' }, siteId: 'main', title: { zh: '成绩单', en: 'Transcript' } },
  ...{ nameMasked: { zh: '张**', en: 'Z****' }, numberMasked: '******9001', copies: 2, copiesDelivered: 2 },
  ...{ isReprint: false, amountFen: 400, paidFen: 400, refundFen: 0, heldFen: 0 },
  ...more,
})

export const GONE_BACK = row(3, { copies: 4, copiesDelivered: 2, amountFen: 800, paidFen: 800, refundFen: 400 })

export const STORY: OrderStory = {
  ...GONE_BACK,
  headline: {
    zh: '4 份中有 2 份没有打印出来（打印机卡纸），实收 ¥4.00。因为这些份没有打印出来，退还 ¥4.00：微信支付已于 2026-11-29 14:09 退到付款人账户。',
    en: '2 of 4 copies did not come out (the printer is jammed); ¥4.00 was kept. Because they did not come out, ¥4.00 goes back: WeChat Pay paid it to the payer at 2026-11-29 14:09.',
  },
  lines: [
    {
      at: AT,
      voice: 'visitor',
      says: { zh: '来到自助机（校园卡）', en: 'came to the kiosk (campus card)' },
      caseNumber: null,
    },
    {
      at: AT,
      voice: 'provider',
      says: { zh: '微信支付说已付 ¥8.00（通知）', en: 'WeChat Pay says that ¥8.00 is paid (notice)' },
      caseNumber: null,
    },
    {
      ...{ at: AT, voice: 'printer', caseNumber: null },
      says: {
        zh: '第 3 份没有出纸，数到 0 张：总计数器没有动',
        en: 'copy 3 did not come out, 0 sheets counted: life counter stands',
      },
    },
    { at: AT, voice: 'books', says: { zh: '应退给付款人 ¥4.00', en: 'owed to the payer, ¥4.00' }, caseNumber: null },
  ],
  isCut: false,
  ids: {
    ...{ orderId: 'order-00000001', jobId: 'job-00000001', documentNumber: 'YZ-2026-000123' },
    ...{ paymentNumber: 'yz20261129ABCDEFGHJKMNPQRSTV', transactionNumber: '4200002026112900000000000001' },
  },
  refunds: [
    {
      ...{ number: 'yz20261129ABCDEFGHJKMNPQRSTV-not-delivered-1', refundFen: 400, at: AT, paidAt: AT },
      state: { zh: '已退到付款人账户', en: 'has reached the payer' },
      cause: { zh: '有份数没有打印出来', en: 'copies did not come out' },
    },
  ],
  cases: [{ caseNumber: 'C-261129-Q6D4', kind: { zh: '打印缺陷', en: 'bad print' }, isOpen: true }],
  books: [
    { account: { zh: '在支付方', en: 'at the provider' }, fen: 400 },
    { account: { zh: '学校收入', en: 'earned by the university' }, fen: -400 },
  ],
  ...{ reprintOf: null, reprints: ['261129-7KQ4MX9'] },
}

const rows = [row(1, { state: 'ready', copiesDelivered: null }), row(2, { heldFen: 400 }), GONE_BACK]

/** The lists of orders and one order’s story. */
export const ORDERS_FIXTURES: readonly ConsoleFixture[] = [
  {
    ...{ name: 'orders', path: 'orders' },
    answers: answersTo(ORDER_DESK_ROUTES, { staffOrders: async () => ok({ rows, next: 'AAAA' }) }),
  },
  {
    ...{ name: 'order', path: 'orders/261129-7KQ4MX3', role: 'finance' },
    answers: answersTo(ORDER_DESK_ROUTES, { orderStory: async () => ok(STORY) }),
  },
  {
    ...{ name: 'order-unknown', path: 'orders/261129-0000000' },
    answers: answersTo(ORDER_DESK_ROUTES, { orderStory: refuses('order-unknown', 404) }),
  },
]
