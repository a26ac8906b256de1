import { type Kysely, sql } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import type { KnownFile, ShownDocument } from '../../src/verification/api.ts'
import type { FileNames } from '../../src/verification/file-names.ts'
import type { Tables } from '../ground/store/tables.ts'
import { STATE_COLUMNS, standingOf } from './document-state.ts'
import { type EndedDocument, endedDocuments, endingsSoFar } from './ended-documents.ts'
import { verificationKey } from './verification-code.ts'

type Db = Kysely<Tables>

const COLUMNS = [
  ...['document.document_id', 'document.document_number', 'document.title_zh', 'document.title_en'],
  ...['document.name_masked_zh', 'document.name_masked_en', 'document.number_masked'],
  ...['document.created_at', 'document.issued_at', 'document.pages', 'document.sha256', 'document.newest_sha256'],
  'document.signed_digest',
] as const satisfies readonly string[]

/** What is on record of the documents that were issued. */
export interface DocumentRecords {
  /** The issued document of a plain code; undefined when there is none. */
  idOfCode(code: string): Promise<string | undefined>
  /** The issued document of a number that stands on paper; undefined when there is none. */
  idOfNumber(documentNumber: string): Promise<string | undefined>
  /** The issued document that a file belongs to; null when there is none. */
  idOfFile(file: FileNames): Promise<string | null>
  /** What is shown of an issued document, with the copies that came out of printers. Undefined when it is not there. */
  show(documentId: string): Promise<ShownDocument | undefined>
  /** What is known of files, in the order of the question; null for what is none of ours. Nothing of a person is in the answer. */
  files(files: readonly FileNames[]): Promise<(KnownFile | null)[]>
  /** How many documents were ever revoked or replaced. Counted rather than timed: the clocks of two servers never agree. */
  endingsSoFar(): Promise<number>
  /** Those documents, at most so many. */
  ended(limit: number): Promise<EndedDocument[]>
}

export function createDocumentRecords(db: Db, clock: Pick<Clock, 'now'>): DocumentRecords {
  const now = () => new Date(clock.now())
  return {
    idOfCode: code => idOfCode(db, code),
    idOfNumber: documentNumber => idOfNumber(db, documentNumber),
    idOfFile: async file => {
      const [found] = await documentsOfFiles(db, [file])
      return found?.documentId ?? null
    },
    show: documentId => showDocument(db, documentId, now()),
    files: files => knownFiles(db, files, now()),
    endingsSoFar: () => endingsSoFar(db),
    ended: limit => endedDocuments(db, limit, now()),
  }
}

async function idOfCode(db: Db, code: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('document')
    .select('document_id')
    .where('verification_key', '=', verificationKey(code))
    .where('state', '=', 'issued')
    .executeTakeFirst()
  return row?.document_id
}

async function idOfNumber(db: Db, documentNumber: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('document')
    .select('document_id')
    .where('document_number', '=', documentNumber)
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

async function showDocument(db: Db, documentId: string, now: Date): Promise<ShownDocument | undefined> {
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
  const newest = row.newest_sha256 ?? row.sha256
  const handed = (await sealedFileOf(db, documentId)) ?? newest
  return {
    title: { zh: row.title_zh, en: row.title_en },
    documentNumber: row.document_number,
    nameMasked: { zh: row.name_masked_zh, en: row.name_masked_en },
    numberMasked: row.number_masked,
    appliedAt: row.created_at.toISOString(),
    issuedAt: row.issued_at.toISOString(),
    pages: row.pages ?? 0,
    sha256: handed,
    provedSha256: newest === handed ? null : newest,
    signedDigest: row.signed_digest,
    ...stateFields(row, now),
    printed: printed.map(order => ({
      copies: order.copies_delivered ?? 0,
      at: (order.over_at ?? now).toISOString(),
      place: { zh: order.place_zh || order.name_zh, en: order.place_en || order.name_en },
    })),
  }
}

/** The newest file that ends with its seal, a time stamp in it; undefined while there is none beside the issued one. */
async function sealedFileOf(db: Db, documentId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('document_file')
    .select('sha256')
    .where('document_id', '=', documentId)
    .where('level', '=', 'B-T')
    .orderBy('stored_at', 'desc')
    .executeTakeFirst()
  return row?.sha256
}

async function knownFiles(db: Db, files: readonly FileNames[], now: Date): Promise<(KnownFile | null)[]> {
  const found = await documentsOfFiles(db, files)
  const ids = [...new Set(found.flatMap(one => one?.documentId ?? []))]
  const rows = ids.length === 0 ? [] : await documents(db).where('document.document_id', 'in', ids).execute()
  const byId = new Map(rows.map(row => [row.document_id, row]))
  return files.map(({ sha256 }, at): KnownFile | null => {
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
