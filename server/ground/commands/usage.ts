import { type Bilingual, both } from '../../../src/contract/texts.ts'
import type { RoomPlan } from '../room.ts'
import type { Command, CommandOption } from './command.ts'
import { EXIT_HELP } from './exits.ts'
import { type Say, STAFF_LANGUAGE_TAGS } from './language.ts'

/** What every command of a room may be given beside its own options. */
export const OPTIONS_OF_ALL = {
  language: {
    kind: 'text',
    what: both(
      `${STAFF_LANGUAGE_TAGS}；不写则按系统的语言设置（LANG），再不然用中文`,
      `${STAFF_LANGUAGE_TAGS}; that of the environment (LANG) where it is left out, else Chinese`,
    ),
  },
  config: { kind: 'text', what: both('服务器的配置文件（YAML）', "the server's configuration, YAML"), isNeeded: true },
} as const satisfies Readonly<Record<string, CommandOption>>

/** How a command is given, a line; then each option. `name`: as it is typed, without `yinzheng`. */
export function usageOf(name: string, { what, positionals = [], options = {}, notes }: Command, say: Say): string {
  const words = Object.entries(options).map(([option, { kind, isNeeded }]) => {
    const word = kind === 'flag' ? `--${option}` : `--${option} ${kind === 'text' ? option.toUpperCase() : 'FILE'}`
    return isNeeded ? word : `[${word}]`
  })
  const all = { ...options, ...OPTIONS_OF_ALL }
  return helpOf({
    line: [name, ...positionals, ...words, '--config FILE'].join(' '),
    what: say(what),
    options: Object.entries(all).map(([option, one]) => [`--${option}`, say(one.what)]),
    notes: notes && say(notes),
    say,
  })
}

/** A page of help, as every command has it: the line, what it does, its options, and what its exit status means. */
export function helpOf(page: {
  readonly line: string
  readonly what: string
  readonly options: readonly (readonly [string, string])[]
  readonly notes?: string | undefined
  readonly say: Say
}): string {
  const { line, what, options, notes, say } = page
  const indented = (text: string) => text.split('\n').map(one => `  ${one}`)
  const width = Math.max(0, ...options.map(([option]) => option.length)) + 2
  return [
    `yinzheng ${line}`,
    '',
    ...indented(what),
    '',
    ...options.map(([option, text]) => `  ${option.padEnd(width)}${text}`),
    ...(notes === undefined ? [] : ['', ...indented(notes)]),
    '',
    say(EXIT_HELP),
  ].join('\n')
}

/** Every command of the rooms, a line each. */
export function listOfCommands(plans: readonly Pick<RoomPlan, 'name' | 'commands'>[], say: Say): string {
  const lines = plans.flatMap(({ name, commands }) =>
    Object.entries(commands).map(([verb, { what }]) => commandLine(`${name} ${verb}`, what, say)),
  )
  return lines.join('\n')
}

/** A line in a list of commands. */
export const commandLine = (name: string, what: Bilingual, say: Say): string =>
  `  yinzheng ${name.padEnd(22)} ${say(what)}`
