import type { Ground } from '../ground/ground.ts'
import { dayIn } from '../ground/local-day.ts'
import type { Room } from '../ground/room.ts'
import type { People } from '../people/people.ts'
import type { Graduation } from './graduation.ts'
import type { GRADUATION } from './graduation-plan.ts'
import { tidyImports } from './imports/tidy-imports.ts'
import { goOnWithImports } from './imports/work-on-import.ts'
import { createPhotoMaker } from './photos/photo-maker.ts'
import { tidyPhotographs } from './photos/tidy-photographs.ts'
import { openGraduationSeals } from './seals.ts'

const MINUTE_MS = 60_000

/** The register of studies; what was begun of a file is gone on with. */
export async function openGraduation(
  { db, clock, log, content, house }: Ground,
  { people }: { readonly people: Pick<People, 'lookup'> },
): Promise<Room<Graduation, typeof GRADUATION>> {
  const now = () => new Date(clock.now())
  const seals = await openGraduationSeals(db, now())
  const parts = {
    ...{ db, log, seals, now, content, today: () => dayIn(house.timeZone, now()) },
    ...{ lookup: async () => people.lookup, makePhotos: () => createPhotoMaker({ clock }) },
  }
  return {
    doors: {},
    handlers: {},
    sweeps: [
      { name: 'imports', everyMs: MINUTE_MS, run: signal => goOnWithImports(parts, signal) },
      { name: 'old enrolments and photographs', everyMs: 60 * MINUTE_MS, run: () => tidyPhotographs(parts) },
      { name: 'old files of the register', everyMs: 60 * MINUTE_MS, run: () => tidyImports(db, now()) },
    ],
  }
}
