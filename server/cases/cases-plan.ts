import { plan } from '../ground/room.ts'
import { CASES_EVENTS } from './cases-audit.ts'
import { CASES_COMMANDS } from './cases-commands.ts'
import { FIRST_TABLES } from './migrations/first-tables.ts'

/** Everything that needs a person's hand: what is known of it, what is done about it, and how it ended. */
export const CASES = plan({
  name: 'cases',
  migrations: [FIRST_TABLES],
  tables: ['open_case', 'case_history'],
  audit: CASES_EVENTS,
  commands: CASES_COMMANDS,
})
