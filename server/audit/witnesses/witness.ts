import type { Result } from '../../../src/result.ts'

/** What a witness is given. */
export interface Delivery {
  readonly number: number
  /** The line that an outside copy is made of: the signed checkpoint with the hashes of the links that it adds. */
  readonly line: string
  /** The signed statement in it. */
  readonly statement: string
  readonly signature: string
  readonly at: string
  readonly size: number
}

/** Why a witness has not taken it. `contradicts`: it has another checkpoint of this number. `pending`: it is on its way. */
export interface WitnessRefusal {
  readonly kind: 'away' | 'contradicts' | 'pending'
  /** For the log and the page; nothing secret. */
  readonly why: string
}

/** Somebody outside who keeps checkpoints. */
export interface Witness {
  readonly name: string
  readonly kind: 'file' | 's3' | 'mail'
  /** Where it keeps them, for the page. */
  readonly place: string
  /** One that is told only now and then gets the newest checkpoint alone. */
  readonly everyMs: number | null
  /** `isFirst`: it has been given none yet. A rejection is as one that is away. */
  give(delivery: Delivery, isFirst: boolean): Promise<Result<null, WitnessRefusal>>
}

export const away = (why: string): WitnessRefusal => ({ kind: 'away', why })
export const contradicts = (why: string): WitnessRefusal => ({ kind: 'contradicts', why })
