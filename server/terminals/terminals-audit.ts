import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const TERMINALS_EVENTS = {
  'terminal-code-made': 'Staff made a one-time code that a terminal is enrolled with.',
  'terminal-enrolled': 'A one-time code and a key became a terminal.',
  'terminal-active': 'A terminal was let in again.',
  'terminal-suspended': 'A terminal was shut out.',
  'terminal-quarantined': 'The key of a terminal was in use at two places; it was shut out.',
  'terminal-key-asked': 'A terminal was asked for a new key.',
  'terminal-key-changed': 'A terminal has put a new key in the place of its own.',
  'terminal-retired': 'A terminal was shut out for good.',
  'terminal-renamed': 'A terminal was given another name or place.',
  'terminal-taken-out': 'Staff took a terminal out of service, with a reason that visitors read.',
  'terminal-brought-back': 'Staff brought a terminal back into service.',
  'terminal-moved': 'A terminal was put at another site.',
  'site-added': 'A site was added.',
  'site-changed': 'A site was given other names, or another place in the list.',
} as const satisfies AuditEvents

export const audit = auditTrail(TERMINALS_EVENTS)
