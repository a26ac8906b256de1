import { LOGINS_ROUTES } from '../../../src/contract/logins-api.ts'
import { fault } from '../../../src/fault.ts'
import type { Effect } from '../../../src/session/effect.ts'
import { identityEvent } from '../identity-event.ts'
import { untilAnswered } from '../patience.ts'
import type { DeskTools } from './desk.ts'

/** As long as somebody stands and waits for a code, or for what the digits led to. */
const ASK_WITHIN_MS = 15_000

type Of<Kind extends Effect['kind']> = Extract<Effect, { kind: Kind }>

export interface LoginDesk {
  /** Posts `login-begun` or `login-not-begun`. */
  begin(effect: Of<'begin-login'>): Promise<void>
  /** Posts `login-seen` or `login-unseen`. Asked once: the visit asks again each second. */
  look(effect: Of<'look-at-login'>): Promise<void>
  /** Posts what `look-up-identity` is answered with. */
  confirm(effect: Of<'confirm-login'>): Promise<void>
  /** Forgets the login, and tells the server once: what it does not hear runs out by itself. */
  end(effect: Of<'end-login'>): Promise<void>
}

/**
 * Logging in with a phone, as the server is asked about it. By which a login is asked for stays here, in memory alone: neither the visit nor
 * the log nor the ledger has it, and a restart forgets it.
 */
export function createLoginDesk(tools: Pick<DeskTools, 'client' | 'clock' | 'post' | 'closing'>): LoginDesk {
  const { client, clock, post, closing } = tools
  const tokens = new Map<number, string>()
  const patience = { giveUpAfterMs: ASK_WITHIN_MS, stopped: closing }

  return {
    begin: async ({ request }) => {
      // A login whose answer was lost runs out by itself: its code was never on the screen.
      const answer = await untilAnswered(clock, () => client.call(LOGINS_ROUTES.beginLogin, {}), patience)
      if (!answer.ok) return post({ kind: 'login-not-begun', request, fault: answer.error.fault })
      const { login, url, withinMs } = answer.value
      tokens.set(request, login)
      post({ kind: 'login-begun', request, url, withinMs })
    },
    look: async ({ login, request }) => {
      const token = tokens.get(login)
      if (token === undefined) return post({ kind: 'login-unseen', request, fault: fault('login-over') })
      const answer = await client.call(LOGINS_ROUTES.login, { login: token })
      if (!answer.ok) return post({ kind: 'login-unseen', request, fault: answer.error.fault })
      if (answer.value.state === 'over') tokens.delete(login)
      post({ kind: 'login-seen', request, state: answer.value })
    },
    confirm: async ({ login, request, code }) => {
      const token = tokens.get(login)
      if (token === undefined) return post({ kind: 'identity-refused', request, fault: fault('login-over') })
      const ask = () => client.call(LOGINS_ROUTES.confirmLogin, { login: token, code })
      const answer = await untilAnswered(clock, ask, patience)
      if (answer.ok) tokens.delete(login)
      post(identityEvent(request, answer))
    },
    end: async ({ login }) => {
      const token = tokens.get(login)
      if (token === undefined) return
      tokens.delete(login)
      await client.call(LOGINS_ROUTES.endLogin, { login: token })
    },
  }
}
