import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type StaffAccount, staffAccountSchema } from './campus/authenticator/authenticator-config.ts'
import { codeAt } from './campus/authenticator/one-time-codes.ts'
import { type BrowserPage, openPhoneBrowser, type PhoneBrowser } from './phone-browser.ts'

/** A kind of document that an office must agree to, for some. */
export const DEMO_APPROVAL = {
  kind: 'grade-points',
  asked: {
    office: 'graduate-school',
    name: { zh: '研究生院', en: 'Graduate School' },
    reason: { zh: '绩点换算由研究生院先核对。', en: 'The Graduate School checks the conversion of marks first.' },
    withinWorkingDays: 2,
    groups: ['graduate'],
  },
} as const

/** Of everybody who works in the demo. What they log in with besides is made anew with each demo's data. */
export const DEMO_STAFF = {
  admin: { login: 'admin', name: '演示管理员', role: 'admin' },
  office: { login: 'office', name: '演示教务员', role: 'registrar' },
  /** The second of two who must agree. */
  admin2: { login: 'admin2', name: '演示管理员二', role: 'admin' },
  finance: { login: 'finance', name: '演示财务', role: 'finance' },
  auditor: { login: 'auditor', name: '演示审计', role: 'auditor' },
  password: 'paper-lantern-27',
} as const

/** Whom the first administrator invites. */
const INVITED = [DEMO_STAFF.office, DEMO_STAFF.admin2, DEMO_STAFF.finance, DEMO_STAFF.auditor] as const
export type DemoLogin = Exclude<keyof typeof DEMO_STAFF, 'password'>

/** With what is told to the authenticator app of each. */
export const accountsFileIn = (dataDir: string): string => join(dataDir, 'staff-accounts.json')
/** Says that somebody decides for the office: the next start need not do it. */
const DONE_FILE = 'office-is-set-up.txt'

type Who = Pick<StaffAccount, 'login' | 'name'>
type Invited = (typeof INVITED)[number]

/**
 * Has people work for the house, as a site does it: the one-time code of the server makes an administrator, who invites the others and
 * names the officer of the office. Resolves with whether there is one; what stands in the way is said and stops nothing.
 */
export async function setUpStaff(
  dataDir: string,
  {
    server,
    caFile,
    firstStaffCode,
  }: { readonly server: string; readonly caFile: string; readonly firstStaffCode: string | null },
  say: (text: string) => void,
): Promise<boolean> {
  const done = join(dataDir, DONE_FILE)
  if (existsSync(done) && INVITED.every(who => accountOf(dataDir, who))) return true
  const ca = readFileSync(caFile)
  const { admin } = DEMO_STAFF
  try {
    const chair = openPhoneBrowser(ca)
    if (accountOf(dataDir, admin)) await logIn(chair, server, accountOf(dataDir, admin)!)
    else if (firstStaffCode === null) throw new Error('there is an administrator already')
    else keep(dataDir, await enter(chair, server, firstStaffCode, admin))
    for (const who of INVITED)
      if (!accountOf(dataDir, who))
        keep(dataDir, await enter(openPhoneBrowser(ca), server, await invite(chair, server, who), who))
    await nameOfficer(chair, server)
    writeFileSync(done, `${DEMO_APPROVAL.asked.office}\n`)
    return true
  } catch (error) {
    say(`somebody is missing among the people of the demo: ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}

function accountsIn(dataDir: string): StaffAccount[] {
  const file = accountsFileIn(dataDir)
  return existsSync(file) ? z.array(staffAccountSchema).parse(JSON.parse(readFileSync(file, 'utf8'))) : []
}

const accountOf = (dataDir: string, { login }: Who) => accountsIn(dataDir).find(one => one.login === login)

function keep(dataDir: string, account: StaffAccount): void {
  const accounts = [...accountsIn(dataDir), account]
  writeFileSync(accountsFileIn(dataDir), `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 })
}

const codeNow = (secret: string) => codeAt(secret, Date.now())

/** From a one-time code to an account whose person is in. */
async function enter(browser: PhoneBrowser, server: string, code: string, { login, name }: Who): Promise<StaffAccount> {
  const who = { login, name }
  const first = await browser.submit(await browser.open(`${server}/staff/set-up`), { code }, 'staff/set-up')
  const second = await browser.submit(first, { ...who, password: DEMO_STAFF.password }, 'set-up/local')
  const secret = foundOn(second, /alt="([A-Z2-7]{32})"/)
  const proof = { code: codeNow(secret), label: '' }
  const recovery = await browser.submit(second, proof, 'set-up/totp')
  foundOn(recovery, /<li><code>([0-9A-Z-]{11})<\/code>/)
  return { ...who, secret }
}

async function logIn(browser: PhoneBrowser, server: string, { login, secret }: StaffAccount): Promise<void> {
  const asked = { login, password: DEMO_STAFF.password }
  const second = await browser.submit(await browser.open(`${server}/staff`), asked, 'staff/log-in')
  await browser.submit(second, { code: codeNow(secret) }, 'second/totp')
}

/** With all sites, so that questions to any office can be answered in the demo too. */
async function invite(browser: PhoneBrowser, server: string, { name, role }: Invited): Promise<string> {
  const wish = { name, role, sites: '*' }
  const made = await browser.submit(await browser.open(`${server}/staff/people`), wish, 'people/invite')
  return foundOn(made, /<code[^>]*>([0-9A-Z]{4}(?:-[0-9A-Z]{4})+)<\/code>/)
}

async function nameOfficer(browser: PhoneBrowser, server: string): Promise<void> {
  const page = await browser.open(`${server}/staff/approvals/officers`)
  // By a start that was broken off.
  if (page.text.includes('officers/remove')) return
  const staff = foundOn(page, new RegExp(`name="staff" value="([^"]+)"[^>]*>${DEMO_STAFF.office.name}`))
  const named = await browser.submit(page, { staff }, 'approvals/officers')
  foundOn(named, /(officers\/remove)/)
}

function foundOn({ text, url }: BrowserPage, what: RegExp): string {
  const found = what.exec(text)?.[1]
  if (found === undefined) throw new Error(`the page ${new URL(url).pathname} is another than was expected`)
  return found
}
