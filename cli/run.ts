import {
  languageOf,
  type Say,
  STAFF_LANGUAGE_TAGS,
  type StaffLanguage,
  sayIn,
} from '../server/ground/commands/language.ts'
import { asksForHelp } from '../server/ground/commands/parse-words.ts'
import { type Bilingual, both } from '../src/contract/texts.ts'
import { runDoctor } from './doctor.ts'
import { runVerify } from './verify-command.ts'
import { runVisit } from './visit-command.ts'

interface OwnCommand {
  readonly what: Bilingual
  readonly run: (args: string[], language: StaffLanguage) => Promise<number>
}

/** Only when they are asked for: the rooms bring the whole server with them. */
const rooms = () => import('./room-command.ts')

/** A command of a room that is typed so often that it has a name of its own. */
const alias = (name: string, room: string, verb: string, what: Bilingual): OwnCommand => ({
  what,
  run: async (args, language) =>
    (await (await rooms()).runRoomCommand(room, [verb, ...args], language, name)) ?? BAD_USE,
})

const BAD_USE = 2
const COULD_NOT = 3

const COMMANDS: Readonly<Record<string, OwnCommand>> = {
  verify: {
    run: runVerify,
    what: both('检查已盖电子签章的 PDF，说明每份能不能打印', 'checks signed PDFs and says whether each may be printed'),
  },
  visit: {
    run: runVisit,
    what: both(
      '在运行中的自助机上走完一次办理，输出一行 JSON',
      'drives one whole visit through a running kiosk and prints one JSON line',
    ),
  },
  reconcile: alias(
    'reconcile',
    'reconciliation',
    'run',
    both(
      '核对某一天的账单、订单和张数（即 reconciliation run）',
      'compares the bill of a day with orders and sheets: reconciliation run',
    ),
  ),
  check: alias(
    'check',
    'books',
    'check',
    both(
      '核对账簿和每一份已出具的文件（即 books check）',
      'proves the books of the server and every issued file: books check',
    ),
  ),
  restore: {
    run: async (args, language) => (await import('./restore-command.ts')).runRestore(args, language),
    what: both('把备份恢复到空的位置', 'brings a backup back into an empty place'),
  },
  doctor: {
    run: runDoctor,
    what: both(
      '检查这台机器和运行中的演示，说明哪里不对',
      'looks at this machine and a running demo and says what is wrong',
    ),
  },
}

/** Names of the commands that belong to no room. */
export const OWN_COMMANDS: readonly string[] = Object.keys(COMMANDS)

async function usage(say: Say): Promise<string> {
  const { listOfRoomCommands, commandLine } = await rooms()
  return [
    say(both('用法：', 'Usage:')),
    ...Object.entries(COMMANDS).map(([name, { what }]) => commandLine(name, what, say)),
    listOfRoomCommands(say),
    '',
    say(both('每条命令后加 --help 有详细说明。', 'A command with --help says more of it.')),
  ].join('\n')
}

/** `yinzheng …`: carries out what was typed, and resolves with the exit status. Says no stack to anybody. */
export async function run(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<number> {
  const words = languageFirst(argv)
  const chosen = languageOf(languageSaid(words), env)
  const language = chosen.ok ? chosen.value : chosen.error
  const say = sayIn(language)
  if (!chosen.ok) {
    console.error(say(both(`--language 要写 ${STAFF_LANGUAGE_TAGS}`, `--language is ${STAFF_LANGUAGE_TAGS}`)))
    return BAD_USE
  }
  try {
    return await carryOut(words, language)
  } catch (error) {
    const why = error instanceof Error ? error.message.trimEnd() : String(error)
    console.error(say(both(`没有办成：${why}`, `could not be done: ${why}`)))
    return COULD_NOT
  }
}

async function carryOut([name, ...args]: readonly string[], language: StaffLanguage): Promise<number> {
  const say = sayIn(language)
  // Who asks for help is answered; who has said nothing that is known is shown what there is.
  if (name !== undefined && asksForHelp([name])) {
    console.log(await usage(say))
    return 0
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command) return command.run([...args], language)
  const isOption = name === undefined || name.startsWith('-')
  const exit = isOption ? null : await (await rooms()).runRoomCommand(name, args, language)
  if (exit !== null) return exit
  const unknown = isOption && name !== undefined ? both(`没有 ${name} 这个选项`, `there is no option ${name}`) : null
  const wrong = name === undefined ? null : (unknown ?? both(`没有命令 ${name}`, `there is no command ${name}`))
  console.error([...(wrong === null ? [] : [say(wrong), '']), await usage(say)].join('\n'))
  return BAD_USE
}

/** `yinzheng --language en check` is `yinzheng check --language en`. */
function languageFirst(argv: readonly string[]): readonly string[] {
  const [first = '', second, ...rest] = argv
  if (first.startsWith('--language=')) return [...argv.slice(1), first]
  return first === '--language' && second !== undefined ? [...rest, first, second] : argv
}

function languageSaid(words: readonly string[]): string | undefined {
  const at = words.findLastIndex(word => word === '--language' || word.startsWith('--language='))
  const word = words[at]
  return word?.startsWith('--language=') ? word.slice('--language='.length) : at < 0 ? undefined : words[at + 1]
}
