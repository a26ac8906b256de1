import {
  BOOKS_ROUTES,
  type DayReportView,
  type MonthOfBooks,
  RECONCILIATION_ROUTES,
} from '../../../src/contract/money-api.ts'
import { ok } from '../../../src/result.ts'
import { answersTo, type ConsoleFixture } from '../fixtures/console-fixture.ts'

const AT = '2026-11-29T06:02:11.000Z'
const day = (name: string, open: number, isCompared = true) => ({
  ...{ day: name, isCompared, paymentsFen: 123_400, refundsFen: 1_200, open, explained: 1 },
})
const KIOSK = { zh: '一号机', en: 'Kiosk 1' }

const REPORT: DayReportView = {
  ...{ day: '2026-11-28', isClean: false },
  merchants: [
    {
      ...{ provider: { zh: '微信支付', en: 'WeChat Pay' }, merchantId: '1900000001', state: 'matched', bill: 'taken' },
      ...{ why: null, paymentsFen: 123_400, refundsFen: 1_200 },
      lines: [
        { kind: 'payment', class: { zh: '相符', en: 'equal' }, isEqual: true, count: 87, sumFen: 123_000 },
        {
          kind: 'payment',
          class: { zh: '只在账单上', en: 'on the bill alone' },
          isEqual: false,
          count: 1,
          sumFen: 400,
        },
      ],
    },
  ],
  sheets: [{ terminalId: 'terminal-0001', kiosk: KIOSK, copiesDelivered: 120, sheetsCounted: 240 }],
  differences: [
    {
      ...{
        class: { zh: '只在账单上', en: 'on the bill alone' },
        state: 'open',
        isSheets: false,
        orderNumber: null,
        kiosk: null,
      },
      ...{ number: 'yz20261128ABCDEFGHJKMNPQRSTV', here: null, there: 400, caseNumber: 'C-261129-G4ZN', closed: null },
      answer: { zh: '付款：已付款', en: 'the payment is paid' },
    },
    {
      ...{
        class: { zh: '张数不符', en: 'sheets differ' },
        state: 'closed',
        isSheets: true,
        orderNumber: '261128-7KQ4MXA',
      },
      ...{ kiosk: KIOSK, number: null, here: 3, there: 4, caseNumber: 'C-261129-M8T0', answer: null },
      closed: { at: AT, by: '王芳' },
    },
  ],
}

const figures = {
  ...{ copiesFree: 120, copiesPaid: 30, copiesReprinted: 1, heldAtStartFen: 0, owedAtStartFen: 200 },
  ...{ receivedFen: 6_000, chargedFen: 5_600, refundedFen: 400, refundedByHandFen: 200, returnedFen: 0, lostFen: 0 },
  ...{ heldAtEndFen: 0, owedAtEndFen: 0 },
}
const MONTH: MonthOfBooks = {
  ...{ month: '2026-11', isOver: false, asOf: AT, ties: true, total: figures },
  lines: [
    { ...figures, kiosk: KIOSK, place: { zh: '大厅', en: 'Hall' }, kindTitle: { zh: '成绩单', en: 'Transcript' } },
  ],
  bridge: {
    ...{ ties: true, books: { paymentsFen: 6_000, refundsFen: 400 }, bill: { paymentsFen: 6_400, refundsFen: 400 } },
    classes: [
      {
        ...{ class: { zh: '只在账单上', en: 'on the bill alone' }, count: 1, paymentsFen: 400, refundsFen: 0 },
        cases: ['C-261129-G4ZN'],
      },
    ],
    daysWithoutBill: ['2026-11-29'],
  },
  byHand: {
    ...{ sumFen: 200, cameBackFen: 0, atStartFen: 0, atEndFen: 200, ties: true },
    refunds: [
      {
        ...{ at: AT, amountFen: 200, orderNumber: '261128-7KQ4MXA', caseNumber: 'C-261129-9R3T', by: '王芳' },
        ...{ agreedBy: null, reference: '现金收据2026-0412', reason: '付款人已注销账户' },
      },
    ],
  },
}

/** Bills and books. */
export const MONEY_FIXTURES: readonly ConsoleFixture[] = [
  {
    ...{ name: 'reconciliation', path: 'reconciliation' },
    answers: answersTo(RECONCILIATION_ROUTES, {
      reconciledDays: async () =>
        ok({ rows: [day('2026-11-29', 0, false), day('2026-11-28', 2), day('2026-11-27', 0)], next: null }),
    }),
  },
  {
    ...{ name: 'reconciled-day', path: 'reconciliation/2026-11-28', role: 'finance' },
    answers: answersTo(RECONCILIATION_ROUTES, { reconciledDay: async () => ok(REPORT) }),
  },
  {
    ...{ name: 'books', path: 'books', query: { month: '2026-11' }, role: 'finance' },
    answers: answersTo(BOOKS_ROUTES, { monthOfBooks: async () => ok(MONTH) }),
  },
]
