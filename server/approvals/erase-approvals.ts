import type { Clock } from '../../src/clock.ts'
import { type Erasing, goneBy } from '../ground/erasing.ts'
import type { Drafts } from '../issuing/issuing.ts'
import type { Mail } from '../mail/mail.ts'
import { audit } from './approvals-audit.ts'

export interface EraseApprovalParts {
  readonly clock: Pick<Clock, 'now'>
  readonly drafts: Pick<Drafts, 'drop'>
  readonly mail: Pick<Mail, 'stopAbout'>
}

/** Withdraws what of a person waits for an office, and takes away what was said: who has agreed to what stands in the audit trail. */
export const createEraseApprovals = ({ clock, drafts, mail }: EraseApprovalParts): Erasing => ({
  erase: async personIds => async tx => {
    const rows = await tx
      .selectFrom('approval')
      .select(['approval_id', 'application_id', 'document_id', 'state'])
      .where('person_id', 'in', [...personIds])
      .forUpdate()
      .execute()
    if (rows.length === 0) return {}
    const now = new Date(clock.now())
    for (const { approval_id: subject, document_id } of rows.filter(({ state }) => state === 'waiting')) {
      await drafts.drop(tx, document_id)
      await audit(tx, now, { event: 'approval-withdrawn', subject, terminalId: null })
    }
    const references = rows.map(({ application_id }) => application_id)
    await mail.stopAbout(tx, references, 'withdrawn')
    const ids = rows.map(({ approval_id }) => approval_id)
    return {
      approval_step: goneBy(await tx.deleteFrom('approval_step').where('approval_id', 'in', ids).executeTakeFirst()),
      approval: goneBy(await tx.deleteFrom('approval').where('approval_id', 'in', ids).executeTakeFirst()),
    }
  },
})
