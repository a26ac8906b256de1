import { FOUR_EYES_ROUTES, type Proposal, type ProposalDetails } from '../../../src/contract/four-eyes-api.ts'
import { ok } from '../../../src/result.ts'
import { answersTo, type ConsoleFixture } from '../fixtures/console-fixture.ts'
import { refuses } from '../fixtures/fixture-server.ts'

const ID = 'Pr0p0sal_of-a-new-price'
const proposal: Proposal = {
  ...{ proposalId: ID.slice(0, 22), kind: 'publish-settings', siteId: null, state: 'waiting', isOwn: false },
  title: { zh: '成绩单每份 3.00 元', en: 'A transcript costs 3.00 yuan' },
  reason: '校务会 11 月 20 日决定，自下月起执行。',
  draftedBy: { staffId: 'one', name: '李晓梅' },
  ...{ draftedAt: '2026-11-22T01:02:03.000Z', endsAt: '2026-11-29T01:02:03.000Z' },
  ...{ decidedBy: null, decidedAt: null, declineReason: null, said: null },
}
const details: ProposalDetails = {
  ...proposal,
  details: [
    { label: { zh: '成绩单每份', en: 'A transcript' }, before: '¥2.00', after: '¥3.00' },
    { label: { zh: '第二地点的通知', en: 'Notice at the second site' }, before: null, after: '3 元起，详见服务台。' },
  ],
  ...{ seen: 'a'.repeat(64), mayAgree: true, mayDecline: true, mayTakeBack: false },
}
const decided: Proposal = {
  ...{ ...proposal, state: 'failed', decidedBy: { staffId: 'two', name: '王建国' } },
  decidedAt: '2026-11-23T01:02:03.000Z',
  said: { zh: '配置在提出之后又发布过。', en: 'Settings were published since it was drafted.' },
}
const list = (...rows: Proposal[]) => answersTo(FOUR_EYES_ROUTES, { proposals: async () => ok({ rows, next: null }) })
const one = (more: Partial<ProposalDetails> = {}) =>
  answersTo(FOUR_EYES_ROUTES, { proposal: async () => ok({ ...details, ...more }) })

/** What waits for a second person. */
export const PROPOSAL_FIXTURES: readonly ConsoleFixture[] = [
  {
    name: 'proposals',
    path: 'proposals',
    answers: list(proposal, { ...proposal, proposalId: 'b'.repeat(22), isOwn: true, siteId: 'north' }),
  },
  { name: 'proposals-none', path: 'proposals', answers: list() },
  { name: 'proposals-decided', path: 'proposals', query: { state: 'decided' }, answers: list(decided) },
  { name: 'proposal', path: `proposals/${proposal.proposalId}`, answers: one() },
  {
    ...{ name: 'proposal-own', path: `proposals/${proposal.proposalId}` },
    answers: one({ isOwn: true, mayAgree: false, mayDecline: false, mayTakeBack: true }),
  },
  {
    ...{ name: 'proposal-failed', path: `proposals/${proposal.proposalId}` },
    answers: one({ ...decided, mayAgree: false, mayDecline: false }),
  },
  {
    ...{ name: 'proposal-unknown', path: `proposals/${proposal.proposalId}` },
    answers: answersTo(FOUR_EYES_ROUTES, { proposal: refuses('proposal-unknown', 404) }),
  },
]
