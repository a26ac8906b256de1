import { join } from 'node:path'
import { readRunning } from '../demo/running.ts'
import { ACCEPTANCE_FILE } from '../main/station/acceptance-port.ts'
import { systemClock } from '../native/system-clock.ts'
import { type StaffLanguage, sayIn } from '../server/ground/commands/language.ts'
import { asksForHelp, parseWords } from '../server/ground/commands/parse-words.ts'
import { helpOf } from '../server/ground/commands/usage.ts'
import { codeOf } from '../server/ground/expect-at-start.ts'
import { type Bilingual, both } from '../src/contract/texts.ts'
import { demoAuthority } from './demo-server.ts'
import { dockAt } from './dock.ts'
import { acceptanceAddressOf, type KioskScreen, openKioskScreen } from './kiosk-screen.ts'
import { lastingScreen } from './lasting-screen.ts'
import { logInOnPhone } from './log-in-on-phone.ts'
import { payOnPhone } from './phone.ts'
import { screenLanguageOf } from './screen-language.ts'
import { takingPhone } from './take-on-phone.ts'
import { driveVisit } from './visit.ts'
import { OPTIONS, optionsSchema, readArguments, WHAT, WRONG } from './visit-options.ts'

const PAY = both('请用手机支付屏幕上的二维码', 'pay the code on the screen with a phone')
const LOST = both(
  '自助机程序不再答复：最多等一分钟，看它是否再启动',
  'the station does not answer any more: waiting for a minute at most whether it comes back',
)
const NO_DEMO = both(
  '没有找到运行中的演示：先用 npm start 启动一个，或用 --terminal 写明自助机的数据文件夹',
  'no running demo was found: start one with npm start, or name the data folder of a terminal by --terminal',
)

/** Why a kiosk can't be joined, and what to do. */
function whyNotOpen(error: unknown, terminal: string): Bilingual {
  switch (codeOf(error)) {
    case 'ENOENT':
      return both(
        `${terminal} 里没有 ${ACCEPTANCE_FILE}：那里的自助机没有启动过，或没有设 acceptancePort`,
        `there is no ${ACCEPTANCE_FILE} in ${terminal}: its station was never started, or has no acceptancePort`,
      )
    case 'ECONNREFUSED':
      return both(
        `${terminal} 的自助机程序没有运行：先启动它`,
        `the station of ${terminal} does not run: start it first`,
      )
    default: {
      const words = error instanceof Error ? error.message : String(error)
      return both(words, words)
    }
  }
}

/** `yinzheng visit`. Resolves with the exit status. */
export async function runVisit(args: string[], language: StaffLanguage): Promise<number> {
  const say = sayIn(language)
  const line =
    'visit (--card UID [--pin DIGITS] | --phone NUMBER | --pickup CODE) --document KIND --edition EDITION --copies N [--pay]'
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
  // A machine that is named is another one than the demo's: somebody stands there, with a card and a phone.
  const isDemo = given.terminal === undefined
  const isByHand = !isDemo && given.dock === undefined
  if (given.phone !== undefined && (given.card !== undefined || given['id-card'])) return wrong(WRONG.phone!)
  const isByCard = given.card !== undefined || given['id-card']
  if (given.pickup !== undefined && (isByCard || given.phone !== undefined)) return wrong(WRONG.pickup!)
  if (given.pin !== undefined && (given['id-card'] || given.phone !== undefined || given.pickup !== undefined))
    return wrong(WRONG.pin!)
  if (given['take-along'] && (!isDemo || given['bad-copies'] !== undefined)) return wrong(WRONG.takeAlong!)
  const needsCard = !isByHand && given.phone === undefined && given.pickup === undefined
  const options = (needsCard ? optionsSchema.required({ card: true }) : optionsSchema).safeParse({
    ...given,
    language: screenLanguageOf(given.language, language),
    badCopies: given['bad-copies'],
    byIdCard: given['id-card'],
  })
  if (!options.success) {
    const names = [...new Set(options.error.issues.map(({ path }) => String(path[0])))]
    const words = names.map(name => WRONG[name] ?? both(`--${name} 不对`, `--${name} is wrong`))
    return wrong(both(words.map(({ zh }) => zh).join('\n'), words.map(({ en }) => en).join('\n')))
  }
  const { data = join(import.meta.dirname, '..', 'data', 'demo') } = given
  const running = readRunning(data)
  const terminal = given.terminal ?? running?.terminal
  const dock = given.dock ?? (isDemo ? running?.dock : undefined)
  const gateway = given.gateway ?? (isDemo ? running?.gateway : undefined)
  /** The kiosk is not there to be visited: the line of a visit all the same. */
  const notBegun = (why: Bilingual) => {
    console.log(JSON.stringify({ ok: false, why: say(why) }))
    return 1
  }
  if (!terminal) return notBegun(NO_DEMO)
  const askPerson = (what: Bilingual) => console.error(say(what))

  let screen: KioskScreen | null = null
  try {
    screen = await lastingScreen(() => openKioskScreen(acceptanceAddressOf(terminal)), {
      clock: systemClock,
      mayComeBack: () => !isDemo || readRunning(data) !== null,
      tell: () => askPerson(LOST),
    })
    const pay = (codeUrl: string) => (gateway ? payOnPhone(gateway, codeUrl) : Promise.resolve(askPerson(PAY)))
    const { card = '', phone: number, pickup, pin, badCopies = 0, ...wishes } = options.data
    const campus = isDemo ? running?.campus : undefined
    const digitsOf = campus
      ? (url: string) => logInOnPhone({ campus, ca: demoAuthority(data) }, url, number ?? '')
      : null
    const phone = number === undefined ? {} : { phone: { number, digitsOf } }
    const code = { ...(pickup === undefined ? {} : { pickup }), ...(pin === undefined ? {} : { pin }) }
    const taking = given['take-along'] ? { takingPhone: takingPhone(demoAuthority(data)) } : {}
    const report = await driveVisit(screen, dock === undefined ? null : dockAt(dock), {
      ...{
        ...wishes,
        ...phone,
        ...code,
        ...taking,
        badCopies,
        askPerson,
        card: card.toUpperCase(),
        pay: given.pay ? pay : null,
      },
    })
    console.log(JSON.stringify(report))
    return report.ok ? 0 : 1
  } catch (error) {
    return notBegun(whyNotOpen(error, terminal))
  } finally {
    // An open line would keep the program from ending.
    screen?.close()
  }
}
