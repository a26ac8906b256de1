import type { Migration } from '../../ground/room.ts'

/** Sites, and where each terminal belongs. Those that were enrolled before belong to the first. */
export const SITES: Migration = {
  name: 'terminals-5-sites',
  sql: `
create table site (
  site_id text primary key check (site_id ~ '^[a-z0-9-]{1,40}$'),
  name_zh text not null,
  name_en text not null,
  position integer not null
);
comment on table site is 'A campus or a building of which accounts of staff may be in charge.';
comment on column site.site_id is 'As it stands among the sites of an account.';
comment on column site.position is 'In which order sites are listed.';
insert into site values ('main', '校本部', 'Main campus', 1);

alter table terminal add column site_id text not null default 'main' references site;
alter table enrolment_code add column site_id text not null default 'main' references site;
create index terminal_of_site on terminal (site_id);
comment on column enrolment_code.site_id is 'Where the terminal that the code makes will belong.';
`,
}
