import type { Kysely } from 'kysely'
import type { Fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { askWanted, type SubjectParts } from '../documents/documents.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Issuing } from '../issuing/issuing.ts'
import { audit } from './document-desk-audit.ts'

const KEPT_MS = 30 * 60_000
const DROPPED_AT_ONCE = 100

export interface DeskDraftParts extends SubjectParts {
  readonly db: Kysely<Tables>
  readonly issuing: Pick<Issuing, 'drafts' | 'revocations'>
}

export interface DraftWish {
  readonly personId: string
  readonly kind: string
  readonly edition: string
  readonly replaces: string | null
}

/** Documents that staff have made for a person and look at before anybody can check them. */
export function createDeskDrafts(parts: DeskDraftParts) {
  const { db, clock, issuing } = parts
  const now = () => new Date(clock.now())
  /** Held until the transaction ends. */
  const mine = (tx: Kysely<Tables>, documentId: string, staffId: string) =>
    tx
      .selectFrom('desk_draft')
      .selectAll()
      .where('document_id', '=', documentId)
      .where('staff_id', '=', staffId)
      .forUpdate()
      .executeTakeFirst()
  const forget = (tx: Kysely<Tables>, documentId: string) =>
    tx.deleteFrom('desk_draft').where('document_id', '=', documentId).execute()

  return {
    /** Makes one, as the office's own word. Refuses as the issuer does, and where what it is to replace is not in force. */
    make: async (
      { personId, kind, edition, replaces }: DraftWish,
      staffId: string,
    ): Promise<Result<{ documentId: string }, Fault | 'not-valid' | 'not-of-one-person'>> => {
      if (replaces !== null) {
        const older = await db
          .selectFrom('document')
          .select(['person_id', 'revoked_at', 'superseded_at'])
          .where('document_id', '=', replaces)
          .where('state', '=', 'issued')
          .executeTakeFirst()
        if (!older || older.revoked_at || older.superseded_at) return err('not-valid')
        if (older.person_id !== personId) return err('not-of-one-person')
      }
      const wanted = await askWanted(parts, { personId, known: 'by-the-office' }, { kind, edition })
      if (!wanted.ok) return wanted
      const made = await issuing.drafts.make({
        ...wanted.value,
        alongside: async (tx, documentId) => {
          const row = { document_id: documentId, staff_id: staffId, replaces, made_at: now() }
          await tx.insertInto('desk_draft').values(row).execute()
        },
      })
      return made.ok ? ok({ documentId: made.value }) : made
    },
    /** Issues it: a hold that has come since stops it. */
    issue: async (
      documentId: string,
      staffId: string,
    ): Promise<Result<{ documentNumber: string }, Fault | 'not-there' | 'not-valid'>> => {
      const row = await db
        .selectFrom('document as d')
        .innerJoin('desk_draft as m', 'm.document_id', 'd.document_id')
        .select(['d.person_id', 'd.kind', 'd.edition', 'd.document_number', 'm.replaces'])
        .where('d.document_id', '=', documentId)
        .where('m.staff_id', '=', staffId)
        .where('d.state', '=', 'draft')
        .executeTakeFirst()
      if (!row) return err('not-there')
      const still = await askWanted(parts, { personId: row.person_id, known: 'by-the-office' }, row)
      if (!still.ok) return still
      const isIssued = await db.transaction().execute(async tx => {
        if (!(await mine(tx, documentId, staffId)) || !(await issuing.drafts.release(tx, documentId))) return false
        await forget(tx, documentId)
        const detail = { by: staffId, replaces: row.replaces }
        await audit(tx, now(), { event: 'desk-document-issued', subject: documentId, terminalId: null, detail })
        return true
      })
      if (!isIssued) return err('not-there')
      if (row.replaces === null) return ok({ documentNumber: row.document_number })
      const replaced = await issuing.revocations.replaceDocument(row.replaces, documentId)
      // Somebody has ended the older one meanwhile: what was issued stands, and this says that it has replaced nothing.
      return replaced.ok ? ok({ documentNumber: row.document_number }) : err('not-valid')
    },
    drop: async (documentId: string, staffId: string): Promise<boolean> =>
      db.transaction().execute(async tx => {
        if (!(await mine(tx, documentId, staffId))) return false
        await issuing.drafts.drop(tx, documentId)
        await forget(tx, documentId)
        return true
      }),
    /** Lets go what nobody has issued. */
    tidy: async (): Promise<void> => {
      const old = await db
        .selectFrom('desk_draft')
        .select('document_id')
        .where('made_at', '<', new Date(clock.now() - KEPT_MS))
        .orderBy('made_at')
        .limit(DROPPED_AT_ONCE)
        .execute()
      for (const { document_id } of old)
        await db.transaction().execute(async tx => {
          await issuing.drafts.drop(tx, document_id)
          await forget(tx, document_id)
        })
    },
  }
}
