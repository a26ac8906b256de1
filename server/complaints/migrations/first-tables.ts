import type { Migration } from '../../ground/room.ts'

/** Complaints of payers as the provider tells them, what is to be asked about, and what staff want done about them. */
export const FIRST_TABLES: Migration = {
  name: 'complaints-1-first-tables',
  sql: `
create table complaint (
  complaint_id text primary key,
  provider text not null,
  merchant_id text not null,
  complained_at timestamptz not null,
  problem text not null,
  words text not null,
  about text not null check (about in ('refund', 'service', 'other')),
  state text not null check (state in ('pending', 'processing', 'processed')),
  asked_fen integer check (asked_fen >= 0),
  payments jsonb not null,
  order_id text,
  phone_masked text,
  pictures jsonb not null,
  is_fully_refunded boolean not null,
  awaits_answer boolean not null,
  times integer not null,
  is_with_provider boolean not null,
  is_answered_elsewhere boolean not null,
  answer_by timestamptz,
  complete_by timestamptz,
  heard_at timestamptz not null,
  changed_at timestamptz not null,
  emptied_at timestamptz
);
create index complaint_open on complaint (complained_at, complaint_id) where state <> 'processed';
create index complaint_by_time on complaint (complained_at, complaint_id);
create index complaint_of_order on complaint (order_id);
comment on column complaint.complaint_id is 'The number of the complaint at the provider.';
comment on column complaint.words is 'What the payer wrote; empty once it was emptied.';
comment on column complaint.payments is 'What was paid that it is about, as the provider names it.';
comment on column complaint.order_id is 'The order of the first payment that one here has; null where none has.';
comment on column complaint.answer_by is 'Until when the provider wants an answer; null once there is one.';
comment on column complaint.complete_by is 'Until when the provider wants it dealt with; null once it is.';
comment on column complaint.emptied_at is 'When what the payer wrote, said of themselves and showed was taken out.';

create table complaint_line (
  complaint_id text not null references complaint,
  line_id text not null,
  at timestamptz not null,
  by_whom text not null check (by_whom in ('payer', 'merchant', 'provider')),
  what text not null,
  words text not null,
  pictures jsonb not null,
  primary key (complaint_id, line_id)
);

create table complaint_to_ask (
  complaint_id text primary key,
  provider text not null,
  merchant_id text not null,
  due_at timestamptz not null,
  tries integer not null default 0,
  last_code text
);
create index complaint_to_ask_due on complaint_to_ask (due_at);
comment on table complaint_to_ask is 'Complaints that the provider is to be asked about: told of by a notice, listed, or followed.';

create table complaint_errand (
  errand_id bigint generated always as identity primary key,
  complaint_id text not null references complaint,
  act text not null check (act in ('reply', 'agree-refund', 'refuse-refund', 'complete')),
  words text,
  within_days integer,
  wanted_at timestamptz not null,
  staff_id text not null references staff_account,
  state text not null check (state in ('due', 'done', 'taken-back')),
  tries integer not null default 0,
  due_at timestamptz not null,
  failed_code text,
  failed_words text,
  is_refused boolean not null default false,
  ended_at timestamptz,
  check ((state = 'due') = (ended_at is null))
);
create index complaint_errand_of on complaint_errand (complaint_id, errand_id);
create index complaint_errand_due on complaint_errand (due_at) where state = 'due';
comment on column complaint_errand.tries is 'How often it was begun: written before the provider is called, so that whoever goes on looks first.';
comment on column complaint_errand.is_refused is 'Whether the provider’s last word was no; what failed otherwise may have happened.';

create table complaint_look (
  provider text not null,
  merchant_id text not null,
  looked_until text check (looked_until ~ '^\\d{4}-\\d{2}-\\d{2}$'),
  due_at timestamptz not null,
  told text check (told in ('told-here', 'told-elsewhere')),
  failed_code text,
  primary key (provider, merchant_id)
);
comment on column complaint_look.looked_until is 'The last day whose list was read to its end, by the provider’s calendar.';
comment on column complaint_look.told is 'To whom the provider tells complaints by itself; null before that is known.';
`,
}
