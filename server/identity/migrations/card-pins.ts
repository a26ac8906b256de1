import type { Migration } from '../../ground/room.ts'

/** The second thing that belongs to a campus card. */
export const CARD_PINS: Migration = {
  name: 'identity-7-card-pins',
  sql: `
create table card_pin (
  person_id text primary key,
  pin text not null,
  failures integer not null default 0,
  set_at timestamptz not null
);
comment on table card_pin is 'Six digits that a person types beside the campus card.';
comment on column card_pin.pin is 'Their hash, under a pepper that is not in the database.';
comment on column card_pin.failures is 'Wrong ones since the last right one, counted before they are looked at.';
`,
}
