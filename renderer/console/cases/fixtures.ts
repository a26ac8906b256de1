import { CASES_DESK_ROUTES, type CaseListRow, type CaseWholeView } from '../../../src/contract/cases-desk-api.ts'
import { ok } from '../../../src/result.ts'
import { answersTo, type ConsoleFixture } from '../fixtures/console-fixture.ts'

const AT = '2026-11-29T06:02:11.000Z'
const KIND = { zh: '出纸不明', en: 'copy unclear' }
const row = (more: Partial<CaseListRow> = {}): CaseListRow => ({
  ...{ caseNumber: 'C-261129-7KQ4', kind: 'copy-unclear', kindName: KIND, state: 'open', amountFen: 500 },
  ...{ orderNumber: '261129-7KQ4MXA', terminal: { zh: '一号机', en: 'Kiosk 1' }, openedAt: AT, endedAt: null },
  ...{ askedBy: null, mayAgree: false },
  ...more,
})

const WHOLE: CaseWholeView = {
  ...row(),
  ...{ subject: 'order-00000001', timesHeard: 2, lastHeardAt: AT, formerCase: null, laterCase: null },
  says: {
    zh: '无法判断一份是否已打印出来；请核对证据，决定是否退款。',
    en: 'It cannot be told whether a copy came out: look at the evidence and decide about its money.',
  },
  machine: {
    zh: '打印机若能证明未出纸，余款自动退还并结案。',
    en: 'Should the printer prove that it did not come out, the rest goes back.',
  },
  ...{ next: null, stands: null, fourEyesAboveFen: 2_000, seen: '12', asked: null, whyNotAgree: null },
  sameOrder: [{ caseNumber: 'C-261129-Q6D4', kindName: { zh: '打印缺陷', en: 'bad print' } }],
  history: [
    {
      at: AT,
      saidAt: null,
      step: 'opened',
      who: { zh: '立项', en: 'opened' },
      words: { zh: '', en: '' },
      by: null,
      facts: [],
    },
    {
      ...{ at: AT, saidAt: AT, step: 'evidence', who: { zh: '打印机', en: 'printer' }, by: null },
      words: { zh: '没有这个作业', en: 'no such job' },
      facts: [{ name: { zh: '数到的张数', en: 'sheets counted' }, value: { zh: '1', en: '1' } }],
    },
  ],
  acts: [
    {
      ...{ act: 'refund', title: { zh: '退款', en: 'the refund' } },
      says: { zh: '由机器原路退款', en: 'The machine pays it back through the provider' },
      ...{ needsReason: false, takesReference: false, takesCopies: false, takesCard: false, amount: 'may' },
    },
    {
      ...{ act: 'close', title: { zh: '结案', en: 'closing' } },
      says: { zh: '不退款结案', en: 'Ends it and pays nothing back' },
      ...{ needsReason: true, takesReference: false, takesCopies: false, takesCard: false, amount: 'no' },
    },
  ],
  ...{ mayDecline: false, mayTakeBack: false },
}

const WAITING: CaseWholeView = {
  ...WHOLE,
  ...{ state: 'waiting-for-agreement', amountFen: 4_000, askedBy: '王芳', mayAgree: true, mayDecline: true, acts: [] },
  asked: {
    ...{ act: 'refund', title: { zh: '退款', en: 'the refund' }, by: '王芳', reason: '机器被盗' },
    ...{ amountFen: 4_000, copies: null, reference: null, takesCard: false },
  },
}

const one = (whole: CaseWholeView) => answersTo(CASES_DESK_ROUTES, { staffCase: async () => ok(whole) })
const kinds = [{ kind: 'copy-unclear', name: KIND }]
const rows = [
  row(),
  row({ caseNumber: 'C-261129-D8PW', state: 'waiting-for-agreement', askedBy: '王芳', mayAgree: true }),
]

/** What needs a hand. */
export const CASES_FIXTURES: readonly ConsoleFixture[] = [
  {
    ...{ name: 'cases', path: 'cases' },
    answers: answersTo(CASES_DESK_ROUTES, { staffCases: async () => ok({ rows, next: null, kinds }) }),
  },
  { name: 'case', path: 'cases/C-261129-7KQ4', role: 'finance', answers: one(WHOLE) },
  { name: 'case-waiting', path: 'cases/C-261129-D8PW', role: 'finance', answers: one(WAITING) },
  {
    ...{ name: 'case-seen', path: 'cases/C-261129-7KQ4', role: 'auditor' },
    answers: one({ ...WHOLE, acts: [] }),
  },
]
