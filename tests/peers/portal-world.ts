import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Campus, startCampus } from '../../demo/campus/campus.ts'
import type { MailboxLetter } from '../../demo/campus/mailbox/letters.ts'
import type { MailboxDouble } from '../../demo/campus/mailbox/mailbox.ts'
import { NOTABLE_PEOPLE } from '../../demo/university/notable.ts'
import { MISS_DELAY_MS } from '../../server/ground/limits/guess-watch.ts'
import { refusalSchema } from '../../src/contract/refusal.ts'
import { arrived, lettersUntil } from './letters-on-the-way.ts'
import { openPhone, type Page, type Phone } from './phone.ts'
import { type ServerWorld, type ServerWorldOptions, startServerWorld } from './server-world.ts'

export const PUBLIC = 'https://print.example.edu.cn'

const personOf = (uid: string) => NOTABLE_PEOPLE.find(({ cardUid }) => cardUid === uid)!.person
/** Three who have nothing to do with each other. */
export const [STUDENT, OTHER, THIRD] = [personOf('04A1B2C3'), personOf('04E2B3C4'), personOf('0410E5F6')]

/** The server with the university's login and a relay that takes letters. */
export interface PortalWorld {
  readonly world: ServerWorld
  readonly campus: Campus
  readonly mailbox: MailboxDouble
  /** Somebody who has just logged in on the web. */
  loggedIn(number?: string): Promise<Browser>
  /** Waits for an answer that is held back, and lets time go on for it. */
  held<T>(asked: Promise<T>): Promise<T>
  /** Lets time go on and letters go out until it is so. */
  lettersUntil<T>(find: () => T | undefined | Promise<T | undefined>): Promise<T>
  /** The same, until a letter that was awaited before it was written is there. */
  arrived(coming: Promise<MailboxLetter>): Promise<MailboxLetter>
  close(): Promise<void>
}

/** A browser of the tests, as the pages of the portal ask. */
export interface Browser {
  readonly phone: Phone
  get(path: string): Promise<Said>
  post(path: string, body?: unknown): Promise<Said>
}
export interface Said {
  readonly status: number
  readonly json: unknown
  readonly page: Page
}

export const faultOf = ({ json }: Said): string => refusalSchema.parse(json).fault.code

export async function startPortalWorld({
  hasMail = true,
  databaseUrl = null,
  identity = {},
  approvals,
  notice,
}: {
  readonly hasMail?: boolean
  readonly databaseUrl?: string | null
  /** More of that section of the configuration. */
  readonly identity?: object
  /** Where letters to offices go. */
  readonly approvals?: ServerWorldOptions['approvals']
  /** Whether people are asked to agree to the notice. */
  readonly notice?: ServerWorldOptions['notice']
} = {}): Promise<PortalWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-portal-'))
  const mailbox = { tlsFolder: join(folder, 'tls') }
  const campus = await startCampus({ cas: { services: [`^${PUBLIC}/`] }, mailbox })
  const ways = { cas: { server: { baseUrl: campus.cas!.baseUrl() }, person: { attribute: 'employeeNumber' } } }
  const { host, port, caFile } = campus.mailbox!.smtp
  const relay = { host, port, tls: 'starttls' as const, caFile, user: null, passwordFile: null, ratePerMinute: 600 }
  const from = { name: null, address: 'noreply@print.example.edu.cn' }
  const mail = hasMail ? { mail: { ...relay, from, replyTo: null, returnPath: null } } : {}
  const world = await startServerWorld(databaseUrl, {
    ...{ identity: { ways, ...identity }, ...mail, ...(approvals && { approvals }), ...(notice && { notice }) },
  })
  return {
    ...{ world, campus, mailbox: campus.mailbox! },
    loggedIn: async (number = STUDENT.number) => {
      const phone = openPhone(world.base(), PUBLIC)
      const led = new URL((await phone.open(`${PUBLIC}/auth/begin?way=cas`)).location!)
      await phone.open(campus.cas!.signIn(number, led.searchParams.get('service')!))
      return {
        phone,
        get: async path => said(await phone.open(`${PUBLIC}${path}`)),
        post: async (path, body = {}) => said(await phone.postJson(path, body)),
      }
    },
    held: asked => whileTimeGoesOn(world, asked),
    lettersUntil: find => lettersUntil(world.clock, campus.mailbox!, find),
    arrived: coming => arrived(world.clock, campus.mailbox!, coming),
    close: async () => {
      await world.close()
      await campus.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** So long nothing has happened. */
const STILL_MS = 100

async function whileTimeGoesOn<T>({ clock }: ServerWorld, asked: Promise<T>): Promise<T> {
  const before = clock.pending()
  let isOver = false
  const over = asked.finally(() => {
    isOver = true
  })
  let movedAtMs = performance.now()
  while (!isOver) {
    // Another timer may have ended while the one of the answer waits: then as many wait as before, and nothing moves by itself.
    if (clock.pending() > before || performance.now() - movedAtMs > STILL_MS) {
      await clock.advance(MISS_DELAY_MS)
      movedAtMs = performance.now()
    }
    await new Promise(resolve => setImmediate(resolve))
  }
  return over
}

function said(page: Page): Said {
  try {
    return { page, status: page.status, json: JSON.parse(page.text) }
  } catch {
    return { page, status: page.status, json: null }
  }
}
