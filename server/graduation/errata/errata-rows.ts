import type { Selectable, Transaction } from 'kysely'
import { z } from 'zod'
import { PHOTO_PROBLEMS } from '../../../src/graduation/check-event.ts'
import { ENROLMENT_FIELDS, type ErrataNumber } from '../../../src/graduation/enrolment.ts'
import { ERRATA_STATES, type Errata, type ErrataBy } from '../../../src/graduation/errata.ts'
import type { ErrataContent, Evidence } from '../../../src/graduation/errata-items.ts'
import type { GraduationErrataTable, Tables } from '../../ground/store/tables.ts'
import { actsSchema } from '../checks/check-rows.ts'
import type { Db } from '../register/enrolment-rows.ts'
import type { GraduationSeals } from '../seals.ts'

export type ErrataRow = Selectable<GraduationErrataTable>

const contentSchema = z.object({
  items: z.array(
    z.object({
      ...{ on: z.enum(['register', 'paper-photo']), field: z.enum(ENROLMENT_FIELDS) },
      ...{ wrong: z.string(), right: z.string() },
      evidence: z.array(z.string().transform(id => id as Evidence)),
    }),
  ),
  ...{ photoProblem: z.enum(PHOTO_PROBLEMS), contact: z.string() },
})
const stateSchema = z.enum(ERRATA_STATES)

/** A form as it was written down, with what it has been through. */
export async function errataOf(db: Db, seals: Pick<GraduationSeals, 'openErrata'>, row: ErrataRow): Promise<Errata> {
  const steps = await db
    .selectFrom('graduation_errata_step')
    .selectAll()
    .where('errata_number', '=', row.errata_number)
    .orderBy('step_id')
    .execute()
  return {
    number: row.errata_number as ErrataNumber,
    state: row.state,
    content: contentSchema.parse(JSON.parse(seals.openErrata(row.errata_number, row.content))) as ErrataContent,
    lateReason: row.late_reason,
    history: steps.map(({ state, at, by_staff: staffId, note }) => {
      const by: ErrataBy = staffId === null ? { kind: 'student' } : { kind: 'staff', staffId }
      return { state: stateSchema.parse(state), at, by, note }
    }),
    acts: actsSchema.parse(row.acts),
  }
}

/** A form as it is written down, but for its history. */
export const columnsOf = (errata: Errata, seals: Pick<GraduationSeals, 'sealErrata'>, at: Date) => ({
  ...{ state: errata.state, late_reason: errata.lateReason, photo_problem: errata.content.photoProblem },
  content: seals.sealErrata(errata.number, JSON.stringify(errata.content)),
  ...{ acts: JSON.stringify(errata.acts), changed_at: at },
})

export const findErrata = (db: Db, errataNumber: string): Promise<ErrataRow | undefined> =>
  db.selectFrom('graduation_errata').selectAll().where('errata_number', '=', errataNumber).executeTakeFirst()

/** The forms of a check, the newest first. */
export const errataOfCheck = (
  db: Db,
  { campaignId, enrolmentId }: { readonly campaignId: string; readonly enrolmentId: string },
): Promise<ErrataRow[]> =>
  db
    .selectFrom('graduation_errata')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .where('enrolment_id', '=', enrolmentId)
    .orderBy('made_at', 'desc')
    .orderBy('errata_number')
    .execute()

/** Writes down what a form has become, with its newest steps. */
export async function writeErrata(
  tx: Transaction<Tables>,
  seals: Pick<GraduationSeals, 'sealErrata'>,
  { before, errata, at }: { readonly before: Errata; readonly errata: Errata; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('graduation_errata')
    .set(({ eb, ref }) => ({ ...columnsOf(errata, seals, at), version: eb(ref('version'), '+', 1) }))
    .where('errata_number', '=', errata.number)
    .execute()
  const steps = errata.history.slice(before.history.length).map(step => ({
    ...{ errata_number: errata.number, at: step.at, state: step.state, note: step.note },
    by_staff: step.by.kind === 'staff' ? step.by.staffId : null,
  }))
  if (steps.length > 0) await tx.insertInto('graduation_errata_step').values(steps).execute()
}
