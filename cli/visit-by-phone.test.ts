import { expect, it } from 'vitest'
import type { KioskView } from '../src/contract/kiosk-view.ts'
import type { LoginState } from '../src/contract/logins-api.ts'
import { fault } from '../src/fault.ts'
import { walk } from '../src/session/fixture-walk.ts'
import { freeSession, phoneSession, VISITOR } from '../src/session/fixtures.ts'
import type { KioskScreen } from './kiosk-screen.ts'
import { logInByPhone } from './visit-by-phone.ts'
import { Ended } from './visit-end.ts'

const URL_SHOWN = 'https://print.example.edu.cn/q/abc'
const WANTED: LoginState = { state: 'code-wanted', withinMs: 60_000, triesLeft: 3 }

/** A kiosk of the session alone, whose server knows the digits 0427. `seen`: how far it says that a login is. */
function kiosk(visit = walk(phoneSession()), seen: LoginState = WANTED) {
  let answered = 0
  const answerOne = (): boolean => {
    const effect = visit.effects[answered]
    if (!effect) return false
    answered += 1
    if (effect.kind === 'begin-login')
      visit.on({ kind: 'login-begun', request: effect.request, url: URL_SHOWN, withinMs: 60_000 }).fire('look')
    if (effect.kind === 'look-at-login') visit.on({ kind: 'login-seen', request: effect.request, state: seen })
    if (effect.kind === 'confirm-login') {
      const { request, code } = effect
      if (code === '0427') visit.on({ kind: 'identity-confirmed', request, visitor: VISITOR })
      else visit.on({ kind: 'identity-refused', request, fault: fault('login-code-wrong') })
    }
    return true
  }
  const until: KioskScreen['until'] = async (what, holds) => {
    while (!holds(visit.view)) if (!answerOne()) throw new Error(`${what} does not come`)
    return visit.view
  }
  return { visit, until, touch: async (command: Parameters<KioskScreen['touch']>[0]) => void visit.touch(command) }
}

const isAtDigits = ({ content }: KioskView) => content.screen === 'phone-login' && content.login.step === 'code-wanted'

const whyNot = (work: Promise<void>) =>
  work.then(
    () => null,
    (why: unknown) => (why instanceof Ended ? why.why.en : why),
  )

it('has the phone go on with the address in the code, and types its digits', async () => {
  const screen = kiosk()
  const opened: string[] = []
  const digitsOf = async (url: string) => {
    opened.push(url)
    return '0427'
  }
  await logInByPhone(screen, { number: '2023089001', digitsOf }, undefined)
  expect(opened).toEqual([URL_SHOWN])
  expect(screen.visit.view.content.screen).toBe('choosing')
})

it('says what the kiosk shows where the digits are wrong, the login is over or no phone can log in', async () => {
  const phone = { number: '2023089001', digitsOf: async () => '9999' }
  expect(await whyNot(logInByPhone(kiosk(), phone, undefined))).toMatch(/digits/i)
  const over = kiosk(undefined, { state: 'over', why: 'declined' })
  expect(await whyNot(logInByPhone(over, phone, undefined))).toContain('declined')
  expect(await whyNot(logInByPhone(kiosk(walk(freeSession())), phone, undefined))).toContain('identity.ways')
})

it('asks whoever stands at the machine where there is no campus', async () => {
  const screen = kiosk()
  const asked: string[] = []
  const byHand = logInByPhone(screen, { number: '2023089001', digitsOf: null }, ({ en }) => {
    asked.push(en)
    // As far as the digits at once: nothing here is waited for.
    void screen.until('the digits', isAtDigits, 0)
    for (const digit of '0427') screen.visit.touch({ kind: 'type-digit', digit })
    screen.visit.touch({ kind: 'confirm' })
  })
  await byHand
  expect(screen.visit.view.content.screen).toBe('choosing')
  expect(asked).toEqual([expect.stringContaining('log in as 2023089001')])
})
