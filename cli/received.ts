import type { Dock } from './dock.ts'

/** A file that the printer took: one copy. */
export interface ReceivedCopy {
  readonly jobName: string
  readonly sha256: string
  readonly sheets: number
}

/** The printer's own list of what it got for an order, oldest first; null when it can't be asked. */
export async function receivedFor(dock: Dock | null, orderNumber: string): Promise<readonly ReceivedCopy[] | null> {
  if (!dock) return null
  const state = await dock.state().catch(() => null)
  if (!state?.pagePrinter) return null
  const { pagePrinter } = state
  return pagePrinter.jobs
    .filter(job => job.jobName.startsWith(`${orderNumber}-`))
    .map(({ jobName, sha256, sheetsDelivered }) => ({ jobName, sha256, sheets: sheetsDelivered }))
    .reverse()
}
