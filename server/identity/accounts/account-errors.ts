import type { Bilingual } from '../../../src/contract/texts.ts'
import { LETTERS_A_DAY, NAME_CHANGES_MAX, PASSWORD_CHARACTERS_MIN, TEXTS_AN_HOUR } from './account-rules.ts'

/** Why something of an account was not taken, each in words that say what to do. Their names are those of the house's list of texts. */
export const ACCOUNT_ERRORS = {
  E_MAIL_FORMAT: {
    zh: '这不是完整的邮箱地址。请按“名字@域名”的样子填写，例如 name@example.com。',
    en: 'This is no whole e-mail address. Write it as name@example.com.',
  },
  E_PW_RULE: {
    zh: `密码太短或太常见。请至少用 ${PASSWORD_CHARACTERS_MIN} 个字符，不要用常见的词、键盘顺序、纯数字或邮箱名。`,
    en: `The password is too short or too common. Take ${PASSWORD_CHARACTERS_MIN} characters or more, and no common words, rows of keys, digits alone or the name of your mailbox.`,
  },
  E_PW_REPEAT: { zh: '两次输入的密码不一样，请重新输入。', en: 'The two passwords differ. Type both again.' },
  E_TERMS: { zh: '请阅读并勾选同意。', en: 'Please read what is kept of you, and tick that you agree.' },
  E_CAPTCHA: {
    zh: '图中的数字不对，或已用过。请看新图再填一次。',
    en: 'The digits of the picture are wrong or were used before. Type those of the new picture.',
  },
  E_RESEND_WAIT: {
    zh: '刚刚发过一封。请过一分钟再点“重新发送”，并先看看垃圾邮件。',
    en: 'A letter was sent just now. Wait a minute before you send again, and look into the spam folder first.',
  },
  E_RESEND_MAX: {
    zh: `今天已向这个邮箱发过 ${LETTERS_A_DAY} 封。请明天再试，或换一个邮箱注册。`,
    en: `${LETTERS_A_DAY} letters have gone to this mailbox today. Try again tomorrow, or take another mailbox.`,
  },
  E_NO_MAIL: { zh: '邮件现在发不出去。请稍后再试。', en: 'No letter can be sent at the moment. Try again soon.' },
  E_LINK_USED: { zh: '这个链接已经用过。请直接登录。', en: 'This link has been used. Simply log in.' },
  E_LINK_EXPIRED: { zh: '这个链接已过期。请重新申请一个。', en: 'This link is too old. Ask for a new one.' },
  E_LINK_UNKNOWN: {
    zh: '这个链接无效：可能没有复制完整，或者后来又发过新的邮件。请用最新一封邮件里的链接。',
    en: 'This link is not known: it may not be whole, or a newer letter has taken its place. Use the link in the newest letter.',
  },
  E_NAME: {
    zh: '请填写证件上的姓名：中文姓名用汉字，不要用拼音，间隔用“·”。',
    en: 'Write the name as on the document: Chinese names in characters and not in pinyin, with · between their parts.',
  },
  E_SEX: { zh: '请选择性别。', en: 'Choose male or female.' },
  E_IDTYPE: { zh: '请选择证件类型。', en: 'Choose the kind of document.' },
  E_IDNO_CHECK: {
    zh: '证件号码不对，请对照证件逐位核对。身份证号为 18 位，最后一位可能是 X。',
    en: 'The number is not right. Compare it with the document, character by character. Resident IDs have 18, the last of which may be X.',
  },
  E_BIRTH: { zh: '请填写出生日期，例如 1990-05-20。', en: 'Give the day of birth, such as 1990-05-20.' },
  E_BIRTH_MISMATCH: {
    zh: '出生日期与身份证号不一致。请核对号码；出生日期可以留空，由号码得出。',
    en: 'The day of birth and the number differ. Check the number; the day may be left empty, it follows from the number.',
  },
  E_SEX_MISMATCH: {
    zh: '性别与身份证号不一致。请核对号码和性别。',
    en: 'The number says another sex. Check both.',
  },
  E_IDNO_TAKEN: {
    zh: '这个证件号码已有账号。如果是您的，请用“找回用户名”；如果不是您注册的，请带证件到服务台，由工作人员处理。',
    en: 'There is an account with this document already. If it is yours, use “forgotten user name”. If somebody else made it, bring your document to the service desk.',
  },
  E_PHONE: {
    zh: '请填写中国大陆的 11 位手机号码。没有的话，请打电话给服务台，核对后可以不用手机号码。',
    en: 'Give a mobile number of the Chinese mainland, 11 digits. Without one, call the service desk, which can let you do without.',
  },
  E_NO_SMS: {
    zh: '本校现在不能发短信，所以不能核对手机。请用教育邮箱注册，或到服务台办理。',
    en: 'No texts can be sent here, so that no phone can be checked. Sign up with a mailbox of a university, or ask at the service desk.',
  },
  E_SMS: {
    zh: '短信验证码不对、已用过或已失效。请核对；用过一次、过了 5 分钟或输错 5 次后，请重新获取。',
    en: 'The digits of the text are wrong, used or over. Check them; once they were used, after five minutes, or five wrong tries, ask for new ones.',
  },
  E_SMS_WAIT: { zh: '刚刚发过短信。请过一分钟再获取。', en: 'A text was sent just now. Ask again in a minute.' },
  E_SMS_MAX: {
    zh: `短信发得太多（每个号码一小时 ${TEXTS_AN_HOUR} 条）。请一小时后再试。`,
    en: `Too many texts (${TEXTS_AN_HOUR} an hour to a number). Try again in an hour.`,
  },
  E_IMMUTABLE: {
    zh: '证件类型和号码提交后不能修改。如果填错了，请带证件到服务台办理。',
    en: 'Kind and number of the document cannot be changed any more. If they are wrong, bring the document to the service desk.',
  },
  E_NAME_LIMIT: {
    zh: `姓名最多可以自己改 ${NAME_CHANGES_MAX} 次，而且只能在学籍匹配之前改。请带证件到服务台办理。`,
    en: `You may change the name ${NAME_CHANGES_MAX} times, before the university’s data knows you. Bring your document to the service desk.`,
  },
  E_LOGIN: {
    zh: '邮箱或密码不对，或者账号还没有激活。请核对；忘了密码可以找回。',
    en: 'The mailbox or the password is wrong, or the account is not activated yet. Check both; a forgotten password can be renewed.',
  },
  E_LOGIN_WAIT: {
    zh: '输错的次数太多。请等一会儿再试，或者通过邮件重设密码，立即可用。',
    en: 'Too many wrong tries. Wait a while, or renew the password by e-mail, which works at once.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>

export type AccountError = keyof typeof ACCOUNT_ERRORS
