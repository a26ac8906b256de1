import type { Kysely, Transaction } from 'kysely'
import { err, ok, type Result } from '../../src/result.ts'
import type { RevocationReason } from '../../src/verification/states.ts'
import type { Tables } from '../ground/store/tables.ts'
import { audit } from './issuing-audit.ts'

/** Why a document was left as it is. */
export type RevocationRefusal =
  | 'no-such-document'
  | 'already-revoked'
  | 'already-replaced'
  | 'not-of-one-person'
  | 'newer-not-valid'
  | 'wrong-date'

/** Ends what an issued document says, one after the other and each in the audit trail. Documents are named by their id. */
export interface Revocations {
  /** Takes it back for good, for a reason that everyone may know. */
  revokeDocument(documentId: string, reason: RevocationReason): Promise<Result<null, RevocationRefusal>>
  /** The same in a transaction of somebody else's, for what may not happen alone. */
  revokeIn(
    tx: Transaction<Tables>,
    documentId: string,
    reason: RevocationReason,
  ): Promise<Result<null, RevocationRefusal>>
  /** Puts another document of the same person in its place. The older stays genuine; it is only no longer the newest word. */
  replaceDocument(olderId: string, newerId: string): Promise<Result<null, RevocationRefusal>>
  /** Sets from when on it is no longer valid; null takes the end away. */
  setExpiry(documentId: string, expiresAt: Date | null): Promise<Result<null, RevocationRefusal>>
}

export function createRevocations(db: Kysely<Tables>, clock: { now(): number }): Revocations {
  const revokeIn: Revocations['revokeIn'] = async (tx, documentId, reason) => {
    const at = new Date(clock.now())
    const document = await issued(tx, documentId)
    if (!document) return err('no-such-document')
    if (document.revoked_at) return err('already-revoked')
    await tx
      .updateTable('document')
      .set({ revoked_at: at, revocation_reason: reason })
      .where('document_id', '=', documentId)
      .execute()
    const detail = { reason }
    await audit(tx, at, { event: 'document-revoked', subject: documentId, terminalId: null, detail })
    return ok(null)
  }
  return {
    revokeIn,
    revokeDocument: (documentId, reason) => db.transaction().execute(tx => revokeIn(tx, documentId, reason)),
    replaceDocument: (olderId, newerId) =>
      db.transaction().execute(async tx => {
        const at = new Date(clock.now())
        // Always in the same order, so that two replacements that name each other do not wait for one another.
        const [first, second] = [olderId, newerId].sort() as [string, string]
        const rows = [await issued(tx, first), await issued(tx, second)]
        const older = rows.find(row => row?.document_id === olderId)
        const newer = rows.find(row => row?.document_id === newerId)
        if (!older || !newer) return err('no-such-document')
        if (older.revoked_at) return err('already-revoked')
        if (older.superseded_at) return err('already-replaced')
        if (older.person_id !== newer.person_id) return err('not-of-one-person')
        if (newer.revoked_at || newer.superseded_at || olderId === newerId) return err('newer-not-valid')
        await tx
          .updateTable('document')
          .set({ superseded_at: at, superseded_by: newerId })
          .where('document_id', '=', olderId)
          .execute()
        const detail = { newer: newerId }
        await audit(tx, at, { event: 'document-replaced', subject: olderId, terminalId: null, detail })
        return ok(null)
      }),
    setExpiry: (documentId, expiresAt) =>
      db.transaction().execute(async tx => {
        const at = new Date(clock.now())
        const document = await issued(tx, documentId)
        if (!document) return err('no-such-document')
        if (expiresAt && document.issued_at && expiresAt <= document.issued_at) return err('wrong-date')
        await tx.updateTable('document').set({ expires_at: expiresAt }).where('document_id', '=', documentId).execute()
        const detail = { expiresAt: expiresAt?.toISOString() ?? null }
        await audit(tx, at, { event: 'document-expiry-set', subject: documentId, terminalId: null, detail })
        return ok(null)
      }),
  }
}

/** The row of an issued document, held until the transaction ends. */
function issued(tx: Kysely<Tables>, documentId: string) {
  return tx
    .selectFrom('document')
    .select(['document_id', 'person_id', 'issued_at', 'revoked_at', 'superseded_at'])
    .where('document_id', '=', documentId)
    .where('state', '=', 'issued')
    .forUpdate()
    .executeTakeFirst()
}
