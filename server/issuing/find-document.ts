import { type Kysely, sql } from 'kysely'
import type { KnownFile, ShownDocument } from '../../src/verification/api.ts'
import type { FileNames } from '../../src/verification/file-names.ts'
import type { Tables } from '../ground/store/tables.ts'
import { STATE_COLUMNS, standingOf } from './document-state.ts'
import { verificationKey } from './verification-code.ts'

type Db = Kysely<Tables>

const COLUMNS = [
  ...['document.document_id', 'document.document_number', 'document.title_zh', 'document.title_en'],
  ...['document.name_masked_zh', 'document.name_masked_en', 'document.number_masked'],
  ...['document.created_at', 'document.issued_at', 'document.pages', 'document.sha256', 'document.newest_sha256'],
  'document.signed_digest',
] as const satisfies readonly string[]

/** The issued document of a plain code; undefined when there is none. */
export async function idOfCode(db: Db, code: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('document')
    .select('document_id')
    .where('verification_key', '=', verificationKey(code))
    .where('state', '=', 'issued')
    .executeTakeFirst()
  return row?.document_id
}

interface FoundDocument {
  readonly documentId: string
  /** Whether the file is one of ours to the byte, and not one that something was added to. */
  readonly isExact: boolean
}

/** The issued documents that files belong to, in their order: by the file's hash, else by what was signed. */
async function documentsOfFiles(db: Db, files: readonly FileNames[]): Promise<(FoundDocument | null)[]> {
  const hashes = files.map(({ sha256 }) => sha256)
  const digests = files.flatMap(({ signedDigest }) => signedDigest ?? [])
  const rows = await db
    .selectFrom('document')
    .select(['sha256 as name', 'document_id', sql<boolean>`true`.as('is_exact')])
    .where('sha256', 'in', hashes)
    .where('state', '=', 'issued')
    .union(
      db
        .selectFrom('document_file')
        .select(['sha256 as name', 'document_id', sql<boolean>`true`.as('is_exact')])
        .where('sha256', 'in', hashes),
    )
    .union(
      db
        .selectFrom('document')
        .select(['signed_digest as name', 'document_id', sql<boolean>`false`.as('is_exact')])
        .where('signed_digest', 'in', digests.length > 0 ? digests : [''])
        .where('state', '=', 'issued'),
    )
    .execute()
  const exact = new Map(rows.flatMap(row => (row.is_exact ? [[row.name, row.document_id]] : [])))
  const signed = new Map(rows.flatMap(row => (row.is_exact ? [] : [[row.name, row.document_id]])))
  return files.map(({ sha256, signedDigest }) => {
    const byFile = exact.get(sha256)
    if (byFile !== undefined) return { documentId: byFile, isExact: true }
    const bySigned = signedDigest === null ? undefined : signed.get(signedDigest)
    return bySigned === undefined ? null : { documentId: bySigned, isExact: false }
  })
}

/** The issued document that a file belongs to; null when there is none. */
export async function idOfFile(db: Db, file: FileNames): Promise<string | null> {
  const [found] = await documentsOfFiles(db, [file])
  return found?.documentId ?? null
}

/** What is shown of an issued document, with the copies that came out of printers. Undefined when it is not there. */
export async function showDocument(db: Db, documentId: string, now: Date): Promise<ShownDocument | undefined> {
  const row = await documents(db).where('document.document_id', '=', documentId).executeTakeFirst()
  if (!row?.issued_at || row.sha256 === null) return undefined
  const printed = await db
    .selectFrom('print_order')
    .innerJoin('terminal', 'terminal.terminal_id', 'print_order.terminal_id')
    .select(['copies_delivered', 'over_at', 'place_zh', 'place_en', 'name_zh', 'name_en'])
    .where('document_id', '=', documentId)
    .where('copies_delivered', '>', 0)
    .orderBy('over_at')
    .limit(200)
    .execute()
  return {
    title: { zh: row.title_zh, en: row.title_en },
    documentNumber: row.document_number,
    nameMasked: { zh: row.name_masked_zh, en: row.name_masked_en },
    numberMasked: row.number_masked,
    appliedAt: row.created_at.toISOString(),
    issuedAt: row.issued_at.toISOString(),
    pages: row.pages ?? 0,
    sha256: row.newest_sha256 ?? row.sha256,
    signedDigest: row.signed_digest,
    ...stateFields(row, now),
    printed: printed.map(order => ({
      copies: order.copies_delivered ?? 0,
      at: (order.over_at ?? now).toISOString(),
      place: { zh: order.place_zh || order.name_zh, en: order.place_en || order.name_en },
    })),
  }
}

