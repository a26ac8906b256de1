import { constants, setPriority } from 'node:os'
import { systemClock } from '../native/system-clock.ts'
import { openForCommands } from '../server/compose.ts'
import { askServer } from '../server/ground/commands/ask-server.ts'
import {
  type Command,
  type CommandAnswer,
  type CommandRun,
  refused,
  type Said,
} from '../server/ground/commands/command.ts'
import { jsonForTerminal } from '../server/ground/commands/printable.ts'
import { readSpoken, type Spoken, saidOf } from '../server/ground/commands/said.ts'
import { whyNotOwner } from '../server/ground/commands/store-owner.ts'
import { listOfCommands, usageOf } from '../server/ground/commands/usage.ts'
import { whatIsUnspeakable } from '../server/ground/commands/wire.ts'
import { readServerConfig } from '../server/ground/config/read-server-config.ts'
import { createServerLog } from '../server/ground/log.ts'
import { ROOMS, type ServerConfig } from '../server/rooms.ts'
import { areWritable, contentsOf, written } from './command-files.ts'
import { whoGives } from './who-gives.ts'

const BAD_USE = 2
const CONFIG = { kind: 'text', what: "the server's configuration, YAML", isNeeded: true } as const

/** Every command of the server's rooms, a line each. */
export const roomCommands = (): string => listOfCommands(ROOMS)

/**
 * `yinzheng ROOM VERB`: carries out a command of a room, by the server where it runs on this machine, else on its store. Gives the exit
 * status; null when no room of that name has commands.
 */
export async function runRoomCommand(name: string, [verb = '', ...args]: readonly string[]): Promise<number | null> {
  const room = ROOMS.find(one => one.name === name && Object.keys(one.commands).length > 0)
  if (!room) return null
  const commands: Readonly<Record<string, Command>> = room.commands
  const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined
  if (!command) {
    const list = listOfCommands([room])
    if (verb === '--help') console.log(list)
    else console.error(verb === '' ? list : `${name} has no command "${verb}"\n\n${list}`)
    return verb === '--help' ? 0 : BAD_USE
  }
  const usage = usageOf(name, verb, command)
  if (args.includes('--help')) {
    console.log(usage)
    return 0
  }
  const refuse = (message: string) => {
    console.error(`${message}\n\n${usage}`)
    return BAD_USE
  }
  const spoken = readSpoken({ ...command, options: { ...command.options, config: CONFIG } }, args)
  if (!spoken.ok) return refuse(spoken.error)
  const { config: file = '', ...texts } = spoken.value.texts
  const config = await readServerConfig(ROOMS, file)
  if (!config.ok) {
    console.error(config.error.join('\n'))
    return BAD_USE
  }
  const contents = await contentsOf(spoken.value)
  if (!contents.ok) return refuse(contents.error)
  const said = saidOf({ ...spoken.value, texts }, contents.value)
  const unspeakable = whatIsUnspeakable(said)
  if (unspeakable !== null) return refuse(withFileNames(unspeakable, spoken.value))
  const writable = await areWritable(spoken.value)
  if (!writable.ok) return refuse(writable.error)
  const answer = await carryOut(config.value, { room: name, verb, said }, runUntilSignal()).catch(notDone)
  if (answer.text !== undefined) console.log(withConfigName(answer.text, file))
  if (answer.value !== undefined) console.log(jsonForTerminal(answer.value))
  if (answer.message !== undefined) console.error(withFileNames(answer.message, spoken.value))
  return (await written(answer, spoken.value)) ? answer.exit : 1
}

/** The store can't be opened, for example: a sentence, and no stack, for whoever gave the command. */
function notDone(error: unknown): CommandAnswer {
  return { exit: 1, message: error instanceof Error ? error.message.trimEnd() : 'the command failed' }
}

async function carryOut(
  config: ServerConfig,
  command: { readonly room: string; readonly verb: string; readonly said: Said },
  run: CommandRun,
): Promise<CommandAnswer> {
  const why = await whyNotOwner(config.store.folder)
  if (why !== null) return refused(why)
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

function runUntilSignal(): CommandRun {
  const stop = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort())
  return { signal: stop.signal, givenBy: whoGives(), progress: line => void process.stderr.write(`${line}\n`) }
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
