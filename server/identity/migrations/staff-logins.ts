import type { Migration } from '../../ground/room.ts'

/** Logins of people who work here, told apart from those of visitors. */
export const STAFF_LOGINS: Migration = {
  name: 'identity-staff-logins',
  sql: `
alter table login add column purpose text not null default 'visitor' check (purpose in ('visitor', 'staff'));
alter table login add check (purpose = 'visitor' or terminal_id is null);
comment on column login.purpose is 'Whose login it is: it leads to nothing of the other kind.';
comment on column login.claim is 'Who was proven: {personIds, proof, providerSession}; of staff {way, subjectKey, providerSession}.';
`,
}
