import type { RoomPlan } from '../room.ts'
import type { CommandHandlers, CommandTable } from './command.ts'

/** What carries out the commands of a house, by room and verb. */
export type HouseCommands = Readonly<Record<string, CommandHandlers<CommandTable>>>

/** The same, with exactly the rooms and verbs of these plans. */
export type CommandsOf<Plans extends readonly RoomPlan[]> = {
  readonly [Plan in Plans[number] as keyof Plan['commands'] extends never ? never : Plan['name']]: CommandHandlers<
    Plan['commands']
  >
}
