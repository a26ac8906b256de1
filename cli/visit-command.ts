import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readRunning } from '../demo/running.ts'
import { LANGUAGES, languageSchema } from '../src/contract/texts.ts'
import { dockAt } from './dock.ts'
import { acceptanceAddressOf, type KioskScreen, openKioskScreen } from './kiosk-screen.ts'
import { payOnPhone } from './phone.ts'
import { driveVisit } from './visit.ts'

const USAGE = `yinzheng visit --card UID --document KIND --edition EDITION --copies N [--pay]

Drives one whole visit through a running kiosk from outside and prints one JSON line: steps with times, order, amounts,
sheets delivered, SHA-256 of what the printer received. Exit status 0 only if the paper came out; 1 if not; 2 for wrong use.

  --card UID          the campus card, in hexadecimal
  --document KIND     transcript, enrolment-proof, employment-proof
  --edition EDITION   zh or en
  --copies N          1 unless said otherwise
  --language L        ${LANGUAGES.join(' or ')}: the language of the screen
  --bad-copies N      then says that so many copies are bad: the exit status is 0 only if they came out again
  --pay               pays on the phone page what is not free
  --data DIR          where the running demo keeps its data (default data/demo)
  --terminal DIR      the data folder of the terminal to drive, in place of the running demo's; it must have an acceptancePort
  --dock ADDRESS      the console of the devices that stand in for card and printer
  --gateway ADDRESS   the payment gateway whose phone page pays`

const optionsSchema = z.object({
  card: z.string().regex(/^(?:[0-9A-Fa-f]{2}){4,10}$/, 'must be 4 to 10 bytes in hexadecimal'),
  document: z.string().min(1),
  edition: z.string().min(1),
  copies: z.coerce.number().int().min(1).max(99),
  language: languageSchema,
  badCopies: z.coerce.number().int().min(1).max(99).optional(),
})

/** `yinzheng visit`. Resolves with the exit status. */
export async function runVisit(args: string[]): Promise<number> {
  const wrong = (text: string) => {
    console.error(`${text}\n\n${USAGE}`)
    return 2
  }
  const given = readArguments(args)
  if (typeof given === 'string') return wrong(given)
  if (given.help) {
    console.log(USAGE)
    return 0
  }
  const options = optionsSchema.safeParse({ ...given, badCopies: given['bad-copies'] })
  if (!options.success) return wrong(z.prettifyError(options.error))
  const running = readRunning(given.data ?? join(import.meta.dirname, '..', 'data', 'demo'))
  const terminal = given.terminal ?? running?.terminal
  const dock = given.dock ?? running?.dock
  if (!terminal || !dock)
    return wrong('no running demo was found: start one with npm start, or name --terminal and --dock')
  const gateway = given.gateway ?? running?.gateway
  if (given.pay && !gateway) return wrong('there is no payment gateway to pay at: name --gateway')

  let screen: KioskScreen | null = null
  try {
    screen = await openKioskScreen(acceptanceAddressOf(terminal))
    const pay = given.pay && gateway ? (codeUrl: string) => payOnPhone(gateway, codeUrl) : null
    const { card, badCopies = 0, ...wishes } = options.data
    const report = await driveVisit(screen, dockAt(dock), { ...wishes, badCopies, card: card.toUpperCase(), pay })
    console.log(JSON.stringify(report))
    return report.ok ? 0 : 1
  } catch (error) {
    console.log(JSON.stringify({ ok: false, why: error instanceof Error ? error.message : String(error) }))
    return 1
  } finally {
    // An open line would keep the program from ending.
    screen?.close()
  }
}

function readArguments(args: string[]) {
  try {
    const text = { type: 'string' } as const
    return parseArgs({
      args,
      options: {
        card: text,
        document: { ...text, default: 'transcript' },
        edition: { ...text, default: 'zh' },
        copies: { ...text, default: '1' },
        language: { ...text, default: 'zh-CN' },
        'bad-copies': text,
        pay: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        data: text,
        terminal: text,
        dock: text,
        gateway: text,
      },
    }).values
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable arguments'
  }
}
