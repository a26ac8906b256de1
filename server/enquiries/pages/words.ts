import type { EnquiryMessage, EnquiryState, Outcome, Wrong } from '../../../src/contract/enquiries-api.ts'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import type { DeskAct, DeskAnswer } from '../desk/desk-acts.ts'
import type { KeepRefusal } from '../desk/templates.ts'

export const TITLE = both('更正与咨询', 'Corrections and questions')

/** What the pages of the offices say. */
export const WORDS = {
  filter: both('筛选', 'Filter'),
  office: both('部门', 'Office'),
  state: both('状态', 'State'),
  kind: both('类别', 'Kind'),
  all: both('全部', 'All'),
  oldOnly: both('只看等得太久的', 'Only what has waited too long'),
  show: both('查看', 'Show'),
  none: both('没有符合条件的。', 'There is nothing like that.'),
  waiting: both('等待回复', 'Waiting for an answer'),
  old: both('等得太久', 'Waits too long'),
  since: both('等待自', 'Waits since'),
  changed: both('最近变化', 'Last change'),
  more: both('后面的', 'Further ones'),
  before: both('前面的', 'Those before'),
  texts: both('常用回复', 'Texts to answer with'),
  toList: both('返回列表', 'Back to the list'),
  toStart: both('返回工作人员首页', 'Back to the start page of staff'),
  person: both('本人', 'Person'),
  personAway: both('学校的数据现在查不到这个人', 'The university’s data does not know the person now'),
  document: both('文件', 'Document'),
  wrong: both('哪里有误', 'What is wrong'),
  spot: both('标出的位置', 'The spot that was marked'),
  noSpot: both('没有标出位置。', 'No spot was marked.'),
  noPicture: both('没有存下这一页的图片。', 'No picture of the page was kept.'),
  mail: both('通知邮箱', 'A letter goes to'),
  noMail: both('没有留邮箱，只在网页上看得到回复。', 'No address was left: the answer is seen on the web alone.'),
  said: both('往来', 'What was said'),
  noteOnly: both('仅内部可见', 'For colleagues alone'),
  text: both('回复内容', 'Text'),
  textHow: both('本人看得到，最多 4000 字。', 'The person reads it. 4000 characters at most.'),
  fill: both('填入', 'Put it in'),
  answer: both('回复', 'Answer'),
  ask: both('向本人询问', 'Ask the person'),
  close: both('办结', 'Close it'),
  closeAs: both('结果', 'Outcome'),
  handOver: both('转给其他部门', 'Hand over to another office'),
  handOverNote: both('给那个部门的说明（本人看不到）', 'A note for that office, which the person does not see'),
  note: both('内部备注', 'Internal note'),
  noteText: both('只有同事看得到', 'Colleagues alone see it'),
  readOnly: both('您的岗位可以查看，不能回复。', 'Your role may read this, and not answer.'),
  closedHow: both(
    '已办结，本人可以在期限内重新打开；还可以写内部备注。',
    'It is closed. Its person may open it again for some days; internal notes can still be written.',
  ),
  textTitle: both('名称', 'Name'),
  keep: both('保存', 'Keep it'),
  remove: both('删除', 'Remove'),
  house: both('系统', 'By itself'),
} as const satisfies Readonly<Record<string, Bilingual>>

export const STATE_WORDS: Readonly<Record<EnquiryState, Bilingual>> = {
  open: both('等待部门', 'Waits for the office'),
  asked: both('等待本人', 'Waits for the person'),
  answered: both('已回复', 'Answered'),
  closed: both('已办结', 'Closed'),
}

export const KIND_WORDS = {
  correction: both('更正', 'Correction'),
  question: both('咨询', 'Question'),
} as const

export const WRONG_WORDS: Readonly<Record<Wrong, Bilingual>> = {
  name: both('姓名', 'A name'),
  mark: both('成绩', 'A mark'),
  date: both('日期', 'A date'),
  missing: both('缺少内容', 'Something is missing'),
  other: both('其他', 'Something else'),
}

export const OUTCOME_WORDS: Readonly<Record<Outcome, Bilingual>> = {
  corrected: both('已更正', 'Corrected'),
  right: both('核对无误，不需更正', 'It is right as it is'),
  answered: both('已答复', 'Answered'),
  elsewhere: both('不归本校部门办理', 'A matter for elsewhere'),
  silent: both('长时间没有回音', 'Nobody has written for long'),
}

export const WHAT_WORDS: Readonly<Record<EnquiryMessage['what'] | 'note', Bilingual>> = {
  said: both('来信', 'Wrote'),
  answered: both('回复', 'Answered'),
  asked: both('询问', 'Asked'),
  'handed-over': both('转到', 'Handed over to'),
  closed: both('办结', 'Closed'),
  reopened: both('重新打开', 'Opened it again'),
  note: both('备注', 'Note'),
}

export const DONE_WORDS: Readonly<Record<DeskAct | 'kept' | 'removed', Bilingual>> = {
  answer: both('已回复。', 'It is answered.'),
  ask: both('已发出询问。', 'The person is asked.'),
  close: both('已办结。', 'It is closed.'),
  'hand-over': both('已转给那个部门。', 'The other office has it now.'),
  note: both('备注已保存。', 'The note is kept.'),
  kept: both('已保存。', 'It is kept.'),
  removed: both('已删除。', 'It is removed.'),
}

export const REFUSED_WORDS: Readonly<Record<Exclude<DeskAnswer, 'done'>, Bilingual>> = {
  unknown: both(
    '没有找到，或不归您的部门，或已转给其他部门。',
    'There is none, it is no affair of your offices, or another office has it now.',
  ),
  changed: both(
    '在您写的时候，同事或本人已经有了新的动作。请先看最新的往来；您写的内容还在下面。',
    'While you were writing, a colleague or the person did something. Look at it first; what you wrote is still there below.',
  ),
  'no-text': both('请先写内容。', 'Write something first.'),
  'too-long': both('内容太长，请缩短。', 'That is too long.'),
  'no-outcome': both('请选择办理结果。', 'Choose an outcome.'),
  'no-office': both('请选择另一个部门。', 'Choose another office.'),
  closed: both('已经办结，不能再回复。', 'It is closed, and cannot be answered any more.'),
}

export const KEEP_REFUSED_WORDS: Readonly<Record<KeepRefusal, Bilingual>> = {
  ...{ 'no-text': REFUSED_WORDS['no-text'], 'too-long': REFUSED_WORDS['too-long'] },
  'no-title': both('请先写名称。', 'Give it a name first.'),
  'no-office': REFUSED_WORDS['no-office'],
  'too-many': both('常用回复太多，请先删除不用的。', 'There are too many. Remove one that is not needed first.'),
}
