import { passwordOf } from '../demo/campus/password.ts'
import { type BrowserPage, openPhoneBrowser, unescaped } from '../demo/phone-browser.ts'
import { type Bilingual, both } from '../src/contract/texts.ts'
import { Ended } from './visit-end.ts'

const DIGITS = /class="digits">(\d+)</
/** What a page of the house says in place of digits, in both languages. */
const VERDICT = /class="card verdict[^"]*">(?:<p>)?([^<]*) <span lang="en">([^<]*)</

/**
 * Does with a phone what a person does who has scanned a kiosk's code: opens its address, logs in at the CAS of the demo's campus, and reads
 * the digits. Rejects with `Ended` and what the phone shows where there are none.
 */
export async function logInOnPhone(
  { campus, ca }: { readonly campus: string; readonly ca: Buffer },
  url: string,
  number: string,
): Promise<string> {
  const phone = openPhoneBrowser(ca)
  const going = await phone.submit(await phone.open(url), { way: 'cas' })
  if (going.onwards === null) throw new Ended(wordsOf(going))
  // What is typed there is for the demo's own login page, and for no other.
  if (!going.onwards.startsWith(`${campus}/cas/`)) throw new Ended(notTheCampus(new URL(going.onwards).host))
  const login = await phone.open(going.onwards)
  const back = await phone.submit(login, { username: number, password: passwordOf(number) })
  const digits = DIGITS.exec(back.text)?.[1]
  if (digits !== undefined) return digits
  throw new Ended(back.url.startsWith(campus) ? nobody(number) : wordsOf(back))
}

function wordsOf({ text, status }: BrowserPage): Bilingual {
  const [, zh, en] = VERDICT.exec(text) ?? []
  if (zh !== undefined && en !== undefined) return both(unescaped(zh), unescaped(en))
  return both(`手机上的页面答复 ${status}`, `the page of the phone answered ${status}`)
}

const nobody = (number: string): Bilingual =>
  both(
    `演示校园的统一身份认证没有让 ${number} 登录：用校园页面上列出的学号或工号`,
    `the login of the demo's campus does not let in ${number}: take a number that the page of the campus shows`,
  )

const notTheCampus = (host: string): Bilingual =>
  both(
    `登录页面是 ${host}，不是演示校园的：请用自己的手机登录`,
    `the login page is that of ${host}, and not the demo's: log in with a phone of your own`,
  )
