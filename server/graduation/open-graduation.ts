import type { Ground } from '../ground/ground.ts'
import { dayIn } from '../ground/local-day.ts'
import type { Room } from '../ground/room.ts'
import type { Identity } from '../identity/identity.ts'
import type { Mail } from '../mail/mail.ts'
import type { NoticeRoom } from '../notice/notice.ts'
import type { People } from '../people/people.ts'
import type { Staff } from '../staff/staff.ts'
import { graduationStaffHandlers } from './campaigns/staff-handlers.ts'
import { createInLine } from './checks/in-line.ts'
import { keepChecks } from './checks/keep-checks.ts'
import { ownCheckHandlers } from './checks/own-checks.ts'
import { tellStudents } from './checks/tell-students.ts'
import { lookThroughPool } from './claims/look-through-pool.ts'
import { photoHandlers } from './claims/photo-handlers.ts'
import type { Graduation } from './graduation.ts'
import type { GRADUATION } from './graduation-plan.ts'
import { tidyImports } from './imports/tidy-imports.ts'
import { goOnWithImports } from './imports/work-on-import.ts'
import { createPhotoMaker } from './photos/photo-maker.ts'
import { tidyPhotographs } from './photos/tidy-photographs.ts'
import { openGraduationSeals } from './seals.ts'

const MINUTE_MS = 60_000
/** Of what a person does in the check; everyone may come in its last minutes. */
const ACTS = { times: 120, timesOfAll: 200_000, windowMs: 10 * MINUTE_MS }

export interface GraduationNeeds {
  readonly people: Pick<People, 'lookup'>
  readonly staff: Pick<Staff, 'atWork' | 'stillMay'>
  readonly identity: Pick<Identity, 'mailOf'>
  readonly notice: Pick<NoticeRoom, 'owedBy'>
  readonly mail: Pick<Mail, 'post' | 'sends'>
}

/** The register of studies, its photographs and the checks of both before graduation; what was begun of a file is gone on with. */
export async function openGraduation(
  { db, clock, log, content, house, tokens, limit }: Ground,
  { people, staff, identity, mail, notice }: GraduationNeeds,
): Promise<Room<Graduation, typeof GRADUATION>> {
  const now = () => new Date(clock.now())
  const seals = await openGraduationSeals(db, now())
  const parts = {
    ...{ db, log, seals, now, content, today: () => dayIn(house.timeZone, now()) },
    ...{ inLine: createInLine(), lookup: async () => people.lookup, makePhotos: () => createPhotoMaker({ clock }) },
  }
  // Photographs are drawn for screens beside those that an import makes anew, and wait for none of them.
  const maker = createPhotoMaker({ clock, processes: 1 })
  const { timeZone } = house
  const showingParts = { db, log, seals, content, clock, tokens, limit, timeZone, maker }
  return {
    doors: {},
    handlers: {
      ...graduationStaffHandlers(parts),
      ...ownCheckHandlers({ ...parts, notice, limit: limit('graduation checks', ACTS) }),
      ...photoHandlers(showingParts, staff),
    },
    sweeps: [
      { name: 'checks', everyMs: MINUTE_MS, run: signal => keepChecks(parts, signal) },
      { name: 'notices', everyMs: MINUTE_MS, run: signal => tellStudents({ ...parts, identity, mail, house }, signal) },
      { name: 'imports', everyMs: MINUTE_MS, run: signal => goOnWithImports(parts, signal) },
      { name: 'photographs of nobody', everyMs: MINUTE_MS, run: signal => lookThroughPool(parts, signal) },
      { name: 'old enrolments and photographs', everyMs: 60 * MINUTE_MS, run: () => tidyPhotographs(parts) },
      { name: 'old files of the register', everyMs: 60 * MINUTE_MS, run: () => tidyImports(db, now()) },
    ],
    close: async () => maker.close(),
  }
}
