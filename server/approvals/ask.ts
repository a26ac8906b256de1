import type { Kysely } from 'kysely'
import { workingDaysLater } from '../../src/rules/working-days.ts'
import { type Documents, dataMark } from '../documents/documents.ts'
import type { Ground } from '../ground/ground.ts'
import { randomId } from '../ground/random-id.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Drafts } from '../issuing/issuing.ts'
import type { Approvals } from './approvals.ts'
import { audit } from './approvals-audit.ts'
import type { Notices } from './notices.ts'
import { nameOfOffice } from './offices.ts'
import { addStep, reasonOf, stepForPerson, stepRows } from './steps.ts'

export interface AskParts extends Pick<Ground, 'clock' | 'house'> {
  readonly db: Kysely<Tables>
  readonly documents: Pick<Documents, 'kinds'>
  readonly drafts: Pick<Drafts, 'drop'>
  readonly notices: Notices
  /** For marks of data. */
  readonly key: Uint8Array
}

/** The side of whoever applies: asks for an approval, withdraws it, and sees how it stands. */
export function createAsking(parts: AskParts): Pick<Approvals, 'ask' | 'withdraw' | 'waitingOf' | 'show' | 'steps'> {
  const { db, clock, house, documents, drafts, notices, key } = parts
  const now = () => new Date(clock.now())
  const rowOf = (applicationId: string) =>
    db.selectFrom('approval').selectAll().where('application_id', '=', applicationId).executeTakeFirst()

  return {
    ask: async (tx, { applicationId, documentId, wanted, approval, notice }) => {
      const at = now()
      const approvalId = randomId()
      const { office, withinWorkingDays } = approval
      await tx
        .insertInto('approval')
        .values({
          ...{ approval_id: approvalId, application_id: applicationId, document_id: documentId, office },
          ...{ person_id: wanted.subject.person.personId, data_mark: dataMark(key, wanted), asked_at: at },
          promised_at: workingDaysLater(at, withinWorkingDays, house.timeZone),
          ...{ language: notice.language, notice_to: notices.keep(notice.to) },
        })
        .execute()
      await addStep(tx, approvalId, at, { what: 'asked' })
      const detail = { office, document: documentId }
      await audit(tx, at, { event: 'approval-asked', subject: approvalId, terminalId: null, detail })
    },
    withdraw: applicationId =>
      db.transaction().execute(async tx => {
        const at = now()
        const row = await tx
          .updateTable('approval')
          .set({ state: 'withdrawn', decided_at: at, notice_to: null })
          .where('application_id', '=', applicationId)
          .where('state', '=', 'waiting')
          .returning(['approval_id', 'document_id'])
          .executeTakeFirst()
        if (!row) return false
        await drafts.drop(tx, row.document_id)
        await addStep(tx, row.approval_id, at, { what: 'withdrawn' })
        await audit(tx, at, { event: 'approval-withdrawn', subject: row.approval_id, terminalId: null })
        return true
      }),
    waitingOf: async personId => {
      const rows = await db
        .selectFrom('approval')
        .innerJoin('document', 'document.document_id', 'approval.document_id')
        .select(['application_id', 'document.kind', 'document.edition', 'asked_at', 'promised_at'])
        .where('approval.person_id', '=', personId)
        .where('approval.state', '=', 'waiting')
        .orderBy('asked_at')
        .limit(100)
        .execute()
      return rows.map(({ application_id, kind, edition, asked_at, promised_at }) => ({
        ...{ applicationId: application_id, kind, edition, since: asked_at, promisedAt: promised_at },
      }))
    },
    show: async applicationId => {
      const row = await rowOf(applicationId)
      if (!row) return null
      const steps = await stepRows(db, row.approval_id)
      return {
        ...{ state: row.state, officeName: nameOfOffice(documents, row.office) },
        ...{ askedAt: row.asked_at, promisedAt: row.promised_at },
        reason: row.state === 'sent-back' ? reasonOf(steps) : null,
      }
    },
    steps: async applicationId => {
      const row = await rowOf(applicationId)
      if (!row) return []
      const office = nameOfOffice(documents, row.office)
      return (await stepRows(db, row.approval_id)).map(step => stepForPerson(step, office))
    },
  }
}
