import type { SentCopy } from '../../../src/contract/devices.ts'
import type { LedgerCopy } from '../ledger/copies.ts'

/** What the ledger knows of a copy that was sent, as the printer's driver asks for it. */
export function sentOf(
  { jobName, standing, printerJobId, sheetsDelivered, othersSeen }: LedgerCopy,
  pages: number,
): SentCopy {
  return { jobName, pages, standing, printerJobId, sheetsDelivered, othersSeen }
}
