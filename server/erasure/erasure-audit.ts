import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const ERASURE_EVENTS = {
  'erasure-asked':
    'A person asked for what is kept of them to be erased; the detail has the session and the day it is due.',
  'erasure-undone': 'The person undid that wish, and nothing was erased; the detail has the session.',
  'erasure-held-up': 'A wish for erasing was due, and something under way held it up: it is looked at every hour.',
  'erasure-begun': 'What is kept of a person began to be erased; it is not undone from then on.',
  'erasure-done':
    'It was erased, and nothing in the wish leads to its person any more; the detail says how many entries, by table.',
} as const satisfies AuditEvents

export const audit = auditTrail(ERASURE_EVENTS)
