import { type CommandHandlers, done, wrongUse } from '../ground/commands/command.ts'
import { sayIn } from '../ground/commands/language.ts'
import type { Ground } from '../ground/ground.ts'
import { createEnrolment } from './enrolment.ts'
import { whatIsWrongWith } from './terminal-place.ts'
import type { TERMINALS_COMMANDS } from './terminals-commands.ts'

/** Carries the room's commands out. */
export function terminalsCommands({
  db,
  clock,
}: Pick<Ground, 'db' | 'clock'>): CommandHandlers<typeof TERMINALS_COMMANDS> {
  const enrolment = createEnrolment(db, clock)
  return {
    code: async ({ positionals: [name = ''], texts: { place = '' } }, { language }) => {
      const both = (text: string) => ({ zh: text, en: text })
      const terminal = { name: both(name), place: both(place) }
      const wrong = whatIsWrongWith(terminal)
      if (wrong !== null) return wrongUse(sayIn(language)(wrong))
      const { code, expiresAt } = await enrolment.createCode(terminal)
      return done({ enrolmentCode: code, enrolmentCodeExpiresAt: expiresAt })
    },
  }
}
