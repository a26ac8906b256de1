import { randomId } from '../ground/random-id.ts'
import { type AboutPerson, type ActedBy, columnsOf, type Db, lineOf, listThatEnded, saidBy } from './acted.ts'
import { audit } from './people-audit.ts'

/** That a person may have a kind which waits for somebody's word. */
export interface NewApproval {
  readonly about: AboutPerson
  readonly kind: string
  readonly note: string
  /** YYYY-MM-DD; null: until somebody ends it. */
  readonly lastDay: string | null
  /** The one that a list puts it in the place of. */
  readonly replaces?: string | null
}

/** Writes an approval down; null where the line of the list was taken in before. */
export async function giveApproval(db: Db, approval: NewApproval, by: ActedBy, now: Date): Promise<string | null> {
  const approvalId = randomId()
  const inserted = await db
    .insertInto('house_approval')
    .values({
      ...{ approval_id: approvalId, ...columnsOf(approval.about), kind: approval.kind, note: approval.note },
      ...{ last_day: approval.lastDay, given_at: now, given_by: by.staffId, ...lineOf(by) },
      replaces: approval.replaces ?? null,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('approval_id')
    .executeTakeFirst()
  if (!inserted) return null
  const detail = { ...saidBy(by), kind: approval.kind, lastDay: approval.lastDay }
  await audit(db, now, { event: 'house-approval-given', subject: approvalId, terminalId: null, detail })
  return approvalId
}

/** Ends it by hand. False where there is none that lasts. */
export async function endApproval(db: Db, approvalId: string, by: ActedBy, now: Date): Promise<boolean> {
  const row = await db
    .updateTable('house_approval')
    .set({ ended_at: now, ended_by: by.staffId, ...listThatEnded(by) })
    .where('approval_id', '=', approvalId)
    .where('ended_at', 'is', null)
    .returning('approval_id')
    .executeTakeFirst()
  if (!row) return false
  await audit(db, now, { event: 'house-approval-ended', subject: approvalId, terminalId: null, detail: saidBy(by) })
  return true
}
