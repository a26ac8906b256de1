import type { ShownPhotograph } from '../../../src/contract/graduation-photos-api.ts'
import type { Fault } from '../../../src/fault.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { StaffCaller } from '../../ground/callers.ts'
import type { SentFile } from '../../ground/room.ts'
import { noteLook } from '../../looks/looks.ts'
import type { Staff } from '../../staff/staff.ts'
import { audit } from '../graduation-audit.ts'
import { photosOf } from './own-photographs.ts'
import { type ShowingParts, type Showings, tooOften } from './showings.ts'

/** Photographs that staff open, for a reason that the person reads. */
export function createOpenedPhotographs(
  { db, clock }: Pick<ShowingParts, 'db' | 'clock'>,
  showings: Showings,
  staff: Pick<Staff, 'atWork'>,
) {
  return {
    /** Writes the look down, and gives what opens them. Null where there is no such enrolment. */
    open: async (enrolmentId: string, caller: StaffCaller, reason: string): Promise<ShownPhotograph[] | null> => {
      const now = new Date(clock.now())
      const isThere = await db.transaction().execute(async tx => {
        const row = await tx
          .selectFrom('enrolment')
          .select('person_id')
          .where('enrolment_id', '=', enrolmentId)
          .executeTakeFirst()
        if (!row) return false
        const { person_id: personId } = row
        if (personId !== null) await noteLook(tx, { personId, by: caller, what: ['photograph'], reason }, now)
        // Of somebody whom the university's data does not know there is nobody to be told: the trail knows of it all the same.
        const detail = { by: caller.staffId, role: caller.role, isTold: personId !== null }
        await audit(tx, now, { event: 'photographs-opened', subject: enrolmentId, terminalId: null, detail })
        return true
      })
      if (!isThere) return null
      const photos = await photosOf(db, [enrolmentId])
      return photos.map(({ photoId, kind, takenOn }) => ({
        ...{ kind, takenOn, showing: showings.offer('staff', caller, { photoId }) },
      }))
    },
    picture: async (showing: string, caller: StaffCaller): Promise<Result<SentFile, Fault | 'not-there'>> => {
      if (!(await showings.mayShow(caller.staffId))) return tooOften()
      const photoId = showings.read('staff', caller, showing)?.photoId
      const atWork = await staff.atWork(caller)
      if (photoId === undefined || atWork === null) return err('not-there')
      const drawn = await showings.draw(photoId, atWork.name)
      return drawn.ok ? ok(drawn.value) : drawn
    },
  }
}
