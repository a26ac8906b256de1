import type { ScreenContent } from '../contract/kiosk-view.ts'
import { LOGIN_CODE_DIGITS } from '../contract/logins-api.ts'
import { hostOf } from './host-of.ts'
import type { OpenLogin, PhoneLogin } from './phone-login.ts'

type Shown = Extract<ScreenContent, { screen: 'phone-login' }>['login']

/** What the screen shows of logging in with a phone. */
export function phoneLoginContent(login: PhoneLogin): ScreenContent {
  return { screen: 'phone-login', login: login.step === 'open' ? openContent(login) : shownOf(login) }
}

function shownOf(login: Exclude<PhoneLogin, OpenLogin>): Shown {
  return login.step === 'opening' ? { step: 'opening' } : login
}

/** So many questions go unanswered before a word is lost about it. */
const SILENT_TIMES = 3

function openContent({ at, silence }: OpenLogin): Shown {
  const silent = silence && silence.times >= SILENT_TIMES ? silence.fault : null
  switch (at.state) {
    case 'shown':
      return { step: 'showing', url: at.url, host: hostOf(at.url), silent }
    case 'scanned':
      return { step: 'scanned', refused: at.refused, silent }
    case 'code-wanted': {
      const { typed, triesLeft, fault, confirming } = at
      return {
        step: 'code-wanted',
        typed,
        digits: LOGIN_CODE_DIGITS,
        triesLeft,
        fault,
        silent,
        busy: confirming !== null,
      }
    }
  }
}
