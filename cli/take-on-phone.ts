import { type BrowserPage, openPhoneBrowser } from '../demo/phone-browser.ts'
import { both } from '../src/contract/texts.ts'
import { Ended } from './visit-end.ts'
import type { TakingPhone } from './visit-take-along.ts'

const DIGITS = /class="digits">(\d+)</

/** A phone that takes the file along from a kiosk of the demo, as a person does who has scanned its code. */
export function takingPhone(ca: Buffer): TakingPhone {
  const phone = openPhoneBrowser(ca)
  let own: BrowserPage | null = null
  return {
    ask: async url => {
      own = await phone.submit(await phone.open(url), {})
      const digits = DIGITS.exec(own.text)?.[1]
      if (digits === undefined) throw new Ended(answered(own))
      return digits
    },
    take: async () => {
      if (!own) throw new Error('the phone has not asked for anything')
      const file = await phone.submit(await phone.open(own.url), { as: 'save' })
      if (!file.text.startsWith('%PDF')) throw new Ended(answered(file))
      return { bytes: file.bytes, sha256: file.sha256 }
    },
  }
}

const answered = ({ status }: BrowserPage) =>
  both(`手机上的页面答复 ${status}`, `the page of the phone answered ${status}`)
