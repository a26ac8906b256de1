import type { Bilingual } from '../../../src/contract/texts.ts'
import { sayTime } from '../../ground/commands/wall-time.ts'
import type { House } from '../../ground/ground.ts'
import type { Letter } from '../../mail/mail.ts'

/** What somebody has logged in with: a kiosk by its place and name, or a browser by its kind, which may be unknown. */
export type LoginWhere =
  | { readonly kind: 'visit'; readonly place: Bilingual; readonly name: Bilingual }
  | { readonly kind: 'session'; readonly browser: string }

/** Where somebody has logged in, as a sentence has it. */
export function sayWhere(where: LoginWhere): Bilingual {
  if (where.kind === 'visit')
    return {
      zh: `自助终端 ${where.place.zh} · ${where.name.zh}`,
      en: `the kiosk ${where.name.en}, ${where.place.en}`,
    }
  return where.browser === ''
    ? { zh: '网页（未知设备）', en: 'the web, with an unknown device' }
    : { zh: `网页（${where.browser}）`, en: `the web, with ${where.browser}` }
}

/** The letter that tells of a login, in both languages: nobody has said which one its reader reads. */
export function noticeLetter(
  { name, helpPhone, publicBaseUrl, timeZone }: House,
  login: { readonly to: string; readonly token: string; readonly at: Date; readonly where: LoginWhere },
): Pick<Letter, 'to' | 'language' | 'subject' | 'text' | 'purpose'> {
  const { to, token, at, where } = login
  const [time, said, link] = [sayTime(timeZone, at), sayWhere(where), `${publicBaseUrl}/not-me/${token}`]
  const zh = `${time}，有人以您的身份登录：${said.zh}。\n是您本人的，不用理会。\n不是您本人的，请打开下面的链接，并在页面上点“不是我，立即结束”：\n${link}`
  const en = `At ${time} somebody logged in as you at ${said.en}.\nIf it was you, do nothing.\nIf it was not, open this link and press “This is not me: end it now” on the page:\n${link}`
  return {
    ...{ purpose: 'login-notice', to, language: 'zh' },
    subject: `${name.zh}：有新的登录 · A new login`,
    text: [zh, `${name.zh}　电话 ${helpPhone}`, '', en, `${name.en}, phone ${helpPhone}`, ''].join('\n'),
  }
}
