import type { Bilingual } from '../../../../src/contract/texts.ts'
import type { NoAccounts } from '../open-accounts.ts'

export const ACCOUNT_TITLE: Bilingual = { zh: '校外账号', en: 'Account' }

/** What the pages of accounts say, beside what was wrong. */
export const ACCOUNT_TEXTS = {
  forWhom: {
    zh: '没有校园统一身份认证的同学和校友（如成人教育）可以用邮箱注册账号。有统一身份认证的，请直接用它登录。',
    en: 'For students and alumni without a login of the university, such as those of adult education. Whoever has one logs in with that.',
  },
  needs: {
    zh: '注册后要填写证件号码，并用中国大陆的手机号码接收短信验证码。没有这样的号码（例如在国外），请先打电话：',
    en: 'You will be asked for your document and for a mobile number of the Chinese mainland, to which digits are texted. If you have none, abroad for example, call first:',
  },
  signUp: { zh: '注册', en: 'Sign up' },
  logIn: { zh: '登录', en: 'Log in' },
  logOut: { zh: '退出', en: 'Log out' },
  mail: { zh: '邮箱（就是用户名）', en: 'E-mail, which is the user name' },
  password: { zh: '密码', en: 'Password' },
  newPassword: { zh: '密码（至少 10 个字符）', en: 'Password, ten characters or more' },
  repeat: { zh: '再输一次密码', en: 'The password again' },
  termsTitle: { zh: '我们保存什么', en: 'What is kept of you' },
  terms: {
    zh: '为了核对您的学籍，本校保存您的邮箱、姓名、性别、证件类型和号码、出生日期、手机号码。它们加密保存，只用于登录和匹配学籍，不向他人提供。要删除账号，请到服务台。',
    en: 'To find your records the university keeps your e-mail address, name, sex, kind and number of your document, day of birth and mobile number. They are encrypted, serve to log in and to find your records, and go to nobody else. To have the account deleted, ask at the service desk.',
  },
  agree: { zh: '我已阅读并同意', en: 'I have read this and agree' },
  captcha: { zh: '图中的数字', en: 'Digits in the picture' },
  captchaRight: { zh: '图中的数字对了，不用再输。', en: 'The digits were right: no need to type others.' },
  listen: { zh: '看不清？听数字', en: 'Hard to read? Hear the digits' },
  noAccountYet: { zh: '还没有账号？注册一个', en: 'No account yet? Sign up' },
  hasAccount: { zh: '已经有账号？登录', en: 'You have an account? Log in' },
  otherWays: { zh: '其他登录方式', en: 'Other ways to log in' },
  noPicture: {
    zh: '验证图要得太多。请一分钟后重新打开本页。',
    en: 'Too many pictures were asked for. Open this page again in a minute.',
  },
  sent: { zh: '邮件已发到', en: 'A letter is on its way to' },
  sentToDo: {
    zh: '请打开邮件里的链接激活账号，24 小时内有效。没有收到？先看垃圾邮件；过 5 分钟还没有，就点“重新发送”。',
    en: 'Open its link within 24 hours to activate the account. Nothing there? Look into the spam folder; if there is none after five minutes, send it again.',
  },
  again: { zh: '重新发送', en: 'Send again' },
  sentAgain: {
    zh: '已重新发送。以前邮件里的链接不再有效。',
    en: 'Sent again. Links of earlier letters are worth nothing now.',
  },
  anew: { zh: '邮箱写错了，重新注册', en: 'The address is wrong: sign up again' },
  nothingWaits: {
    zh: '这个浏览器没有等待激活的注册。已经激活的话，请直接登录。',
    en: 'This browser has no sign-up that waits. If you have activated it, simply log in.',
  },
  activateOf: { zh: '激活账号', en: 'Activate the account of' },
  activate: { zh: '激活', en: 'Activate' },
  activated: {
    zh: '账号已激活。30 秒后转到登录页面。登录后请填写实名信息。',
    en: 'The account is active. The log-in follows in 30 seconds. Then say who you are.',
  },
  forgotPassword: { zh: '忘记密码', en: 'Forgotten password' },
  forgotName: { zh: '忘记用户名（邮箱）', en: 'Forgotten user name' },
  loggedInAs: { zh: '当前账号', en: 'The account of' },
  goOn: { zh: '继续', en: 'Go on' },
  somebodyElse: { zh: '换一个账号', en: 'Another account' },
  waitSeconds: { zh: '还要等的秒数', en: 'Seconds to wait' },
  realName: { zh: '实名信息', en: 'Who you are' },
  realNameHint: {
    zh: '请按证件填写。证件类型和号码提交后不能修改。',
    en: 'As it stands on your document. Kind and number cannot be changed afterwards.',
  },
  name: { zh: '姓名', en: 'Name' },
  sex: { zh: '性别', en: 'Sex' },
  male: { zh: '男', en: 'male' },
  female: { zh: '女', en: 'female' },
  idType: { zh: '证件类型', en: 'Kind of document' },
  number: { zh: '证件号码', en: 'Number of the document' },
  bornOn: { zh: '出生日期（身份证可留空，由号码得出）', en: 'Day of birth; with a resident ID it may be left empty' },
  bornOnShort: { zh: '出生日期', en: 'Day of birth' },
  phone: { zh: '手机号码', en: 'Mobile number' },
  phoneHint: {
    zh: '中国大陆的 11 位手机号码，用来接收短信验证码。没有的话请打电话：',
    en: 'Eleven digits, of the Chinese mainland: digits are texted to it. If you have none, call',
  },
  next: { zh: '下一步', en: 'Next' },
  checkIt: {
    zh: '请核对。点“确认提交”后，证件类型和号码不能再改。',
    en: 'Compare this with your document. Once you press “yes”, kind and number stay as they are.',
  },
  code: { zh: '短信验证码（6 位）', en: 'Digits of the text (6)' },
  codeSent: {
    zh: '验证码已发到您的手机，5 分钟内有效。',
    en: 'Digits were sent to your phone. They are good for five minutes.',
  },
  codeAgain: { zh: '重新获取验证码', en: 'Send new digits' },
  yes: { zh: '确认提交', en: 'Yes, this is me' },
  change: { zh: '返回修改', en: 'Change something' },
  named: { zh: '实名信息已保存。30 秒后转到登录页面。', en: 'This is kept now. The log-in follows in 30 seconds.' },
  nameMissing: { zh: '还没有填写实名信息。', en: 'You have not said who you are yet.' },
  waits: {
    zh: '学校的数据里没有找到您：证件号码和姓名要与学籍完全一致。请先核对姓名的每个字（可以在下面改）；没有错的话，请把学号和证件带到服务台或打电话，由学籍管理部门核实。核实后在这里点“继续”即可。',
    en: 'The university’s data knows nobody by this document and name; both must be as they stand in the register. Check each character of the name, which you may change below. If it is right, bring your student number and document to the service desk, or call: the registry looks into it. Then press “go on” here.',
  },
  recordsAway: {
    zh: '学校的人员数据暂时查不到，请稍后点“继续”。',
    en: 'The data of the university cannot be asked at the moment. Press “go on” soon.',
  },
  newName: { zh: '改正姓名', en: 'Correct the name' },
  nameLeft: { zh: '还可以改的次数', en: 'Changes left' },
  nameChanged: { zh: '姓名已改。', en: 'The name was changed.' },
  helpPhone: { zh: '服务电话', en: 'Phone of the service desk' },
  passwordAsked: {
    zh: '如果邮箱没有写错，邮件已在路上，链接 30 分钟内有效。请也看看垃圾邮件。',
    en: 'If the address is right, a letter is on its way; its link is good for 30 minutes. Look into the spam folder too.',
  },
  askPassword: { zh: '发送重设密码的邮件', en: 'Send a letter to renew it' },
  setPassword: { zh: '设置新密码', en: 'Set a new password' },
  passwordRenewed: {
    zh: '密码已重设，以前的登录都已失效。请用新密码登录。',
    en: 'The password was renewed, and every earlier login was ended. Log in with the new one.',
  },
  userNameHint: {
    zh: '填写注册时的证件号码和手机号码。没有登记手机的账号，请带证件到服务台。',
    en: 'Give the document and the mobile number of the account. Without a phone in it, bring your document to the service desk.',
  },
  userNameAsked: {
    zh: '如果证件号码和手机号码属于同一个账号，验证码已发到手机。',
    en: 'If number and phone are of one account, digits were sent to the phone.',
  },
  userNameIs: { zh: '您的用户名是', en: 'Your user name is' },
  showName: { zh: '查看用户名', en: 'Show the user name' },
  tooLong: {
    zh: '用的时间太长，已失效。请从头开始。',
    en: 'This took too long and is over. Please begin again.',
  },
  loginOver: {
    zh: '登录用的时间太长。如果是在自助终端登录，请扫终端上的新二维码；在网页上，请点“继续”。',
    en: 'The login took too long. At a kiosk scan its new code; on the web press “go on”.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>

/** Why there is nothing here. */
export const NO_ACCOUNTS: Readonly<Record<NoAccounts, Bilingual>> = {
  'not-here': {
    zh: '本校没有开放邮箱账号。请用其他方式登录。',
    en: 'There are no accounts by e-mail here. Log in another way.',
  },
  'no-mail': {
    zh: '本校的服务器没有设置发送邮件，所以暂不能用邮箱账号。请用其他方式登录，或到服务台办理。',
    en: 'This server is not set up to send mail, so that there are no accounts by e-mail. Log in another way, or ask at the service desk.',
  },
}

export const ID_TYPE_NAMES = {
  'resident-id': { zh: '居民身份证（含居住证、永居证）', en: 'Resident ID card, residence permit' },
  'hk-macau-taiwan-permit': { zh: '港澳台居民来往内地（大陆）通行证', en: 'Permit of Hong Kong, Macao or Taiwan' },
  passport: { zh: '护照', en: 'Passport' },
} as const
