import type { Migration } from '../../ground/room.ts'

/** What terminals say of themselves, how that has changed, and of what somebody was told. */
export const FIRST_TABLES: Migration = {
  name: 'fleet-1-first-tables',
  sql: `
create table terminal_beat (
  terminal_id text primary key references terminal,
  heard_at timestamptz not null,
  start_id text not null,
  nth integer not null,
  started_at timestamptz not null,
  version text not null,
  clock_offset_ms integer not null,
  standing text not null check (standing in ('idle', 'in-visit', 'out-of-service')),
  blocked_by jsonb not null,
  supplies jsonb,
  jobs_open integer not null,
  oldest_job_at timestamptz,
  settings_version integer,
  disk_free_mib integer,
  disk_all_mib integer,
  mark text not null
) with (fillfactor = 50);
comment on table terminal_beat is 'The last heartbeat of each terminal: what it said then, and no evidence of later.';
comment on column terminal_beat.nth is 'The how-manieth heartbeat of that start: a late one changes nothing.';
comment on column terminal_beat.clock_offset_ms is 'By how much its clock was ahead of the server, the way of the request included.';
comment on column terminal_beat.mark is 'Of devices and of what blocks it: while it is the same, nothing has changed.';

create table terminal_device (
  terminal_id text not null references terminal,
  kind text not null,
  state text not null check (state in ('works', 'warns', 'fails')),
  faults jsonb not null,
  since timestamptz not null,
  primary key (terminal_id, kind)
);
comment on table terminal_device is 'How each device was by the last heartbeat.';

create table terminal_device_change (
  seq bigint generated always as identity primary key,
  terminal_id text not null references terminal,
  kind text not null,
  state text not null check (state in ('works', 'warns', 'fails', 'gone')),
  faults jsonb not null,
  at timestamptz not null
);
create index terminal_device_change_of_terminal on terminal_device_change (terminal_id, seq);
create index terminal_device_change_age on terminal_device_change (at);

create table terminal_serving (
  seq bigint generated always as identity primary key,
  terminal_id text not null references terminal,
  serving text not null check (serving in ('can', 'cannot', 'silent')),
  part text,
  code text,
  from_at timestamptz not null,
  until_at timestamptz
);
create unique index terminal_serving_now on terminal_serving (terminal_id) where until_at is null;
create index terminal_serving_of_terminal on terminal_serving (terminal_id, from_at);
create index terminal_serving_age on terminal_serving (until_at);
comment on table terminal_serving is 'Spans in which a terminal could serve, could not, or was silent; without opening hours and what staff have decided.';

create table fleet_gap (
  from_at timestamptz primary key,
  until_at timestamptz not null
);
comment on table fleet_gap is 'When no server listened: silence of a terminal in it says nothing of the terminal.';

create table fleet_watch (
  one integer primary key check (one = 1),
  alive_at timestamptz not null
);
comment on column fleet_watch.alive_at is 'When a server has last looked at the terminals.';

create table fleet_alert (
  alert_id text primary key,
  kind text not null check (kind in ('silent', 'cannot', 'site-silent')),
  site_id text not null references site,
  terminal_id text references terminal,
  part text,
  code text,
  since timestamptz not null,
  told_at timestamptz not null,
  well_since timestamptz,
  ended_at timestamptz
);
create unique index fleet_alert_of_terminal on fleet_alert (terminal_id) where ended_at is null and terminal_id is not null;
create unique index fleet_alert_of_site on fleet_alert (site_id) where ended_at is null and terminal_id is null;
create index fleet_alert_age on fleet_alert (told_at);
comment on table fleet_alert is 'Of what somebody was told, and once more when it was over.';
comment on column fleet_alert.well_since is 'It seems to be over; told when that has lasted.';

create table fleet_robot_message (
  message_id text primary key,
  content text not null,
  made_at timestamptz not null,
  due_at timestamptz,
  tries integer not null default 0,
  sent_at timestamptz,
  reply text
);
create index fleet_robot_message_due on fleet_robot_message (due_at) where due_at is not null;
comment on column fleet_robot_message.due_at is 'Null once it was taken or given up.';
`,
}
