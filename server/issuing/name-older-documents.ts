import { webcrypto } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import { derOfPem } from '../../src/pdf/pem.ts'
import { checkFile } from '../../src/verification/file-check.ts'
import type { ContentStore } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'

export interface OlderParts {
  readonly db: Kysely<Tables>
  readonly content: ContentStore
  readonly clock: Pick<Clock, 'now'>
  readonly log: Logger
  readonly anchorsPem: string
}

/** In one go: the rest comes with the next, so that an end of the server does not wait for it. */
const AT_ONCE = 1_000

/**
 * Names documents that were issued before it was kept what their seals are over: reads it out of their stored files. Until then
 * they are found by the hash of a file alone. What has been revoked or replaced goes first, since the list needs it most.
 */
export async function nameOlderDocuments({ db, content, clock, log, anchorsPem }: OlderParts): Promise<void> {
  const rows = await db
    .selectFrom('document')
    .select(['document_id', 'sha256'])
    .where('state', '=', 'issued')
    .where('signed_digest', 'is', null)
    .orderBy('revoked_at')
    .orderBy('superseded_at')
    .limit(AT_ONCE)
    .execute()
  if (rows.length === 0) return
  const options = { anchors: derOfPem(anchorsPem), timestampAnchors: [], webCrypto: webcrypto, nowMs: clock.now() }
  let named = 0
  for (const { document_id: documentId, sha256 } of rows) {
    const file = sha256 === null ? null : await content.get(sha256)
    const signedDigest = file?.ok ? (await checkFile(file.value, options)).signedDigest : null
    if (signedDigest === null) continue
    const update = db.updateTable('document').set({ signed_digest: signedDigest })
    await update.where('document_id', '=', documentId).execute()
    named++
  }
  const left = rows.length - named
  if (left > 0) log.warn({ named, left }, 'documents are found by the hash of their file alone')
}
