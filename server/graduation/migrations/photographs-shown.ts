import type { Migration } from '../../ground/room.ts'

/** That people were shown photographs of their own. */
export const PHOTOGRAPHS_SHOWN: Migration = {
  name: 'graduation-photographs-shown',
  sql: `
create table photograph_showing (
  showing_id text primary key,
  person_id text not null,
  enrolment_id text not null,
  photo_kind text not null check (photo_kind in ('admission', 'graduation')),
  shown_at timestamptz not null
);
create index photograph_showing_of_person on photograph_showing (person_id, shown_at desc);
create index photograph_showing_by_age on photograph_showing (shown_at);
comment on table photograph_showing is 'That a photograph was shown in the login of its person; what staff have opened stands among the looks.';
`,
}
