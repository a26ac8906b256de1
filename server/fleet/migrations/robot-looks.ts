import type { Migration } from '../../ground/room.ts'

/** What the robot is to say of something that may be over before it goes. */
export const ROBOT_LOOKS: Migration = {
  name: 'fleet-3-robot-looks',
  sql: `
alter table fleet_robot_message add column purpose text;
alter table fleet_robot_message add column reference text;
alter table fleet_robot_message add column send_by timestamptz;
alter table fleet_robot_message add check ((purpose is null) = (reference is null) and (purpose is null) = (send_by is null));
create index fleet_robot_message_about on fleet_robot_message (reference) where reference is not null;
comment on column fleet_robot_message.purpose is 'What it is for, where a room is asked before it goes whether it still holds.';
comment on column fleet_robot_message.reference is 'An id by which that room knows it again. Never a person.';
comment on column fleet_robot_message.send_by is 'From then on it is of no use.';
`,
}
