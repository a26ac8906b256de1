import type { WayRefusal } from '../ways/way.ts'

/** What follows from a code of WeCom. */
export type Reaction =
  /** It is over, for this reason. */
  | { readonly do: 'end'; readonly reason: WayRefusal['reason'] }
  /** The access token is not taken any more: once with a new one. */
  | { readonly do: 'renew-token' }
  /** Too many questions: none for a while. */
  | { readonly do: 'rest' }
  /** Busy: again in a moment, a few times. */
  | { readonly do: 'repeat' }

const end = (reason: WayRefusal['reason']): Reaction => ({ do: 'end', reason })

/** WeCom answers with status 200 whatever happened: this code alone says what did. */
const REACTIONS: ReadonlyMap<number, Reaction> = new Map<number, Reaction>([
  [-1, { do: 'repeat' }],
  /** The code was used, has run out or is foreign. */
  [40029, end('refused')],
  /** The address that we come back to is not the application's, or the code is another application's. */
  [50001, end('misconfigured')],
  /** Secret and corporation. */
  [40001, end('misconfigured')],
  [40091, end('misconfigured')],
  [40013, end('misconfigured')],
  /** The address that our server calls from is not allowed. */
  [60020, end('misconfigured')],
  [40014, { do: 'renew-token' }],
  [42001, { do: 'renew-token' }],
  [45009, { do: 'rest' }],
])

/** What follows from `errcode`, which is not 0. A code that nobody knows proves nothing. */
export const reactionTo = (errcode: number): Reaction => REACTIONS.get(errcode) ?? end('refused')
