// Made from the migrated database by `npm run tables`, and compared with it by a test: never changed by hand.
import type { ColumnType, Generated } from 'kysely'

/** A column that has a value only after some event. */
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>
/** Comes out as a value, goes in as text. */
type Json = ColumnType<unknown, string, string>
/** Both. */
type LaterJson = ColumnType<unknown, string | null | undefined, string | null>

/** The server's own tables, as Kysely sees them. Amounts are whole fen. */
export interface Tables {
  audit: AuditTable
  batch: BatchTable
  batch_item: BatchItemTable
  bill_difference: BillDifferenceTable
  bill_line: BillLineTable
  book_entry: BookEntryTable
  book_line: BookLineTable
  case_history: CaseHistoryTable
  document: DocumentTable
  document_file: DocumentFileTable
  enrolment_code: EnrolmentCodeTable
  house_secret: HouseSecretTable
  lost_refund: LostRefundTable
  open_case: OpenCaseTable
  print_order: PrintOrderTable
  proof_upgrade: ProofUpgradeTable
  provider_memory: ProviderMemoryTable
  quota_use: QuotaUseTable
  reconciled_day: ReconciledDayTable
  refund: RefundTable
  reprint_code: ReprintCodeTable
  request_nonce: RequestNonceTable
  revocation_list: RevocationListTable
  setup_script: SetupScriptTable
  spent_captcha: SpentCaptchaTable
  terminal: TerminalTable
  trust_notice: TrustNoticeTable
  unclaimed_payment: UnclaimedPaymentTable
  unknown_refund: UnknownRefundTable
  verification_certificate: VerificationCertificateTable
  visit: VisitTable
}

export interface AuditTable {
  seq: Generated<string>
  at: Date
  event: string
  /** An id of ours: order, document, terminal, visit. Never a person. */
  subject: string
  terminal_id: Later<string>
  detail: Json
}

