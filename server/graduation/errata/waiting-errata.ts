import type { StaffErrata } from '../../../src/contract/graduation-staff-api.ts'
import type { ErrataState } from '../../../src/graduation/errata.ts'
import { maskIdNumber, maskName, maskNumber } from '../../../src/rules/masking.ts'
import { countsAt } from '../../../src/rules/staff-roles.ts'
import { type HouseCampaign, officeOf } from '../campaigns/campaign-rows.ts'
import type { CheckParts } from '../checks/check-parts.ts'
import { errataOf } from './errata-rows.ts'

const FORMS_MAX = 200
const WAITING: Readonly<Record<'college' | 'registry' | 'student', readonly ErrataState[]>> = {
  college: ['submitted'],
  registry: ['college-ok', 'registry-ok', 'exported'],
  student: ['college-back', 'need-more'],
}

/** Forms that wait for somebody, the oldest first, of the colleges for which offices work. */
export async function waitingErrata(
  { db, seals }: CheckParts,
  campaign: HouseCampaign,
  waitsFor: keyof typeof WAITING,
  sites: readonly string[],
): Promise<readonly StaffErrata[]> {
  const { campaignId } = campaign
  const colleges = (
    await db.selectFrom('graduation_check').select('college').distinct().where('campaign_id', '=', campaignId).execute()
  )
    .map(({ college }) => college)
    .filter(college => countsAt(sites, officeOf(campaign, college)))
  if (colleges.length === 0) return []
  const rows = await db
    .selectFrom('graduation_errata as f')
    .innerJoin('graduation_check as c', join =>
      join.onRef('c.campaign_id', '=', 'f.campaign_id').onRef('c.enrolment_id', '=', 'f.enrolment_id'),
    )
    .innerJoin('enrolment as e', 'e.enrolment_id', 'f.enrolment_id')
    .selectAll('f')
    .select(['c.college', 'e.class_name', 'e.name', 'e.student_number'])
    .where('f.campaign_id', '=', campaignId)
    .where('f.state', 'in', [...WAITING[waitsFor]])
    .where('c.college', 'in', colleges)
    .orderBy('f.changed_at')
    .limit(FORMS_MAX)
    .execute()
  return Promise.all(
    rows.map(async row => {
      const { content } = await errataOf(db, seals, row)
      return {
        ...{ number: row.errata_number, state: row.state, campaignId, enrolmentId: row.enrolment_id },
        ...{ college: row.college, className: row.class_name, lateReason: row.late_reason },
        ...{ nameMasked: maskName(row.name), studentNumberMasked: maskNumber(row.student_number) },
        ...{ changedAt: row.changed_at.toISOString(), photoProblem: row.photo_problem, contact: content.contact },
        items: content.items.map(({ on, field, wrong, right }) => {
          const shown = field === 'idNumber' ? maskIdNumber : (text: string) => text
          return { on, field, wrong: shown(wrong), right: shown(right) }
        }),
      }
    }),
  )
}
