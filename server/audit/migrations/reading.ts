import type { Migration } from '../../ground/room.ts'

/** By what the trail is searched, the newest first. */
export const READING: Migration = {
  name: 'audit-2-reading',
  sql: `
create index audit_at on audit (at, seq);
create index audit_event on audit (event, at, seq);
create index audit_terminal on audit (terminal_id, at, seq) where terminal_id is not null;
create index audit_by on audit ((detail->>'by'), at, seq) where detail->>'by' is not null;
`,
}
