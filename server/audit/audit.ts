import type { Waits } from './keeping/expire.ts'
import type { VerifyReport } from './verify/report.ts'

export type { VerifyReport } from './verify/report.ts'

/** What others may ask of the trail's chain. */
export interface AuditChain {
  /** Links what waits, signs what is due, and hands it to the witnesses: what the server does by itself. */
  sweep(signal?: AbortSignal): Promise<void>
  /** Goes over the whole chain, or waits for who is at it. `by`: a staff id, or what asks. */
  verify(by: string): Promise<VerifyReport>
  /** Deletes what is older than the house keeps it, and says what holds it up. */
  expire(signal?: AbortSignal): Promise<{ readonly rows: number; readonly waits: Waits | null }>
}
