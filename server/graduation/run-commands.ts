import type { CommandHandlers } from '../ground/commands/command.ts'
import type { Ground } from '../ground/ground.ts'
import type { Lookup } from '../records/records.ts'
import type { GRADUATION_COMMANDS } from './graduation-commands.ts'
import { importRegister } from './register/import-register.ts'
import { openGraduationSeals } from './seals.ts'

/** Carries the room's commands out. `lookup` opens the university's data, when a command needs it. */
export function graduationCommands(
  { db, clock, log }: Pick<Ground, 'db' | 'clock' | 'log'>,
  lookup: () => Promise<Pick<Lookup, 'registersOfNumber'>>,
): CommandHandlers<typeof GRADUATION_COMMANDS> {
  const now = () => new Date(clock.now())
  return {
    'import-register': async (said, run) => {
      const seals = await openGraduationSeals(db, now())
      return importRegister({ db, log, seals, now, lookup }, said, run)
    },
  }
}
