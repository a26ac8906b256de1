import type { Migration } from '../../ground/room.ts'

/** Campaigns, the checks in them, the forms by which something is put right, and what students are told of both. */
export const CAMPAIGNS_AND_CHECKS: Migration = {
  name: 'graduation-3-campaigns-and-checks',
  sql: `
create table graduation_campaign (
  campaign_id text primary key,
  title_zh text not null,
  title_en text not null,
  year integer not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  recheck_from timestamptz,
  recheck_to timestamptz,
  errata_closes_at timestamptz not null,
  lock_at timestamptz not null,
  contact_zh text not null,
  contact_en text not null,
  filter jsonb not null,
  offices jsonb not null,
  version integer not null,
  scanned_for text,
  scanned_after text,
  made_by text not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  check ((recheck_from is null) = (recheck_to is null))
);
create index graduation_campaign_by_lock on graduation_campaign (lock_at);
comment on table graduation_campaign is 'One year''s check of photographs and enrolments, with its moments.';
comment on column graduation_campaign.filter is 'Whom it is for, in the words of the register.';
comment on column graduation_campaign.offices is 'Which office of the house works for which colleges: accounts of staff count at offices.';
comment on column graduation_campaign.scanned_for is 'For which version of it, and after which register, its checks were made; null while none were.';
comment on column graduation_campaign.scanned_after is 'How far that has come; null when it is through.';

create table graduation_check (
  campaign_id text not null references graduation_campaign,
  enrolment_id text not null references enrolment on delete cascade,
  college text not null,
  state text not null check (state in ('not-open', 'pending', 'no-photo', 'confirmed', 'disputed', 'fixed', 'overdue', 'locked')),
  locked_as text check (locked_as in ('not-open', 'pending', 'no-photo', 'confirmed', 'disputed', 'fixed', 'overdue')),
  data_hash text not null,
  admission_hash text,
  graduation_hash text,
  entry_stamp text not null,
  round text not null check (round in ('first', 'again')),
  open_until timestamptz,
  decision jsonb,
  lapsed jsonb,
  errata_number text,
  awaits_college boolean not null,
  national jsonb,
  acts jsonb not null,
  due_at timestamptz,
  version integer not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (campaign_id, enrolment_id),
  check ((state = 'locked') = (locked_as is not null)),
  check (state <> 'confirmed' or decision is not null)
);
create index graduation_check_of_enrolment on graduation_check (enrolment_id);
create index graduation_check_due on graduation_check (due_at) where due_at is not null;
create index graduation_check_by_state on graduation_check (campaign_id, college, state);
comment on table graduation_check is 'The check of one enrolment in one campaign.';
comment on column graduation_check.college is 'As the register writes it.';
comment on column graduation_check.data_hash is 'A keyed pseudonym of the entry as it stands: any change of it shows.';
comment on column graduation_check.admission_hash is 'Of the file of the photograph; null where there is none.';
comment on column graduation_check.entry_stamp is 'Which line of which file the entry was last changed by when it was looked at.';
comment on column graduation_check.decision is 'The confirmation that holds, with what was seen; lapsed: the last that holds no more.';
comment on column graduation_check.due_at is 'The next moment at which time alone may change it; null when none is.';

create table graduation_check_step (
  step_id bigint generated always as identity primary key,
  campaign_id text not null,
  enrolment_id text not null,
  at timestamptz not null,
  event text not null,
  state text not null,
  by_staff text,
  reason text,
  receipt_number text unique,
  seen jsonb,
  foreign key (campaign_id, enrolment_id) references graduation_check on delete cascade
);
create index graduation_check_step_of_check on graduation_check_step (campaign_id, enrolment_id, step_id);
comment on table graduation_check_step is 'What has happened to a check, appended and never changed.';
comment on column graduation_check_step.by_staff is 'Who of staff did it; null where the student or time did.';
comment on column graduation_check_step.receipt_number is 'Of the receipt that a confirmation gave.';
comment on column graduation_check_step.seen is 'The hashes of what was seen.';

create table graduation_errata (
  errata_number text primary key,
  campaign_id text not null,
  enrolment_id text not null,
  begun_key text not null,
  state text not null check (state in ('draft', 'submitted', 'college-ok', 'college-back', 'registry-ok', 'registry-rejected', 'need-more', 'exported', 'fixed', 'external-failed', 'withdrawn')),
  content text not null,
  photo_problem text not null check (photo_problem in ('none', 'missing', 'not-me', 'bad-quality', 'outdated')),
  late_reason text,
  acts jsonb not null,
  version integer not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  unique (campaign_id, enrolment_id, begun_key),
  foreign key (campaign_id, enrolment_id) references graduation_check on delete cascade
);
create unique index graduation_errata_under_way on graduation_errata (campaign_id, enrolment_id)
  where state not in ('registry-rejected', 'fixed', 'external-failed', 'withdrawn');
create index graduation_errata_by_state on graduation_errata (campaign_id, state, changed_at);
comment on table graduation_errata is 'A form by which somebody says what is wrong; one at a time is under way of a check.';
comment on column graduation_errata.content is 'What the form says and how the student is reached, encrypted.';
comment on column graduation_errata.begun_key is 'Of the request that began it: the same one again begins no other.';
comment on column graduation_errata.late_reason is 'Why it comes after the deadline; null where it does not.';

create table graduation_errata_step (
  step_id bigint generated always as identity primary key,
  errata_number text not null references graduation_errata on delete cascade,
  at timestamptz not null,
  state text not null,
  by_staff text,
  note text
);
create index graduation_errata_step_of_errata on graduation_errata_step (errata_number, step_id);
comment on table graduation_errata_step is 'What a form has been through, appended and never changed.';

create table graduation_notice (
  notice_id bigint generated always as identity primary key,
  campaign_id text not null,
  enrolment_id text not null,
  notice jsonb not null,
  made_at timestamptz not null,
  letter text not null check (letter in ('due', 'posted', 'no-way', 'given-up')),
  next_at timestamptz,
  tries integer not null,
  foreign key (campaign_id, enrolment_id) references graduation_check on delete cascade,
  check ((letter = 'due') = (next_at is not null))
);
create index graduation_notice_of_check on graduation_notice (campaign_id, enrolment_id, notice_id);
create index graduation_notice_due on graduation_notice (next_at) where next_at is not null;
comment on table graduation_notice is 'What a student is told of a check; by letter where the person has an address, and on the page.';

create function refuse_change_of_graduation_step() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end;
$$;
create trigger graduation_check_step_is_append_only before update on graduation_check_step
  for each row execute function refuse_change_of_graduation_step();
create trigger graduation_errata_step_is_append_only before update on graduation_errata_step
  for each row execute function refuse_change_of_graduation_step();
`,
}
