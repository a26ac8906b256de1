// Made from the migrated database by `npm run tables`, and compared with it by a test: never changed by hand.
import type { ColumnType, Generated } from 'kysely'

/** A column that has a value only after some event. */
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>
/** Comes out as a value, goes in as text. */
type Json = ColumnType<unknown, string, string>
/** The same with a value where none is given. */
type FilledJson = ColumnType<unknown, string | undefined, string>
/** The same with a value only after some event. */
type LaterJson = ColumnType<unknown, string | null | undefined, string | null>

/** The server's own tables, as Kysely sees them. Amounts are whole fen. */
export interface Tables {
  account: AccountTable
  account_code: AccountCodeTable
  account_password_link: AccountPasswordLinkTable
  account_sign_up: AccountSignUpTable
  account_try: AccountTryTable
  application: ApplicationTable
  application_step: ApplicationStepTable
  approval: ApprovalTable
  approval_delegation: ApprovalDelegationTable
  approval_officer: ApprovalOfficerTable
  approval_reminder: ApprovalReminderTable
  approval_step: ApprovalStepTable
  audit: AuditTable
  audit_block: AuditBlockTable
  audit_chain: AuditChainTable
  audit_checkpoint: AuditCheckpointTable
  audit_cut: AuditCutTable
  audit_link: AuditLinkTable
  audit_verification: AuditVerificationTable
  audit_waiting: AuditWaitingTable
  audit_witness: AuditWitnessTable
  batch: BatchTable
  batch_item: BatchItemTable
  bill_difference: BillDifferenceTable
  bill_line: BillLineTable
  book_entry: BookEntryTable
  book_line: BookLineTable
  card_pin: CardPinTable
  case_history: CaseHistoryTable
  complaint: ComplaintTable
  complaint_errand: ComplaintErrandTable
  complaint_line: ComplaintLineTable
  complaint_look: ComplaintLookTable
  complaint_to_ask: ComplaintToAskTable
  consent: ConsentTable
  delivery: DeliveryTable
  desk_batch: DeskBatchTable
  desk_draft: DeskDraftTable
  document: DocumentTable
  document_check: DocumentCheckTable
  document_file: DocumentFileTable
  enquiry: EnquiryTable
  enquiry_message: EnquiryMessageTable
  enquiry_template: EnquiryTemplateTable
  enrolment: EnrolmentTable
  enrolment_code: EnrolmentCodeTable
  erased_room: ErasedRoomTable
  erasure: ErasureTable
  fleet_alert: FleetAlertTable
  fleet_gap: FleetGapTable
  fleet_robot_message: FleetRobotMessageTable
  fleet_watch: FleetWatchTable
  graduation_campaign: GraduationCampaignTable
  graduation_check: GraduationCheckTable
  graduation_check_step: GraduationCheckStepTable
  graduation_errata: GraduationErrataTable
  graduation_errata_step: GraduationErrataStepTable
  graduation_import: GraduationImportTable
  graduation_import_part: GraduationImportPartTable
  graduation_notice: GraduationNoticeTable
  graduation_report: GraduationReportTable
  granted_copies: GrantedCopiesTable
  handover: HandoverTable
  house_approval: HouseApprovalTable
  house_hold: HouseHoldTable
  house_secret: HouseSecretTable
  issued_settings: IssuedSettingsTable
  login: LoginTable
  login_notice: LoginNoticeTable
  look: LookTable
  lost_card: LostCardTable
  lost_refund: LostRefundTable
  mandate: MandateTable
  message: MessageTable
  notice_text: NoticeTextTable
  open_case: OpenCaseTable
  people_list: PeopleListTable
  people_list_part: PeopleListPartTable
  people_list_report: PeopleListReportTable
  photograph: PhotographTable
  photograph_claim: PhotographClaimTable
  photograph_showing: PhotographShowingTable
  pickup: PickupTable
  print_order: PrintOrderTable
  privacy_request: PrivacyRequestTable
  proof_upgrade: ProofUpgradeTable
  proposal: ProposalTable
  provider_memory: ProviderMemoryTable
  quota_use: QuotaUseTable
  rate_count: RateCountTable
  receiver: ReceiverTable
  reconciled_day: ReconciledDayTable
  refund: RefundTable
  reminder: ReminderTable
  report_letter: ReportLetterTable
  reprint_code: ReprintCodeTable
  request_nonce: RequestNonceTable
  retention_run: RetentionRunTable
  revocation_list: RevocationListTable
  running_settings: RunningSettingsTable
  sending: SendingTable
  sending_event: SendingEventTable
  settings_draft: SettingsDraftTable
  settings_publication: SettingsPublicationTable
  setup_script: SetupScriptTable
  share_link: ShareLinkTable
  site: SiteTable
  spent_captcha: SpentCaptchaTable
  staff_account: StaffAccountTable
  staff_factor: StaffFactorTable
  staff_invitation: StaffInvitationTable
  staff_recovery_code: StaffRecoveryCodeTable
  staff_session: StaffSessionTable
  staff_try: StaffTryTable
  template_file: TemplateFileTable
  template_publication: TemplatePublicationTable
  template_upload_part: TemplateUploadPartTable
  template_version: TemplateVersionTable
  terminal: TerminalTable
  terminal_beat: TerminalBeatTable
  terminal_chain: TerminalChainTable
  terminal_chain_link: TerminalChainLinkTable
  terminal_device: TerminalDeviceTable
  terminal_device_change: TerminalDeviceChangeTable
  terminal_serving: TerminalServingTable
  trust_notice: TrustNoticeTable
  unclaimed_payment: UnclaimedPaymentTable
  unknown_refund: UnknownRefundTable
  verification_certificate: VerificationCertificateTable
  visit: VisitTable
  visit_report: VisitReportTable
  web_session: WebSessionTable
}

/** Somebody without a login of the university. Everything personal is sealed. */
export interface AccountTable {
  account_id: string
  /** Keyed pseudonym of the address in small letters: one account a mailbox. */
  mail_key: string
  /** The address, sealed. */
  mail: string
  /** Its hash, with the algorithm and its parameters. */
  password: string
  /** Name, sex, type and number of a document and day of birth, sealed; null until they are given. */
  person: Later<string>
  /** Keyed pseudonym of type and number of the document: one account a document. It never changes. */
  number_key: Later<string>
  /** The mobile number, sealed; null for mailboxes that need none. */
  phone: Later<string>
  /** Its keyed pseudonym. */
  phone_key: Later<string>
  /** How often its person has changed the name. */
  name_changes: Generated<number>
  made_at: Date
  /** When the person has said who they are. */
  named_at: Later<Date>
  /** Since when the university's data knows nobody by that document and name. */
  waits_since: Later<Date>
  /** When the university's data first knew the person. */
  matched_at: Later<Date>
  /** When staff let the account do without a mobile number; null where one is needed. */
  phone_waived_at: Later<Date>
}

/** Digits that were texted to a phone. A newer text takes the place of an older one. */
export interface AccountCodeTable {
  /** What they are for: an account, or a browser that has forgotten its account. */
  subject: string
  phone_key: string
  /** Keyed hash of the digits. */
  mark: string
  tries: Generated<number>
  expires_at: Date
}

/** A link by which a new password may be given, once. */
export interface AccountPasswordLinkTable {
  /** SHA-256 of what stands in the link. */
  token_key: string
  account_id: string
  expires_at: Date
  used_at: Later<Date>
}

/** A wish for an account whose letter is on its way. */
export interface AccountSignUpTable {
  /** SHA-256 of the cookie of the browser that signs up. */
  sign_up_key: string
  mail_key: string
  mail: string
  password: string
  /** SHA-256 of what stands in the link of the newest letter; null where the mailbox has an account. */
  token_key: Later<string>
  begun_at: Date
  expires_at: Date
  /** When it became an account. */
  used_at: Later<Date>
}

