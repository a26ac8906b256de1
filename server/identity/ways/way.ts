import type { Result } from '../../../src/result.ts'
import type { Way } from '../../../src/rules/assurance.ts'

/** A way in that somebody chooses on a page of ours: over somebody else's page, or with an account of this house. */
export type LoginWay = RedirectWay['way'] | 'local-account'

/** What one login carries from its beginning to the provider's answer. Made anew for every login, and kept on the server. */
export interface LoginSecrets {
  /** Where the provider sends the browser back to: from the configuration, with the login's id in its path. */
  readonly backUrl: string
  /** 256 bits in hex: WeCom takes letters and digits alone. */
  readonly state: string
  /** 256 bits in hex. */
  readonly nonce: string
  /** For PKCE (RFC 7636), 43 characters at least. */
  readonly codeVerifier: string
}

/** Who a provider says that somebody is, before anyone has looked for that person in the university's data. */
export interface ProvenSubject {
  /** What the provider calls the person. Whole, as it came: leading zeros and case are a person's own. */
  readonly subject: string
  /** Every attribute as the list of its values. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
  /** By what the provider will name this login when it ends it; null where it never does. */
  readonly providerSession: string | null
}

/**
 * Why nothing was proven. `declined`: the person has not agreed. `refused`: the provider does not stand behind what was brought.
 * `away`: it does not answer, or is busy. `unknown`: it may have heard, so that what was brought may be spent; the login begins anew.
 * `misconfigured`: a person of the university must mend something, which `detail` names. `lying`: the answer is not one of the protocol.
 */
export interface WayRefusal {
  readonly reason: 'declined' | 'refused' | 'away' | 'unknown' | 'misconfigured' | 'lying'
  /** For the log: a technical fact, without ticket, code, token and person. */
  readonly detail: string
}

/** A way in that leads over a page of somebody else. */
export interface RedirectWay {
  readonly way: Extract<Way, 'cas' | 'oidc' | 'wecom'>
  /** The address that the browser is sent to. */
  begin(
    login: LoginSecrets,
    asked: { readonly language: string; readonly isInWeCom: boolean },
  ): Promise<Result<{ readonly url: string }, WayRefusal>>
  /**
   * Whether what a browser has brought back can be the answer to this login at all, by what it carries (`state`). One that can't is nobody's
   * try of it, and touches nothing. Where the address itself is this login's own, everything that comes there is an answer.
   */
  isAnswerTo(login: LoginSecrets, query: URLSearchParams): boolean
  /** What the browser has brought back, asked of the provider, once. `query`: of the address that it came back to. */
  finish(login: LoginSecrets, query: URLSearchParams): Promise<Result<ProvenSubject, WayRefusal>>
}
