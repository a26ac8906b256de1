import type { ReactNode } from 'react'
import type { Result } from '../../../src/result.ts'
import type { Refusal } from '../../web/route-client.ts'

/** An act as a button and its dialog are told of it. */
export interface ActProps<Done> {
  /** On the button that opens the dialog, in the dialog's title and on the button that does it. */
  readonly label: string
  /** What it will do, before it is done: words, or what the server answers when it is asked. */
  readonly will: ReactNode | (() => Promise<Result<ReactNode, Refusal>>)
  /** Fields of the act, between what it will do and the button that does it. */
  readonly fields?: ReactNode
  /** False while the fields are not filled in as they must be. */
  readonly isReady?: boolean
  /** With a reason that whoever acts must write, which `act` is given. */
  readonly needsReason?: boolean
  readonly act: (reason: string) => Promise<Result<Done, Refusal>>
  /** What it did, after it was done. */
  readonly did: (done: Done) => ReactNode
  /** Takes it back, where that can be. */
  readonly undo?: (done: Done) => Promise<Result<unknown, Refusal>>
  /** It was done, or taken back: what stands on the page may be old. */
  readonly onDone?: (done: Done) => void
}
