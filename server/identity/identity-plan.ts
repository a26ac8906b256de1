import { plan } from '../ground/room.ts'
import { IDENTITY_EVENTS } from './identity-audit.ts'
import { ASSURANCE } from './migrations/assurance.ts'
import { COMMENTS } from './migrations/comments.ts'
import { VISITS } from './migrations/first-tables.ts'

/** Who somebody is, and how surely that is known. */
export const IDENTITY = plan({
  name: 'identity',
  migrations: [VISITS, ASSURANCE, COMMENTS],
  tables: ['visit'],
  audit: IDENTITY_EVENTS,
})
