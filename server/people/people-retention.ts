import { both } from '../../src/contract/texts.ts'
import type { RetentionRule } from '../ground/retention.ts'

/** How long this room keeps what it has. */
export const PEOPLE_RETENTION: readonly RetentionRule[] = [
  {
    table: 'lost_card',
    what: both('已解除的挂失', 'Cards that were found again'),
    days: 365,
    since: both('解除', 'The day it was found'),
    ends: 'deleted',
    why: both('到期前有争议时可以查明经过。', 'So long it can be found out what happened, should it be disputed.'),
    by: { where: 'found_at < $1' },
  },
  {
    table: 'lost_card',
    what: both('挂失中的卡', 'Cards that are lost'),
    why: both('要继续拒收。', 'They must be refused.'),
    until: both('解除挂失为止', 'Until the card is found'),
  },
  {
    table: 'house_hold',
    what: both('已解除的暂停办理', 'Holds that were ended'),
    days: 1095,
    since: both('解除', 'Its end'),
    ends: 'deleted',
    why: both('到期前有争议时可以查明经过。', 'So long it can be found out what happened, should it be disputed.'),
    by: { where: 'ended_at < $1' },
  },
  {
    table: 'house_hold',
    what: both('有效的暂停办理', 'Holds that last'),
    why: both('解除前有效。', 'It counts until it is ended.'),
    until: both('解除为止', 'Until it is ended'),
  },
  {
    table: 'house_approval',
    what: both('已取消的批准', 'Approvals that were ended'),
    days: 1095,
    since: both('取消', 'Its end'),
    ends: 'deleted',
    why: both('到期前有争议时可以查明经过。', 'So long it can be found out what happened, should it be disputed.'),
    by: { where: 'ended_at < $1' },
  },
  {
    table: 'house_approval',
    what: both('有效的批准', 'Approvals that last'),
    why: both('取消前有效。', 'It counts until it is ended.'),
    until: both('取消为止', 'Until it is ended'),
  },
  {
    table: 'granted_copies',
    what: both('赠送的份数', 'Copies that were granted'),
    why: both('要与已打印的份数一起核对。', 'They are reckoned with what was printed.'),
    until: both('本人申请删除为止', 'Until the person has it erased'),
  },
]
