import { constants, setPriority } from 'node:os'
import { systemClock } from '../native/system-clock.ts'
import { openForCommands } from '../server/commands.ts'
import { askServer } from '../server/ground/commands/ask-server.ts'
import {
  type Command,
  type CommandAnswer,
  type CommandRun,
  refused,
  type Said,
} from '../server/ground/commands/command.ts'
import { type Say, type StaffLanguage, sayIn } from '../server/ground/commands/language.ts'
import { asksForHelp } from '../server/ground/commands/parse-words.ts'
import { jsonForTerminal } from '../server/ground/commands/printable.ts'
import { readSpoken, type Spoken, saidOf } from '../server/ground/commands/said.ts'
import { whyNotOwner } from '../server/ground/commands/store-owner.ts'
import { listOfCommands, OPTIONS_OF_ALL, usageOf } from '../server/ground/commands/usage.ts'
import { whatIsUnspeakable } from '../server/ground/commands/wire.ts'
import { readServerConfig } from '../server/ground/config/read-server-config.ts'
import { createServerLog } from '../server/ground/log.ts'
import { ROOMS, type ServerConfig } from '../server/rooms.ts'
import { both } from '../src/contract/texts.ts'
import { areWritable, contentsOf, written } from './command-files.ts'
import { whoGives } from './who-gives.ts'

export { commandLine } from '../server/ground/commands/usage.ts'

const BAD_USE = 2
const COULD_NOT = 3

/** Every command of the server's rooms, a line each. */
export const listOfRoomCommands = (say: Say): string => listOfCommands(ROOMS, say)

/**
 * `yinzheng ROOM VERB`: carries out a command of a room, by the server where it runs on this machine, else on its store. Gives the exit
 * status; null when no room of that name has commands. `typed`: the shorter name that stands for both words.
 */
export async function runRoomCommand(
  name: string,
  [verb = '', ...args]: readonly string[],
  language: StaffLanguage,
  typed = `${name} ${verb}`,
): Promise<number | null> {
  const say = sayIn(language)
  const room = ROOMS.find(one => one.name === name && Object.keys(one.commands).length > 0)
  if (!room) return null
  const commands: Readonly<Record<string, Command>> = room.commands
  const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined
  if (!command) {
    const list = listOfCommands([room], say)
    const isAsked = asksForHelp([verb])
    if (isAsked) console.log(list)
    else if (verb === '') console.error(list)
    else console.error(`${say(both(`${name} 没有命令“${verb}”`, `${name} has no command "${verb}"`))}\n\n${list}`)
    return isAsked ? 0 : BAD_USE
  }
  const usage = usageOf(typed, command, say)
  if (asksForHelp(args)) {
    console.log(usage)
    return 0
  }
  const refuse = (message: string) => {
    console.error(`${message}\n\n${usage}`)
    return BAD_USE
  }
  const spoken = readSpoken({ ...command, options: { ...command.options, ...OPTIONS_OF_ALL } }, args)
  if (!spoken.ok) return refuse(say(spoken.error))
  const { config: file = '', language: _, ...texts } = spoken.value.texts
  const config = await readServerConfig(ROOMS, file)
  if (!config.ok) {
    console.error([say(both('配置文件有误：', 'The configuration is not right:')), ...config.error].join('\n'))
    return BAD_USE
  }
  const contents = await contentsOf(spoken.value)
  if (!contents.ok) return refuse(say(contents.error))
  const said = saidOf({ ...spoken.value, texts }, contents.value)
  const unspeakable = whatIsUnspeakable(said)
  if (unspeakable !== null) return refuse(withFileNames(say(unspeakable), spoken.value))
  const writable = await areWritable(spoken.value)
  if (!writable.ok) return refuse(say(writable.error))
  const answer = await carryOut(config.value, { room: name, verb, said }, runUntilSignal(language), say).catch(error =>
    notDone(error, say),
  )
  if (answer.text !== undefined) console.log(withConfigName(answer.text, file))
  if (answer.value !== undefined) console.log(jsonForTerminal(answer.value))
  if (answer.message !== undefined) console.error(withFileNames(answer.message, spoken.value))
  if (answer.exit === BAD_USE)
    console.error(say(both(`用法见 yinzheng ${typed} --help`, `how it is asked: yinzheng ${typed} --help`)))
  return (await written(answer, spoken.value, say)) ? answer.exit : COULD_NOT
}

/** The store can't be opened, for example: a sentence, and no stack, for whoever gave the command. */
function notDone(error: unknown, say: Say): CommandAnswer {
  const why = error instanceof Error ? error.message.trimEnd() : ''
  return refused(say(both(`没有办成：${why}`, why || 'the command failed')))
}

async function carryOut(
  config: ServerConfig,
  command: { readonly room: string; readonly verb: string; readonly said: Said },
  run: CommandRun,
  say: Say,
): Promise<CommandAnswer> {
  const why = await whyNotOwner(config.store.folder)
  if (why !== null) return refused(say(why))
  const answered = await askServer(config.store.folder, command, run)
  if (answered) return answered
  // Before any thread is made, since they inherit it: whoever is served on this machine goes first.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  const house = await openForCommands(config, { clock: systemClock, log: createServerLog('error') })
  try {
    const rooms: Readonly<
      Record<string, Readonly<Record<string, (said: Said, run: CommandRun) => Promise<CommandAnswer>>>>
    > = house.commands
    const handle = rooms[command.room]?.[command.verb]
    if (!handle) throw new Error(`nothing carries out ${command.room} ${command.verb}`)
    return await handle(command.said, run)
  } finally {
    await house.close()
  }
}

const tell = (line: string): void => void process.stderr.write(`${line}\n`)

function runUntilSignal(language: StaffLanguage): CommandRun {
  const stop = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort())
  return { signal: stop.signal, givenBy: whoGives(), language, progress: tell }
}

/** A command that is told to be given next names the configuration as this one did. */
const withConfigName = (text: string, file: string): string =>
  text.replaceAll(
    '--config FILE',
    () => `--config ${/^[\w./-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`}`,
  )

/** A room knows a file by the option that brought it; people know it by its name. */
function withFileNames(message: string, { filesToRead }: Spoken): string {
  return message.replaceAll(/^--([a-z-]+):/gm, (whole, option: string) =>
    filesToRead[option] === undefined ? whole : `${filesToRead[option]}:`,
  )
}