/** Passwords that were tried in vain, counted before they are looked at. */
export interface AccountTryTable {
  /** Pseudonym of an account, of an address, or of a browser that has been let in before. */
  who: string
  failures: number
  last_at: Date
  /** From when on the next one is looked at. */
  free_at: Date
}

/** A document that a person has had made on the web. A draft until it is applied for; one that nobody wants is deleted after a day. */
export interface ApplicationTable {
  application_id: string
  person_id: string
  document_id: string
  /** By which it is known whether the data of the person is still the same; keyed, so that it says nothing. */
  data_mark: string
  purpose: Generated<string>
  created_at: Date
  applied_at: Later<Date>
}

export interface ApplicationStepTable {
  seq: Generated<string>
  application_id: string
  at: Date
  what: 'downloaded' | 'sent' | 'shared' | 'share-opened' | 'share-ended' | 'share-locked'
  /** A masked address, or for whom a link is. */
  about: Generated<string>
}

/** An application that an office is asked to agree to. Until it does, its document is a draft. */
export interface ApprovalTable {
  approval_id: string
  application_id: string
  document_id: string
  person_id: string
  office: string
  /** By which it is known whether the data of the person is still the same; keyed, so that it says nothing. */
  data_mark: string
  asked_at: Date
  /** By when the office has promised to decide. */
  promised_at: Date
  language: string
  /** The address, sealed, to which the person wants word; null where none is wanted. */
  notice_to: Later<string>
  /** When the person was told that it takes longer than was promised. */
  told_late_at: Later<Date>
  state: Generated<'waiting' | 'approved' | 'sent-back' | 'withdrawn'>
  decided_at: Later<Date>
  decided_by: Later<string>
  /** The officer in whose place it was decided; null for one of the office itself. */
  decided_for: Later<string>
}

/** An officer has somebody else decide in their place for a time. */
export interface ApprovalDelegationTable {
  delegation_id: string
  office: string
  from_staff: string
  to_staff: string
  begins_at: Date
  ends_at: Date
  made_at: Date
  /** When it was ended before its time. */
  ended_at: Later<Date>
}

/** Who decides for which office. */
export interface ApprovalOfficerTable {
  office: string
  staff_id: string
  /** The id of staff, or the command and who gave it. */
  named_by: string
  named_at: Date
}

/** The days on which an office was reminded by a letter: once a day, whatever the number of servers. */
export interface ApprovalReminderTable {
  office: string
  day: string
  at: Date
}

