import type { Bilingual } from '../../src/contract/texts.ts'
import { type CommandHandler, done } from './commands/command.ts'
import type { HouseCommands } from './commands/house-commands.ts'

/** What `yinzheng doctor` asks a running server for, beside the commands that people type. */
export const WARNINGS_COMMAND = { room: 'ground', verb: 'warnings' } as const

/** The commands of a house, and with them what is not as it should be just now. */
export function withWarnings(commands: HouseCommands, warnings: () => readonly Bilingual[]): HouseCommands {
  const tell: CommandHandler = async () => done({ warnings: warnings() })
  const { room, verb } = WARNINGS_COMMAND
  return { ...commands, [room]: { ...commands[room], [verb]: tell } }
}
