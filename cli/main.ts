import { runDoctor } from './doctor.ts'
import { runVerify } from './verify-command.ts'
import { runVisit } from './visit-command.ts'

const COMMANDS: Record<string, { run: (args: string[]) => Promise<number>; what: string }> = {
  verify: { run: runVerify, what: 'checks signed PDFs and says whether each may be printed' },
  visit: { run: runVisit, what: 'drives one whole visit through a running kiosk and prints one JSON line' },
  doctor: { run: runDoctor, what: 'looks at this machine and a running demo and says what is wrong' },
}

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([name, { what }]) => `  yinzheng ${name.padEnd(8)} ${what}`)
  return ['Usage:', ...lines, '', 'yinzheng COMMAND --help says more of each.'].join('\n')
}

const [name, ...args] = process.argv.slice(2)
const command = name === undefined ? undefined : COMMANDS[name]
if (!command) {
  console.error(usage())
  process.exitCode = name === undefined || name === '--help' ? 0 : 2
} else {
  process.exitCode = await command.run(args)
}
