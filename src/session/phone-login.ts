import type { LoginEnd, LoginRefusal } from '../contract/logins-api.ts'
import type { Fault } from '../fault.ts'

/** How far an open login is, as the server said it last, with what this side adds. */
export type LoginPoint =
  /** `replaced` counts the codes before this one that nobody scanned. */
  | { readonly state: 'shown'; readonly url: string; readonly replaced: number }
  | { readonly state: 'scanned'; readonly refused: LoginRefusal | null }
  | {
      readonly state: 'code-wanted'
      readonly typed: string
      readonly triesLeft: number
      readonly fault: Fault | null
      /** The request that asks whether the digits are right; null until the visitor confirms. */
      readonly confirming: number | null
    }

/** A login that the server knows. By which it is asked for there stays in the station. */
export interface OpenLogin {
  readonly step: 'open'
  /** The request that it was begun with. */
  readonly id: number
  readonly at: LoginPoint
  /** How long it was good for, counted from the answer that said so, and the session's serial then. */
  readonly withinMs: number
  readonly saidAt: number
  /** The request that asks how far it is; null between two. */
  readonly looking: number | null
  /** That time is over: the answer that is awaited now decides. */
  readonly isDue: boolean
  /** How many of those requests had no answer, one after another, and why; null after an answer. */
  readonly silence: { readonly times: number; readonly fault: Fault } | null
}

/** How far logging in with a phone has come. */
export type PhoneLogin =
  | { readonly step: 'opening'; readonly request: number; readonly replaced: number }
  | OpenLogin
  /** Nobody scanned so many codes: the next one needs a touch. */
  | { readonly step: 'paused' }
  | { readonly step: 'over'; readonly why: LoginEnd }
  | { readonly step: 'cannot-begin'; readonly fault: Fault }

/** Somebody's phone goes on with it: the screen belongs to whoever holds that. */
export function isWithPhone(login: PhoneLogin): boolean {
  return login.step === 'open' && login.at.state !== 'shown'
}
