import type { Migration } from '../../ground/room.ts'

/** Somebody is told of other things of a terminal too, each beside the others: settings that do not run, and what runs short. */
export const NOTICES: Migration = {
  name: 'fleet-2-notices',
  sql: `
alter table fleet_alert drop constraint fleet_alert_kind_check;
alter table fleet_alert add constraint fleet_alert_kind_check
  check (kind in ('silent', 'cannot', 'site-silent', 'drifted', 'paper-low', 'toner-low'));
drop index fleet_alert_of_terminal;
create unique index fleet_alert_of_terminal
  on fleet_alert (terminal_id, (case when kind in ('silent', 'cannot') then 'serving' else kind end))
  where ended_at is null and terminal_id is not null;
`,
}
