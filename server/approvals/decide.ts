import type { Transaction } from 'kysely'
import type { Bilingual } from '../../src/contract/texts.ts'
import { askWanted, type Documents, dataMark, type SubjectParts } from '../documents/documents.ts'
import type { Ground } from '../ground/ground.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Drafts, Issuing } from '../issuing/issuing.ts'
import { type ApprovalRow, approvals } from './approval-rows.ts'
import { audit } from './approvals-audit.ts'
import { hasGoneOut } from './gone-out.ts'
import type { Notice, Notices } from './notices.ts'
import type { Acting, Officers } from './officers.ts'
import { nameOfOffice } from './offices.ts'
import { type SaidReason, sayReason } from './reasons.ts'
import { addStep } from './steps.ts'

/** What became of a decision. Only `done` has changed anything. */
export type Outcome =
  | { readonly kind: 'done'; readonly state: 'approved' | 'sent-back' }
  /** There is none, or it is another office's: both are answered alike. */
  | { readonly kind: 'unknown' }
  /** Somebody was first, or it was withdrawn. */
  | { readonly kind: 'decided-before'; readonly row: ApprovalRow }
  /** What would be issued now is no longer what was looked at. */
  | { readonly kind: 'data-changed' }
  /** A hold has come since, or the person may not have it any more. */
  | { readonly kind: 'not-to-be-had' }
  | { readonly kind: 'records-away' }
  /** An approval is not taken back once the document has left the house. */
  | { readonly kind: 'gone-out' }

export type Decision = { readonly what: 'approve' } | ({ readonly what: 'send-back' } & SaidReason)

export interface DecideParts extends Pick<Ground, 'db' | 'clock'> {
  readonly subjects: SubjectParts
  readonly documents: Pick<Documents, 'kinds'>
  readonly drafts: Pick<Drafts, 'release' | 'drop'>
  readonly revocations: Pick<Issuing['revocations'], 'revokeIn'>
  readonly officers: Pick<Officers, 'actingFor'>
  readonly notices: Notices
  readonly key: Uint8Array
}

/** The side of the office: looks at what is asked of it, and decides. */
export interface Deciding {
  /** Undefined where there is none that this account may decide. */
  find(staffId: string, approvalId: string): Promise<ApprovalRow | undefined>
  decide(staffId: string, approvalId: string, decision: Decision): Promise<Outcome>
}

