import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import type { DocumentOffer } from '../../src/contract/documents.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { maskNumber } from '../../src/rules/masking.ts'
import type { Subject } from '../documents/documents.ts'
import { dayIn } from '../ground/local-day.ts'
import { randomId, randomReadable } from '../ground/random-id.ts'
import type { ContentStore } from '../ground/store/content-store.ts'
import type { DocumentTable, Tables } from '../ground/store/tables.ts'
import { maskedNames } from '../records/records.ts'
import type { ProofLevel } from '../signing/signing.ts'
import type { IssuedFile, Issuer } from './issuer.ts'
import { audit } from './issuing-audit.ts'
import { newVerificationCode, verificationKey } from './verification-code.ts'

export interface IssueParts {
  readonly db: Kysely<Tables>
  readonly content: ContentStore
  readonly issue: Issuer['issue']
  readonly clock: Pick<Clock, 'now'>
  readonly log: Logger
  readonly publicBaseUrl: string
  readonly timeZone: string
  /** How far each document is to be proved after its issue; null where nothing is added. */
  readonly proofTarget: ProofLevel | null
}

export interface NewDocument {
  readonly subject: Subject
  /** One that the subject may have. */
  readonly offer: DocumentOffer
  /** Sealed and stored, and not issued yet. */
  readonly isDraft?: boolean
  /** Null for a document that nobody stands at a terminal for. */
  readonly visit: { readonly terminalId: string; readonly visitKey: string } | null
  /** What must happen together with the issue or not at all. */
  readonly alongside?: (tx: Transaction<Tables>, documentId: string) => Promise<void>
}

export type DocumentRow = Selectable<DocumentTable>

/**
 * Makes one document: row, file, content store, and the row again. Only a file that would survive a power cut is ever called
 * issued. Refuses as the issuer does.
 */
export async function issueDocument(parts: IssueParts, wanted: NewDocument): Promise<Result<DocumentRow>> {
  const { db, content, log } = parts
  const { subject, offer } = wanted
  const code = newVerificationCode()
  const at = new Date(parts.clock.now())
  const documentNumber = `${dayIn(parts.timeZone, at).replaceAll('-', '')}-${randomReadable(8)}`
  const documentId = randomId()
  await insertRow(parts, wanted, { documentId, documentNumber, code, at })
  const issued = await parts.issue({
    kind: offer.kind,
    edition: offer.edition,
    subject,
    documentNumber,
    verificationCode: code,
    verificationUrl: `${parts.publicBaseUrl}/v/${code}`,
    issuedAt: at,
  })
  if (!issued.ok) {
    log.warn({ documentId, ...issued.error }, 'a document was not issued')
    await db.updateTable('document').set({ state: 'failed' }).where('document_id', '=', documentId).execute()
    return err(issued.error)
  }
  const sha256 = await content.put(issued.value.pdf)
  if (sha256 !== issued.value.sha256) throw new Error('the issuer gave another hash than its file has')
  return ok(await markMade(parts, wanted, documentId, issued.value, at))
}

async function insertRow(
  { db }: IssueParts,
  { subject, offer, visit }: NewDocument,
  made: { documentId: string; documentNumber: string; code: string; at: Date },
): Promise<void> {
  const masked = maskedNames(subject.person)
  await db
    .insertInto('document')
    .values({
      document_id: made.documentId,
      visit_key: visit?.visitKey ?? null,
      terminal_id: visit?.terminalId ?? null,
      person_id: subject.person.personId,
      person_group: subject.person.level ?? subject.person.group,
      kind: offer.kind,
      edition: offer.edition,
      title_zh: offer.title.zh,
      title_en: offer.title.en,
      name_masked_zh: masked.zh,
      name_masked_en: masked.en,
      number_masked: maskNumber(subject.person.number),
      unit_price_fen: offer.unitPriceFen,
      document_number: made.documentNumber,
      verification_key: verificationKey(made.code),
      state: 'preparing',
      created_at: made.at,
    })
    .execute()
}

function markMade(
  parts: IssueParts,
  { alongside, isDraft = false }: NewDocument,
  documentId: string,
  { pdf, pages, sha256, signedDigest, validUntil, templateVersion = null }: IssuedFile,
  at: Date,
): Promise<DocumentRow> {
  return parts.db.transaction().execute(async tx => {
    const row = await tx
      .updateTable('document')
      .set({ pages, byte_length: pdf.length, sha256, signed_digest: signedDigest, expires_at: validUntil })
      .set({ template_version: templateVersion })
      .set(isDraft ? { state: 'draft' } : { state: 'issued', issued_at: at })
      .where('document_id', '=', documentId)
      .returningAll()
      .executeTakeFirstOrThrow()
    if (isDraft) await audit(tx, at, { event: 'document-drafted', ...factsOf(row) })
    else await enterIssued(tx, parts, row, at)
    await alongside?.(tx, documentId)
    return row
  })
}

/** Writes down what goes with a document from the moment of its issue on: its file by name, the proofs that it is to get, the trail. */
export async function enterIssued(
  tx: Transaction<Tables>,
  { proofTarget }: Pick<IssueParts, 'proofTarget'>,
  row: DocumentRow,
  at: Date,
): Promise<void> {
  const { document_id, sha256, byte_length } = row
  if (sha256 === null || byte_length === null) throw new Error('a document without a file is not issued')
  const file = { document_id, sha256, level: 'B-B' as const, byte_length, stored_at: at }
  await tx.insertInto('document_file').values(file).execute()
  if (proofTarget !== null) {
    const upgrade = { target: proofTarget, state: 'due', created_at: at, next_try_at: at } as const
    await tx
      .insertInto('proof_upgrade')
      .values({ document_id, level: 'B-B', ...upgrade })
      .execute()
  }
  await audit(tx, at, { event: 'document-issued', ...factsOf(row) })
}

/** What the trail says of a document that was made. */
const factsOf = (row: DocumentRow) => ({
  subject: row.document_id,
  terminalId: row.terminal_id,
  detail: { kind: row.kind, edition: row.edition, sha256: row.sha256, documentNumber: row.document_number },
})
