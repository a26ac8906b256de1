import type { Bilingual } from '../../../src/contract/texts.ts'

export const APPROVALS_TITLE: Bilingual = { zh: '审批', en: 'Approvals' }

/** What the pages of approvals say. */
export const WORDS = {
  start: { zh: '工作人员首页', en: 'Start page of staff' },
  toList: { zh: '回到列表', en: 'Back to the list' },
  delegations: { zh: '委托他人审批', en: 'Have somebody else decide' },
  officers: { zh: '谁负责审批', en: 'Who approves' },
  waiting: { zh: '待审批', en: 'Waiting' },
  decided: { zh: '已处理', en: 'Decided' },
  late: { zh: '超过承诺时间', en: 'Longer than was promised' },
  show: { zh: '显示', en: 'Show' },
  office: { zh: '办公室', en: 'Office' },
  allOffices: { zh: '我的全部办公室', en: 'All my offices' },
  allKinds: { zh: '全部种类', en: 'All kinds' },
  number: { zh: '文件编号', en: 'Number of the document' },
  none: { zh: '没有符合条件的申请。', en: 'There is nothing of the kind.' },
  noOffice: {
    zh: '您还没有被指定为任何办公室的审批人。请联系管理员。',
    en: 'You decide for no office yet. An administrator names who does.',
  },
  older: { zh: '下一页', en: 'Next page' },
  newer: { zh: '上一页', en: 'Previous page' },
  person: { zh: '申请人', en: 'Applicant' },
  asked: { zh: '申请时间', en: 'Asked' },
  age: { zh: '已等待', en: 'Waits for' },
  promised: { zh: '承诺时间', en: 'Promised by' },
  purpose: { zh: '用途', en: 'What it is for' },
  noPurpose: { zh: '未填写', en: 'Not said' },
  state: { zh: '状态', en: 'State' },
  history: { zh: '经过', en: 'What has happened' },
  preview: { zh: '将要出具的文件（真实页面）', en: 'What would be issued: the real pages' },
  issued: { zh: '已出具的文件（真实页面）', en: 'What was issued: the real pages' },
  gone: { zh: '草稿已删除，不再显示。', en: 'The draft is gone and is not shown any more.' },
  approve: { zh: '批准并出具', en: 'Approve, and have it issued' },
  approveHow: {
    zh: '出具的就是上面这份文件。数据若已变化，系统会拒绝。',
    en: 'What you see above is what is issued. If the records have changed since, it is refused.',
  },
  sendBack: { zh: '退回', en: 'Send back' },
  sendBackHow: {
    zh: '申请人会看到原因，并可以重新申请。',
    en: 'The applicant reads the reason and may apply anew.',
  },
  takeBack: { zh: '撤回批准并退回', en: 'Take the approval back' },
  takeBackHow: {
    zh: '只在文件还没有被下载、发送或打印时可以；文件随即作废。',
    en: 'Only while the document was not downloaded, sent or printed. It is revoked at once.',
  },
  reason: { zh: '原因', en: 'Reason' },
  whySentBack: { zh: '退回的原因', en: 'Why they are sent back' },
  ownWords: { zh: '补充说明（申请人看得到）', en: 'More about it, which the applicant reads' },
  several: { zh: '对选中的申请', en: 'With those that are chosen' },
  severalNext: { zh: '下一步：核对', en: 'Next: see what will be done' },
  severalCheck: { zh: '请核对将要做的事', en: 'This is what will be done' },
  severalDo: { zh: '确认', en: 'Do it' },
  severalDone: { zh: '结果', en: 'What became of each' },
  severalApprove: { zh: '批准', en: 'Approve' },
  openOne: { zh: '查看', en: 'Look at it' },
  decidedBy: { zh: '处理人', en: 'Decided by' },
  to: { zh: '委托给', en: 'To whom' },
  from: { zh: '委托人', en: 'In whose place' },
  begins: { zh: '从（日期）', en: 'From (day)' },
  ends: { zh: '到（含当日）', en: 'Until (that day too)' },
  delegate: { zh: '委托', en: 'Have them decide' },
  endIt: { zh: '结束', en: 'End it' },
  noDelegations: { zh: '现在没有委托。', en: 'Nobody decides in somebody’s place now.' },
  notOfficer: {
    zh: '只有办公室的审批人可以委托别人。',
    en: 'Only officers of an office may have somebody else decide.',
  },
  nobodyElse: { zh: '没有其他可以审批的人员。', en: 'Nobody else here may decide.' },
  name: { zh: '指定', en: 'Name them' },
  remove: { zh: '撤销', en: 'Take away' },
  noOffices: {
    zh: '没有文件种类需要办公室审批（见 kind.json 的 approval）。',
    en: 'No kind of document asks an office (“approval” in kind.json).',
  },
  noOfficers: { zh: '还没有审批人：申请会一直等待。', en: 'Nobody decides yet: applications wait.' },
  whom: { zh: '人员', en: 'Whom' },
  unknown: {
    zh: '没有这份申请，或它不归您的办公室。',
    en: 'There is no such application, or it is not of your office.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>

/** What is said on the next page about what was just done. An address may name one of these and nothing else. */
export const NOTES = {
  approved: {
    zh: '已批准，文件已出具，申请人会收到通知。',
    en: 'Approved: the document is issued, and the applicant gets word.',
  },
  'sent-back': { zh: '已退回，申请人会收到通知。', en: 'Sent back; the applicant gets word.' },
  'reason-missing': {
    zh: '请选择退回的原因；“其他原因”要写明，最多 300 字。',
    en: 'Choose a reason. “Another reason” wants words, 300 characters at most.',
  },
  'decided-before': {
    zh: '这份申请已经处理过了，这次什么也没有做。',
    en: 'This was decided before; nothing was done now.',
  },
  'data-changed': {
    zh: '记录在申请之后有变化，现在出具的会是另一份文件，所以没有批准。请退回，让申请人重新申请。',
    en: 'The records have changed since, and another document would be issued: it was not approved. Send it back, so that it is applied for anew.',
  },
  'not-to-be-had': {
    zh: '现在有限制（例如核查中），不能出具，没有批准。',
    en: 'Something stands against it now, such as a hold: it was not approved.',
  },
  'records-away': {
    zh: '学校的数据暂时读不到，没有批准，请稍后再试。',
    en: 'The records of the university cannot be reached: it was not approved. Try again later.',
  },
  'gone-out': {
    zh: '文件已经被下载、发送或打印，不能再撤回批准。需要时请撤销文件。',
    en: 'The document has been downloaded, sent or printed: the approval stays. If need be, have the document revoked.',
  },
  'none-chosen': { zh: '请选中 1 到 50 份申请。', en: 'Choose between one and fifty applications.' },
  unknown: WORDS.unknown,
  delegated: { zh: '已委托。', en: 'They decide in your place then.' },
  'not-yours': { zh: '这不是您负责的办公室。', en: 'That is not an office of yours.' },
  nobody: { zh: '不能委托给这个人。', en: 'Nobody of that name may decide.' },
  'time-wrong': {
    zh: '时间不对：结束要在开始之后、今天之后，最长 92 天。',
    en: 'The time is wrong: it ends after it begins and after today, and lasts 92 days at most.',
  },
  'too-many': { zh: '委托太多，请先结束一些。', en: 'There are too many of them. End some first.' },
  done: { zh: '已完成。', en: 'Done.' },
} as const satisfies Readonly<Record<string, Bilingual>>
export type Note = keyof typeof NOTES

export const STATE_WORDS = {
  waiting: { zh: '待审批', en: 'Waiting' },
  approved: { zh: '已批准', en: 'Approved' },
  'sent-back': { zh: '已退回', en: 'Sent back' },
  withdrawn: { zh: '申请人已撤回', en: 'Withdrawn by the applicant' },
} as const satisfies Readonly<Record<string, Bilingual>>

export const STEP_WORDS = {
  asked: { zh: '申请', en: 'Asked' },
  approved: { zh: '批准', en: 'Approved' },
  'sent-back': { zh: '退回', en: 'Sent back' },
  'taken-back': { zh: '撤回批准', en: 'Approval taken back' },
  withdrawn: { zh: '申请人撤回', en: 'Withdrawn by the applicant' },
  late: { zh: '已告知申请人超时', en: 'The applicant was told that it takes longer' },
} as const satisfies Readonly<Record<string, Bilingual>>
