import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const ENQUIRIES_EVENTS = {
  'enquiry-opened': 'A person said that something is wrong in a document, or asked an office something.',
  'enquiry-written-to': 'A person wrote once more to the office that has a correction or a question.',
  'enquiry-reopened': 'A person opened a correction or a question again that had been closed.',
  'enquiry-answered': 'Somebody of an office answered a correction or a question.',
  'enquiry-asked-back': 'Somebody of an office asked the person of a correction or a question something.',
  'enquiry-handed-over': 'Somebody of an office handed a correction or a question over to another office.',
  'enquiry-noted': 'Somebody of an office wrote a note for colleagues to a correction or a question.',
  'enquiry-closed': 'A correction or a question was closed, with the outcome that the detail says.',
  'enquiries-reminded': 'An office was told by mail of what has waited for it too long.',
  'enquiries-erased':
    'Corrections and questions were erased whose time after their end is over; the detail says how many.',
  'enquiry-template-made': 'Somebody of an office kept a text to answer with.',
  'enquiry-template-removed': 'Somebody of an office removed a text to answer with.',
} as const satisfies AuditEvents

export const audit = auditTrail(ENQUIRIES_EVENTS)
