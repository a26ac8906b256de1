import type { Kysely, Transaction } from 'kysely'
import type { DocumentOffer } from '../../src/contract/documents.ts'
import { ok, type Result } from '../../src/result.ts'
import type { Subject } from '../documents/documents.ts'
import type { ContentStore } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import { enterIssued, type IssueParts, issueDocument } from './issue-document.ts'
import { audit } from './issuing-audit.ts'

export interface WantedDraft {
  readonly subject: Subject
  /** One that the subject may have. */
  readonly offer: DocumentOffer
  /** What must happen together with it or not at all. */
  readonly alongside: (tx: Transaction<Tables>, documentId: string) => Promise<void>
}

/**
 * Documents to be looked at before anybody wants them. A draft is sealed, and its pages are the very ones; but it is not issued: by its
 * code, its number and its file nothing is found until it is released. One that is dropped was never issued either, so no list of
 * revocations grows by it.
 */
export interface Drafts {
  /** Makes one and gives its id. Refuses as the issuer does. */
  make(wanted: WantedDraft): Promise<Result<string>>
  /** Issues it, in the transaction of what it is released for. False when it is no draft any more. */
  release(tx: Transaction<Tables>, documentId: string): Promise<boolean>
  /** Ends it for good, in the transaction of what lets it go; its file is taken away soon after. Of what is no draft nothing changes. */
  drop(tx: Transaction<Tables>, documentId: string): Promise<void>
}

export function createDrafts(parts: IssueParts): Drafts {
  const now = () => new Date(parts.clock.now())
  return {
    make: async wanted => {
      const made = await issueDocument(parts, { ...wanted, visit: null, isDraft: true })
      return made.ok ? ok(made.value.document_id) : made
    },
    release: async (tx, documentId) => {
      const at = now()
      const row = await tx
        .updateTable('document')
        .set({ state: 'issued', issued_at: at })
        .where('document_id', '=', documentId)
        .where('state', '=', 'draft')
        .returningAll()
        .executeTakeFirst()
      if (row) await enterIssued(tx, parts, row, at)
      return row !== undefined
    },
    drop: async (tx, documentId) => {
      const row = await tx
        .updateTable('document')
        .set({ state: 'dropped' })
        .where('document_id', '=', documentId)
        .where('state', '=', 'draft')
        .returning('document_id')
        .executeTakeFirst()
      if (row) await audit(tx, now(), { event: 'document-draft-dropped', subject: documentId, terminalId: null })
    },
  }
}

/** In one go: the rest comes with the next. */
const AT_ONCE = 200

/** Takes away the files of dropped drafts: what nobody has wanted is kept of nobody. */
export async function removeDroppedFiles(db: Kysely<Tables>, content: Pick<ContentStore, 'remove'>): Promise<void> {
  const rows = await db
    .selectFrom('document')
    .select(['document_id', 'sha256'])
    .where('state', '=', 'dropped')
    .where('sha256', 'is not', null)
    .limit(AT_ONCE)
    .execute()
  for (const { document_id: documentId, sha256 } of rows) {
    if (sha256 === null) continue
    await content.remove(sha256)
    await db.updateTable('document').set({ sha256: null }).where('document_id', '=', documentId).execute()
  }
}
