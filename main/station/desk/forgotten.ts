import type { Clock } from '../../../src/clock.ts'
import type { CopyEvidence, ForgottenOrder, Outcome } from '../../../src/contract/orders-api.ts'
import { fault } from '../../../src/fault.ts'
import type { LedgerJob } from '../ledger/ledger.ts'
import type { Refusal } from '../server-client.ts'

/** How long an order that the server does not know may still turn up there: longer than any request is under way. */
const MAY_TURN_UP_MS = 600_000

/** Whether the server itself says that it does not know the order. A 404 of something in between has another word. */
export function isUnknown({ status, fault }: Refusal): boolean {
  return status === 404 && fault.code === 'order-unknown'
}

/** A refusal, for the log. */
export const wordOf = ({ fault: { code }, status }: Refusal): string => (status === null ? code : `${code}, ${status}`)

/** Watches how long the server has been saying of one order that it does not know it. */
export interface UnknownWatch {
  /** Takes in that it said so once more; true when it has, for so long that nothing can turn up any more. */
  saidAgain(): boolean
}

/**
 * Spans are counted on the monotonic clock and from the first such word in this run: a request that could still make the order
 * was sent before it. A restart begins anew, which costs ten minutes and no proof.
 */
export function watchUnknown(clock: Clock): UnknownWatch {
  let sinceMs: number | null = null
  return {
    saidAgain: () => {
      sinceMs ??= clock.monotonic()
      return clock.monotonic() - sinceMs >= MAY_TURN_UP_MS
    },
  }
}

/**
 * What a person must hear of an order that the server does not know; null when neither money nor paper can stand behind it. An
 * order that was never heard of has shown no code, so nobody can have paid it: that the server goes on not to know it is the
 * proof that it never was. A free one without paper costs nobody anything.
 */
export function forgottenOrder(job: LedgerJob, outcome: Outcome | null): ForgottenOrder | null {
  const { jobId, orderNumber, documentId, quote, paymentReference, state } = job
  const { copies, freeCopies, unitPriceFen, amountFen } = quote
  const maybePaid = orderNumber !== '' && amountFen > 0
  const maybePaper = outcome !== null && outcome.copiesDelivered + outcome.copiesUnclear > 0
  if (state === 'settled' || state === 'closed' || !(maybePaid || maybePaper)) return null
  return {
    ...{ jobId, orderNumber, documentId, copies, freeCopies, unitPriceFen, paymentReference },
    ...{ stationState: state, outcome },
  }
}

/**
 * What a person must hear of copies whose end became known after they were given back, of an order that the server does not know: all that
 * came out, as the ledger knows it in the end. `unclearLess`: of so many it could not be told, and now it can that they did not come out.
 * Its order may have been told and settled before it was forgotten.
 */
export function forgottenPaper(job: LedgerJob, copies: readonly CopyEvidence[], unclearLess: number): ForgottenOrder {
  const { jobId, orderNumber, documentId, quote, paymentReference } = job
  const { freeCopies, unitPriceFen } = quote
  const late = copies.filter(({ end }) => end === 'delivered').length
  const outcome: Outcome = {
    copiesDelivered: Math.min(quote.copies, job.copiesDelivered + late),
    copiesUnclear: Math.max(0, Math.min(job.copiesUnclear - unclearLess, quote.copies - job.copiesDelivered - late)),
    sheetsDelivered: copies.reduce(
      (sum, { sheetsCounted }) => sum + sheetsCounted,
      job.copiesDelivered * job.sheetsPerCopy,
    ),
    copies: [...copies],
    fault: job.faultCode && fault(job.faultCode),
  }
  const ordered = { jobId, orderNumber, documentId, copies: quote.copies, freeCopies, unitPriceFen, paymentReference }
  return { ...ordered, stationState: 'printed', outcome }
}
