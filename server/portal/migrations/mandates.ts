import type { Migration } from '../../ground/room.ts'

/** That another person collects the paper of an application. */
export const MANDATES: Migration = {
  name: 'portal-3-mandates',
  sql: `
create table mandate (
  mandate_id text primary key,
  application_id text not null references application,
  collector_id text,
  name_masked text not null,
  number_masked text not null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz
);
create index mandate_of_application on mandate (application_id, made_at desc);
create index mandate_of_collector on mandate (collector_id, made_at desc);
comment on table mandate is 'That another person may collect the paper of an application at a kiosk.';
comment on column mandate.collector_id is 'Who was named; null where the university knows nobody of that number and name, which is told to nobody.';
comment on column mandate.name_masked is 'The name as its owner typed it, masked.';
comment on column mandate.ended_at is 'When its owner ended it.';

alter table pickup add column mandate_id text references mandate;
comment on column pickup.mandate_id is 'For whom it is where that is not the owner of the application.';
`,
}
