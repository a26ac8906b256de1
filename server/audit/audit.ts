import type { VerifyReport } from './verify/report.ts'

export type { VerifyReport } from './verify/report.ts'

/** What others may ask of the trail's chain. */
export interface AuditChain {
  /** Links what waits, signs what is due, and hands it to the witnesses: what the server does each second by itself. */
  sweep(signal?: AbortSignal): Promise<void>
  /** Goes over the whole chain. */
  verify(): Promise<VerifyReport>
}
