import type { Kysely, Transaction } from 'kysely'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { ApprovalStepTable, Tables } from '../ground/store/tables.ts'
import type { ApprovalStep } from './approvals.ts'
import { sayReason } from './reasons.ts'

export interface NewStep {
  readonly what: ApprovalStepTable['what']
  readonly by?: string | null
  readonly inPlaceOf?: string | null
  readonly reason?: string | null
  readonly words?: string
}

/** Writes down what happened with an approval, in the transaction in which it happens. */
export async function addStep(tx: Transaction<Tables>, approvalId: string, at: Date, step: NewStep): Promise<void> {
  const { what, by = null, inPlaceOf = null, reason = null, words = '' } = step
  await tx
    .insertInto('approval_step')
    .values({
      ...{ approval_id: approvalId, at, what, by_staff: by, for_staff: inPlaceOf, reason, reason_words: words },
    })
    .execute()
}

/** Everything that happened with an approval, with who of staff did it; in order. */
export const stepRows = (db: Kysely<Tables>, approvalId: string) =>
  db
    .selectFrom('approval_step')
    .leftJoin('staff_account as decider', 'decider.staff_id', 'approval_step.by_staff')
    .leftJoin('staff_account as principal', 'principal.staff_id', 'approval_step.for_staff')
    .selectAll('approval_step')
    .select(['decider.name as by_name', 'principal.name as for_name'])
    .where('approval_id', '=', approvalId)
    .orderBy('seq')
    .limit(200)
    .execute()

export type StepRow = Awaited<ReturnType<typeof stepRows>>[number]

/** The newest reason for which it was sent back; null where it never was. */
export const reasonOf = (steps: readonly Pick<StepRow, 'what' | 'reason' | 'reason_words'>[]): Bilingual | null => {
  const last = steps.findLast(({ what }) => what === 'sent-back' || what === 'taken-back')
  return last ? sayReason(last.reason, last.reason_words) : null
}

/** The same for the person who applied: with the office, and never with who of it. */
export function stepForPerson(step: StepRow, office: Bilingual): ApprovalStep {
  const { at, what } = step
  const why = sayReason(step.reason, step.reason_words)
  switch (what) {
    case 'asked':
      return { at, what: 'approval-asked', said: { zh: `等待${office.zh}审批。`, en: `It waits for: ${office.en}.` } }
    case 'approved':
      return { at, what, said: { zh: `${office.zh}已批准。`, en: `Approved: ${office.en}.` } }
    case 'sent-back':
      return { at, what, said: { zh: `${office.zh}已退回：${why.zh}`, en: `Sent back, ${office.en}: ${why.en}` } }
    case 'taken-back':
      return {
        ...{ at, what: 'sent-back' },
        said: {
          zh: `${office.zh}撤回了批准：${why.zh}`,
          en: `The approval was taken back, ${office.en}: ${why.en}`,
        },
      }
    case 'withdrawn':
      return { at, what, said: { zh: '已撤回申请。', en: 'The application was withdrawn.' } }
    case 'late':
      return {
        ...{ at, what: 'approval-late' },
        said: {
          zh: '比承诺的时间长，已通知您。',
          en: 'It takes longer than was promised; you were told so.',
        },
      }
  }
}
