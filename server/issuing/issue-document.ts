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
  return ok(await markIssued(parts, wanted, documentId, issued.value, at))
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

function markIssued(
  { db, proofTarget }: IssueParts,
  { visit, alongside }: NewDocument,
  documentId: string,
  { pdf, pages, sha256, signedDigest, validUntil }: IssuedFile,
  at: Date,
): Promise<DocumentRow> {
  return db.transaction().execute(async tx => {
    const row = await tx
      .updateTable('document')
      .set({ state: 'issued', pages, byte_length: pdf.length, sha256, signed_digest: signedDigest, issued_at: at })
      .set({ expires_at: validUntil })
      .where('document_id', '=', documentId)
      .returningAll()
      .executeTakeFirstOrThrow()
    const file = { document_id: documentId, sha256, level: 'B-B' as const, byte_length: pdf.length, stored_at: at }
    await tx.insertInto('document_file').values(file).execute()
    if (proofTarget !== null) {
      const upgrade = { target: proofTarget, state: 'due', created_at: at, next_try_at: at } as const
      await tx
        .insertInto('proof_upgrade')
        .values({ document_id: documentId, level: 'B-B', ...upgrade })
        .execute()
    }
    await alongside?.(tx, documentId)
    const detail = { kind: row.kind, edition: row.edition, sha256, documentNumber: row.document_number }
    const terminalId = visit?.terminalId ?? null
    await audit(tx, at, { event: 'document-issued', subject: documentId, terminalId, detail })
    return row
  })
}
