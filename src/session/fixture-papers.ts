import type { PaperAnswer } from '../contract/paper.ts'

/** An invented answer about a printed paper. */
export const PAPER_FOUND: Extract<PaperAnswer, { outcome: 'found' }> = {
  outcome: 'found',
  paper: {
    title: { zh: '学业成绩单', en: 'Academic Transcript (in Chinese)' },
    documentNumber: '20261122-8QK4M2TX',
    nameMasked: { zh: '欧阳*', en: 'O***** N***' },
    numberMasked: '******1234',
    appliedAt: '2026-11-22T04:00:00Z',
    issuedAt: '2026-11-22T04:00:00Z',
    pages: 2,
    state: 'valid',
    stateSince: null,
    reason: null,
    replacedBy: null,
    expiresAt: null,
    printed: [{ copies: 2, at: '2026-11-22T04:03:00Z', place: { zh: '图书馆南门', en: 'Library, south gate' } }],
  },
  checkedAt: '2026-11-25T04:00:00Z',
  timeZone: 'Asia/Shanghai',
}
