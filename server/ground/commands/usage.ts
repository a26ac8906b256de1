import type { RoomPlan } from '../room.ts'
import type { Command } from './command.ts'

/** How a command is given, a line; then each option. */
export function usageOf(room: string, verb: string, { what, positionals = [], options = {}, notes }: Command): string {
  const entries = Object.entries(options)
  const words = entries.map(([name, { kind, isNeeded }]) => {
    const word = kind === 'flag' ? `--${name}` : `--${name} ${kind === 'text' ? name.toUpperCase() : 'FILE'}`
    return isNeeded ? word : `[${word}]`
  })
  const lines = entries.map(([name, option]) => `  --${name.padEnd(14)} ${option.what}`)
  return [
    `yinzheng ${[room, verb, ...positionals, ...words, '--config FILE'].join(' ')}`,
    '',
    `  ${what}`,
    ...(lines.length > 0 ? ['', ...lines] : []),
    ...(notes === undefined ? [] : ['', ...notes.split('\n').map(line => `  ${line}`)]),
  ].join('\n')
}

/** Every command of the rooms, a line each. */
export function listOfCommands(plans: readonly RoomPlan[]): string {
  const lines = plans.flatMap(({ name, commands }) =>
    Object.entries(commands).map(([verb, { what }]) => `  yinzheng ${`${name} ${verb}`.padEnd(22)} ${what}`),
  )
  return lines.join('\n')
}
