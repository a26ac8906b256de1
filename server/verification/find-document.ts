import type { Kysely } from 'kysely'
import type { KnownFile, ShownDocument } from '../../src/verification/api.ts'
import { verificationKey } from '../issuing/verification-code.ts'
import type { Tables } from '../store/tables.ts'
import { STATE_COLUMNS, standingOf } from './document-state.ts'

type Db = Kysely<Tables>

const COLUMNS = [
  ...['document.document_id', 'document.document_number', 'document.title_zh', 'document.title_en'],
  ...['document.name_masked_zh', 'document.name_masked_en', 'document.number_masked'],
  ...['document.created_at', 'document.issued_at', 'document.pages', 'document.sha256', 'document.newest_sha256'],
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

/** The issued documents that files belong to, by hash: as they were issued, or with proofs that were added later. */
async function idsOfFiles(db: Db, sha256: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('document')
    .select(['sha256', 'document_id'])
    .where('sha256', 'in', sha256)
    .where('state', '=', 'issued')
    .union(db.selectFrom('document_file').select(['sha256', 'document_id']).where('sha256', 'in', sha256))
    .execute()
  return new Map(rows.flatMap(row => (row.sha256 === null ? [] : [[row.sha256, row.document_id]])))
}

/** The issued document that a file belongs to, by its hash; null when there is none. */
export async function idOfFile(db: Db, sha256: string): Promise<string | null> {
  return (await idsOfFiles(db, [sha256])).get(sha256) ?? null
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
    ...stateFields(row, now),
    printed: printed.map(order => ({
      copies: order.copies_delivered ?? 0,
      at: (order.over_at ?? now).toISOString(),
      place: { zh: order.place_zh || order.name_zh, en: order.place_en || order.name_en },
    })),
  }
}

/** What the records know of files, by their hashes, in the order of the question. Nothing of a person is in the answer. */
export async function knownFiles(db: Db, sha256: readonly string[], now: Date): Promise<KnownFile[]> {
  const ids = await idsOfFiles(db, sha256)
  const rows =
    ids.size === 0
      ? []
      : await documents(db)
          .where('document.document_id', 'in', [...ids.values()])
          .execute()
  const byId = new Map(rows.map(row => [row.document_id, row]))
  const known = new Map<string, KnownFile>()
  for (const [hash, documentId] of ids) {
    const row = byId.get(documentId)
    if (!row?.issued_at) continue
    known.set(hash, {
      sha256: hash,
      known: true,
      title: { zh: row.title_zh, en: row.title_en },
      documentNumber: row.document_number,
      issuedAt: row.issued_at.toISOString(),
      ...stateFields(row, now),
    })
  }
  const others = sha256.filter(hash => !known.has(hash))
  for (const certificate of await knownCertificates(db, others)) known.set(certificate.sha256, certificate)
  return sha256.map(hash => known.get(hash) ?? { sha256: hash, known: false })
}

/** A verification certificate speaks of one moment: it stays true, whatever becomes of the document that it is about. */
async function knownCertificates(db: Db, sha256: readonly string[]): Promise<KnownFile[]> {
  if (sha256.length === 0) return []
  const rows = await db.selectFrom('verification_certificate').selectAll().where('sha256', 'in', sha256).execute()
  return rows.map(row => ({
    sha256: row.sha256,
    known: true,
    title: { zh: '文件验证证明', en: 'Verification certificate' },
    documentNumber: row.certificate_number,
    issuedAt: row.issued_at.toISOString(),
    ...{ state: 'valid', stateSince: null, reason: null, replacedBy: null, expiresAt: null },
  }))
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
