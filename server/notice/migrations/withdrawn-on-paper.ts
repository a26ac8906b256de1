import type { Migration } from '../../ground/room.ts'

/** That staff have withdrawn a consent for a person who asked in another way than on the web. */
export const WITHDRAWN_ON_PAPER: Migration = {
  name: 'notice-2-withdrawn-on-paper',
  sql: `
alter table consent add column withdrawn_by text;
alter table consent add column withdrawn_reason text;
alter table consent add constraint consent_withdrawn_by_staff
  check ((withdrawn_by is null) = (withdrawn_reason is null) and (withdrawn_by is null or withdrawn_at is not null));
comment on column consent.withdrawn_by is 'Who of staff has withdrawn it for the person; null of what the person has withdrawn.';
comment on column consent.withdrawn_reason is 'How the person has asked for it, as staff wrote it down.';
`,
}
