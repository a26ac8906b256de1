import type { CommandHandlers } from '../ground/commands/command.ts'
import type { Ground } from '../ground/ground.ts'
import { dayIn } from '../ground/local-day.ts'
import type { Lookup } from '../records/records.ts'
import type { GRADUATION_COMMANDS } from './graduation-commands.ts'
import { importPhotos } from './photos/import-photos.ts'
import { createPhotoMaker } from './photos/photo-maker.ts'
import { importRegister } from './register/import-register.ts'
import { openGraduationSeals } from './seals.ts'

/** Carries the room's commands out. `lookup` opens the university's data, when a command needs it. */
export function graduationCommands(
  { db, clock, log, content, house }: Pick<Ground, 'db' | 'clock' | 'log' | 'content' | 'house'>,
  lookup: () => Promise<Pick<Lookup, 'registersOfNumber'>>,
): CommandHandlers<typeof GRADUATION_COMMANDS> {
  const now = () => new Date(clock.now())
  const today = () => dayIn(house.timeZone, now())
  const parts = async () => ({
    ...{ db, log, now, today, content, lookup, makePhotos: () => createPhotoMaker({ clock }) },
    seals: await openGraduationSeals(db, now()),
  })
  return {
    'import-register': async (said, run) => importRegister(await parts(), said, run),
    'import-photos': async (said, run) => importPhotos(await parts(), said, run),
  }
}
