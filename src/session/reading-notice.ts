import type { Notice } from '../contract/notice-api.ts'
import type { Fault } from '../fault.ts'
import type { Guest } from './guest.ts'

/** Where a visitor is who reads what is done with their data, before anything is made. */
export interface ReadingNotice {
  readonly kind: 'reading-notice'
  readonly visitor: Guest
  readonly notice: Notice
  /** Why it was not written down that the visitor has agreed. */
  readonly fault: Fault | null
  /** The request that writes it down; null until the visitor agrees. */
  readonly request: number | null
}
