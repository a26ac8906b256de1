import type { CopyOutcome, CopyProgress } from '../../../src/contract/devices.ts'
import type { Fault } from '../../../src/fault.ts'
import type { LedgerCopy } from '../ledger/copies.ts'

export interface Tally {
  progress(progress: CopyProgress): void
  ended(outcome: Pick<CopyOutcome, 'kind' | 'sheetsDelivered'>): void
  /** What the copy under way waits for. */
  stalled(): Fault | null
  total(): { readonly copiesDelivered: number; readonly copiesUnclear: number; readonly sheetsDelivered: number }
}

/** Adds up sheets and copies of a job over its copies. No copy counts for more sheets than it has. */
export function tallyOf(
  copies: readonly LedgerCopy[],
  sheetsPerCopy: number,
  tell: (sheets: number, copies: number, stalled: Fault | null) => void,
): Tally {
  const done = copies.filter(copy => copy.state !== 'sending')
  const most = (sheets: number) => Math.min(sheets, sheetsPerCopy)
  let sheets = done.reduce((sum, copy) => sum + most(copy.sheetsDelivered), 0)
  let delivered = done.filter(copy => copy.state === 'delivered').length
  let unclear = done.filter(copy => copy.state === 'cannot-be-told').length
  let stalled: Fault | null = null
  return {
    progress: progress => {
      stalled = progress.stalled
      tell(sheets + most(progress.sheetsDelivered), delivered, stalled)
    },
    ended: outcome => {
      sheets += most(outcome.sheetsDelivered)
      if (outcome.kind === 'delivered') delivered += 1
      if (outcome.kind === 'delivered') stalled = null
      if (outcome.kind === 'cannot-be-told') unclear += 1
      tell(sheets, delivered, stalled)
    },
    stalled: () => stalled,
    total: () => ({ copiesDelivered: delivered, copiesUnclear: unclear, sheetsDelivered: sheets }),
  }
}
