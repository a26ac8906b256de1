import type { Migration } from '../../ground/room.ts'

/** A list that changed or ended something can be taken back; and more free copies can have a last day. */
export const LIST_TAKEN_BACK: Migration = {
  name: 'people-3-lists-taken-back',
  sql: `
alter table lost_card add column ended_import_id text;
alter table house_hold add column ended_import_id text;
alter table house_approval add column ended_import_id text;
alter table granted_copies add column ended_import_id text;
alter table house_hold add column replaces text;
alter table house_approval add column replaces text;
alter table granted_copies add column replaces text;
alter table granted_copies add column counts_with text;
comment on column granted_copies.counts_with is 'A waiver that a list changed goes on with the count of the first: what was printed of it is not given twice.';
create index lost_card_ended_by_list on lost_card (ended_import_id) where ended_import_id is not null;
create index house_hold_ended_by_list on house_hold (ended_import_id) where ended_import_id is not null;
comment on column lost_card.ended_import_id is 'The list that ended it; null where somebody did it by hand.';
comment on column house_hold.ended_import_id is 'The list that ended it; null where somebody did it by hand.';
comment on column house_approval.ended_import_id is 'The list that ended it; null where somebody did it by hand.';
comment on column granted_copies.ended_import_id is 'The list that ended it; null where somebody did it by hand.';
comment on column house_hold.replaces is 'The one that its list changed: it counts again when the list is taken back.';
comment on column house_approval.replaces is 'The one that its list changed: it counts again when the list is taken back.';
comment on column granted_copies.replaces is 'The one that its list changed: it counts again when the list is taken back.';

alter table granted_copies drop constraint granted_copies_check1;
alter table granted_copies add constraint granted_copies_end check (raises is not null or last_day is not null);
comment on column granted_copies.raises is 'The count of free copies that it raises, until its last day where it has one; null for a waiver, which has a count of its own until its last day.';
`,
}
