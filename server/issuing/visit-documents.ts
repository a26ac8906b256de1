import type { Kysely } from 'kysely'
import type { DocumentId } from '../../src/contract/ids.ts'
import type { PreparedDocument } from '../../src/contract/issuing-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { SettingsInForce } from '../../src/settings/in-force.ts'
import { type Documents, sold } from '../documents/documents.ts'
import { keyedLock } from '../ground/keyed-lock.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { OpenVisit, Visits } from '../identity/identity.ts'
import { askRecords, type Records } from '../records/records.ts'
import type { ApprovedDocuments } from './approved-documents.ts'
import type { CollectedDocuments } from './collected-documents.ts'
import { type DocumentRow, type IssueParts, issueDocument } from './issue-document.ts'

export interface VisitDocumentParts extends IssueParts {
  readonly documents: Pick<Documents, 'offers'>
  readonly settings: SettingsInForce
  readonly records: Records
  readonly visits: Visits
  readonly approved: Pick<ApprovedDocuments, 'of'>
  readonly collected: Pick<CollectedDocuments, 'take'>
}

/** Makes documents in a visit, each kind and edition once, and hands out their files. */
export interface VisitDocuments {
  /** Refuses with `visit-expired`, `notice-unagreed`, `document-unavailable`, `document-needs-hand`, `document-failed`, `server-unreachable`. */
  prepare(
    terminalId: string,
    input: { visitId: string; kind: string; edition: string },
  ): Promise<Result<PreparedDocument>>
  /** The signed file, while its visit runs or an order for it waits for paper. */
  file(terminalId: string, documentId: string): Promise<Result<Uint8Array>>
}

export function createVisitDocuments(parts: VisitDocumentParts): VisitDocuments {
  const { db, clock, content } = parts
  const lock = keyedLock()
  const now = () => new Date(clock.now())

  const prepareOnce = async (
    terminalId: string,
    visit: OpenVisit,
    kind: string,
    edition: string,
  ): Promise<Result<PreparedDocument>> => {
    if (visit.documentId !== null)
      await parts.collected.take(visit.documentId, { terminalId, visitKey: visit.visitKey })
    const known = await db
      .selectFrom('document')
      .selectAll()
      .where('visit_key', '=', visit.visitKey)
      .where('kind', '=', kind)
      .where('edition', '=', edition)
      .where('state', '=', 'issued')
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (known) return ok(view(known))
    // A visit that collects is for that one document.
    if (visit.documentId !== null) return err(fault('document-unavailable', 'the visit is for another document'))
    const subject = await askRecords(parts, async () => {
      const person = await parts.records.person(visit.personId)
      if (!person) return err(fault('document-unavailable', 'the person is gone from the records'))
      const studyRecord = await parts.records.studyRecord(visit.personId)
      return ok({ person, studyRecord, known: { proofs: visit.proofs, atMs: parts.clock.now() } })
    })
    if (!subject.ok) return subject
    const offer = sold(parts.documents.offers(subject.value), await parts.settings.at(terminalId)).find(
      offered => offered.kind === kind && offered.edition === edition,
    )
    const place = { terminalId, visitKey: visit.visitKey }
    const approved = offer?.approval ? await parts.approved.of(subject.value, offer) : null
    if (approved) {
      const isTaken = await parts.collected.take(approved.document_id, place)
      return isTaken ? ok(view(approved)) : err(fault('document-unavailable', 'the approval was taken back'))
    }
    if (!offer || offer.unavailable !== null) return err(fault('document-unavailable'))
    const issued = await issueDocument(parts, { subject: subject.value, offer, visit: place })
    return issued.ok ? ok(view(issued.value)) : issued
  }

  return {
    prepare: async (terminalId, { visitId, kind, edition }) => {
      const visit = await parts.visits.use(terminalId, visitId)
      if (!visit.ok) return visit
      if (visit.value.owesNotice) return err(fault('notice-unagreed'))
      const key = `${visit.value.visitKey}/${kind}/${edition}`
      return lock.run(key, () => prepareOnce(terminalId, visit.value, kind, edition))
    },
    file: async (terminalId, documentId) => {
      const sha256 = await hashOfPrintable(db, terminalId, documentId, now())
      if (sha256 === null) return err(fault('document-unavailable'))
      const file = await content.get(sha256)
      if (file.ok) return file
      parts.log.error({ documentId, reason: file.error }, 'a stored file cannot be given out')
      return err(fault('document-failed', file.error))
    },
  }
}

/** Waiting copies keep a file within reach for as long as a person might come to load paper. */
const WAITING_MS = 24 * 3_600_000
const VISIT_MS = 10 * 60_000

async function hashOfPrintable(
  db: Kysely<Tables>,
  terminalId: string,
  documentId: string,
  now: Date,
): Promise<string | null> {
  const row = await db
    .selectFrom('document as d')
    .leftJoin('visit as v', 'v.visit_key', 'd.visit_key')
    .select(['d.sha256', 'd.state', 'd.revoked_at', 'd.terminal_id', 'v.started_at', 'v.ended_at'])
    .where('d.document_id', '=', documentId)
    .executeTakeFirst()
  if (row?.state !== 'issued' || row.revoked_at) return null
  const isVisitOn =
    row.started_at !== null && row.ended_at === null && now.getTime() - row.started_at.getTime() < VISIT_MS
  if (isVisitOn && row.terminal_id === terminalId) return row.sha256
  // Also at another terminal than the document was made at: a bad copy is printed again wherever its person comes.
  const waiting = await db
    .selectFrom('print_order')
    .select('order_id')
    .where('document_id', '=', documentId)
    .where('terminal_id', '=', terminalId)
    .where('state', '=', 'ready')
    .where('ready_at', '>', new Date(now.getTime() - WAITING_MS))
    .executeTakeFirst()
  return waiting ? row.sha256 : null
}

function view(row: DocumentRow): PreparedDocument {
  if (row.pages === null || row.byte_length === null || row.sha256 === null) throw new Error('not an issued document')
  return {
    documentId: row.document_id as DocumentId,
    kind: row.kind,
    edition: row.edition,
    title: { zh: row.title_zh, en: row.title_en },
    pages: row.pages,
    byteLength: row.byte_length,
    sha256: row.sha256,
  }
}
