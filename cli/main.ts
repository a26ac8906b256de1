import { runDoctor } from './doctor.ts'
import { runVerify } from './verify-command.ts'
import { runVisit } from './visit-command.ts'

/** Only when they are asked for: the rooms bring the whole server with them. */
const rooms = () => import('./room-command.ts')

const COMMANDS: Record<string, { run: (args: string[]) => Promise<number>; what: string }> = {
  verify: { run: runVerify, what: 'checks signed PDFs and says whether each may be printed' },
  visit: { run: runVisit, what: 'drives one whole visit through a running kiosk and prints one JSON line' },
  reconcile: {
    run: async args => (await (await rooms()).runRoomCommand('reconciliation', ['run', ...args])) ?? 2,
    what: 'compares the bill of a day with orders and sheets: reconciliation run',
  },
  check: {
    run: async args => (await (await rooms()).runRoomCommand('books', ['check', ...args])) ?? 2,
    what: 'proves the books of the server and every issued file',
  },
  doctor: { run: runDoctor, what: 'looks at this machine and a running demo and says what is wrong' },
}

async function usage(): Promise<string> {
  const { roomCommands } = await rooms()
  const lines = Object.entries(COMMANDS).map(([name, { what }]) => `  yinzheng ${name.padEnd(22)} ${what}`)
  return ['Usage:', ...lines, roomCommands(), '', 'A command with --help says more of it.'].join('\n')
}

async function run(name: string, args: string[]): Promise<number | null> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  return command ? command.run(args) : (await rooms()).runRoomCommand(name, args)
}

const [name, ...args] = process.argv.slice(2)
const exit = name === undefined ? null : name === '--help' ? 0 : await run(name, args)
// Who asks for help is answered; who has said nothing that is known is shown what there is.
if (name === '--help') console.log(await usage())
else if (exit === null) console.error(await usage())
process.exitCode = exit ?? 2
