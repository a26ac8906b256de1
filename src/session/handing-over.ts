import type { HandoverEnd } from '../contract/handovers-api.ts'
import type { Fault } from '../fault.ts'

/** How far an open handover is, as the server said it last. */
export type HandoverPoint =
  | { readonly state: 'shown'; readonly url: string }
  /** A phone asks and shows these digits. `giving`: the visitor has said that it is theirs. */
  | { readonly state: 'asked'; readonly digits: string; readonly giving: boolean }

/** A handover that the server knows. By which it is asked for there stays in the station. */
export interface OpenHandover {
  readonly step: 'open'
  /** The request that it was begun with. */
  readonly id: number
  readonly at: HandoverPoint
  /** How long it was good for, counted from the answer that said so, and the session's serial then. */
  readonly withinMs: number
  readonly saidAt: number
  /** The request that asks how far it is, or gives it; null between two. */
  readonly looking: number | null
  /** Why the server has not answered lately; null after an answer. */
  readonly silent: Fault | null
}

/** How far handing a file over to a phone has come. */
export type Handover =
  | { readonly step: 'opening'; readonly request: number }
  | OpenHandover
  | { readonly step: 'given' }
  | { readonly step: 'over'; readonly why: HandoverEnd }
  | { readonly step: 'cannot-begin'; readonly fault: Fault }
