import type { Kysely } from 'kysely'
import type { KnownFile } from '../../src/verification/api.ts'
import type { FileNames } from '../../src/verification/file-names.ts'
import type { Tables } from '../ground/store/tables.ts'

/** What is known of files that are verification certificates. One speaks of one moment: it stays true, whatever becomes of the document that it is about. */
export async function knownCertificates(db: Kysely<Tables>, files: readonly FileNames[]): Promise<KnownFile[]> {
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
