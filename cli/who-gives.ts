import { userInfo } from 'node:os'
import { textForTerminal } from '../server/ground/commands/printable.ts'
import { GIVEN_BY_CHARACTERS_MAX } from '../server/ground/commands/wire.ts'

/** The user who gives a command here, and who has become that user by `sudo`. At most 100 characters, all of them printable. */
export function whoGives(env: NodeJS.ProcessEnv = process.env, user = userName()): string {
  const before = env.SUDO_USER
  const who = before && before !== user ? `${before} as ${user}` : user
  return textForTerminal(who).slice(0, GIVEN_BY_CHARACTERS_MAX)
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A user without a name, as in some containers.
    return `number ${process.getuid?.() ?? 'unknown'}`
  }
}
