import type { PaperFacts } from '../../src/contract/paper.ts'
import { PAPER_FOUND } from '../../src/session/fixture-papers.ts'
import type { OneOrMore } from './fixture.ts'
import type { ContentOf } from './kiosk-context.ts'

type Check = ContentOf<'checking-paper'>['check']

export interface PaperCheck {
  readonly name: string
  readonly check: Check
  readonly canScan?: boolean
}

const SITE = 'verify.example.edu.cn'
const LIBRARY = { zh: '图书馆南门', en: 'Library, south gate' }

const PAPER: PaperFacts = PAPER_FOUND.paper

/** As long as real names, titles and places are, with everything that can stand there. */
const LONG: PaperFacts = {
  ...PAPER,
  title: {
    zh: '全国大学英语六级考试成绩证明（英文版，含口语考试）',
    en: 'Certificate of the College English Test, Band 6, with oral test (in English)',
  },
  documentNumber: '20261122-8QK4M2TX7RDN',
  nameMasked: { zh: 'M********** A******** d* l* C*** y S****', en: 'M********** A******** d* l* C*** y S****' },
  numberMasked: '**********5678',
  pages: 12,
  expiresAt: '2027-05-22T04:00:00Z',
  printed: [
    { copies: 1, at: '2026-11-22T04:03:00Z', place: LIBRARY },
    { copies: 20, at: '2026-11-23T04:03:00Z', place: LIBRARY },
    {
      copies: 3,
      at: '2026-12-24T04:03:00Z',
      place: { zh: '南校区综合服务大楼一层学生事务大厅', en: 'South campus, student services, ground floor' },
    },
  ],
}

const found = (paper: PaperFacts): Check => ({
  step: 'answered',
  answer: { ...PAPER_FOUND, paper },
})

/** Every face of the check of a printed paper. */
export const PAPER_CHECKS: OneOrMore<PaperCheck> = [
  { name: 'paper-waiting', check: { step: 'waiting', fault: null } },
  { name: 'paper-unreadable', check: { step: 'waiting', fault: { code: 'code-unreadable' } } },
  { name: 'paper-asking', check: { step: 'asking' } },
  { name: 'paper-valid', check: found(PAPER) },
  { name: 'paper-valid-long', check: found(LONG) },
  {
    name: 'paper-revoked',
    check: found({ ...PAPER, state: 'revoked', stateSince: '2026-12-01T04:00:00Z', reason: 'lost-or-misused' }),
  },
  {
    name: 'paper-replaced',
    check: found({
      ...LONG,
      state: 'replaced',
      stateSince: '2026-12-01T04:00:00Z',
      replacedBy: '20261201-5NX2P7WQ3KDM',
    }),
  },
  {
    name: 'paper-expired',
    check: found({
      ...PAPER,
      state: 'expired',
      stateSince: '2026-12-01T04:00:00Z',
      expiresAt: '2026-12-01T04:00:00Z',
      printed: [],
    }),
  },
  { name: 'paper-not-found', check: { step: 'answered', answer: { outcome: 'not-found', site: SITE } } },
  {
    name: 'paper-not-ours',
    check: { step: 'answered', answer: { outcome: 'not-ours', site: 'verification.model-university.edu.cn' } },
  },
  { name: 'paper-half-read', check: { step: 'answered', answer: { outcome: 'unreadable', site: SITE } } },
  { name: 'paper-cannot-check', check: { step: 'cannot-check', fault: { code: 'server-unreachable' } } },
  { name: 'paper-scanner-gone', check: { step: 'cannot-check', fault: { code: 'server-busy' } }, canScan: false },
]
