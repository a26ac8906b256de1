import { LOGIN_ENDS, LOGIN_REFUSALS } from '../../src/contract/logins-api.ts'
import { fault } from '../../src/fault.ts'
import { type FixtureOf, leave, live, nobody, type OneOrMore } from './fixture.ts'
import type { ContentOf } from './kiosk-context.ts'

type Login = ContentOf<'phone-login'>['login']

const good = { countdown: { kind: 'login', remainingMs: 42_000, totalMs: 60_000 } } as const
const silent = fault('server-unreachable')
const at = (name: string, login: Login, around: Parameters<typeof live>[3] = good) =>
  live(name, nobody, { screen: 'phone-login', login }, around)

const showing: Login = {
  step: 'showing',
  url: 'https://print.example.edu.cn/q/Jm3kQ0yX5vT8wZr2bN6d1A',
  host: 'print.example.edu.cn',
  silent: null,
}
const digits: Login = {
  ...{ step: 'code-wanted', typed: '', digits: 4, triesLeft: 3 },
  ...{ fault: null, silent: null, busy: false },
}
/** The longest that a university may call its machine by. */
const LONG_HOST = 'print-and-verify.academic-affairs.model-university.edu.cn:8443'

/** Somebody logs in with a phone. */
export const PHONE_LOGIN: OneOrMore<FixtureOf<'phone-login'>> = [
  at('login-code', showing),
  at('login-code-long', { ...showing, url: `https://${LONG_HOST}/q/Jm3kQ0yX5vT8wZr2bN6d1A`, host: LONG_HOST, silent }),
  at('login-opening', { step: 'opening' }, {}),
  at('login-scanned', { step: 'scanned', refused: null, silent: null }),
  at('login-scanned-silent', { step: 'scanned', refused: null, silent }),
  ...LOGIN_REFUSALS.map(refused => at(`login-scanned-${refused}`, { step: 'scanned', refused, silent: null })),
  at('login-digits', { ...digits, typed: '28' }),
  at('login-digits-wrong', { ...digits, triesLeft: 1, fault: fault('login-code-wrong') }),
  at('login-digits-silent', { ...digits, typed: '2846', silent }),
  at('login-digits-busy', { ...digits, typed: '2846', busy: true }),
  at('login-paused', { step: 'paused' }, leave),
  ...LOGIN_ENDS.map(why => at(`login-over-${why}`, { step: 'over', why }, leave)),
  at('login-cannot-begin', { step: 'cannot-begin', fault: fault('server-unreachable') }, leave),
]
