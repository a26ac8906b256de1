import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const CASES_EVENTS = {
  'case-opened': 'Something that needs a hand became a case.',
  'case-act-asked': 'A person asked for an act on a case that another person must agree to.',
  'case-act-declined': 'An act on a case that waited for a second person was declined or taken back.',
  'case-act-begun': 'A person’s act on a case was begun by the machine.',
  'case-act-taken-back': 'A person took an act back that was under way, before anything of it had left the house.',
  'case-act-failed': 'A person’s act on a case led to nothing, and it needs a hand again.',
  'case-ended': 'A case ended by proof or by a person’s act, which the detail says.',
} as const satisfies AuditEvents

export const audit = auditTrail(CASES_EVENTS)
