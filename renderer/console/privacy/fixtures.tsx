import {
  PRIVACY_ROUTES,
  type PrivacyRequest,
  type PrivacyRequestLine,
  type RetentionRuleLine,
  type RetentionRun,
} from '../../../src/contract/privacy-api.ts'
import { ok } from '../../../src/result.ts'
import { USUAL_POINTS } from '../../../src/rules/usual-notice.ts'
import { answersTo, type ConsoleFixture } from '../fixtures/console-fixture.ts'
import { refuses } from '../fixtures/fixture-server.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Both } from '../parts/values.tsx'
import { EndDialog } from './request-acts.tsx'
import { FollowedRun, RetentionActs } from './retention-acts.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'

const line = (nth: number, more: Partial<PrivacyRequestLine> = {}): PrivacyRequestLine => ({
  ...{ number: `P-26112${nth}-7KQ${nth}`, kind: 'access', channel: 'paper', whoMasked: '王*，w***@e******.c**' },
  ...{ receivedOn: `2026-11-2${nth}`, dueOn: `2026-12-1${nth}`, daysLeft: 10 + nth, outcome: null },
  ...more,
})
const LATE = line(0, {
  kind: 'correction',
  channel: 'counter',
  receivedOn: '2026-11-06',
  dueOn: '2026-11-27',
  daysLeft: -4,
})
const SOON = line(1, {
  kind: 'withdrawal',
  channel: 'mail',
  receivedOn: '2026-11-13',
  dueOn: '2026-12-04',
  daysLeft: 3,
})
const REQUESTS = [
  LATE,
  SOON,
  line(2, { receivedOn: '2026-11-10', dueOn: '2026-12-01', daysLeft: 0 }),
  line(3, { kind: 'erasure' }),
]

const whole = (row: PrivacyRequestLine, more: Partial<PrivacyRequest> = {}): PrivacyRequest => ({
  ...row,
  ...{
    enteredAt: `${row.receivedOn}T02:10:00Z`,
    enteredBy: '李晓梅',
    remindedAt: '2026-11-26T01:00:00Z',
    toldLateAt: null,
  },
  ...{ endedAt: null, endedBy: null, reason: null, isLate: false },
  ...more,
})
const OPEN = whole(SOON)
const ENDED = whole(
  { ...line(4), kind: 'erasure', daysLeft: null, outcome: 'refused' },
  {
    ...{ endedAt: '2026-11-28T03:00:00Z', endedBy: '李晓梅', isLate: false },
    reason: '出具记录和收费凭据依《会计法》《档案法》须保存，其余已由本人登录删除。',
  },
)

const what = { zh: '工作人员查看完整资料的记录', en: 'Looks of staff at what is masked' }
const FOUND: RetentionRun['found'] = [
  { ...{ room: 'looks', table: 'look', what, days: 1095, ends: 'deleted', rows: 214, failed: false } },
  {
    ...{ room: 'identity', table: 'visit', days: 200, ends: 'emptied', rows: 1_096, failed: false },
    what: { zh: '来访的登录方式', en: 'How people of visits had logged in' },
  },
]
const run = (nth: number, more: Partial<RetentionRun> = {}): RetentionRun => ({
  ...{ runId: `${'Zk3vQ9s_LmT1-aB7xYcD'}0${nth}`, day: `2026-11-${30 - nth}`, isDry: false, askedBy: null },
  ...{ begunAt: `2026-11-${29 - nth}T19:30:04Z`, endedAt: `2026-11-${29 - nth}T19:30:09Z` },
  ...{ isStopped: false, found: FOUND },
  ...more,
})
const DRY = run(1, { day: null, askedBy: '李晓梅', isDry: true })
const RUNS = [run(0), DRY, run(2, { endedAt: null, isStopped: true, found: [] }), run(3, { found: [] })]

const RULES: readonly RetentionRuleLine[] = [
  {
    ...{ room: 'looks', table: 'look', what, lastRows: 214, hasFailed: false },
    why: { zh: '本人可以查询谁看过。', en: 'People can ask who has looked.' },
    how: { kind: 'by-age', days: 1095, since: { zh: '查看', en: 'The look' }, ends: 'deleted', isOfRun: true },
  },
  {
    ...{ room: 'identity', table: 'visit', lastRows: 0, hasFailed: true },
    what: { zh: '来访的登录方式', en: 'How people of visits had logged in' },
    why: {
      zh: '网络安全法第二十一条：日志不少于六个月。',
      en: 'Cybersecurity Law, article 21: six months of logs at least.',
    },
    how: {
      kind: 'by-age',
      days: 200,
      since: { zh: '来访结束', en: 'The end of the visit' },
      ends: 'emptied',
      isOfRun: true,
    },
  },
  {
    ...{ room: 'ground', table: 'request_nonce', lastRows: null, hasFailed: false },
    what: { zh: '请求的随机数', en: 'Nonces of requests' },
    why: { zh: '到期后没有用处。', en: 'It is of no use afterwards.' },
    how: {
      kind: 'by-age',
      days: 0,
      since: { zh: '失效', en: 'The end of its validity' },
      ends: 'deleted',
      isOfRun: false,
    },
  },
  {
    ...{ room: 'issuing', table: 'document', lastRows: null, hasFailed: false },
    what: { zh: '出具记录', en: 'What was issued' },
    why: { zh: '《档案法》：学籍档案永久保存。', en: 'Archives Law: records of studies are kept for ever.' },
    how: { kind: 'by-rule', until: { zh: '永久', en: 'For ever' } },
  },
]

