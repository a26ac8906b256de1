import type { Migration } from '../../ground/room.ts'

/** What came of the last try on a phone, for the kiosk to say. */
export const REFUSED_LOGINS: Migration = {
  name: 'identity-9-refused-logins',
  sql: `
alter table login add column refused text check (refused in ('declined', 'refused', 'person-unknown', 'away'));
comment on column login.refused is 'Why the last try in the browser came to nothing; null before one, and while another is under way.';
`,
}
