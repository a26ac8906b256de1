import type { Migration } from '../../ground/room.ts'

/** Messages that are kept back before they go. */
export const STOPPED: Migration = {
  name: 'mail-2-stopped',
  sql: `
alter table message drop constraint message_state_check;
alter table message add constraint message_state_check check (state in ('waiting', 'sent', 'bounced', 'given-up', 'stopped'));
alter table message add column stopped_because text check (stopped_because in ('document-revoked', 'withdrawn'));
alter table message add check ((stopped_because is not null) = (state = 'stopped'));
comment on column message.stopped_because is 'Why it was kept back before it went: its document was revoked meanwhile, or whoever had it sent wants it no more.';
`,
}
