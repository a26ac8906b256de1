import type { Refusal } from '../../main/station/server-client.ts'
import type { LoginEnd, LoginState } from '../../src/contract/logins-api.ts'
import type { FaultCode } from '../../src/fault.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'

interface Held {
  state: LoginState['state']
  why: LoginEnd
  untilMs: number
  triesLeft: number
  /** What the phone shows; empty until it does. */
  code: string
  /** The latest wrong digits: the same again are not another try. */
  wrong: string
}

const SHOWN_MS = 60_000
const WITH_PHONE_MS = 120_000

/** The logins of a server in memory: who holds a phone is the test. */
export class LoginDouble {
  /** Every login that was ever begun, by its token. */
  readonly held = new Map<string, Held>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  get tokens(): readonly string[] {
    return [...this.held.keys()]
  }

  /** What stands in the code of the latest login. */
  get url(): string {
    return `https://print.example.edu.cn/q/scan-${this.held.size}-5vT8wZr2bN6d1A`
  }

  /** Logins that nobody has ended and that have not run out. */
  get open(): number {
    return this.tokens.filter(token => this.look(token).state !== 'over').length
  }

  begin(): { login: string; url: string; withinMs: number } {
    const login = `login-token-${this.held.size + 1}-Jm3kQ0yX5vT8`
    const untilMs = this.#now() + SHOWN_MS
    this.held.set(login, { state: 'shown', why: 'expired', untilMs, triesLeft: 3, code: '', wrong: '' })
    return { login, url: this.url, withinMs: SHOWN_MS }
  }

  look(token: string): LoginState {
    const held = this.held.get(token)
    if (!held) return { state: 'over', why: 'expired' }
    const withinMs = Math.max(0, held.untilMs - this.#now())
    if (held.state === 'over' || withinMs === 0) return { state: 'over', why: held.why }
    if (held.state === 'code-wanted') return { state: 'code-wanted', withinMs, triesLeft: held.triesLeft }
    return held.state === 'scanned' ? { state: 'scanned', withinMs, refused: null } : { state: held.state, withinMs }
  }

  /** A phone goes on with the latest login. */
  scan(): void {
    Object.assign(this.#latest, { state: 'scanned', untilMs: this.#now() + WITH_PHONE_MS })
  }

  /** The phone has logged in, and shows these digits. */
  show(code: string): void {
    Object.assign(this.#latest, { state: 'code-wanted', code, untilMs: this.#now() + SHOWN_MS })
  }

  over(why: LoginEnd): void {
    Object.assign(this.#latest, { state: 'over', why })
  }

  end(token: string): void {
    Object.assign(this.held.get(token) ?? {}, { state: 'over', code: '' })
  }

  /** Whether the digits are right: then this is the visit of whoever typed them, as often as it is asked. */
  confirm(token: string, code: string): Result<null, Refusal> {
    const held = this.held.get(token)
    if (held && held.code === code && held.triesLeft > 0) return this.#used(held)
    if (!held || this.look(token).state !== 'code-wanted') return refused('login-over')
    if (held.wrong !== code) held.triesLeft -= 1
    held.wrong = code
    if (held.triesLeft > 0) return refused('login-code-wrong')
    Object.assign(held, { state: 'over', why: 'tries-over' })
    return refused('login-over')
  }

  #used(held: Held): Result<null, Refusal> {
    Object.assign(held, { state: 'over', why: 'expired' })
    return ok(null)
  }

  get #latest(): Held {
    const latest = [...this.held.values()].at(-1)
    if (!latest) throw new Error('no login was begun')
    return latest
  }
}

const refused = (code: FaultCode): Result<null, Refusal> => err({ fault: fault(code), status: 409 })
