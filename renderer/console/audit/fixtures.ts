import { AUDIT_ROUTES } from '../../../src/contract/audit-api.ts'
import { ok } from '../../../src/result.ts'
import { answersTo, type ConsoleFixture, type FixtureAnswers } from '../fixtures/console-fixture.ts'

const HASH = 'a1b2c3d4'.repeat(8)
const AT = '2026-11-29T02:15:00.000Z'
const entries = Array.from({ length: 12 }, (_, at) => ({
  ...{ seq: String(1_200 - at), at: AT, event: at % 2 ? 'case-ended' : 'order-opened', subject: `Zk3vQ9s_LmT1-${at}` },
  ...{ terminalId: at % 3 ? 'terminal-1' : null, position: at === 0 ? null : 1_200 - at },
  detail: { amountFen: 400, ...(at % 2 ? { by: 'sJ2kq81LmPzQ0aXbVt3HcA' } : {}) },
}))
const ORDERED = {
  zh: '下单打印：免费份数已从额度扣除，其余计价。',
  en: 'Copies were ordered: free ones were taken from the quota, and the rest has a price.',
}
const ENDED = {
  zh: '事项因得到证明或经人处理而结案，详情里写明是哪一种。',
  en: 'A case ended by proof or by a person’s act, which the detail says.',
}
const checkpoint = { number: 3, size: 1_150, at: AT, root: HASH, signature: 'c2lnbmVk' }
const place = (position: number) => ({ position, at: AT })
const report = {
  ...{ outcome: 'whole' as const, from: place(1), through: place(1_199), entries: 1_199, checkpoints: 3, waiting: 1 },
  ...{ late: { count: 0, first: null }, witness: { checkpoints: 3, through: 1_150 }, findings: [], findingsCount: 0 },
  ...{
    terminals: { chains: 2, entries: 1_840 },
    witnesses: [{ name: 'archive', checkpoints: 3, through: 1_150 }],
    unread: [] as string[],
  },
  tookMs: 900,
}
const verification = {
  ...{ verificationId: 'sJ2kq81LmPzQ0aXbVt3HcA', begunAt: AT, endedAt: AT, by: 'sweep', progress: null },
  report,
}
const witness = {
  ...{ name: 'archive', kind: 'file' as const, place: '/mnt/archive/audit.jsonl', deliveredNumber: 3, deliveredAt: AT },
  ...{ failingSince: null, tries: 0, why: null },
}
const standing = {
  links: 1_199,
  beginsAfter: 0,
  waiting: 1,
  keptDays: 1_095,
  checkpoint,
  witnesses: [witness],
  verification,
}

const answers = (change: Partial<typeof standing> | object = {}): FixtureAnswers =>
  answersTo(AUDIT_ROUTES, {
    auditEntries: async () => ok({ rows: entries, next: null }),
    auditEvents: async () =>
      ok({
        events: [
          { event: 'order-opened', room: 'orders', what: ORDERED },
          { event: 'case-ended', room: 'cases', what: ENDED },
        ],
      }),
    auditStanding: async () => ok({ ...standing, ...change }),
    auditEntry: async () =>
      ok({
        ...{ entry: entries[1]!, what: ENDED },
        link: { record: '{"at":"2026-11-29T02:15:00.000000Z"}', linkedAt: AT, before: HASH, hash: HASH, fits: true },
        proof: { number: 3, size: 1_150, statement: '{"size":1150}', signature: 'c2lnbmVk', path: [HASH, HASH] },
      }),
  })

const broken = {
  ...report,
  ...{ outcome: 'broken' as const, findingsCount: 3, witness: null, witnesses: [], unread: ['vault'] },
  findings: [
    { kind: 'entry-changed' as const, position: 77, seq: '77', number: null, terminalId: null },
    { kind: 'witness-ahead' as const, position: 1_200, seq: null, number: 4, terminalId: null },
    { kind: 'terminal-entry-changed' as const, position: null, seq: '804', number: 311, terminalId: 'terminal-1' },
  ],
}
const running = { ...verification, endedAt: null, report: null, progress: { done: 400_000, of: 1_000_000 } }
const away = { ...witness, failingSince: AT, tries: 7, why: 'the file is gone' }

/** The audit trail: whole, bent, with no witness or one that is away, while it is verified; and one entry. */
export const AUDIT_FIXTURES: readonly ConsoleFixture[] = [
  { name: 'audit', path: 'audit', role: 'auditor', answers: answers() },
  {
    name: 'audit-broken',
    path: 'audit',
    role: 'auditor',
    answers: answers({ verification: { ...verification, report: broken } }),
  },
  {
    name: 'audit-running',
    path: 'audit',
    role: 'auditor',
    answers: answers({ verification: running, witnesses: [away] }),
  },
  {
    name: 'audit-new',
    path: 'audit',
    role: 'security-admin',
    answers: answers({ witnesses: [], verification: null, checkpoint: null }),
  },
  { name: 'audit-entry', path: 'audit/1199', role: 'auditor', answers: answers() },
]
