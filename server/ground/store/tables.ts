import type { ColumnType, Generated } from 'kysely'
import type { DocumentState, RevocationReason } from '../../../src/verification/states.ts'
import type { IssuingTables } from './issuing-tables.ts'

/** The server's own tables, as Kysely sees them. Times are `timestamptz`; amounts are whole fen. */
export interface Tables extends IssuingTables {
  terminal: TerminalTable
  enrolment_code: EnrolmentCodeTable
  request_nonce: { terminal_id: string; nonce: string; expires_at: Date }
  visit: VisitTable
  document: DocumentTable
  quota_use: { quota_key: string; used: number; last_taken: number }
  print_order: PrintOrderTable
  refund: RefundTable
  audit: AuditTable
  house_secret: { name: string; secret: string; made_at: Date }
  spent_captcha: { nonce: string; expires_at: Date }
  /** `changes` counts revocations and replacements up to the list; neither is ever taken back. */
  revocation_list: { version: number; issued_at: Date; next_update: Date; changes: number; pdf: Uint8Array }
  trust_notice: { version: number; issued_at: Date; anchors_pem: string; pdf: Uint8Array }
  verification_certificate: {
    certificate_number: string
    document_id: string
    outcome: DocumentState
    sha256: string
    signed_digest: string
    issued_at: Date
  }
  setup_script: { sha256: string; run_at: Date }
}

/** A column that has a value only after some event. */
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>

export interface TerminalTable {
  terminal_id: string
  /** Base64 of the Ed25519 SubjectPublicKeyInfo. */
  public_key: string
  name_zh: string
  name_en: string
  place_zh: string
  place_en: string
  state: 'active' | 'suspended'
  enrolled_at: Date
}

export interface EnrolmentCodeTable {
  code_hash: string
  name_zh: string
  name_en: string
  place_zh: string
  place_en: string
  expires_at: Date
  /** The terminal that the code has made. */
  terminal_id: Later<string>
}

export interface VisitTable {
  /** SHA-256 of the token: who reads the table can't use a visit. */
  visit_key: string
  terminal_id: string
  person_id: string
  /** What the person has shown. */
  assurance: Generated<'campus-card' | 'id-card'>
  started_at: Date
  last_seen_at: Date
  ended_at: Later<Date>
}

export interface DocumentTable {
  document_id: string
  /** Visit and terminal that it was made in; null for one that was made in a batch. */
  visit_key: string | null
  terminal_id: string | null
  person_id: string
  kind: string
  edition: string
  title_zh: string
  title_en: string
  name_masked_zh: string
  name_masked_en: string
  /** The person's number as a verifier sees it; empty for documents of before it was kept. */
  number_masked: Generated<string>
  unit_price_fen: number
  document_number: string
  /** SHA-256 of the code that stands on the paper. */
  verification_key: string
  /** `preparing` until the signed file is stored; `failed` when it could not be made. */
  state: 'preparing' | 'issued' | 'failed'
  created_at: Date
  issued_at: Later<Date>
  revoked_at: Later<Date>
  revocation_reason: Later<RevocationReason>
  /** The document that has taken its place, and since when. */
  superseded_by: Later<string>
  superseded_at: Later<Date>
  /** From then on it is no longer valid; null for what never ends. */
  expires_at: Later<Date>
  pages: Later<number>
  byte_length: Later<number>
  /** Of the file that is printed. */
  sha256: Later<string>
  /** Over what its seal is over: the same in every file of the document. Null for documents of before it was kept. */
  signed_digest: Later<string>
  /** Of the file with the most proofs; null while there is none beside the printed one. */
  newest_sha256: Later<string>
}

export interface PrintOrderTable {
  order_id: string
  job_id: string
  order_number: string
  terminal_id: string
  visit_key: string
  document_id: string
  quota_key: string
  copies: number
  free_copies: number
  unit_price_fen: number
  amount_fen: number
  state: 'opening' | 'awaiting-payment' | 'closing' | 'ready' | 'closed' | 'ended'
  /** Our number at the provider; null for a free order. */
  out_trade_no: string | null
  /** The provider that it is paid at and our merchant number there: everything about its money is asked of these two. Null for a free order. */
  provider: Later<string>
  /** Null as well for an order of before it was kept, until the first start with its merchant. */
  merchant_id: Later<string>
  code_url: Later<string>
  pay_until: Later<Date>
  /** Whether the provider might still take money under this number although the order is over. */
  loose_end: Generated<boolean>
  paid_fen: Generated<number>
  transaction_id: Later<string>
  copies_delivered: Later<number>
  sheets_delivered: Later<number>
  outcome_fault: Later<string>
  quota_given_back: Generated<number>
  refund_fen: Generated<number>
  created_at: Date
  ready_at: Later<Date>
  over_at: Later<Date>
  /** When the provider was last asked about this order, and how often in its present state. */
  asked_at: Later<Date>
  asked_times: Generated<number>
  next_check_at: Later<Date>
}

export interface RefundTable {
  order_id: string
  cause: RefundCause
  /** Our number of the refund at the provider: stored before the first call, replaced only after that one was closed for good. */
  out_refund_no: string
  refund_fen: number
  total_fen: number
  state: 'due' | 'accepted' | 'succeeded' | 'needs-hand'
  tries: Generated<number>
  created_at: Date
  next_try_at: Later<Date>
  succeeded_at: Later<Date>
}

export type RefundCause = 'not-delivered' | 'paid-late' | 'wrong-amount'

export interface AuditTable {
  seq: Generated<string>
  at: Date
  event: string
  /** An id of ours: order, document, terminal, visit. Never a person. */
  subject: string
  terminal_id: string | null
  detail: ColumnType<unknown, string, never>
}
