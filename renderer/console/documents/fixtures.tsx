import {
  type DeskBatch,
  DOCUMENT_DESK_ROUTES,
  type DocumentLine,
  type DocumentPage,
} from '../../../src/contract/document-desk-api.ts'
import { ok } from '../../../src/result.ts'
import { answersTo, type ConsoleFixture } from '../fixtures/console-fixture.ts'
import { refuses } from '../fixtures/fixture-server.ts'
import { SAMPLE_KINDS } from './sample-kinds.ts'

const AT = '2026-11-22T01:02:03.000Z'
const ID = 'Zk3vQ9s_LmT1-aB7xYcD0e'
const line: DocumentLine = {
  ...{ documentId: ID, documentNumber: '20261122-7QK4M2ZP', title: { zh: '成绩单', en: 'Transcript' } },
  ...{ kind: 'transcript', edition: 'zh', nameMasked: { zh: '沈**', en: 'S*** R******' }, numberMasked: '******0091' },
  ...{ issuedAt: AT, state: 'valid' },
}
const page: DocumentPage = {
  ...line,
  ...{ personId: 'sample', pages: 2, way: 'kiosk', stateSince: null, reason: null, replacedBy: null, expiresAt: null },
  ...{ level: 'B-LT', templateVersion: 3 },
  printed: [{ copies: 2, at: AT, place: { zh: '图书馆 · 三号机', en: 'Library · Kiosk 3' } }],
  checks: [{ at: AT, how: 'code', times: 3 }],
}
const batch: DeskBatch = {
  ...{ batchId: ID, title: '2023 级 1 班', kind: 'transcript', edition: 'zh', at: AT, by: '李晓梅' },
  ...{ items: 40, issued: 31, failed: 2, waiting: 7 },
}
const answers = (more: Parameters<typeof answersTo<typeof DOCUMENT_DESK_ROUTES>>[1]) =>
  answersTo(DOCUMENT_DESK_ROUTES, { deskKinds: async () => ok({ kinds: SAMPLE_KINDS }), ...more })
const rows = [
  line,
  ...(['expired', 'replaced', 'revoked'] as const).map((state, at) => ({ ...line, documentId: `${ID}${at}`, state })),
]

/** The pages of documents as they may be; a registrar does most of it. */
export const DOCUMENT_FIXTURES: readonly ConsoleFixture[] = [
  {
    ...{ name: 'documents', path: 'documents', role: 'registrar' },
    answers: answers({ issuedDocuments: async () => ok({ rows, next: null }) }),
  },
  {
    ...{ name: 'documents-away', path: 'documents', role: 'auditor' },
    answers: answers({ issuedDocuments: refuses('server-unreachable', null) }),
  },
  {
    ...{ name: 'document', path: `documents/${ID}`, role: 'registrar' },
    answers: answers({ issuedDocument: async () => ok(page) }),
  },
  {
    ...{ name: 'document-revoked', path: `documents/${ID}`, role: 'auditor' },
    answers: answers({
      issuedDocument: async () =>
        ok({ ...page, state: 'revoked', reason: 'record-corrected', stateSince: AT, printed: [], checks: [] }),
    }),
  },
  { name: 'revoke-many', path: 'documents/revoke', role: 'registrar', answers: answers({}) },
  {
    ...{ name: 'batches', path: 'batches', role: 'registrar' },
    answers: answers({ deskBatches: async () => ok({ rows: [batch], next: null }) }),
  },
  {
    ...{ name: 'batch', path: `batches/${ID}`, role: 'registrar' },
    answers: answers({
      deskBatch: async () =>
        ok({ ...batch, waiting: 0, issued: 38, failures: [{ line: 7, fault: 'document-needs-hand' }] }),
    }),
  },
  { name: 'kinds', path: 'kinds', role: 'registrar', answers: answers({}) },
]
