import type { ReceiverKind, SendingPurpose } from '../../src/contract/receivers-api.ts'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { ReceiverFault } from './register.ts'

export const SENT_TITLE = both('发给贵单位的文件', 'A document for you')
export const REGISTER_TITLE = both('接收单位', 'Registered receivers')

export const KIND_WORDS: Readonly<Record<ReceiverKind, Bilingual>> = {
  university: both('高校', 'University'),
  employer: both('用人单位', 'Employer'),
  evaluation: both('学历评估、认证机构', 'Evaluation service'),
  authority: both('主管部门、使领馆', 'Authority, embassy'),
}

export const PURPOSE_WORDS: Readonly<Record<SendingPurpose, Bilingual>> = {
  admission: both('申请入学', 'Admission'),
  employment: both('求职、入职', 'Employment'),
  evaluation: both('学历、成绩评估', 'Evaluation of credentials'),
  visa: both('签证', 'Visa'),
  qualification: both('职业资格', 'Professional qualification'),
  other: both('其他', 'Another purpose'),
}

/** What the pages say that a receiver sees. */
export const WORDS = {
  waits: both(
    '学校的一位师生把一份文件发给贵单位。为确认是贵单位在打开，验证码会发到登记的邮箱。',
    'Somebody of the university has sent your institution a document. To be sure that it is you who opens it, a code goes to your registered mailbox.',
  ),
  askCode: both('发送验证码', 'Send me a code'),
  codeSent: both(
    '如果这个链接有效，验证码已发到登记的邮箱，十五分钟内有效。没有收到时，请一分钟后再试。',
    'If this link is good, a code is on its way to the registered mailbox, good for fifteen minutes. If none comes, try again in a minute.',
  ),
  code: both('验证码（六位数字）', 'Code (six digits)'),
  open: both('打开', 'Open'),
  another: both('再发一个验证码', 'Send another code'),
  closed: both(
    '打不开：验证码不对、已用过或已过期，或者链接已经失效。可以再发一个验证码；仍打不开时，请联系发件的人。',
    'It does not open: the code is another, was used or is over, or the link is not good any more. Ask for another code; if it still does not open, ask the person who has sent it.',
  ),
  later: both('尝试过于频繁，请稍后再试。', 'Too many tries. Please try again soon.'),
  withdrawn: both(
    '本人已收回这份文件。请不要再使用以前下载的文件，有疑问请联系本人。',
    'Its owner has taken this document back. Please do not use a file that you have downloaded before, and ask the owner if you wonder why.',
  ),
  over: both(
    '时间到了，或文件已收回。请重新打开链接。',
    'The time is over, or it was taken back. Open the link again.',
  ),
  openAgain: both('重新打开链接', 'Open the link again'),
  checkNow: both(
    '以上是学校系统现在的查验结果。日后再打开本页，可以看到文件是否被撤销或取代。',
    'This is what the university’s own check says now. Open this page again later to see whether the document was revoked or replaced.',
  ),
  view: both('查看文件', 'View the file'),
  save: both('下载文件', 'Download it'),
  quarter: both('十五分钟内有效。', 'Good for a quarter of an hour.'),
} as const

/** What the pages of staff say. */
export const STAFF_WORDS = {
  what: both(
    '本人可以在网页上把文件直接发给这里登记的单位，不用输入邮箱。只登记能核实的单位。',
    'People may send documents straight to the institutions registered here, without typing an address. Register only what you have made sure of.',
  ),
  none: both('还没有登记接收单位。', 'No receiver is registered yet.'),
  add: both('登记一个接收单位', 'Register a receiver'),
  edit: both('修改', 'Change'),
  save: both('保存', 'Save'),
  suspend: both('暂停', 'Suspend'),
  resume: both('恢复', 'Let in again'),
  suspended: both('已暂停', 'Suspended'),
  active: both('在用', 'In use'),
  back: both('返回名单', 'Back to the list'),
  saved: both('已保存。', 'It is saved.'),
  nameZh: both('中文名称', 'Name in Chinese'),
  nameEn: both('英文名称', 'Name in English'),
  kind: both('类别', 'Kind'),
  domain: both(
    '单位的邮箱域名，如 evaluation.example（请在单位官网核对）',
    'Domain of its mailboxes, such as evaluation.example (look it up on its own site)',
  ),
  mailTo: both(
    '收件邮箱（在上面的域名之下，部门的而不是个人的）',
    'Mailbox (under that domain; of an office, not of a person)',
  ),
  language: both('信的语言', 'Language of the letters'),
  purposes: both('接收的用途', 'Purposes'),
  referenceForm: both(
    '编号的格式：9 是数字，A 是字母，* 是字母或数字，其余照写；不要编号就留空',
    'Form of its number: 9 a digit, A a letter, * either, anything else itself; empty where it wants none',
  ),
  referenceZh: both('编号叫什么（中文），如：WES 参考号', 'What the number is called, in Chinese'),
  referenceEn: both('编号叫什么（英文）', 'What the number is called in English, such as WES reference number'),
  suspendWhy: both(
    '暂停后不再发信，已发出的链接也打不开。本人在记录里会看到；还没有到期或收回的，也会收到邮件，恢复时再收到一封。',
    'While it is suspended no letter goes there and no link of before opens. The owners see so in their records; those whose sending still runs get a letter too, and another when it is let in again.',
  ),
} as const

export const FAULT_WORDS: Readonly<Record<ReceiverFault, Bilingual>> = {
  names: both('请填写中英文名称，各不超过 80 个字符。', 'Both names are needed, 80 characters at most.'),
  kind: both('请选择类别。', 'Choose a kind.'),
  purposes: both('请至少选一种用途。', 'Choose one purpose at least.'),
  reference: both(
    '编号的格式和两种语言的名称要么都填，要么都不填；格式里至少有一个 9、A 或 *。',
    'The form and both names of the number go together; the form needs a 9, an A or a * at least.',
  ),
  'name-taken': both('已经登记过这个英文名称。', 'This name in English is registered already.'),
  unknown: both('没有这个接收单位。', 'There is no such receiver.'),
  address: both('收件邮箱写得不对。', 'The mailbox is not written as one.'),
  domain: both('域名写得不对。', 'The domain is not written as one.'),
  private: both(
    '这是谁都能申请的邮箱，不能登记为单位邮箱。',
    'Anybody may have a mailbox there: it is none of an institution.',
  ),
  elsewhere: both('收件邮箱不在上面的域名之下，请核对。', 'The mailbox is not under that domain. Compare both.'),
}
