import type { Bilingual } from '../../../src/contract/texts.ts'
import type { House } from '../../ground/ground.ts'
import type { Letter } from '../../mail/mail.ts'
import { ACTIVATION_MS, PASSWORD_LINK_MS } from './account-rules.ts'

/** What the letters about accounts say, in both languages: nobody has said which one they read. */
export interface AccountLetters {
  activation(to: string, token: string): Words
  /** To a mailbox that has an account, whoever wanted another one with it. */
  exists(to: string): Words
  newPassword(to: string, token: string): Words
  /** To a mailbox that has none, whose password somebody wanted to renew. */
  none(to: string): Words
  /** After a password was renewed. */
  renewed(to: string): Words
  /** After staff have removed it. */
  removed(to: string): Words
}

type Words = Pick<Letter, 'to' | 'language' | 'subject' | 'text' | 'purpose'>

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

export function createAccountLetters({ name, helpPhone, publicBaseUrl }: House): AccountLetters {
  const words = (purpose: string, to: string, subject: Bilingual, text: Bilingual): Words => ({
    ...{ purpose: `account-${purpose}`, to, language: 'zh' },
    subject: `${name.zh}：${subject.zh} · ${subject.en}`,
    text: [text.zh, `${name.zh}　电话 ${helpPhone}`, '', text.en, `${name.en}, phone ${helpPhone}`, ''].join('\n'),
  })
  const hours = ACTIVATION_MS / HOUR_MS
  const minutes = PASSWORD_LINK_MS / MINUTE_MS
  const link = (path: string) => `${publicBaseUrl}/account/${path}`
  return {
    activation: (to, token) =>
      words(
        'activation',
        to,
        { zh: '激活账号', en: 'Activate your account' },
        {
          zh: `请在 ${hours} 小时内打开下面的链接，并在页面上点“激活”：\n${link(`activate/${token}`)}\n如果不是您本人注册的，不用理会。`,
          en: `Open this link within ${hours} hours and press “Activate” on the page:\n${link(`activate/${token}`)}\nIf it was not you who signed up, do nothing.`,
        },
      ),
    exists: to =>
      words(
        'exists',
        to,
        { zh: '您已有账号', en: 'You have an account already' },
        {
          zh: `有人用这个邮箱注册，但它已有账号。请直接登录：\n${link('log-in')}\n忘了密码：\n${link('password')}`,
          en: `Somebody signed up with this mailbox, which has an account already. Simply log in:\n${link('log-in')}\nIf you have forgotten the password:\n${link('password')}`,
        },
      ),
    newPassword: (to, token) =>
      words(
        'password',
        to,
        { zh: '重设密码', en: 'Renew your password' },
        {
          zh: `请在 ${minutes} 分钟内打开下面的链接设置新密码：\n${link(`password/${token}`)}\n如果不是您本人申请的，不用理会，密码不变。`,
          en: `Open this link within ${minutes} minutes and set a new password:\n${link(`password/${token}`)}\nIf it was not you who asked, do nothing: the password stays.`,
        },
      ),
    none: to =>
      words(
        'none',
        to,
        { zh: '这个邮箱没有账号', en: 'No account with this mailbox' },
        {
          zh: `有人要重设这个邮箱的密码，但它没有账号。可能您用的是另一个邮箱，也可以注册：\n${link('sign-up')}`,
          en: `Somebody wanted to renew the password of this mailbox, which has no account. You may have used another one, or may sign up:\n${link('sign-up')}`,
        },
      ),
    renewed: to =>
      words(
        'renewed',
        to,
        { zh: '密码已重设', en: 'Your password was renewed' },
        {
          zh: `您账号的密码刚刚重设，以前的登录都已失效。如果不是您本人，请立即联系我们，并再次重设：\n${link('password')}`,
          en: `The password of your account was renewed just now, and every earlier login was ended. If it was not you, tell us at once, and renew it again:\n${link('password')}`,
        },
      ),
    removed: to =>
      words(
        'removed',
        to,
        { zh: '账号已删除', en: 'Your account was removed' },
        {
          zh: '服务台已删除您的账号和其中的个人信息，以前的登录都已失效。如果不是您要求的，请联系我们。',
          en: 'The service desk has removed your account with all that was kept of you, and every login was ended. If you did not ask for it, tell us.',
        },
      ),
  }
}
