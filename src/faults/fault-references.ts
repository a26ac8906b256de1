/** A short number that a visitor can read out on the telephone; the same in every language. */
export type FaultReference = `E-${string}`

type References = Readonly<Record<string, FaultReference>>

/** Between a card and a known person. */
export const IDENTITY_FAULTS = {
  'card-unknown': 'E-ID-001',
  'card-lost': 'E-ID-002',
  'card-unreadable': 'E-ID-003',
  'id-card-unreadable': 'E-ID-004',
  'person-without-records': 'E-ID-005',
  'reader-lost': 'E-ID-006',
  'record-unfit': 'E-ID-007',
  'login-code-wrong': 'E-ID-008',
  'login-over': 'E-ID-009',
  'login-person-unknown': 'E-ID-010',
  'login-needed': 'E-ID-011',
  'pickup-code-refused': 'E-ID-012',
} as const satisfies References

/** Between the people who run the house and what they may do. */
export const STAFF_FAULTS = {
  'staff-not-permitted': 'E-STF-001',
  'step-up-needed': 'E-STF-002',
  'staff-unknown': 'E-STF-003',
  'proposal-unknown': 'E-STF-004',
  'proposal-own': 'E-STF-005',
  'proposal-over': 'E-STF-006',
  'proposal-changed': 'E-STF-007',
  'proposal-drafter-gone': 'E-STF-008',
  'reason-needed': 'E-STF-009',
  'terminal-unknown': 'E-STF-021',
  'terminal-changed': 'E-STF-022',
  'terminal-place-wrong': 'E-STF-023',
  'site-unknown': 'E-STF-024',
  'site-wrong': 'E-STF-025',
  'staff-changed': 'E-STF-010',
  'staff-last-admin': 'E-STF-011',
  'invitation-gone': 'E-STF-012',
} as const satisfies References

/** Between the station and the central server. */
export const SERVER_FAULTS = {
  'server-unreachable': 'E-NET-001',
  'server-slow': 'E-NET-002',
  'server-nonsense': 'E-NET-003',
  'server-busy': 'E-NET-004',
  'terminal-refused': 'E-NET-005',
  'visit-expired': 'E-NET-006',
  'server-awaited': 'E-NET-007',
} as const satisfies References

/** Between a choice and a signed file that may be printed. */
export const DOCUMENT_FAULTS = {
  'document-unavailable': 'E-DOC-001',
  'document-needs-hand': 'E-DOC-002',
  'document-failed': 'E-DOC-003',
  'document-check-failed': 'E-DOC-004',
  'handover-refused': 'E-DOC-005',
  'receiver-unknown': 'E-DOC-006',
  'reference-wrong': 'E-DOC-007',
} as const satisfies References

/** Between a wish for copies and a settled order. */
export const ORDER_FAULTS = {
  'quote-changed': 'E-ORD-001',
  'copies-refused': 'E-ORD-002',
  'payment-unavailable': 'E-PAY-001',
  'payment-expired': 'E-PAY-002',
  'payment-unclear': 'E-PAY-003',
  'order-conflict': 'E-ORD-003',
  'order-unknown': 'E-ORD-004',
  'reprint-refused': 'E-ORD-005',
  'reprint-code-refused': 'E-ORD-006',
  'reprint-not-reported': 'E-ORD-007',
  'reprint-done-before': 'E-ORD-008',
  'reprint-too-late': 'E-ORD-009',
  'reprint-tries-over': 'E-ORD-010',
} as const satisfies References

/** Between a wish on the web and a file that its person or somebody else has. */
export const PORTAL_FAULTS = {
  'application-unknown': 'E-APP-001',
  'draft-outdated': 'E-APP-002',
  'proof-too-old': 'E-APP-003',
  'address-wrong': 'E-APP-004',
  'too-many-today': 'E-APP-005',
  'letters-off': 'E-APP-006',
  'register-unchosen': 'E-APP-007',
  'notice-unagreed': 'E-APP-008',
  'notice-changed': 'E-APP-009',
} as const satisfies References

/** Between a person and the offices of the university. */
export const ENQUIRY_FAULTS = {
  'enquiry-unknown': 'E-ENQ-001',
  'enquiry-closed': 'E-ENQ-002',
} as const satisfies References

/** Between what needs a hand and whoever works on it. */
export const CASE_FAULTS = {
  'case-unknown': 'E-CAS-001',
} as const satisfies References

/** What may stop paper from coming out. */
export const PRINTER_FAULTS = {
  'printer-out-of-paper': 'E-PRN-011',
  'printer-jam': 'E-PRN-031',
  'printer-cover-open': 'E-PRN-032',
  'printer-no-toner': 'E-PRN-033',
  'printer-output-full': 'E-PRN-034',
  'printer-stopped': 'E-PRN-035',
  'printer-unreachable': 'E-PRN-041',
  'printer-refused': 'E-PRN-042',
  'printer-aborted': 'E-PRN-043',
  'printer-outcome-unknown': 'E-PRN-044',
  'printer-busy': 'E-PRN-045',
  'printer-clearing': 'E-PRN-046',
  'printer-surplus': 'E-PRN-047',
  'printer-checking': 'E-PRN-048',
  'printer-pending': 'E-PRN-049',
  'printer-paper-short': 'E-PRN-012',
  'printer-tray-missing': 'E-PRN-013',
  'printer-tray-empty': 'E-PRN-014',
  'printer-tray-untold': 'E-PRN-066',
  'receipt-printer-away': 'E-PRN-052',
  'printer-paper-low': 'E-PRN-061',
  'printer-toner-low': 'E-PRN-062',
  'printer-output-nearly-full': 'E-PRN-063',
  'printer-waste-nearly-full': 'E-PRN-064',
  'printer-needs-care': 'E-PRN-065',
  'receipt-printer-failed': 'E-PRN-051',
} as const satisfies References

/** While somebody has a paper checked. */
export const PAPER_FAULTS = {
  'scanner-lost': 'E-CHK-001',
  'code-unreadable': 'E-CHK-002',
} as const satisfies References

/** Of the kiosk's own house. */
export const STATION_FAULTS = {
  'station-starting': 'E-STN-001',
  'station-lost': 'E-STN-002',
  'disk-full': 'E-STN-003',
  'disk-failed': 'E-STN-004',
  'ledger-damaged': 'E-STN-005',
  'own-data-damaged': 'E-STN-006',
  'taken-out': 'E-STN-007',
  'outside-hours': 'E-STN-008',
} as const satisfies References
