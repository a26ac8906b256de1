import type { Migration } from '../../ground/room.ts'

/** What people say to be wrong or ask, what is said about it, and texts that offices answer with. */
export const FIRST_TABLES: Migration = {
  name: 'enquiries-1-first-tables',
  sql: `
create table enquiry (
  enquiry_id text primary key,
  number text not null unique,
  kind text not null check (kind in ('correction', 'question')),
  person_id text not null,
  office_id text not null,
  application_id text,
  document_kind text,
  document_edition text,
  title_zh text,
  title_en text,
  document_number text,
  wrong text check (wrong in ('name', 'mark', 'date', 'missing', 'other')),
  spot jsonb,
  picture text,
  language text not null,
  address text,
  address_masked text,
  state text not null check (state in ('open', 'asked', 'answered', 'closed')),
  outcome text check (outcome in ('corrected', 'right', 'answered', 'elsewhere', 'silent')),
  version integer not null default 1,
  unread integer not null default 0,
  wish_id text not null,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  waits_since timestamptz,
  reminded_at timestamptz,
  closed_at timestamptz,
  check ((state = 'open') = (waits_since is not null)),
  check ((state = 'closed') = (closed_at is not null)),
  check ((state = 'closed') = (outcome is not null)),
  check ((kind = 'correction') = (wrong is not null)),
  unique (person_id, wish_id)
);
create index enquiry_of_person on enquiry (person_id, changed_at desc);
create index enquiry_of_office on enquiry (office_id, state, waits_since);
create index enquiry_by_end on enquiry (closed_at) where closed_at is not null;
create index enquiry_by_quiet on enquiry (changed_at) where state in ('asked', 'answered');
comment on table enquiry is 'Something that a person says to be wrong in a document, or asks an office. Deleted some time after it was closed.';
comment on column enquiry.number is 'As it is said on the telephone.';
comment on column enquiry.office_id is 'The office whose it is now, as the configuration names it.';
comment on column enquiry.application_id is 'What it began at. A draft is gone after a day; what is said of the document stays here.';
comment on column enquiry.spot is 'Page, and the spot in shares of its width and height.';
comment on column enquiry.picture is 'The page as its person saw it, PNG, sealed.';
comment on column enquiry.address is 'Where a letter says that there is an answer; sealed.';
comment on column enquiry.state is 'open: it waits for the office; asked: the office waits for the person.';
comment on column enquiry.version is 'Grows with everything that happens: who acts says what was seen.';
comment on column enquiry.unread is 'What the office has said since its person last looked.';
comment on column enquiry.wish_id is 'Made by the page: the same wish again is the same enquiry.';
comment on column enquiry.waits_since is 'Since when the office has not answered.';
comment on column enquiry.reminded_at is 'When its office was last told that it is old.';

create table enquiry_message (
  seq bigint generated always as identity primary key,
  enquiry_id text not null references enquiry on delete cascade,
  at timestamptz not null,
  by text not null check (by in ('person', 'office', 'house')),
  what text not null check (what in ('said', 'answered', 'asked', 'handed-over', 'closed', 'reopened', 'note')),
  office_id text not null,
  staff_id text,
  body text not null,
  wish_id text,
  unique (enquiry_id, wish_id)
);
create index enquiry_message_of_enquiry on enquiry_message (enquiry_id, seq);
comment on column enquiry_message.what is 'note: for colleagues alone; so is what is written to a handing over.';
comment on column enquiry_message.body is 'What was written, sealed.';

create table enquiry_template (
  template_id text primary key,
  office_id text not null,
  title text not null,
  body text not null,
  made_by text not null,
  made_at timestamptz not null
);
create index enquiry_template_of_office on enquiry_template (office_id, title);
comment on table enquiry_template is 'A text that an office answers with often. Nothing of a person stands in it.';
`,
}
