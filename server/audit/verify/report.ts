import type { Finding } from './finding.ts'

/** What came of a verification. */
export interface VerifyReport {
  /** `stopped`: it was ended before its end, and nothing bad was found until then. */
  readonly outcome: 'whole' | 'broken' | 'stopped'
  /** The first and the last place that it proves, with the moments of their entries; null while there is nothing. */
  readonly from: { readonly position: number; readonly at: string } | null
  readonly through: { readonly position: number; readonly at: string } | null
  readonly entries: number
  readonly checkpoints: number
  /** Entries of the last second, which have no link yet. */
  readonly waiting: number
  /** Entries that were linked more than an hour after the moment that stands in them. */
  readonly late: { readonly count: number; readonly first: number | null }
  /** The outside copy that was compared. */
  readonly witness: { readonly checkpoints: number; readonly through: number } | null
  /** Chains of terminals, and the entries in them. */
  readonly terminals: { readonly chains: number; readonly entries: number }
  /** Every outside copy that was compared, by its name. */
  readonly witnesses: readonly { readonly name: string; readonly checkpoints: number; readonly through: number }[]
  /** Outside copies of the configuration that could not be read. */
  readonly unread: readonly string[]
  readonly findings: readonly Finding[]
  readonly findingsCount: number
  readonly tookMs: number
}