/** What the records know of files, in the order of the question. Nothing of a person is in the answer. */
export async function knownFiles(db: Db, files: readonly FileNames[], now: Date): Promise<KnownFile[]> {
  const found = await documentsOfFiles(db, files)
  const ids = [...new Set(found.flatMap(one => one?.documentId ?? []))]
  const rows = ids.length === 0 ? [] : await documents(db).where('document.document_id', 'in', ids).execute()
  const byId = new Map(rows.map(row => [row.document_id, row]))
  const known = files.map(({ sha256 }, at): KnownFile | null => {
    const one = found[at]
    const row = one && byId.get(one.documentId)
    if (!one || !row?.issued_at) return null
    return {
      ...{ sha256, known: true, isExact: one.isExact },
      title: { zh: row.title_zh, en: row.title_en },
      documentNumber: row.document_number,
      issuedAt: row.issued_at.toISOString(),
      ...stateFields(row, now),
    }
  })
  const others = files.filter((_, at) => known[at] === null)
  const certificates = await knownCertificates(db, others)
  return files.map(
    ({ sha256 }, at) => known[at] ?? certificates.find(one => one.sha256 === sha256) ?? { sha256, known: false },
  )
}

/** A verification certificate speaks of one moment: it stays true, whatever becomes of the document that it is about. */
async function knownCertificates(db: Db, files: readonly FileNames[]): Promise<KnownFile[]> {
  if (files.length === 0) return []
  const hashes = files.map(({ sha256 }) => sha256)
  const digests = files.flatMap(({ signedDigest }) => signedDigest ?? [])
  const rows = await db
    .selectFrom('verification_certificate')
    .selectAll()
    .where(either =>
      either.or([
        either('sha256', 'in', hashes),
        ...(digests.length > 0 ? [either('signed_digest', 'in', digests)] : []),
      ]),
    )
    .execute()
  return files.flatMap(({ sha256, signedDigest }): KnownFile[] => {
    const row = rows.find(one => one.sha256 === sha256 || one.signed_digest === signedDigest)
    if (!row) return []
    return [
      {
        ...{ sha256, known: true, isExact: row.sha256 === sha256 },
        title: { zh: '文件验证证明', en: 'Verification certificate' },
        documentNumber: row.certificate_number,
        issuedAt: row.issued_at.toISOString(),
        ...{ state: 'valid', stateSince: null, reason: null, replacedBy: null, expiresAt: null },
      },
    ]
  })
}

function documents(db: Db) {
  return db
    .selectFrom('document')
    .leftJoin('document as newer', 'newer.document_id', 'document.superseded_by')
    .select([...COLUMNS, ...STATE_COLUMNS])
    .select('newer.document_number as newer_number')
    .where('document.state', '=', 'issued')
}

type Row = Awaited<ReturnType<ReturnType<typeof documents>['executeTakeFirstOrThrow']>>

function stateFields(row: Row, now: Date) {
  const standing = standingOf(row, now)
  return {
    state: standing.state,
    stateSince: standing.since?.toISOString() ?? null,
    reason: standing.reason,
    replacedBy: row.newer_number,
    expiresAt: row.expires_at?.toISOString() ?? null,
  }
}
