import type { Bilingual } from '../../../src/contract/texts.ts'
import type { Role } from '../../../src/rules/staff-roles.ts'

export const STAFF_TITLE: Bilingual = { zh: '工作人员', en: 'Staff' }

export const ROLE_WORDS: Readonly<Record<Role, Bilingual>> = {
  admin: { zh: '管理员', en: 'Administrator' },
  'system-admin': { zh: '系统管理员', en: 'System administrator' },
  'security-admin': { zh: '安全管理员', en: 'Security administrator' },
  registrar: { zh: '教务', en: 'Registrar' },
  operator: { zh: '运行', en: 'Operator' },
  finance: { zh: '财务', en: 'Finance' },
  maintenance: { zh: '维护', en: 'Maintenance' },
  auditor: { zh: '审计', en: 'Auditor' },
}

/** What the pages of staff say. */
export const WORDS = {
  logIn: { zh: '登录', en: 'Log in' },
  logOut: { zh: '退出登录', en: 'Log out' },
  byUniversity: { zh: '用学校的登录', en: 'With the university’s login' },
  byPassword: { zh: '用本系统的密码', en: 'With a password of this server' },
  loginName: { zh: '登录名', en: 'Login name' },
  password: { zh: '密码', en: 'Password' },
  newPassword: {
    zh: '新密码（至少 10 个字符，不能是常见密码）',
    en: 'New password (10 characters at least, and none that everybody tries first)',
  },
  haveCode: { zh: '我有一次性码', en: 'I have a one-time code' },
  oneTimeCode: { zh: '一次性码', en: 'One-time code' },
  goOn: { zh: '继续', en: 'Go on' },
  back: { zh: '返回', en: 'Back' },
  second: { zh: '请出示第二重证明', en: 'Now show your second proof' },
  stepUp: { zh: '请再次确认是您本人', en: 'Show once more that it is you' },
  useKey: { zh: '使用安全密钥', en: 'Use a security key' },
  keyNeedsScript: {
    zh: '使用安全密钥需要允许本页脚本；动态验证码不需要。',
    en: 'A security key needs scripts to be allowed on this page; one-time passwords do not.',
  },
  totpCode: { zh: '动态验证码（6 位）', en: 'One-time password (6 digits)' },
  recoveryCode: { zh: '恢复码', en: 'Recovery code' },
  recoveryInstead: { zh: '手机和密钥都不在身边', en: 'Neither phone nor key is at hand' },
  setUpFirst: { zh: '第一重证明：您是谁', en: 'First proof: who you are' },
  setUpSecond: { zh: '第二重证明：任选一种', en: 'Second proof: one of these' },
  yourName: { zh: '您的姓名（同事看得到）', en: 'Your name, as colleagues see it' },
  scanThis: {
    zh: '用验证器应用扫描，或手工输入下面的密钥，再填应用显示的 6 位数字。',
    en: 'Scan this with an authenticator app, or type the secret below, then enter the six digits that it shows.',
  },
  label: { zh: '起个名字，例如“手机”', en: 'A name for it, such as “phone”' },
  codeWhence: {
    zh: '同事由管理员当面或电话给您；第一位管理员的一次性码由服务器启动时打印，管理服务器的人也可以用命令生成。',
    en: 'An administrator gives it to you in person or by telephone. That of the first administrator is printed by the server at its start, or made by the command yinzheng staff first-code.',
  },
  keyIs: {
    zh: '安全密钥：插入的 USB 密钥，或这台设备自己的指纹、面容、锁屏密码。',
    en: 'A security key that you plug in, or the fingerprint, face or screen lock of this device.',
  },
  addTotp: { zh: '添加验证器应用', en: 'Add an authenticator app' },
  addKey: { zh: '添加安全密钥', en: 'Add a security key' },
  recoveryTitle: { zh: '请打印并收好这十个恢复码', en: 'Print these ten recovery codes and keep them safe' },
  recoveryWhy: {
    zh: '每个只能用一次，只显示这一次；在第二重证明丢失时使用。',
    en: 'Each is good once, and they are shown this once. They are for the day on which your second proof is lost.',
  },
  recoveryLeft: { zh: '剩余恢复码', en: 'Recovery codes left' },
  recoveryAnew: { zh: '重新生成恢复码', en: 'Make new recovery codes' },
  worklists: { zh: '待办', en: 'Worklists' },
  noWorklists: { zh: '这里没有您岗位的待办。', en: 'There is no worklist for your role here.' },
  totpKind: { zh: '验证器应用', en: 'authenticator app' },
  keyKind: { zh: '安全密钥', en: 'security key' },
  people: { zh: '工作人员账号', en: 'Accounts of staff' },
  invite: { zh: '邀请同事', en: 'Invite a colleague' },
  inviteFresh: {
    zh: '邀请、停用和重置前，请先再次确认是您本人。',
    en: 'Before you invite, end or reset an account, show once more that it is you.',
  },
  theirName: { zh: '姓名', en: 'Name' },
  role: { zh: '岗位', en: 'Role' },
  sites: {
    zh: '地点编号，用逗号隔开；* 表示全部地点',
    en: 'Ids of sites with commas between them; * is all of them',
  },
  makeCode: { zh: '生成一次性码', en: 'Make a one-time code' },
  codeFor: { zh: '请当面或电话把这个一次性码交给', en: 'Hand this one-time code over, in person or by telephone, to' },
  codeOnce: {
    zh: '只显示这一次，只能用一次。对方在下面的地址输入它，设置自己的登录。',
    en: 'It is shown this once and good once. It is entered at the address below, where they set up their log-in.',
  },
  codeUnused: { zh: '已给出一次性码，还没有使用。', en: 'Has a one-time code, and has not used it yet.' },
  takeBack: { zh: '收回一次性码', en: 'Take the code back' },
  codeUntil: { zh: '有效至', en: 'Good until' },
  seenLast: { zh: '最近登录', en: 'Last logged in' },
  secondProofs: { zh: '第二重证明', en: 'Second proofs' },
  ended: { zh: '已停用', en: 'Ended' },
  you: { zh: '这是您自己', en: 'This is you' },
  endAccount: { zh: '停用账号', en: 'End this account' },
  endWhy: {
    zh: '立即退出所有登录，以后不能再用。停用后不能恢复，只能重新邀请。',
    en: 'Ends every login at once and for good. It cannot be undone; the person would have to be invited anew.',
  },
  resetFactors: { zh: '重置第二重证明', en: 'Reset second proofs' },
  resetWhy: {
    zh: '手机或密钥丢失时用。现有的第二重证明和登录立即失效，您会得到一个新的一次性码。',
    en: 'For a phone or key that is lost. Second proofs and logins of now are worth nothing at once, and you get a new one-time code.',
  },
  factors: { zh: '我的第二重证明', en: 'My second proofs' },
  sessions: { zh: '我的登录', en: 'Where I am logged in' },
  thisOne: { zh: '当前', en: 'this one' },
  end: { zh: '结束', en: 'End' },
  remove: { zh: '删除', en: 'Remove' },
  lastUsed: { zh: '最近使用', en: 'Last used' },
  never: { zh: '从未', en: 'never' },
  added: { zh: '添加于', en: 'Added' },
  begun: { zh: '开始于', en: 'Since' },
  seen: { zh: '最近', en: 'Last seen' },
  allSites: { zh: '全部地点', en: 'all sites' },
  slowDown: { zh: '请求太多，请一分钟后再试。', en: 'Too many requests. Try again in a minute.' },
  loginOver: {
    zh: '登录已结束，这一步没有做。请重新登录后再试。',
    en: 'Your login is over, and nothing was done. Log in and try again.',
  },
  notYours: {
    zh: '您的岗位不能做这一步，或者这次提交不是从本站页面发出的。',
    en: 'Your role does not allow this, or it was not sent from our page.',
  },
  failed: { zh: '没有办成，请稍后再试。', en: 'That did not work. Try again in a while.' },
  notUnderstood: {
    zh: '这次提交不完整或太大。请返回检查。',
    en: 'That was not complete, or too large. Go back and check it.',
  },
  notFromHere: {
    zh: '这次提交不是从本站页面发出的，已拒绝。请返回重试。',
    en: 'This was not sent from our page and is refused. Go back and try again.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>

/** What is said on the next page about what was just done. An address may name one of these and nothing else. */
export const NOTES = {
  wrong: { zh: '不对。请检查后再试。', en: 'That is not right. Check it and try again.' },
  used: {
    zh: '这个验证码已经用过。请等下一个出现（最多半分钟）再输入。',
    en: 'This code was used already. Wait for the next one, half a minute at most, and type that.',
  },
  'recovery-used': {
    zh: '这个备用码已经用过，请用另一个。',
    en: 'This recovery code was used already. Take another one.',
  },
  wait: {
    zh: '错误次数太多，请过一会儿再试；每错一次等待时间加倍。',
    en: 'Too many wrong tries. Wait a while: the wait doubles with each further one.',
  },
  'no-account': {
    zh: '登录成功，但这个账号不是本系统的工作人员。请向管理员要一次性码。',
    en: 'The login is right, but nobody works here under it. Ask an administrator for a one-time code.',
  },
  'no-login': {
    zh: '这个浏览器没有正在进行的登录，或已过期。请从头开始。',
    en: 'This browser has no login under way, or it is over. Please begin again.',
  },
  'code-wrong': {
    zh: '一次性码不对、已用过或已过期。',
    en: 'The one-time code is wrong, was used, or is over.',
  },
  name: { zh: '请填写姓名和登录名。', en: 'A name and a login name are needed.' },
  short: { zh: '密码至少 10 个字符。', en: 'A password has 10 characters at least.' },
  common: {
    zh: '这是常见密码，容易被猜到，请换一个。',
    en: 'That password is among those that everybody tries first. Choose another.',
  },
  taken: {
    zh: '这个账号、登录名或密钥已经有人在用。',
    en: 'Somebody works here under this account, login name or key already.',
  },
  over: { zh: '这次设置已失效，请重新输入一次性码。', en: 'This set-up is over. Enter a one-time code again.' },
  'other-account': {
    zh: '这不是该账号原来的登录。请用原来的账号登录。',
    en: 'That is another login than the account’s own. Log in with that one.',
  },
  'no-factors': {
    zh: '这个账号的第二重证明已被重置，请用管理员给的一次性码设置新的。',
    en: 'The second proofs of this account were taken away. Set new ones up with the one-time code of an administrator.',
  },
  'step-up': { zh: '这一步需要再次确认是您本人。', en: 'This asks for your second proof once more.' },
  'not-permitted': { zh: '您的岗位不能做这件事。', en: 'Your role may not do this.' },
  'invite-wrong': {
    zh: '请填写姓名（最多 60 字）、岗位和地点：* 或小写字母、数字、连字符组成的编号。',
    en: 'Give a name of 60 characters at most, a role, and sites: *, or ids of small letters, digits and hyphens.',
  },
  'account-gone': { zh: '这个账号已停用，或不能由您自己更改。', en: 'This account has ended, or is your own.' },
  'taken-back': { zh: '一次性码已收回，不能再使用。', en: 'The code was taken back: nobody begins with it any more.' },
  'invitation-gone': {
    zh: '这个一次性码已经用过、过期或收回。',
    en: 'That code was used, is over, or was taken back.',
  },
  done: { zh: '已完成。', en: 'Done.' },
  last: { zh: '最后一个第二重证明不能删除。', en: 'The last second proof stays.' },
  'logged-out': { zh: '已退出登录。', en: 'You are logged out.' },
} as const satisfies Readonly<Record<string, Bilingual>>
export type Note = keyof typeof NOTES

export const noteIn = (named: unknown): Bilingual | null =>
  typeof named === 'string' && Object.hasOwn(NOTES, named) ? NOTES[named as Note] : null