const NOTICES = [
  {
    notice: { version: '2026-11', digest: 'a1b2c3d4'.repeat(8), points: [...USUAL_POINTS] },
    ...{ isInForce: true, firstAgreedAt: '2026-11-02T01:30:00Z', agreed: 18_204, withdrawn: 12 },
  },
  {
    notice: { version: '2025-09', digest: 'e5f60718'.repeat(8), points: [...USUAL_POINTS] },
    ...{ isInForce: false, firstAgreedAt: '2025-09-01T01:00:00Z', agreed: 16_990, withdrawn: 41 },
  },
]
const DIGEST = NOTICES[0]?.notice.digest ?? ''

/** To what a person has agreed, for the page of that person too. */
export const CONSENT_ANSWERS = answersTo(PRIVACY_ROUTES, {
  consentOfPerson: async () =>
    ok({
      ...{ isAsked: true, isOwed: false },
      consents: [
        {
          ...{ version: '2026-11', digest: DIGEST, agreedAt: '2026-11-20T03:00:00Z', language: 'zh-CN', place: null },
          ...{ withdrawnAt: null, withdrawnReason: null },
        },
        {
          ...{ version: '2026-11', digest: DIGEST, agreedAt: '2026-11-02T01:30:00Z', language: 'zh-CN' },
          place: { zh: '图书馆南门 3 号机', en: 'Library, south gate, Machine 3' },
          ...{ withdrawnAt: '2026-11-10T02:00:00Z', withdrawnReason: '11 月 9 日签名来信' },
        },
      ],
    }),
})

const answers = answersTo(PRIVACY_ROUTES, {
  privacyRequests: async () => ok({ rows: REQUESTS, next: null }),
  privacyRequest: async () => ok(OPEN),
  retention: async () => ok({ rules: [...RULES], at: '03:30', lastRun: run(0), runs: RUNS }),
  retentionRun: async () => ok(run(0, { day: null, askedBy: '王建国' })),
  countRetention: async () => ok(DRY),
  notices: async () => ok({ notices: NOTICES }),
})
const TITLE = { zh: '个人信息保护', en: 'Privacy' }
const nothing = () => undefined
const head = <PageHead title={<Both text={TITLE} />} />

/** The pages of privacy as they may be. */
export const PRIVACY_FIXTURES: readonly ConsoleFixture[] = [
  { name: 'privacy', path: 'privacy', role: 'registrar', answers },
  {
    ...{ name: 'privacy-none', path: 'privacy', role: 'auditor' },
    answers: answersTo(PRIVACY_ROUTES, { privacyRequests: async () => ok({ rows: [], next: null }) }),
  },
  { name: 'privacy-request', path: `privacy/requests/${OPEN.number}`, role: 'registrar', answers },
  {
    ...{ name: 'privacy-request-late', path: `privacy/requests/${LATE.number}`, role: 'admin' },
    answers: answersTo(PRIVACY_ROUTES, {
      privacyRequest: async () => ok(whole(LATE, { isLate: true, toldLateAt: '2026-11-30T01:00:00Z' })),
    }),
  },
  {
    ...{ name: 'privacy-request-ended', path: `privacy/requests/${ENDED.number}`, role: 'auditor' },
    answers: answersTo(PRIVACY_ROUTES, { privacyRequest: async () => ok(ENDED) }),
  },
  {
    ...{ name: 'privacy-refusing', path: 'privacy', role: 'registrar', answers },
    screen: (
      <>
        {head}
        <EndDialog one={OPEN} outcome="refused" onDone={nothing} onClose={nothing} />
      </>
    ),
  },
  { name: 'privacy-retention', path: 'privacy/retention', answers },
  {
    ...{ name: 'privacy-retention-first', path: 'privacy/retention', role: 'auditor' },
    answers: answersTo(PRIVACY_ROUTES, {
      retention: async () => ok({ rules: [...RULES], at: '03:30', lastRun: null, runs: [] }),
    }),
  },
  { name: 'privacy-retention-away', path: 'privacy/retention', answers: { retention: refuses('server-busy', 503) } },
  {
    ...{ name: 'privacy-run', path: 'privacy/retention', answers },
    screen: (
      <>
        <PageHead title={<Both text={TITLE} />} acts={<RetentionActs onDone={nothing} />} />
        <FollowedRun runId="Zk3vQ9s_LmT1-aB7xYcD00" onEnd={nothing} />
      </>
    ),
  },
  { name: 'privacy-notices', path: 'privacy/notices', role: 'registrar', answers },
  {
    ...{ name: 'privacy-notices-none', path: 'privacy/notices', role: 'auditor' },
    answers: answersTo(PRIVACY_ROUTES, { notices: async () => ok({ notices: [] }) }),
  },
  { name: 'privacy-notice-text', path: `privacy/notices/${DIGEST}`, role: 'auditor', answers },
  {
    ...{ name: 'privacy-withdrawing', path: 'privacy/notices', role: 'registrar', answers },
    screen: (
      <>
        {head}
        <WithdrawDialog personId="sample" onDone={nothing} onClose={nothing} />
      </>
    ),
  },
]
