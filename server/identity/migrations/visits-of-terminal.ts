import type { Migration } from '../../ground/room.ts'

/** Whether anybody has begun a visit at a kiosk since is asked each second while a file is handed over there. */
export const VISITS_OF_TERMINAL: Migration = {
  name: 'identity-12-visits-of-terminal',
  sql: `
create index visit_of_terminal on visit (terminal_id, started_at desc);
`,
}
