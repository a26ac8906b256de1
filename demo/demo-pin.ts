import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { passwordOf } from './campus/password.ts'
import { openPhoneBrowser } from './phone-browser.ts'
import { NOTABLE_PEOPLE } from './university/notable.ts'

/** Whose campus card has digits from the first start on, and for what they are asked. */
export const DEMO_PIN = { card: '04320718', digits: '740263', kind: 'computer-test' } as const

const PEPPER_FILE = 'card-pepper.txt'
/** Says that the digits were set: the next start need not log in for it. */
const SET_FILE = 'card-pin-is-set.txt'

/** The sections of the server about it. Paths are relative to the file that they stand in. */
export const PIN_SECTIONS = {
  cardPin: `{ pepperFile: ${PEPPER_FILE} }`,
  assurance: { [DEMO_PIN.kind]: 'A2' },
} as const

/** Writes what the digits are worth nothing without, once: with another one nobody's would be right any more. */
export function writePepper(dataDir: string): void {
  const file = join(dataDir, PEPPER_FILE)
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 })
}

/**
 * Sets the digits of that card as its person does: logs in at the campus, and fills in the page. Resolves with whether they are set; what
 * stands in the way is said and stops nothing.
 */
export async function setDemoPin(
  dataDir: string,
  { server, campus, caFile }: { readonly server: string; readonly campus: string; readonly caFile: string },
  say: (text: string) => void,
): Promise<boolean> {
  const done = join(dataDir, SET_FILE)
  if (existsSync(done)) return true
  try {
    const { number } = NOTABLE_PEOPLE.find(({ cardUid }) => cardUid === DEMO_PIN.card)!.person
    const phone = openPhoneBrowser(readFileSync(caFile))
    const login = await phone.open(`${server}/auth/begin?way=cas`)
    // What is typed there is for the demo's own login page, and for no other.
    if (!login.url.startsWith(`${campus}/cas/`)) throw new Error(`the login page is ${new URL(login.url).host}`)
    await phone.submit(login, { username: number, password: passwordOf(number) })
    const { digits } = DEMO_PIN
    const set = await phone.submit(await phone.open(`${server}/pin`), { pin: digits, repeat: digits })
    if (set.status !== 200) throw new Error(`the page answered ${set.status}`)
    writeFileSync(done, `${DEMO_PIN.card}\n`)
    return true
  } catch (error) {
    say(`no digits were set for a card of the demo: ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}