export interface ApprovalStepTable {
  seq: Generated<string>
  approval_id: string
  at: Date
  /** taken-back: an approval was undone before its document had gone out. */
  what: 'asked' | 'approved' | 'sent-back' | 'taken-back' | 'withdrawn' | 'late'
  by_staff: Later<string>
  for_staff: Later<string>
  reason: Later<string>
  /** What the officer has written to the person. */
  reason_words: Generated<string>
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

export interface AuditBlockTable {
  /** From 0: block n holds the leaves n*1024 up to before (n+1)*1024. */
  number: string
  /** Root of the subtree over its leaves. */
  hash: Uint8Array
}

export interface AuditChainTable {
  is_one: Generated<boolean>
  /** Up to here rows were written before there was a chain. */
  adopted_through_seq: string
}

export interface AuditCheckpointTable {
  number: string
  /** How many links it signs. */
  size: string
  made_at: Date
  /** Canonical JSON: what is signed and given to the witnesses. */
  statement: string
  /** base64 Ed25519 by the key of the server. */
  signature: string
  /** JSON of hex: the whole subtrees of the tree, the largest first. */
  peaks: string
}

export interface AuditCutTable {
  /** Rows up to this position were deleted for their age. */
  position: string
  /** The checkpoint that signs exactly so many links, and stays. */
  number: string
  cut_at: Date
  /** The moment of the last row that was deleted. */
  through_at: Date
  rows_deleted: string
}

export interface AuditLinkTable {
  /** From 1, without a gap. */
  position: string
  seq: string
  linked_at: Date
  /** SHA-256 over the row, its position and the hash of the link before. */
  hash: Uint8Array
}

export interface AuditVerificationTable {
  verification_id: string
  begun_at: Date
  ended_at: Later<Date>
  /** staff id, command or sweep. */
  by: string
  outcome: Later<'whole' | 'broken' | 'stopped'>
  report: LaterJson
}

export interface AuditWaitingTable {
  /** Of a row of the trail that has no link yet. */
  seq: string
}

export interface AuditWitnessTable {
  witness: string
  /** Up to which checkpoint it has them. */
  delivered_number: Generated<string>
  delivered_at: Later<Date>
  tries: Generated<number>
  next_try_at: Later<Date>
  failing_since: Later<Date>
  last_error: Later<string>
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
    | 'loss-returned'
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

/** Six digits that a person types beside the campus card. */
export interface CardPinTable {
  person_id: string
  /** Their hash, under a pepper that is not in the database. */
  pin: string
  /** Wrong ones since the last right one, counted before they are looked at. */
  failures: Generated<number>
  set_at: Date
}

/** What was said and done about each case, in order. */
export interface CaseHistoryTable {
  seq: Generated<string>
  case_number: string
  at: Date
  step: 'opened' | 'evidence' | 'asked' | 'agreed' | 'declined' | 'lapsed' | 'begun' | 'failed' | 'taken-back' | 'ended'
  /** The person, as named by whoever gave the command; of an account its name at that time. */
  by_name: Later<string>
  /** The user of the operating system who gave the command; console of an account of staff. */
  by_user: Later<string>
  /** Of a piece of evidence: who says it. */
  source: Later<'station' | 'printer' | 'provider' | 'bill' | 'server' | 'person'>
  /** Of a piece of evidence: when, by the clock of who says it. */
  said_at: Later<Date>
  words: Later<string>
  detail: Json
  /** The account of staff that decided in the console; null of a command. */
  by_staff: Later<string>
}

export interface ComplaintTable {
  /** The number of the complaint at the provider. */
  complaint_id: string
  provider: string
  merchant_id: string
  complained_at: Date
  problem: string
  /** What the payer wrote; empty once it was emptied. */
  words: string
  about: 'refund' | 'service' | 'other'
  state: 'pending' | 'processing' | 'processed'
  asked_fen: Later<number>
  /** What was paid that it is about, as the provider names it. */
  payments: Json
  /** The order of the first payment that one here has; null where none has. */
  order_id: Later<string>
  phone_masked: Later<string>
  pictures: Json
  is_fully_refunded: boolean
  awaits_answer: boolean
  times: number
  is_with_provider: boolean
  is_answered_elsewhere: boolean
  /** Until when the provider wants an answer; null once there is one. */
  answer_by: Later<Date>
  /** Until when the provider wants it dealt with; null once it is. */
  complete_by: Later<Date>
  heard_at: Date
  changed_at: Date
  /** When what the payer wrote, said of themselves and showed was taken out. */
  emptied_at: Later<Date>
}

export interface ComplaintErrandTable {
  errand_id: Generated<string>
  complaint_id: string
  act: 'reply' | 'agree-refund' | 'refuse-refund' | 'complete'
  words: Later<string>
  within_days: Later<number>
  wanted_at: Date
  staff_id: string
  state: 'due' | 'done' | 'taken-back'
  /** How often it was begun: written before the provider is called, so that whoever goes on looks first. */
  tries: Generated<number>
  due_at: Date
  failed_code: Later<string>
  failed_words: Later<string>
  /** Whether the provider’s last word was no; what failed otherwise may have happened. */
  is_refused: Generated<boolean>
  ended_at: Later<Date>
}

export interface ComplaintLineTable {
  complaint_id: string
  line_id: string
  at: Date
  by_whom: 'payer' | 'merchant' | 'provider'
  what: string
  words: string
  pictures: Json
}

export interface ComplaintLookTable {
  provider: string
  merchant_id: string
  /** The last day whose list was read to its end, by the provider’s calendar. */
  looked_until: Later<string>
  due_at: Date
  /** To whom the provider tells complaints by itself; null before that is known. */
  told: Later<'told-here' | 'told-elsewhere'>
  failed_code: Later<string>
}

/** Complaints that the provider is to be asked about: told of by a notice, listed, or followed. */
export interface ComplaintToAskTable {
  complaint_id: string
  provider: string
  merchant_id: string
  due_at: Date
  tries: Generated<number>
  last_code: Later<string>
}

/** That a person has agreed to a text: a row for each register, under one id. */
export interface ConsentTable {
  consent_id: string
  person_id: string
  digest: string
  /** In which the text was read. */
  language: string
  /** At which kiosk; null on the web. */
  terminal_id: Later<string>
  agreed_at: Date
  withdrawn_at: Later<Date>
  /** Who of staff has withdrawn it for the person; null of what the person has withdrawn. */
  withdrawn_by: Later<string>
  /** How the person has asked for it, as staff wrote it down. */
  withdrawn_reason: Later<string>
}

/** A file that a person has had sent by mail. */
export interface DeliveryTable {
  delivery_id: string
  application_id: string
  /** Made by the page: the same wish again is the same letter. */
  wish_id: string
  /** The address, sealed, to send it there once more. */
  to_sealed: string
  to_masked: string
  /** A pseudonym of the address: the same for the same one. */
  address_key: string
  language: string
  /** The letter in the outbox; with another try, the newer one. */
  message_id: string
  /** How often it was put into the outbox. */
  times: Generated<number>
  wished_at: Date
  posted_at: Date
}

/** A batch that staff have begun; the server goes on with it after a stop. */
export interface DeskBatchTable {
  batch_id: string
  title: string
  kind: string
  edition: string
  made_by: string
  made_at: Date
}

/** A document that somebody of staff has made to look at, until it is issued or let go. */
export interface DeskDraftTable {
  document_id: string
  staff_id: string
  replaces: Later<string>
  made_at: Date
}

export interface DocumentTable {
  document_id: string
  /** The visit that it was made in; null for one that was made in a batch or on the web. */
  visit_key: Later<string>
  /** The terminal that it was made at; null for one that was made in a batch or on the web. */
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
  /** `preparing` until the signed file is stored; `failed` when it could not be made. A `draft` is sealed and stored, and for every check there is none; it becomes `issued`, or `dropped` and its file is taken away. */
  state: 'preparing' | 'draft' | 'issued' | 'failed' | 'dropped'
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
  /** Of its person when it was made, as coarse as figures need it; null of before it was kept, and once it is old. */
  person_group: Later<'bachelor' | 'master' | 'doctor' | 'undergraduate' | 'graduate' | 'staff'>
  /** The version of its kind's templates; null: those in the folder of the server, as all were before there were versions. */
  template_version: Later<number>
}

/** How often a document was checked in an hour, by its code or by its file. Of whoever did it nothing is kept. */
export interface DocumentCheckTable {
  document_id: string
  how: 'code' | 'file'
  hour: Date
  times: Generated<number>
}

/** Every file that a document has had: the printed one, and those with proofs added. All of them are the same signed page. */
export interface DocumentFileTable {
  sha256: string
  document_id: string
  level: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA'
  byte_length: number
  stored_at: Date
}

/** Something that a person says to be wrong in a document, or asks an office. Deleted some time after it was closed. */
export interface EnquiryTable {
  enquiry_id: string
  /** As it is said on the telephone. */
  number: string
  kind: 'correction' | 'question'
  person_id: string
  /** The office whose it is now, as the configuration names it. */
  office_id: string
  /** What it began at. A draft is gone after a day; what is said of the document stays here. */
  application_id: Later<string>
  document_kind: Later<string>
  document_edition: Later<string>
  title_zh: Later<string>
  title_en: Later<string>
  document_number: Later<string>
  wrong: Later<'name' | 'mark' | 'date' | 'missing' | 'other'>
  /** Page, and the spot in shares of its width and height. */
  spot: LaterJson
  /** The page as its person saw it, PNG, sealed. */
  picture: Later<string>
  language: string
  /** Where a letter says that there is an answer; sealed. */
  address: Later<string>
  address_masked: Later<string>
  /** open: it waits for the office; asked: the office waits for the person. */
  state: 'open' | 'asked' | 'answered' | 'closed'
  outcome: Later<'corrected' | 'right' | 'answered' | 'elsewhere' | 'silent'>
  /** Grows with everything that happens: who acts says what was seen. */
  version: Generated<number>
  /** What the office has said since its person last looked. */
  unread: Generated<number>
  /** Made by the page: the same wish again is the same enquiry. */
  wish_id: string
  opened_at: Date
  changed_at: Date
  /** Since when the office has not answered. */
  waits_since: Later<Date>
  /** When its office was last told that it is old. */
  reminded_at: Later<Date>
  closed_at: Later<Date>
}

export interface EnquiryMessageTable {
  seq: Generated<string>
  enquiry_id: string
  at: Date
  by: 'person' | 'office' | 'house'
  /** note: for colleagues alone; so is what is written to a handing over. */
  what: 'said' | 'answered' | 'asked' | 'handed-over' | 'closed' | 'reopened' | 'note'
  office_id: string
  staff_id: Later<string>
  /** What was written, sealed. */
  body: string
  wish_id: Later<string>
}

/** A text that an office answers with often. Nothing of a person stands in it. */
export interface EnquiryTemplateTable {
  template_id: string
  office_id: string
  title: string
  body: string
  made_by: string
  made_at: Date
}

/** What the register of studies says of an enrolment, as it stood in the file that said it last. */
export interface EnrolmentTable {
  enrolment_id: string
  /** Whose it is in the university's data, by the student number and the identity number together; null where it knows nobody by both. */
  person_id: Later<string>
  name: string
  /** What all spellings of the name have in common. */
  name_key: string
  sex: string
  nation: string
  born_on: string
  id_type: 'resident' | 'hong-kong-macao' | 'taiwan' | 'passport' | 'foreign-resident'
  /** The number of the identity paper, encrypted. */
  id_number: string
  /** A keyed pseudonym of the kind of paper and its number, by which the same one is found again. */
  id_key: string
  examinee_number: string
  student_number: string
  school: string
  branch: string
  department: string
  major: string
  class_name: string
  level: string
  length_years: string
  category: string
  mode: string
  entered_on: string
  standing: 'registered' | 'studying' | 'suspended' | 'kept' | 'withdrawn' | 'graduated' | 'other'
  expected_on: string
  is_upgrade: boolean
  is_prior_diploma_verified: Later<boolean>
  /** What a photographer knows the enrolment by. */
  capture_code: string
  /** The file that last changed it, and its line. */
  import_id: string
  import_line: number
  made_at: Date
  changed_at: Date
  /** When a file last had it. */
  last_said_at: Date
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
  /** Where the terminal that the code makes will belong. */
  site_id: Generated<string>
}

/** The rooms that are through with an erasing that is under way: what begins again goes on behind them. */
export interface ErasedRoomTable {
  erasure_id: string
  room: string
  at: Date
}

/** That a person wants everything erased. When it is over, nothing in its row leads to the person. */
export interface ErasureTable {
  erasure_id: string
  /** Every register of the person; null once it is over. */
  person_ids: LaterJson
  /** Where the person is told of it, sealed; null where no address is known, and once it is over. */
  letters_to: Later<string>
  state: 'waiting' | 'under-way' | 'done' | 'undone'
  asked_at: Date
  /** Until then it can be undone. */
  due_at: Date
  next_look_at: Later<Date>
  /** When something under way first held it up. */
  held_up_at: Later<Date>
  over_at: Later<Date>
  /** How many rows have gone, by table. */
  counts: FilledJson
  /** The person's accounts of the house when it was asked for: the university's data may know nobody by the time they are closed. Null where none were written down, and once it is over. */
  account_ids: LaterJson
  /** How often carrying it out has failed. */
  failures: Generated<number>
  /** When a backup of before it was brought back, so that it is carried out once more. */
  restored_at: Later<Date>
}

/** Of what somebody was told, and once more when it was over. */
export interface FleetAlertTable {
  alert_id: string
  kind: 'silent' | 'cannot' | 'site-silent' | 'drifted' | 'paper-low' | 'toner-low'
  site_id: string
  terminal_id: Later<string>
  part: Later<string>
  code: Later<string>
  since: Date
  told_at: Date
  /** It seems to be over; told when that has lasted. */
  well_since: Later<Date>
  ended_at: Later<Date>
}

/** When no server listened: silence of a terminal in it says nothing of the terminal. */
export interface FleetGapTable {
  from_at: Date
  until_at: Date
}

export interface FleetRobotMessageTable {
  message_id: string
  content: string
  made_at: Date
  /** Null once it was taken or given up. */
  due_at: Later<Date>
  tries: Generated<number>
  sent_at: Later<Date>
  reply: Later<string>
  /** What it is for, where a room is asked before it goes whether it still holds. */
  purpose: Later<string>
  /** An id by which that room knows it again. Never a person. */
  reference: Later<string>
  /** From then on it is of no use. */
  send_by: Later<Date>
}

export interface FleetWatchTable {
  one: number
  /** When a server has last looked at the terminals. */
  alive_at: Date
}

/** One year's check of photographs and enrolments, with its moments. */
export interface GraduationCampaignTable {
  campaign_id: string
  title_zh: string
  title_en: string
  year: number
  opens_at: Date
  closes_at: Date
  recheck_from: Later<Date>
  recheck_to: Later<Date>
  errata_closes_at: Date
  lock_at: Date
  contact_zh: string
  contact_en: string
  /** Whom it is for, in the words of the register. */
  filter: Json
  /** Which office of the house works for which colleges: accounts of staff count at offices. */
  offices: Json
  version: number
  /** For which version of it, and after which register, its checks were made; null while none were. */
  scanned_for: Later<string>
  /** How far that has come; null when it is through. */
  scanned_after: Later<string>
  made_by: string
  made_at: Date
  changed_at: Date
}

/** The check of one enrolment in one campaign. */
export interface GraduationCheckTable {
  campaign_id: string
  enrolment_id: string
  /** As the register writes it. */
  college: string
  state: 'not-open' | 'pending' | 'no-photo' | 'confirmed' | 'disputed' | 'fixed' | 'overdue' | 'locked'
  locked_as: Later<'not-open' | 'pending' | 'no-photo' | 'confirmed' | 'disputed' | 'fixed' | 'overdue'>
  /** A keyed pseudonym of the entry as it stands: any change of it shows. */
  data_hash: string
  /** Of the file of the photograph; null where there is none. */
  admission_hash: Later<string>
  graduation_hash: Later<string>
  /** Which line of which file the entry was last changed by when it was looked at. */
  entry_stamp: string
  round: 'first' | 'again'
  open_until: Later<Date>
  /** The confirmation that holds, with what was seen; lapsed: the last that holds no more. */
  decision: LaterJson
  lapsed: LaterJson
  errata_number: Later<string>
  awaits_college: boolean
  national: LaterJson
  acts: Json
  /** The next moment at which time alone may change it; null when none is. */
  due_at: Later<Date>
  version: number
  made_at: Date
  changed_at: Date
}

/** What has happened to a check, appended and never changed. */
export interface GraduationCheckStepTable {
  step_id: Generated<string>
  campaign_id: string
  enrolment_id: string
  at: Date
  event: string
  state: string
  /** Who of staff did it; null where the student or time did. */
  by_staff: Later<string>
  reason: Later<string>
  /** Of the receipt that a confirmation gave. */
  receipt_number: Later<string>
  /** The hashes of what was seen. */
  seen: LaterJson
}

/** A form by which somebody says what is wrong; one at a time is under way of a check. */
export interface GraduationErrataTable {
  errata_number: string
  campaign_id: string
  enrolment_id: string
  /** Of the request that began it: the same one again begins no other. */
  begun_key: string
  state:
    | 'draft'
    | 'submitted'
    | 'college-ok'
    | 'college-back'
    | 'registry-ok'
    | 'registry-rejected'
    | 'need-more'
    | 'exported'
    | 'fixed'
    | 'external-failed'
    | 'withdrawn'
  /** What the form says and how the student is reached, encrypted. */
  content: string
  photo_problem: 'none' | 'missing' | 'not-me' | 'bad-quality' | 'outdated'
  /** Why it comes after the deadline; null where it does not. */
  late_reason: Later<string>
  acts: Json
  version: number
  made_at: Date
  changed_at: Date
}

/** What a form has been through, appended and never changed. */
export interface GraduationErrataStepTable {
  step_id: Generated<string>
  errata_number: string
  at: Date
  state: string
  by_staff: Later<string>
  note: Later<string>
}

/** A file of the register, or of photographs. Its id is the digest of its kind and its bytes: the same file is the same import. */
export interface GraduationImportTable {
  import_id: string
  kind: 'register' | 'photographs'
  /** How often the same file was carried out before. */
  turn: number
  name: string
  byte_length: string
  state: 'arriving' | 'to-check' | 'checked' | 'to-take' | 'taking' | 'taken' | 'refused'
  rows_new: Generated<number>
  rows_changed: Generated<number>
  rows_same: Generated<number>
  rows_bad: Generated<number>
  /** Rows that would have done another thing than was reported when their turn came: nothing was done for them. */
  rows_left: Generated<number>
  /** How many rows are wrong or doubtful, by cause. */
  causes: FilledJson
  /** Everything up to this line was carried out: after a stop it goes on behind it. */
  taken_line: Generated<number>
  refusal: Later<string>
  /** What it would do became another thing after somebody had said that it be carried out: it was reported anew. */
  has_changed: Generated<boolean>
  made_by: string
  made_at: Date
  checked_at: Later<Date>
  taken_by: Later<string>
  ended_at: Later<Date>
  /** Somebody is at it, and says so again before then. */
  at_work_until: Later<Date>
  photo_kind: Later<'admission' | 'graduation'>
  /** Where photographs lie on the disk of the server until they were carried out; nothing of them is kept here before. */
  place: Later<string>
  /** Photographs that no enrolment has. */
  rows_pooled: Generated<number>
}

/** The bytes of a file in parts, each encrypted; gone when it was carried out. */
export interface GraduationImportPartTable {
  import_id: string
  at: number
  byte_length: number
  content: Uint8Array
}

/** What a student is told of a check; by letter where the person has an address, and on the page. */
export interface GraduationNoticeTable {
  notice_id: Generated<string>
  campaign_id: string
  enrolment_id: string
  notice: Json
  made_at: Date
  letter: 'due' | 'posted' | 'no-way' | 'given-up'
  next_at: Later<Date>
  tries: number
}

/** What a file would do, row by row, some hundred rows in each: whom they are about is masked. */
export interface GraduationReportTable {
  import_id: string
  from_line: number
  to_line: number
  rows_new: number
  rows_changed: number
  rows_same: number
  rows_bad: number
  /** Of these rows: what is carried out is what was reported. */
  digest: string
  /** JSON; read as a whole and searched by nobody. */
  rows: string
  rows_pooled: Generated<number>
}

/** Copies that a person need not pay for beyond the free ones of everybody. */
export interface GrantedCopiesTable {
  grant_id: string
  person_id: string
  /** Null for every kind. */
  kind: Later<string>
  copies: number
  /** The count of free copies that it raises, until its last day where it has one; null for a waiver, which has a count of its own until its last day. */
  raises: Later<string>
  reason: string
  granted_at: Date
  granted_by: string
  last_day: Later<string>
  ended_at: Later<Date>
  ended_by: Later<string>
  import_id: Later<string>
  import_line: Later<number>
  name_masked_zh: Generated<string>
  name_masked_en: Generated<string>
  number_masked: Generated<string>
  /** The list that ended it; null where somebody did it by hand. */
  ended_import_id: Later<string>
  /** The one that its list changed: it counts again when the list is taken back. */
  replaces: Later<string>
  /** A waiver that a list changed goes on with the count of the first: what was printed of it is not given twice. */
  counts_with: Later<string>
}

/** The file of what a visit has printed, offered to one phone by a code on the screen of the kiosk. */
export interface HandoverTable {
  /** SHA-256 of what the terminal asks by. */
  handover_key: string
  /** SHA-256 of what stands in the code on the screen: who reads the table finds no page. */
  page_key: string
  job_id: string
  document_id: string
  visit_key: string
  terminal_id: string
  begun_at: Date
  /** Of the code; once a phone asks, of its question; once the file is given, of the file. */
  good_until: Date
  /** SHA-256 of what stands in the address of the one phone that goes on with it. */
  phone_key: Later<string>
  /** Shown on that phone and at the kiosk, to be compared. No secret. */
  digits: Later<string>
  /** When the visitor said at the kiosk that the digits are those of their phone. */
  given_at: Later<Date>
  /** When the file was taken first. */
  taken_at: Later<Date>
  taken_times: Generated<number>
  ended_at: Later<Date>
}

/** Counts as the row of the university's data for which a kind waits. */
export interface HouseApprovalTable {
  approval_id: string
  person_id: string
  kind: string
  note: string
  given_at: Date
  given_by: string
  last_day: Later<string>
  ended_at: Later<Date>
  ended_by: Later<string>
  import_id: Later<string>
  import_line: Later<number>
  name_masked_zh: Generated<string>
  name_masked_en: Generated<string>
  number_masked: Generated<string>
  /** The list that ended it; null where somebody did it by hand. */
  ended_import_id: Later<string>
  /** The one that its list changed: it counts again when the list is taken back. */
  replaces: Later<string>
}

/** While it lasts, nothing of these kinds is given to the person. */
export interface HouseHoldTable {
  hold_id: string
  person_id: string
  /** Names of kinds; null for all of them. */
  kinds: LaterJson
  reason_zh: string
  reason_en: string
  placed_at: Date
  placed_by: string
  /** By the calendar of the university; null until somebody ends it. */
  last_day: Later<string>
  ended_at: Later<Date>
  ended_by: Later<string>
  end_reason: Later<string>
  import_id: Later<string>
  import_line: Later<number>
  name_masked_zh: Generated<string>
  name_masked_en: Generated<string>
  number_masked: Generated<string>
  /** The list that ended it; null where somebody did it by hand. */
  ended_import_id: Later<string>
  /** The one that its list changed: it counts again when the list is taken back. */
  replaces: Later<string>
}

export interface HouseSecretTable {
  name: string
  secret: string
  made_at: Date
}

/** What a terminal was given, each version signed for it alone. */
export interface IssuedSettingsTable {
  terminal_id: string
  version: number
  /** SHA-256 of the settings in it: another version is made only for others. */
  content_hash: string
  text: string
  /** SHA-256 of the text. */
  hash: string
  signature: string
  issued_at: Date
}

/** A login that is under way: at a kiosk that shows its code, or on the web. Rows go a day after their end. */
export interface LoginTable {
  /** SHA-256 of the id in its address. */
  login_key: string
  terminal_id: Later<string>
  /** SHA-256 of what the terminal asks for it with; null on the web. */
  token_key: Later<string>
  /** SHA-256 of the cookie of the one browser that goes on with it; null until there is one. */
  browser_key: Later<string>
  state: 'shown' | 'scanned' | 'asking' | 'claimed' | 'done' | 'over'
  why: Later<'tries-over' | 'ended'>
  way: Later<'cas' | 'oidc' | 'wecom' | 'local-account'>
  /** State, nonce and verifier of this login, sealed. */
  secrets: Later<string>
  /** Where on the web the browser wanted to go; null at a kiosk. */
  to_path: Later<string>
  /** Who was proven: {personIds, proof, providerSession}; of staff {way, subjectKey, providerSession}. */
  claim: LaterJson
  /** The visits that it led to. */
  visit_keys: FilledJson
  /** Marks of the digits that were typed, each different ones once. */
  tried: FilledJson
  /** How many further browsers have tried to go on with it. */
  other_browsers: Generated<number>
  begun_at: Date
  expires_at: Date
  /** Whose login it is: it leads to nothing of the other kind. */
  purpose: Generated<'visitor' | 'staff'>
  /** Why the last try in the browser came to nothing; null before one, and while another is under way. */
  refused: Later<'declined' | 'refused' | 'person-unknown' | 'away'>
}

/** Logins of which the person is to be told, and the links in those letters. Rows go two days after the login. */
export interface LoginNoticeTable {
  notice_id: Generated<string>
  kind: 'session' | 'visit'
  /** Keys of the session or of the visits, one for each register of the person. */
  what_keys: Json
  person_id: string
  begun_at: Date
  /** Null once the letter is in the outbox. */
  next_try_at: Later<Date>
  /** SHA-256 of what stands in the link of the letter: whoever has the link may end what it is about, and nothing else. */
  token_key: Later<string>
}

/** That somebody of staff has uncovered what is masked of a person. */
export interface LookTable {
  look_id: string
  person_id: string
  staff_id: string
  /** As what that one worked here then. */
  role: string
  /** A list of what was uncovered: name, number, contact, document. */
  what: Json
  /** Why, as that one said; the person reads it. */
  reason: string
  at: Date
}

/** Campus cards that the house refuses, beside those that the university's data calls lost. */
export interface LostCardTable {
  lost_card_id: string
  /** A keyed pseudonym of the card's number, which itself is kept nowhere; null: every card of the person. */
  card_mark: Later<string>
  card_masked: Later<string>
  /** Who held it when it was reported; null where the university's data knew nobody. */
  person_id: Later<string>
  reason: string
  reported_at: Date
  reported_by: string
  found_at: Later<Date>
  found_by: Later<string>
  import_id: Later<string>
  import_line: Later<number>
  name_masked_zh: Generated<string>
  name_masked_en: Generated<string>
  number_masked: Generated<string>
  /** The list that ended it; null where somebody did it by hand. */
  ended_import_id: Later<string>
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
  /** What of it the provider has sent to the university's own account later. */
  came_back_fen: Generated<number>
}

/** That another person may collect the paper of an application at a kiosk. */
export interface MandateTable {
  mandate_id: string
  application_id: string
  /** Who was named; null where the university knows nobody of that number and name, which is told to nobody. */
  collector_id: Later<string>
  /** The name as its owner typed it, masked. */
  name_masked: string
  number_masked: string
  made_at: Date
  ends_at: Date
  /** When its owner ended it. */
  ended_at: Later<Date>
}

/** The outbox of letters and texts. What stands in one, and to whom it goes, is sealed. */
export interface MessageTable {
  message_id: string
  seq: Generated<string>
  kind: 'letter' | 'text'
  /** What it is for, a word of the room that caused it. */
  purpose: string
  /** An id of what it is about, as that room names it. Never a person. */
  reference: string
  /** Sealed: address, subject, text and names of files. Null some time after it is over. */
  content: Later<string>
  /** A pseudonym of the address or number: the same for the same one. */
  address_key: string
  /** Stands in the return path, by which a letter that comes back is known; of a text, its id at the gateway. */
  token: string
  /** The Message-ID of a letter, the same at each try. */
  mime_id: Later<string>
  state: 'waiting' | 'sent' | 'bounced' | 'given-up' | 'stopped'
  posted_at: Date
  send_by: Date
  tries: Generated<number>
  tried_at: Later<Date>
  next_try_at: Later<Date>
  /** Whoever is sending it now. A lease that has run out is of a server that has ended in between. */
  lease: Later<string>
  lease_until: Later<Date>
  /** Whether it may have been taken at a try of which nobody knows how it went. */
  is_unclear: Generated<boolean>
  /** What the relay or the gateway last answered, without addresses and numbers. */
  reply: Later<string>
  /** returned: it was accepted, and a notice came back that it could not be delivered. */
  reason: Later<'refused' | 'too-large' | 'returned'>
  sent_at: Later<Date>
  over_at: Later<Date>
  /** Why it was kept back before it went: its document was revoked meanwhile, or whoever had it sent wants it no more. */
  stopped_because: Later<'document-revoked' | 'withdrawn'>
}

/** Each text that somebody has agreed to, as it stood there. */
export interface NoticeTextTable {
  /** SHA-256 over version and points. */
  digest: string
  /** As the university calls it. */
  version: string
  /** A list of {head, text}, each in both languages. */
  points: Json
  first_agreed_at: Date
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
    | 'erasing-fails'
    | 'complaint'
    | 'audit-bent'
    | 'terminal-chain-bent'
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

/** A list of rows about people. Its id is the digest of its kind and its bytes: the same file is the same list. */
export interface PeopleListTable {
  list_id: string
  kind: 'holds' | 'hold-ends' | 'approvals' | 'waivers' | 'free-copies' | 'lost-cards' | 'found-cards'
  name: string
  byte_length: number
  state:
    | 'arriving'
    | 'to-map'
    | 'to-check'
    | 'checked'
    | 'to-take'
    | 'taking'
    | 'to-stop'
    | 'taken'
    | 'to-undo'
    | 'undone'
    | 'refused'
  rows_good: Generated<number>
  rows_bad: Generated<number>
  /** Everything up to this line was taken in: after a stop it goes on behind it. */
  taken_line: Generated<number>
  refusal: Later<string>
  made_by: string
  made_at: Date
  taken_by: Later<string>
  ended_at: Later<Date>
  /** The first row of a file whose columns were not known; gone when somebody has said which is which. */
  heading: LaterJson
  /** Which column is which, where somebody has said it; null where the headings say it. */
  columns: LaterJson
  rows_new: Generated<number>
  rows_changed: Generated<number>
  rows_same: Generated<number>
  checked_at: Later<Date>
  /** One of the house's servers is at it, and says so again before then. */
  at_work_until: Later<Date>
  /** Why nothing of it counts although somebody had said so: what it would do had become another thing. */
  stopped_because: Later<string>
  undone_by: Later<string>
  undone_at: Later<Date>
  /** How many of its rows were taken back; the others had been ended by somebody before. */
  undone_rows: Later<number>
}

/** The bytes of a list in base64, in parts; gone when it was taken in. */
export interface PeopleListPartTable {
  list_id: string
  at: number
  content: string
  byte_length: Generated<number>
}

/** What a list would do, row by row, some hundred rows in each: whom they are about is masked. */
export interface PeopleListReportTable {
  list_id: string
  from_line: number
  to_line: number
  rows_new: number
  rows_changed: number
  rows_same: number
  rows_bad: number
  /** Of these rows: what is carried out is what was reported. */
  digest: string
  /** JSON; read as a whole and searched by nobody. */
  rows: string
}

/** A photograph, made anew without what its file said besides; the picture lies encrypted among the files. */
export interface PhotographTable {
  photo_id: string
  kind: 'admission' | 'graduation'
  /** Whose it is; null in the pool of those that nobody has. */
  enrolment_id: Later<string>
  pooled_because: Later<string>
  taken_on: Later<string>
  width: number
  height: number
  /** Of the encrypted file. */
  sha256: string
  /** Of the file as it came: by it the same photograph is known again. */
  source_sha256: string
  /** The key of its file, encrypted: without this row nobody reads the file. */
  photo_key: string
  name: string
  name_key: string
  school: string
  capture_code: string
  /** Name of its file and the numbers that came with it, encrypted. */
  told: string
  import_id: string
  import_line: number
  made_at: Date
  /** Since when its file lies there; null while it is written. */
  kept_at: Later<Date>
  /** When another came in its place; the file goes, and then the row. */
  gone_at: Later<Date>
  /** The last file of the register after which it was asked again whose it is, while nobody has it. */
  pool_looked_for: Later<string>
}

/** That somebody says of a photograph that nobody has: this is me. Staff decide; nothing is tied to anybody by it alone. */
export interface PhotographClaimTable {
  claim_id: string
  enrolment_id: string
  photo_id: string
  person_id: string
  /** overtaken: the photograph was found to be somebody's, or the enrolment got one, before anybody had decided. */
  state: 'waiting' | 'agreed' | 'refused' | 'withdrawn' | 'overtaken'
  /** Why it was refused; the person reads it. */
  reason: Later<string>
  made_at: Date
  decided_at: Later<Date>
  decided_by: Later<string>
}

/** That a photograph was shown in the login of its person; what staff have opened stands among the looks. */
export interface PhotographShowingTable {
  showing_id: string
  person_id: string
  enrolment_id: string
  photo_kind: 'admission' | 'graduation'
  shown_at: Date
}

/** A code by which the paper of an application is fetched at any kiosk. */
export interface PickupTable {
  pickup_id: string
  application_id: string
  /** By which the typed digits are known; keyed. One of an open code is the only one. */
  code_mark: string
  made_at: Date
  ends_at: Date
  /** When it was ended: by its person, by a newer one, or because it is over. */
  ended_at: Later<Date>
  /** When it was typed last and led to a visit. */
  last_used_at: Later<Date>
  last_terminal_id: Later<string>
  /** For whom it is where that is not the owner of the application. */
  mandate_id: Later<string>
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

/** What people have asked of their data in another way than on the web. */
export interface PrivacyRequestTable {
  request_number: string
  kind: 'access' | 'correction' | 'erasure' | 'withdrawal'
  channel: 'paper' | 'mail' | 'telephone' | 'counter'
  /** Who asks, and how they are reached, as staff wrote it down; sealed. */
  asked_by_sealed: Later<string>
  received_at: Date
  /** Fifteen working days after it came. */
  due_at: Date
  entered_at: Date
  /** Name, and the user of the operating system. */
  entered_by: string
  reminded_at: Later<Date>
  told_late_at: Later<Date>
  ended_at: Later<Date>
  ended_by: Later<string>
  outcome: Later<'done' | 'refused' | 'taken-back'>
  /** Why it was refused, or what was done. */
  reason: Later<string>
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

/** What one of staff has drafted and another must agree to. Rows stay: both are named for ever. */
export interface ProposalTable {
  proposal_id: string
  kind: string
  /** What is carried out, as its kind reads it. */
  payload: Json
  /** SHA-256 of the payload: the same wish of the same account twice is one proposal. */
  payload_mark: string
  /** Where it counts; null what is of the whole house. */
  site_id: Later<string>
  title_zh: string
  title_en: string
  /** Before and after, line by line: as drafted, and from an agreement on as the second person saw them. */
  details: Json
  reason: string
  state: 'waiting' | 'carried-out' | 'failed' | 'declined' | 'taken-back' | 'run-out'
  drafted_by: string
  drafted_at: Date
  /** Nobody can agree from then on. */
  ends_at: Date
  decided_by: Later<string>
  decided_at: Later<Date>
  decline_reason: Later<string>
  /** What came of it, or why it could not be carried out. */
  said_zh: Later<string>
  said_en: Later<string>
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

export interface RateCountTable {
  name: string
  /** A pseudonym: of an address, of a terminal, of a person, of everybody. */
  who: string
  count: number
  /** From then on the count begins anew. */
  ends_at: Date
}

/** An institution to which people have documents sent without typing an address. */
export interface ReceiverTable {
  receiver_id: string
  name_zh: string
  name_en: string
  kind: 'university' | 'employer' | 'evaluation' | 'authority'
  /** Under which its mail address must be: the rule by which a wrong or a private one is refused. */
  domain: string
  /** The office that gets the letters, of an institution and not of a person. */
  mail_to: string
  /** Of the letters. */
  language: 'zh' | 'en'
  purposes: Json
  reference_zh: Generated<string>
  reference_en: Generated<string>
  /** 9 a digit, A a letter, * either, anything else itself; empty where no number is wanted. */
  reference_form: Generated<string>
  state: 'active' | 'suspended'
  made_at: Date
  changed_at: Date
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

/** Of what that waits somebody was told, once for each moment. */
export interface ReminderTable {
  /** What letters and messages of the robot name as their reference. */
  reminder_id: string
  about: 'proposal' | 'case-act' | 'complaint-answer' | 'complaint-completion'
  /** What waits: a proposal; a case with the line that asks; a complaint with the end of its clock. */
  subject: string
  /** When it was told: first, or last before it is too late. */
  moment: 'first' | 'last'
  /** When somebody was told last. */
  told_at: Date
  /** How often: again only where every letter and message of before was refused, given up or came back. */
  times: Generated<number>
}

/** Months whose letter has gone: once a month, whatever the number of servers. */
export interface ReportLetterTable {
  /** YYYY-MM. */
  month: string
  posted_at: Date
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

/** What went by its age, or would have gone. */
export interface RetentionRunTable {
  run_id: string
  /** Of the run of a day, by the house's calendar; null of one that was asked for. */
  day: Later<string>
  /** It was only counted. */
  is_dry: boolean
  /** Who gave the command; null of the run of a day. */
  asked_by: Later<string>
  begun_at: Date
  ended_at: Later<Date>
  /** How many rows, by rule. */
  report: FilledJson
}

export interface RevocationListTable {
  version: number
  issued_at: Date
  next_update: Date
  /** Counts revocations and replacements up to the list; neither is ever taken back. */
  changes: number
  pdf: Uint8Array
}

/** What a terminal says that it runs; null while it has none and goes by its own file. */
export interface RunningSettingsTable {
  terminal_id: string
  version: Later<number>
  hash: Later<string>
  refused_version: Later<number>
  /** Why it could not take the version beside it, in its own words. */
  refused_why: Later<string>
  /** When it began to say so. */
  since: Date
  /** When it said so last. */
  said_at: Date
  /** When somebody was told that this is not what was published. */
  drift_told_at: Later<Date>
}

/** A document that its owner has sent to a receiver, who opens it with a code from its own mailbox. */
export interface SendingTable {
  sending_id: string
  application_id: string
  receiver_id: string
  /** Made by the page: the same wish again is the same sending. */
  wish_id: string
  purpose: string
  reference: string
  /** The name of the owner in full, sealed: whoever gets the document reads it there. */
  owner_sealed: string
  /** The letter with the link; with another try, the newer one. */
  message_id: string
  times: Generated<number>
  sent_at: Date
  posted_at: Date
  ends_at: Date
  withdrawn_at: Later<Date>
  /** Of the newest code that was sent to the receiver; keyed. */
  code_mark: Later<string>
  code_until: Later<Date>
  code_tries: Generated<number>
  opened_count: Generated<number>
  last_opened_at: Later<Date>
  taken_count: Generated<number>
  /** The state of its receiver of which its owner knows: a letter is due where that is another by now. */
  told_state: Generated<'active' | 'suspended'>
}

/** Everything that happened with a sending: its owner reads it. */
export interface SendingEventTable {
  seq: Generated<string>
  sending_id: string
  at: Date
  what: 'sent' | 'sent-again' | 'opened' | 'taken' | 'withdrawn'
}

/** What somebody of staff is about to publish of a layer; one for each layer, which colleagues share. */
export interface SettingsDraftTable {
  layer: 'global' | 'site' | 'terminal'
  subject_id: string
  content: string
  /** The version that was published when it was begun; 0 where none was. */
  based_on: number
  /** Rises with each save: who saves says which one was seen. */
  revision: number
  begun_at: Date
  saved_by: string
  saved_at: Date
}

/** Every version of what a layer says, kept for ever: the newest of each layer holds. */
export interface SettingsPublicationTable {
  number: Generated<string>
  layer: 'global' | 'site' | 'terminal'
  /** The site or the terminal; empty for all terminals. */
  subject_id: string
  version: number
  /** What the layer says, JSON in the spelling that was hashed. */
  content: string
  /** SHA-256 of the content. */
  hash: string
  /** By the key of the server, base64. */
  signature: string
  /** The version whose content was brought back. */
  restored_from: Later<number>
  published_by: string
  /** The second person, where one was needed. */
  agreed_by: Later<string>
  proposal_id: Later<string>
  published_at: Date
}

export interface SetupScriptTable {
  sha256: string
  run_at: Date
}

/** A link by which somebody else sees a file, with a code that is told apart. */
export interface ShareLinkTable {
  share_id: string
  application_id: string
  /** For whom, in the person's own words. */
  label: string
  /** By which a typed code is known as the right one; keyed. */
  code_mark: string
  /** Codes that were typed and not right. At ten the link ends. */
  tries: Generated<number>
  made_at: Date
  ends_at: Date
  /** When its owner switched it off, or too many wrong codes did. */
  ended_at: Later<Date>
  opened_count: Generated<number>
  last_opened_at: Later<Date>
}

/** A campus or a building of which accounts of staff may be in charge. */
export interface SiteTable {
  /** As it stands among the sites of an account. */
  site_id: string
  name_zh: string
  name_en: string
  /** In which order sites are listed. */
  position: number
}

export interface SpentCaptchaTable {
  nonce: string
  expires_at: Date
}

/** Somebody who works with the server. Rows stay: what was done is done by somebody. */
export interface StaffAccountTable {
  staff_id: string
  name: string
  role: 'admin' | 'system-admin' | 'security-admin' | 'registrar' | 'operator' | 'finance' | 'maintenance' | 'auditor'
  /** Where it counts: ["*"] for everywhere, or ids of sites. */
  sites: Json
  /** How the first proof is made: by a login of the university, or by a password of this server. */
  proof: 'cas' | 'oidc' | 'local'
  /** Pseudonym of what the provider calls the person, or of the login name. */
  subject_key: string
  /** Its hash, with the algorithm and its parameters. */
  password: Later<string>
  state: Generated<'active' | 'ended'>
  /** The id of staff, or the command and who gave it; first-code for the first administrator. */
  made_by: string
  made_at: Date
  ended_by: Later<string>
  ended_at: Later<Date>
}

/** What somebody of staff shows as the second proof. */
export interface StaffFactorTable {
  factor_id: string
  staff_id: string
  kind: 'webauthn' | 'totp'
  label: string
  /** Of one-time passwords, sealed. */
  secret: Later<string>
  credential_id: Later<string>
  public_key: Later<Uint8Array>
  transports: FilledJson
  /** The newest count that the key has told, or the newest step of time whose password was used: nothing at or before it counts. */
  counter: string
  added_at: Date
  used_at: Later<Date>
}

/** One-time codes: for the first administrator, for whoever is invited, and for whose second proofs were taken away. */
export interface StaffInvitationTable {
  /** Keyed hash of the code. */
  code_key: string
  kind: 'first' | 'invited' | 'reset'
  staff_id: Later<string>
  name: string
  role: 'admin' | 'system-admin' | 'security-admin' | 'registrar' | 'operator' | 'finance' | 'maintenance' | 'auditor'
  sites: Json
  made_by: string
  made_at: Date
  expires_at: Date
  used_at: Later<Date>
}

export interface StaffRecoveryCodeTable {
  /** Keyed hash of the account and a printed code, which is good once. */
  code_key: string
  staff_id: string
  made_at: Date
  used_at: Later<Date>
}

export interface StaffSessionTable {
  /** SHA-256 of the cookie: who reads the table can't use a session. */
  session_key: string
  /** set-up: a code was shown, and the proofs are being made; second: the second proof is wanted; in: both were shown. */
  stage: 'set-up' | 'second' | 'in'
  /** The account; while one is being set up, the id that it will have. */
  staff_id: string
  invitation_key: Later<string>
  /** The first proof of an account that is being set up, sealed. */
  opening: Later<string>
  /** Of one-time passwords, until the first of them was typed; sealed. */
  pending_secret: Later<string>
  /** What a security key is to sign, once. */
  challenge: Later<string>
  challenge_ends_at: Later<Date>
  /** Kind of browser and system, as its person knows it again in a list. */
  browser: string
  /** SHA-256 of what the provider calls the login: it may end it. */
  provider_session: Later<string>
  started_at: Date
  last_seen_at: Date
  /** When the second proof was last shown. */
  stepped_up_at: Later<Date>
  ended_at: Later<Date>
}

/** Passwords and codes of staff that were tried in vain; each is counted before it is looked at. */
export interface StaffTryTable {
  /** Pseudonym of an account or of an address. */
  who: string
  failures: number
  last_at: Date
  /** From when on the next one is looked at. */
  free_at: Date
}

/** The files of a version: what is read when it is tried. */
export interface TemplateFileTable {
  kind: string
  number: number
  path: string
  /** In base64. */
  content: string
}

/** From when on which version was used for documents, as two people agreed; the newest of a kind holds. */
export interface TemplatePublicationTable {
  number: Generated<string>
  kind: string
  /** 0: the templates in the folder of the server. */
  version: number
  published_by: string
  agreed_by: string
  proposal_id: string
  published_at: Date
}

/** A ZIP that is on its way, in parts of base64; gone when it was read, or a day later. */
export interface TemplateUploadPartTable {
  kind: string
  digest: string
  at: number
  content: string
  made_at: Date
}

/** A folder of templates of a kind as somebody of staff has brought it. The same folder is the same version. */
export interface TemplateVersionTable {
  kind: string
  number: number
  /** SHA-256 of the ZIP that it came in. */
  digest: string
  byte_length: number
  /** What came of its last trial; null while it was not tried. */
  outcome: Later<'passed' | 'refused'>
  made_by: string
  made_at: Date
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
  /** When staff asked for a new key; null once the terminal has one, and where nobody has asked. */
  key_due_at: Later<Date>
  site_id: Generated<string>
  /** Since when staff have it out of service; null while it is to serve. */
  taken_out_at: Later<Date>
  /** Why, as visitors read it. */
  taken_out_zh: Later<string>
  taken_out_en: Later<string>
  /** When it is meant to be back, as visitors read it: nothing happens by itself then. */
  taken_out_until: Later<Date>
  /** When a request of this terminal, signed by its key, was last refused because its clock is off; no evidence of anything else. */
  clock_off_at: Later<Date>
  /** Since when that is so without a break of some minutes. */
  clock_off_since: Later<Date>
  /** By how much that clock was ahead then; below zero: behind. */
  clock_ahead_ms: Later<string>
}

/** The last heartbeat of each terminal: what it said then, and no evidence of later. */
export interface TerminalBeatTable {
  terminal_id: string
  heard_at: Date
  start_id: string
  /** The how-manieth heartbeat of that start: a late one changes nothing. */
  nth: number
  started_at: Date
  version: string
  /** By how much its clock was ahead of the server, the way of the request included. */
  clock_offset_ms: number
  standing: 'idle' | 'in-visit' | 'out-of-service'
  blocked_by: Json
  supplies: LaterJson
  jobs_open: number
  oldest_job_at: Later<Date>
  settings_version: Later<number>
  disk_free_mib: Later<number>
  disk_all_mib: Later<number>
  /** Of devices and of what blocks it: while it is the same, nothing has changed. */
  mark: string
}

/** The chains that terminals keep of themselves, as far as the server has them; one of each is gone on with. */
export interface TerminalChainTable {
  chain_id: string
  terminal_id: string
  begun_at: Date
  heard_at: Date
  /** The newest end that the terminal has signed and of which everything is here. */
  head_n: string
  head_hash: Uint8Array
  head_signature: string
  /** The public key by which that signature is checked: the terminal may have another by now. */
  head_key: string
  ended_at: Later<Date>
  /** Why it is not gone on with; break_n is the first entry that did not fit. */
  break_kind: Later<string>
  break_n: Later<string>
}

/** Which row of the trail is the n-th entry of a terminal’s chain, and its hash there. */
export interface TerminalChainLinkTable {
  chain_id: string
  n: string
  seq: string
  hash: Uint8Array
}

/** How each device was by the last heartbeat. */
export interface TerminalDeviceTable {
  terminal_id: string
  kind: string
  state: 'works' | 'warns' | 'fails'
  faults: Json
  since: Date
}

export interface TerminalDeviceChangeTable {
  seq: Generated<string>
  terminal_id: string
  kind: string
  state: 'works' | 'warns' | 'fails' | 'gone'
  faults: Json
  at: Date
}

/** Spans in which a terminal could serve, could not, or was silent; without opening hours and what staff have decided. */
export interface TerminalServingTable {
  seq: Generated<string>
  terminal_id: string
  serving: 'can' | 'cannot' | 'silent'
  part: Later<string>
  code: Later<string>
  from_at: Date
  until_at: Later<Date>
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
  /** What the person has shown, as a list of {way, atMs}. */
  proofs: FilledJson
  /** SHA-256 of what the provider calls the login that led here: it may end it. */
  provider_session: Later<string>
  /** The one document that the visit is for; null where it is for whatever the person may have. */
  document_id: Later<string>
  /** By what the person collects the document of another; null for documents of their own. */
  mandate_id: Later<string>
  /** Whoever came has not agreed yet to what people are told: nothing is made in this visit until then. */
  owes_notice: Generated<boolean>
}

/** A visit that is over, as its station has told of it. Nothing of its person stands here. */
export interface VisitReportTable {
  /** Made by the station: what is told twice is one visit. */
  report_id: string
  terminal_id: string
  /** By the clock of the station. */
  began_at: Date
  outcome: 'completed' | 'failed' | 'given-up'
  /** The last step that was reached. */
  step: string
  fault: Later<string>
  /** How long each step took. */
  took_ms: Json
}

export interface WebSessionTable {
  /** SHA-256 of the cookie: who reads the table can't use a session. */
  session_key: string
  /** Every register of the person who logged in. */
  person_ids: Json
  /** The register that it is about now. */
  person_id: string
  /** Whether the person has said which register it is about, or has only one. */
  has_chosen: boolean
  /** What the person has shown, as a list of {way, atMs}. */
  proofs: Json
  /** Kind of browser and system, as the person knows it again in a list. */
  browser: string
  /** SHA-256 of what the provider calls the login: it may end it. */
  provider_session: Later<string>
  started_at: Date
  last_seen_at: Date
  ended_at: Later<Date>
}