export interface BatchTable {
  batch_id: string
  list_sha256: string
  items: number
  started_at: Date
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

export interface BillDifferenceTable {
  provider: string
  merchant_id: string
  day: string
  class:
    | 'paid-there-not-here'
    | 'there-only'
    | 'here-only'
    | 'amount-differs'
    | 'refund-differs'
    | 'sheets-differ'
    | 'bill-missing'
  /** With the kind of the case what it is about: an order, a number at the provider, a day. */
  subject: string
  out_trade_no: Later<string>
  out_refund_no: Later<string>
  order_id: Later<string>
  /** What is booked here; of sheets, how many were counted. */
  here_fen: Later<number>
  /** What the bill says; of sheets, how many the copies have. */
  there_fen: Later<number>
  /** What the provider last answered to a query about it. */
  answer: Later<string>
  state: 'open' | 'explained'
  case_number: string
  found_at: Date
  explained_at: Later<Date>
}

export interface BillLineTable {
  provider: string
  merchant_id: string
  day: string
  /** From 1, payments and refunds alone. */
  line_number: number
  kind: 'payment' | 'refund'
  /** Our number of the order at the provider. */
  out_trade_no: string
  out_refund_no: Later<string>
  transaction_id: string
  amount_fen: number
  at: Date
  /** As it was when the bill was made. */
  refund_state: Later<'processing' | 'succeeded' | 'closed' | 'abnormal'>
  /** of-others: the merchant also takes other trade, and the number is none of the house’s. */
  class: Later<'equal' | 'of-others' | 'paid-there-not-here' | 'there-only' | 'amount-differs' | 'refund-differs'>
  order_id: Later<string>
}

/** Double entry: what has moved money, once each. Never changed. */
export interface BookEntryTable {
  entry_id: Generated<string>
  /** The order; for a payment that no order knows, its number at the provider. */
  subject: string
  cause:
    | 'payment-seen'
    | 'payment-unknown'
    | 'charged'
    | 'refund-owed'
    | 'waived'
    | 'refund-paid'
    | 'refunded-by-hand'
    | 'payment-unseen'
    | 'refund-unowed'
    | 'refund-dropped'
    | 'refund-returned'
    | 'refund-not-received'
    | 'refund-lost'
  /** Which of its cause, for the same order: the same thing heard twice has the same, and is entered once. */
  reference: string
  /** When it happened by the server's clock. */
  at: Date
  /** Entered when the books began, for an order of before; its time is the order's. */
  is_carried_over: Generated<boolean>
}

/** What an entry moves, one line an account; the lines of an entry make nought. */
export interface BookLineTable {
  entry_id: string
  account: 'provider' | 'visitor' | 'university' | 'given-back' | 'by-hand' | 'lost'
  /** Positive on the account that it comes to, negative on the one that it leaves. */
  amount_fen: number
}

/** What was said and done about each case, in order. */
export interface CaseHistoryTable {
  seq: Generated<string>
  case_number: string
  at: Date
  step: 'opened' | 'evidence' | 'asked' | 'agreed' | 'declined' | 'lapsed' | 'begun' | 'failed' | 'taken-back' | 'ended'
  /** The person, as named by whoever gave the command. */
  by_name: Later<string>
  /** The user of the operating system who gave the command. */
  by_user: Later<string>
  /** Of a piece of evidence: who says it. */
  source: Later<'station' | 'printer' | 'provider' | 'bill' | 'server' | 'person'>
  /** Of a piece of evidence: when, by the clock of who says it. */
  said_at: Later<Date>
  words: Later<string>
  detail: Json
}

export interface DocumentTable {
  document_id: string
  /** The visit that it was made in; null for one that was made in a batch. */
  visit_key: Later<string>
  /** The terminal that it was made at; null for one that was made in a batch. */
  terminal_id: Later<string>
  person_id: string
  kind: string
  edition: string
  title_zh: string
  title_en: string
  name_masked_zh: string
  name_masked_en: string
  unit_price_fen: number
  document_number: string
  /** SHA-256 of the code that stands on the paper. */
  verification_key: string
  /** `preparing` until the signed file is stored; `failed` when it could not be made. */
  state: 'preparing' | 'issued' | 'failed'
  created_at: Date
  issued_at: Later<Date>
  revoked_at: Later<Date>
  pages: Later<number>
  byte_length: Later<number>
  /** Of the file that is printed. */
  sha256: Later<string>
  /** The person's number as a verifier sees it; empty for documents of before it was kept. */
  number_masked: Generated<string>
  /** Over what its seal is over: the same in every file of the document. Null for documents of before it was kept. */
  signed_digest: Later<string>
  /** From then on it is no longer valid; null for what never ends. */
  expires_at: Later<Date>
  revocation_reason: Later<'issued-in-error' | 'record-corrected' | 'lost-or-misused' | 'withdrawn'>
  /** The document that has taken its place. */
  superseded_by: Later<string>
  superseded_at: Later<Date>
  /** Of the file with the most proofs; null while there is none beside the printed one. */
  newest_sha256: Later<string>
}

/** Every file that a document has had: the printed one, and those with proofs added. All of them are the same signed page. */
export interface DocumentFileTable {
  sha256: string
  document_id: string
  level: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA'
  byte_length: number
  stored_at: Date
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

export interface HouseSecretTable {
  name: string
  secret: string
  made_at: Date
}

/** Refunds that the provider has paid out and nobody owed: what a named person has entered as lost, once each. Who and why stands in the case. */
export interface LostRefundTable {
  out_refund_no: string
  provider: string
  merchant_id: Later<string>
  out_trade_no: string
  /** Null for a payment that no order knows. */
  order_id: Later<string>
  lost_fen: number
  case_number: string
  entered_at: Date
}

/** Everything that needs a hand: one row a cause, until it has ended. */
export interface OpenCaseTable {
  case_number: string
  kind:
    | 'copy-unclear'
    | 'late-paper'
    | 'refund-refused'
    | 'refund-abnormal'
    | 'refund-returned'
    | 'refund-slow'
    | 'amount-differs'
    | 'outcome-missing'
    | 'order-forgotten'
    | 'paid-unknown'
    | 'order-unclosable'
    | 'bill-differs'
    | 'refund-differs'
    | 'sheets-differ'
    | 'outcome-conflict'
    | 'issued-file-damaged'
    | 'books-differ'
    | 'bad-print'
  /** An id of what it is about, as the room that opened it names it: with the kind it is the cause. */
  subject: string
  order_id: Later<string>
  /** The money at stake; null where none is. */
  amount_fen: Later<number>
  state: 'open' | 'waiting-for-agreement' | 'under-way' | 'ended'
  /** The line of the history that asks for the act which waits for agreement or is under way. */
  asked_seq: Later<string>
  /** What the machine will do without anybody. */
  by_itself: Later<string>
  by_itself_at: Later<Date>
  /** How often the cause was told; words that were heard before are counted and not written again. */
  times_heard: Generated<number>
  last_heard_at: Date
  /** The case before this one of the same cause. */
  former_case: Later<string>
  opened_at: Date
  ended_at: Later<Date>
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
  out_trade_no: Later<string>
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
  /** When the provider was last asked about this order. */
  asked_at: Later<Date>
  /** How often it was asked while the order was in its present state. */
  asked_times: Generated<number>
  next_check_at: Later<Date>
  /** The provider that it is paid at; with the merchant number everything about its money is asked of these two. Null for a free order. */
  provider: Later<string>
  /** Our number at the provider. Null for a free order, and for one of before it was kept until the first start with its merchant. */
  merchant_id: Later<string>
  /** Copies of which the printer could not tell whether they came out. */
  copies_unclear: Generated<number>
  /** Of what was paid for them, what waits for a person, for it is more than goes back without one. */
  held_fen: Generated<number>
  /** What the provider said of the payment and does not fit the order, as long as it is not said twice: nothing of it is booked. */
  doubt: Later<string>
  /** How often the merchant said in a row that it knows no such number, or refused to say anything of it. */
  unfound: Generated<number>
  /** Who said what came out: the terminal, or a person who decided without it. */
  outcome_by: Later<'terminal' | 'person'>
  /** What the terminal has told, as it told it, with the evidence of each copy. */
  outcome_told: LaterJson
  /** When a case was opened because its terminal has told nothing. */
  missing_told_at: Later<Date>
  /** The order whose copies came out badly: this one has no price and takes no free copy. */
  reprint_of: Later<string>
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

/** What a provider keeps for a merchant, in a form of its own: of WeChat Pay its certificates. Nothing secret stands here. */
export interface ProviderMemoryTable {
  provider: string
  merchant_id: string
  text: string
  kept_at: Date
}

export interface QuotaUseTable {
  quota_key: string
  used: number
  last_taken: number
}

/** One row a merchant and day, and one a day for the sheets that printers have counted. */
export interface ReconciledDayTable {
  /** The provider; printers for the sheets of a day, whose merchant is empty. */
  provider: string
  merchant_id: string
  /** YYYY-MM-DD on the calendar of the bill; of sheets on that of the house. */
  day: string
  /** waiting: there is no bill in hand yet. asking: matched, and the provider has yet to answer about a difference. */
  state: 'waiting' | 'asking' | 'matched'
  /** no-trade: the provider says that nothing was traded. not-offered: it gives out no bills. */
  bill: Later<'taken' | 'no-trade' | 'not-offered'>
  /** SHA-1 of the file, as the provider’s signed reply named it. */
  bill_digest: Later<string>
  bill_lines: Later<number>
  payments_fen: Later<string>
  refunds_fen: Later<string>
  tries: Generated<number>
  first_tried_at: Date
  /** Why the last try brought no bill. */
  last_code: Later<string>
  matched_at: Later<Date>
  /** Null when nothing is left to be fetched, asked or looked at again. */
  next_try_at: Later<Date>
}

export interface RefundTable {
  /** Null for a payment that no order knows. */
  order_id: Later<string>
  cause: 'not-delivered' | 'proven-absent' | 'paid-late' | 'wrong-amount' | 'by-hand-decided'
  /** Our number of the refund at the provider: stored before the first call, replaced only after that one was closed for good. */
  out_refund_no: string
  refund_fen: number
  total_fen: number
  state: 'due' | 'accepted' | 'succeeded' | 'needs-hand' | 'paid-by-hand' | 'written-off'
  tries: Generated<number>
  created_at: Date
  next_try_at: Later<Date>
  succeeded_at: Later<Date>
  refund_id: string
  out_trade_no: string
  provider: string
  merchant_id: Later<string>
  /** When its provider was last asked for it: refunds of one trade lie a minute apart. */
  tried_at: Later<Date>
  /** The code of the last refusals; null once the provider has accepted the refund. */
  refusal_code: Later<string>
  /** How often that code was answered in a row. */
  refusals: Generated<number>
  refused_since: Later<Date>
  /** How often the provider has given a number of it up for good. */
  closings: Generated<number>
  /** What the provider said of its amounts and does not fit, as long as it is not said twice: nothing of it is booked. */
  doubt: Later<string>
  /** With case_subject the case that ends when this refund has succeeded; null where none waits for it. */
  case_kind: Later<string>
  case_subject: Later<string>
  /** The person who took this debt: with ended_because, the reference or the reason. */
  ended_by: Later<string>
  ended_because: Later<string>
  /** Since when the provider has it under way, under its present number; null before that. */
  accepted_at: Later<Date>
  /** When a case was opened because it is under way for too long. */
  slow_told_at: Later<Date>
  /** Where a person has had it sent after the provider could not pay it out. Of a bank card nothing is kept. */
  redirected_to: Later<'payer-card' | 'merchant'>
  /** When a person wanted that. */
  redirected_at: Later<Date>
  /** When the provider said that its money has come to the university's own account: the payer has nothing of it. */
  returned_at: Later<Date>
  /** Whether that is about the payment, or about this refund, which the provider then has. */
  doubt_about: Later<'payment' | 'refund'>
  /** What the provider has paid of it although a person had ended it: it has left twice. */
  paid_beside_fen: Later<number>
}

export interface ReprintCodeTable {
  /** Of the digits that staff were shown once; of older rows, of eight characters. */
  code_hash: string
  order_id: string
  copies: number
  state: 'open' | 'used' | 'expired' | 'taken-back'
  /** The last order that was opened with it. What surely did not come out under that can be printed with the code again; it is used once all of its copies came out, or may have. */
  reprint_order_id: Later<string>
  /** With case_subject the case that ends when the code is used or has expired. */
  case_kind: string
  case_subject: string
  made_at: Date
  expires_at: Date
  ended_at: Later<Date>
}

export interface RequestNonceTable {
  terminal_id: string
  nonce: string
  expires_at: Date
}

export interface RevocationListTable {
  version: number
  issued_at: Date
  next_update: Date
  /** Counts revocations and replacements up to the list; neither is ever taken back. */
  changes: number
  pdf: Uint8Array
}

export interface SetupScriptTable {
  sha256: string
  run_at: Date
}

export interface SpentCaptchaTable {
  nonce: string
  expires_at: Date
}

export interface TerminalTable {
  terminal_id: string
  /** Base64 of the Ed25519 SubjectPublicKeyInfo. */
  public_key: string
  name_zh: string
  name_en: string
  place_zh: string
  place_en: string
  state: 'active' | 'suspended' | 'quarantined' | 'retired'
  enrolled_at: Date
  /** The newest start of the terminal that was heard of, as it counts them; null for one that does not count. */
  start_count: Later<number>
  /** A random number of that start: two machines may count alike, and never draw alike. */
  start_id: Later<string>
  /** When that start was first heard of. */
  started_at: Later<Date>
}

export interface TrustNoticeTable {
  version: number
  issued_at: Date
  anchors_pem: string
  pdf: Uint8Array
}

/** Payments that a merchant has told of and no order knows. Nothing personal stands here. */
export interface UnclaimedPaymentTable {
  provider: string
  merchant_id: string
  out_trade_no: string
  transaction_id: Later<string>
  said_fen: Later<number>
  paid_at: Later<Date>
  /** The order that a terminal remembers and the tables do not; null where only a merchant has told of it. */
  job_id: Later<string>
  said_by: 'notice' | 'station'
  heard_at: Date
  heard_times: Generated<number>
  /** heard: the merchant has not confirmed it yet; told: a case says so; over: the case has ended. */
  state: 'heard' | 'told' | 'over'
  /** What a signed query has answered last. */
  answer: Later<string>
  answer_fen: Later<number>
  asked_times: Generated<number>
  next_ask_at: Later<Date>
}

/** Refunds that a provider has told of and nobody here has asked for: kept before the notice is acknowledged, and a case. Nothing personal stands here. */
export interface UnknownRefundTable {
  provider: string
  merchant_id: string
  out_refund_no: string
  out_trade_no: string
  said_state: 'processing' | 'succeeded' | 'closed' | 'abnormal'
  said_fen: number
  heard_at: Date
  heard_times: Generated<number>
}

export interface VerificationCertificateTable {
  certificate_number: string
  document_id: string
  outcome: 'valid' | 'replaced' | 'revoked' | 'expired'
  sha256: string
  signed_digest: string
  issued_at: Date
}

export interface VisitTable {
  /** SHA-256 of the token: who reads the table can't use a visit. */
  visit_key: string
  terminal_id: string
  person_id: string
  started_at: Date
  last_seen_at: Date
  ended_at: Later<Date>
  /** What the person has shown. */
  assurance: Generated<'campus-card' | 'id-card'>
}
