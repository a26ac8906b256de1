import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readRunning } from '../demo/running.ts'
import { type StaffLanguage, sayIn } from '../server/ground/commands/language.ts'
import { asksForHelp, parseWords } from '../server/ground/commands/parse-words.ts'
import { helpOf } from '../server/ground/commands/usage.ts'
import { type Bilingual, both, LANGUAGES, languageSchema } from '../src/contract/texts.ts'
import { dockAt } from './dock.ts'
import { acceptanceAddressOf, type KioskScreen, openKioskScreen } from './kiosk-screen.ts'
import { payOnPhone } from './phone.ts'
import { driveVisit } from './visit.ts'

const WHAT = both(
  '从外面驱动运行中的自助机走完一次办理，输出一行 JSON：各步用时、订单、金额、出纸张数、\n打印机收到的内容的 SHA-256。纸出来了结束码才是 0，没有出来是 1。',
  'Drives one whole visit through a running kiosk from outside and prints one JSON line: steps with times, order, amounts,\nsheets delivered, SHA-256 of what the printer received. Exit status 0 only if the paper came out, 1 if not.',
)

const OPTIONS: readonly (readonly [string, Bilingual])[] = [
  ['--card UID', both('校园卡卡号，十六进制，例如 04A1B2C3', 'the campus card, in hexadecimal, for example 04A1B2C3')],
  [
    '--document KIND',
    both(
      'transcript（默认）、enrolment-proof、employment-proof',
      'transcript where nothing is said, enrolment-proof, employment-proof',
    ),
  ],
  ['--edition EDITION', both('zh（默认）或 en', 'zh where nothing is said, or en')],
  ['--copies N', both('份数，不写为 1', '1 unless said otherwise')],
  [
    '--language L',
    both(
      `${LANGUAGES.join(' 或 ')}：屏幕的语言，也是这里说话的语言`,
      `${LANGUAGES.join(' or ')}: the language of the screen, and of what is said here`,
    ),
  ],
  [
    '--bad-copies N',
    both(
      '之后说其中几份打坏了；重新打出来结束码才是 0',
      'then says that so many copies are bad: the exit status is 0 only if they came out again',
    ),
  ],
  ['--pay', both('在手机页面上支付要付的钱', 'pays on the phone page what is not free')],
  [
    '--data DIR',
    both('运行中的演示把数据放在哪里（默认 data/demo）', 'where the running demo keeps its data (default data/demo)'),
  ],
  [
    '--terminal DIR',
    both(
      '要驱动的自助机的数据文件夹，代替演示的；它须设有 acceptancePort',
      "the data folder of the terminal to drive, in place of the running demo's; it must have an acceptancePort",
    ),
  ],
  [
    '--dock ADDRESS',
    both('代替读卡器和打印机的设备的控制台', 'the console of the devices that stand in for card and printer'),
  ],
  ['--gateway ADDRESS', both('用来支付的支付网关的地址', 'the payment gateway whose phone page pays')],
]

const copiesSchema = z.coerce.number().int().min(1).max(99)
const WRONG: Readonly<Record<string, Bilingual>> = {
  card: both(
    '缺 --card，或不是 4 到 10 个字节的十六进制卡号，例如 04A1B2C3',
    '--card is missing, or is not 4 to 10 bytes in hexadecimal such as 04A1B2C3',
  ),
  copies: both('--copies 要写 1 到 99 的整数', '--copies is a number from 1 to 99'),
  badCopies: both('--bad-copies 要写 1 到 99 的整数', '--bad-copies is a number from 1 to 99'),
  document: both('--document 后面缺内容', '--document lacks what belongs behind it'),
  edition: both('--edition 后面缺内容', '--edition lacks what belongs behind it'),
  language: both(`--language 要写 ${LANGUAGES.join(' 或 ')}`, `--language is ${LANGUAGES.join(' or ')}`),
}

const optionsSchema = z.object({
  card: z.string().regex(/^(?:[0-9A-Fa-f]{2}){4,10}$/),
  document: z.string().min(1),
  edition: z.string().min(1),
  copies: copiesSchema,
  language: languageSchema,
  badCopies: copiesSchema.optional(),
})

/** `yinzheng visit`. Resolves with the exit status. */
export async function runVisit(args: string[], language: StaffLanguage): Promise<number> {
  const say = sayIn(language)
  const line = 'visit --card UID --document KIND --edition EDITION --copies N [--pay]'
  const usage = () =>
    helpOf({ line, what: say(WHAT), options: OPTIONS.map(([option, what]) => [option, say(what)] as const), say })
  const wrong = (text: Bilingual) => {
    console.error(`${say(text)}\n\n${usage()}`)
    return 2
  }
  if (asksForHelp(args)) {
    console.log(usage())
    return 0
  }
  const read = parseWords(() => readArguments(args))
  if (!read.ok) return wrong(read.error)
  const given = read.value
  const screenLanguage = LANGUAGES.find(one => one.split('-')[0] === given.language.split('-')[0]?.toLowerCase())
  const options = optionsSchema.safeParse({ ...given, language: screenLanguage, badCopies: given['bad-copies'] })
  if (!options.success) {
    const names = [...new Set(options.error.issues.map(({ path }) => String(path[0])))]
    const words = names.map(name => WRONG[name] ?? both(`--${name} 不对`, `--${name} is wrong`))
    return wrong(both(words.map(({ zh }) => zh).join('\n'), words.map(({ en }) => en).join('\n')))
  }
  const running = readRunning(given.data ?? join(import.meta.dirname, '..', 'data', 'demo'))
  const terminal = given.terminal ?? running?.terminal
  const dock = given.dock ?? running?.dock
  if (!terminal || !dock)
    return wrong(
      both(
        '没有找到运行中的演示：先用 npm start 启动一个，或写明 --terminal 和 --dock',
        'no running demo was found: start one with npm start, or name --terminal and --dock',
      ),
    )
  const gateway = given.gateway ?? running?.gateway
  if (given.pay && !gateway)
    return wrong(both('没有可以支付的网关：请写明 --gateway', 'there is no payment gateway to pay at: name --gateway'))

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
      data: text,
      terminal: text,
      dock: text,
      gateway: text,
    },
  }).values
}
