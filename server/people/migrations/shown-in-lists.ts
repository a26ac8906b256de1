import type { Migration } from '../../ground/room.ts'

/** Lists show whom a row is about without asking the university's data for each; and all cards of somebody can be lost at once. */
export const SHOWN_IN_LISTS: Migration = {
  name: 'people-2-shown-in-lists',
  sql: `
alter table lost_card alter column card_mark drop not null;
alter table lost_card alter column card_masked drop not null;
alter table lost_card add constraint lost_card_of_somebody check (card_mark is not null or person_id is not null);
create unique index lost_card_all_of_person on lost_card (person_id) where found_at is null and card_mark is null;
comment on column lost_card.card_mark is 'A keyed pseudonym of the card''s number, which itself is kept nowhere; null: every card of the person.';

alter table lost_card add column name_masked_zh text not null default '';
alter table lost_card add column name_masked_en text not null default '';
alter table lost_card add column number_masked text not null default '';
alter table house_hold add column name_masked_zh text not null default '';
alter table house_hold add column name_masked_en text not null default '';
alter table house_hold add column number_masked text not null default '';
alter table house_approval add column name_masked_zh text not null default '';
alter table house_approval add column name_masked_en text not null default '';
alter table house_approval add column number_masked text not null default '';
alter table granted_copies add column name_masked_zh text not null default '';
alter table granted_copies add column name_masked_en text not null default '';
alter table granted_copies add column number_masked text not null default '';
`,
}