export function createDeciding(parts: DecideParts): Deciding {
  const { db, clock, subjects, documents, drafts, revocations, officers, notices, key } = parts
  const now = () => new Date(clock.now())
  const rowOf = (approvalId: string) => approvals(db).where('approval.approval_id', '=', approvalId).executeTakeFirst()
  const theirs = async (staffId: string, approvalId: string) => {
    const row = await rowOf(approvalId)
    const acting = row && (await officers.actingFor(staffId)).get(row.office)
    return row && acting ? { row, acting } : null
  }
  const before = async (approvalId: string): Promise<Outcome> => {
    const row = await rowOf(approvalId)
    return row ? { kind: 'decided-before', row } : { kind: 'unknown' }
  }

  /** Whether what was looked at may still be issued, and is what would be made now. */
  const isAsSeen = async (row: ApprovalRow): Promise<Outcome | null> => {
    const wanted = await askWanted(subjects, { personId: row.person_id, known: 'by-the-office' }, row)
    if (!wanted.ok) return { kind: wanted.error.code === 'document-unavailable' ? 'not-to-be-had' : 'records-away' }
    return dataMark(key, wanted.value) === row.data_mark ? null : { kind: 'data-changed' }
  }

  /** Takes the row from one state to another, if nobody was first. */
  const change = async (
    tx: Transaction<Tables>,
    row: ApprovalRow,
    from: ApprovalRow['state'],
    to: 'approved' | 'sent-back',
    who: { readonly staffId: string; readonly acting: Acting },
  ): Promise<boolean> => {
    const changed = await tx
      .updateTable('approval')
      .set({ state: to, decided_at: now(), decided_by: who.staffId })
      .set({ decided_for: who.acting.inPlaceOf?.staffId ?? null })
      .where('approval_id', '=', row.approval_id)
      .where('state', '=', from)
      .returning('approval_id')
      .executeTakeFirst()
    return changed !== undefined
  }
  const tell = (tx: Transaction<Tables>, row: ApprovalRow, notice: Notice) =>
    notices.post(
      tx,
      {
        ...{ applicationId: row.application_id, noticeTo: row.notice_to, language: row.language },
        ...{ title: titleOf(row), officeName: nameOfOffice(documents, row.office) },
      },
      notice,
    )

  const approve = async (row: ApprovalRow, who: { staffId: string; acting: Acting }): Promise<Outcome> => {
    const against = await isAsSeen(row)
    if (against) return against
    const isDone = await db.transaction().execute(async tx => {
      if (!(await change(tx, row, 'waiting', 'approved', who))) return false
      if (!(await drafts.release(tx, row.document_id)))
        throw new Error('what waited for an office was no draft any more')
      const by = { by: who.staffId, inPlaceOf: who.acting.inPlaceOf?.staffId ?? null }
      await addStep(tx, row.approval_id, now(), { what: 'approved', ...by })
      const detail = { by: by.by, for: by.inPlaceOf, office: row.office, document: row.document_id }
      await audit(tx, now(), { event: 'approval-given', subject: row.approval_id, terminalId: null, detail })
      await tell(tx, row, { what: 'approved' })
      return true
    })
    return isDone ? { kind: 'done', state: 'approved' } : before(row.approval_id)
  }

  const sendBack = async (
    row: ApprovalRow,
    who: { staffId: string; acting: Acting },
    { reason, words }: SaidReason,
  ): Promise<Outcome> => {
    const wasApproved = row.state === 'approved'
    const outcome = await db.transaction().execute(async (tx): Promise<'done' | 'gone-out' | 'late'> => {
      if (wasApproved) {
        const ids = { applicationId: row.application_id, documentId: row.document_id }
        if (await hasGoneOut(tx, ids)) return 'gone-out'
      }
      if (!(await change(tx, row, row.state, 'sent-back', who))) return 'late'
      // Revoked before by somebody else is revoked.
      if (wasApproved) await revocations.revokeIn(tx, row.document_id, 'issued-in-error')
      else await drafts.drop(tx, row.document_id)
      const by = { by: who.staffId, inPlaceOf: who.acting.inPlaceOf?.staffId ?? null }
      await addStep(tx, row.approval_id, now(), {
        what: wasApproved ? 'taken-back' : 'sent-back',
        ...by,
        reason,
        words,
      })
      const detail = { by: by.by, for: by.inPlaceOf, office: row.office, reason }
      const entry = { subject: row.approval_id, terminalId: null, detail }
      if (wasApproved) await audit(tx, now(), { event: 'approval-taken-back', ...entry })
      else await audit(tx, now(), { event: 'approval-sent-back', ...entry })
      await tell(tx, row, { what: 'sent-back', reason: sayReason(reason, words) })
      return 'done'
    })
    if (outcome === 'late') return before(row.approval_id)
    return outcome === 'done' ? { kind: 'done', state: 'sent-back' } : { kind: 'gone-out' }
  }

  return {
    find: async (staffId, approvalId) => (await theirs(staffId, approvalId))?.row,
    decide: async (staffId, approvalId, decision) => {
      const found = await theirs(staffId, approvalId)
      if (!found) return { kind: 'unknown' }
      const { row, acting } = found
      const who = { staffId, acting }
      const isOpen = row.state === 'waiting' || (row.state === 'approved' && decision.what === 'send-back')
      if (!isOpen) return { kind: 'decided-before', row }
      return decision.what === 'approve' ? approve(row, who) : sendBack(row, who, decision)
    },
  }
}

/** What the document is called. */
export const titleOf = ({ title_zh, title_en }: Pick<ApprovalRow, 'title_zh' | 'title_en'>): Bilingual => ({
  zh: title_zh,
  en: title_en,
})
