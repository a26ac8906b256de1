import type { ColumnType, Generated } from 'kysely'

/** A column that has a value only after some event. */
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>

/** Tables of `server/issuing`. */
export interface IssuingTables {
  document_file: DocumentFileTable
  proof_upgrade: ProofUpgradeTable
  batch: { batch_id: string; list_sha256: string; items: number; started_at: Date }
  batch_item: BatchItemTable
}

/** Every file that a document has had: the printed one, and those with proofs added. All of them are the same signed page. */
export interface DocumentFileTable {
  sha256: string
  document_id: string
  level: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA'
  byte_length: number
  stored_at: Date
}

export interface ProofUpgradeTable {
  document_id: string
  /** How far its newest file is proved. */
  level: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA'
  /** B-B where nothing but the second seal is to be added. */
  target: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA'
  state: 'due' | 'done' | 'needs-hand'
  tries: Generated<number>
  created_at: Date
  next_try_at: Later<Date>
  last_failure: Later<string>
}

export interface BatchItemTable {
  batch_id: string
  /** Of the list, from 1. */
  line: number
  person_id: string
  kind: string
  edition: string
  state: 'waiting' | 'issued' | 'failed'
  document_id: Later<string>
  /** Code of the fault, with its technical detail behind it. */
  fault: Later<string>
  tries: Generated<number>
  ended_at: Later<Date>
}
