import { type AuditEvents, auditTrail } from '../ground/audit-trail.ts'

export const SETTINGS_EVENTS = {
  'settings-drafted': 'Somebody of staff saved a draft of settings.',
  'settings-draft-dropped': 'Somebody of staff threw a draft of settings away.',
  'settings-published': 'A version of settings was published; the detail says by whom, and who has agreed.',
  'settings-restored': 'The content of an earlier version of settings was published again.',
  'settings-running': 'A terminal said that it runs another version of its settings.',
  'settings-not-taken': 'A terminal could not take a version of its settings, and goes on with the one before.',
  'settings-drifted': 'A terminal runs for half an hour what is not what was published for it; somebody was told.',
} as const satisfies AuditEvents

export const audit = auditTrail(SETTINGS_EVENTS)
