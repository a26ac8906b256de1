import { plan } from '../ground/room.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'
import { REMINDERS_RETENTION } from './reminders-retention.ts'

/** Tells those who get the alerts of what waits for a person and would be too late. */
export const REMINDERS = plan({
  name: 'reminders',
  migrations: [FIRST_TABLES],
  tables: ['reminder'],
  retention: REMINDERS_RETENTION,
})
