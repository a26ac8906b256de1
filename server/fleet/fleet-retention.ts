import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** As `fleet.keptDays` of the configuration says where it says nothing else. */
const KEPT_DAYS = 400
const WHY: Bilingual = both(
  '看得出一年四季哪里常坏；再早的已没有用处。',
  'It shows what breaks over the seasons of a year; what is older is of no use.',
)
/** This room's own sweep takes it away (`fleet.keptDays`). */
const goes = (table: string, what: Bilingual, since: Bilingual, why = WHY): RetentionRule => ({
  ...{ table, what, days: KEPT_DAYS, ends: 'deleted', why, by: { sweep: 'old heartbeats' } },
  since: both(`${since.zh}（天数见 fleet.keptDays）`, `${since.en}; the days as fleet.keptDays says`),
})
const AS_THE_TERMINAL = both(
  '一台自助机一份，随下一次上报更新。',
  'There is one of each kiosk; what it says next takes its place.',
)

/** How long this room keeps what it has. Nothing in it is about a person; in a message of what waits for two people stands who of staff drafted it. */
export const FLEET_RETENTION: readonly RetentionRule[] = [
  {
    table: 'terminal_beat',
    what: both('自助机最近一次上报', 'What each kiosk said last of itself'),
    why: both('要知道现在怎样。', 'To know how it is now.'),
    until: AS_THE_TERMINAL,
  },
  {
    table: 'terminal_device',
    what: both('自助机各设备最近的状态', 'How each device of a kiosk was last'),
    why: both('要知道现在怎样。', 'To know how it is now.'),
    until: AS_THE_TERMINAL,
  },
  goes(
    'terminal_device_change',
    both('自助机设备状态的变化', 'How devices of kiosks have changed'),
    both('变化', 'The change'),
  ),
  goes(
    'terminal_serving',
    both('自助机能否服务的时段', 'Spans in which kiosks could serve or not'),
    both('时段结束', 'The end of the span'),
  ),
  goes(
    'fleet_gap',
    both('服务器停机的时段', 'Spans in which no server listened'),
    both('时段结束', 'The end of the span'),
  ),
  goes(
    'fleet_alert',
    both('已恢复的自助机异常通知', 'Alerts about kiosks that are over'),
    both('恢复', 'The end of the trouble'),
    both('能看出多久才有人处理。', 'They show how long it took until somebody came.'),
  ),
  goes(
    'fleet_robot_message',
    both('发往企业微信机器人、已了结的消息', 'Messages to the WeCom robot that were sent or given up'),
    both('写下', 'It was written'),
    both('能证明通知过。', 'They prove that somebody was told.'),
  ),
]
