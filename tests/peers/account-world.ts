import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { groundOn } from '../../server/ground/ground.ts'
import { createHttpServer, listeningPort } from '../../server/ground/http/http-server.ts'
import { createServerLog } from '../../server/ground/log.ts'
import { randomId } from '../../server/ground/random-id.ts'
import { createContentStore } from '../../server/ground/store/content-store.ts'
import type { Store } from '../../server/ground/store/store.ts'
import { openIdentity } from '../../server/identity/open-identity.ts'
import { createContents, type LetterContent, type TextContent } from '../../server/mail/content.ts'
import { createOutbox } from '../../server/mail/outbox.ts'
import type { Person, PersonId, Records } from '../../server/records/records.ts'
import { IDENTITY } from '../../server/rooms.ts'
import { fakeClock } from '../../src/fake-clock.ts'
import { checkCharacter } from '../../src/rules/id-number.ts'
import { openPhone, type Page, type Phone } from './phone.ts'

export const PUBLIC = 'https://print.example.edu.cn'
/** What the picture shows in this world. */
const CAPTCHA = '271828'
export const PASSWORD = 'lantern-otter-38-verbs'

export interface AccountWorldOptions {
  readonly accounts?: object | null
  readonly sendsLetters?: boolean
  readonly sendsTexts?: boolean
}

/** The pages of logins and accounts over a store, with the true outbox, and a register that the test fills. */
export async function openAccountWorld(store: Store, options: AccountWorldOptions = {}) {
  const { accounts = {}, sendsLetters = true, sendsTexts = true } = options
  const clock = fakeClock()
  const { db } = store
  const logged: string[] = []
  const log = createServerLog('debug', { write: line => void logged.push(line) })
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-accounts-'))
  const house = {
    ...{ name: { zh: '示范大学', en: 'Model University' }, payeeName: '示范大学', helpPhone: '010-0000 0000' },
    ...{ timeZone: 'Asia/Shanghai', publicBaseUrl: PUBLIC },
  }
  const parts = { clock, log, house, content: createContentStore(folder), isServing: true }
  const ground = await groundOn(store, parts)
  const contents = createContents({ seal: randomBytes(32), address: randomBytes(32) }, clock)
  const looks = new Map()
  const mail = createOutbox({
    db,
    clock,
    contents,
    looks,
    domain: sendsLetters ? 'print.example.edu.cn' : null,
    sendsTexts,
  })
  const people: Person[] = []
  const register = { isAway: false }
  const find = async (is: (person: Person) => boolean) => {
    if (register.isAway) throw new Error('the register is away')
    return people.filter(is)
  }
  const records: Records = {
    personOfCard: async () => null,
    peopleOfIdNumber: number => find(({ idNumber }) => idNumber === number),
    peopleOfNumber: number => find(person => person.number === number),
    person: async id => people.find(({ personId }) => personId === id) ?? null,
    studyRecord: async () => null,
  }
  const spent = new Set<string>()
  const captchas = {
    ...ground.captchas,
    make: () => ({ token: randomId(), picture: 'data:,', digits: 6 }),
    answer: async (token: string, answer: string) =>
      !spent.has(token) && spent.add(token).size > 0 && answer === CAPTCHA,
  }
  const identity = IDENTITY.config(path => path).identity.parse({ accounts })
  const open = async () => {
    const room = await openIdentity({ ...ground, captchas }, { records, mail }, { identity })
    const app = await createHttpServer({ log, trustedProxies: ['127.0.0.1'] })
    await room.pages?.(app)
    await app.listen({ host: '127.0.0.1', port: 0 })
    return { room, app, base: `http://127.0.0.1:${listeningPort(app)}` }
  }
  let server = await open()

  let browsers = 0
  /** Each at an address of its own. */
  const browser = (): Phone => {
    browsers += 1
    return openPhone(server.base, PUBLIC, 'test', `10.7.${browsers >> 8}.${browsers & 255}`)
  }
  const messages = async <Content>(kind: 'letter' | 'text', read: (row: never) => Content | null, to: string) => {
    const rows = await db.selectFrom('message').selectAll().where('kind', '=', kind).orderBy('seq').execute()
    return rows
      .map(row => read(row as never))
      .filter((content): content is Content => (content as { to?: string } | null)?.to === to)
  }
  const lettersTo = (to: string) => messages<LetterContent>('letter', contents.letter as never, to)
  const textsTo = (to: string) => messages<TextContent>('text', contents.text as never, to)
  /** Waits for what itself waits on the clock. */
  const soon = async <T>(promise: Promise<T>): Promise<T> => {
    let isOver = false
    const over = promise.finally(() => {
      isOver = true
    })
    while (!isOver) {
      await clock.advance(50)
      await new Promise(resolve => setImmediate(resolve))
    }
    return over
  }
  /** A form with its picture answered. */
  const captcha = async (held: Phone, path: string) => {
    const page = await held.open(`${PUBLIC}${path}`)
    return { token: hiddenIn(page, 'token'), answer: CAPTCHA }
  }
  const signUp = async (held: Phone, mailbox: string, more: Record<string, string> = {}) =>
    held.post('/account/sign-up', {
      ...{ mail: mailbox, password: PASSWORD, repeat: PASSWORD, terms: 'yes' },
      ...(await captcha(held, '/account/sign-up')),
      ...more,
    })
  const linkTo = async (mailbox: string, kind: 'activate' | 'password') => {
    const letter = (await lettersTo(mailbox)).at(-1)
    return new RegExp(`${PUBLIC}(/account/${kind}/[\\w-]+)`).exec(letter?.text ?? '')?.[1] ?? ''
  }
  const logIn = (held: Phone, mailbox: string, password = PASSWORD) =>
    held.post('/account/log-in', { mail: mailbox, password })
  /** An account that is active, in a browser that has logged in with it. */
  const activeIn = async (held: Phone, mailbox: string) => {
    await signUp(held, mailbox)
    await held.post(await linkTo(mailbox, 'activate'))
    await logIn(held, mailbox)
  }
  const codeTo = async (phone: string) => (await textsTo(phone)).at(-1)?.code ?? ''
  const sayName = (held: Phone, typed: Record<string, string>) => held.post('/account/real-name', typed)
  /** The same as far as the real name, which the register may know. */
  const namedIn = async (held: Phone, mailbox: string, who: TypedPerson) => {
    await activeIn(held, mailbox)
    const page = await sayName(held, { ...who })
    const code = who.phone === '' ? '' : await codeTo(who.phone)
    return held.post('/account/real-name/yes', { draft: hiddenIn(page, 'draft'), code })
  }
  return {
    ...{
      clock,
      db,
      house,
      mail,
      logged,
      people,
      register,
      captcha,
      signUp,
      linkTo,
      logIn,
      activeIn,
      namedIn,
      sayName,
      codeTo,
    },
    ...{ browser, lettersTo, textsTo, soon },
    base: () => server.base,
    room: () => server.room,
    restart: async () => {
      await server.app.close()
      server = await open()
    },
    close: async () => {
      await server.app.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type AccountWorld = Awaited<ReturnType<typeof openAccountWorld>>

/** A hidden field of a page. */
export const hiddenIn = ({ text }: Page, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''

/** The names of what a page says was wrong. */
export const errorsIn = ({ text }: Page): string[] => [...text.matchAll(/data-error="(\w+)"/g)].map(([, name]) => name!)

export interface TypedPerson extends Record<string, string> {
  readonly name: string
  readonly sex: string
  readonly idType: string
  readonly number: string
  readonly bornOn: string
  readonly phone: string
}

let nth = 0
/** Somebody whom nobody has used before. */
export function somebody(more: Partial<TypedPerson> = {}): TypedPerson & { readonly mail: string } {
  nth += 1
  const digits = `11010519900307${String(100 + nth).padStart(3, '0')}`
  const sex = Number(digits[16]) % 2 === 1 ? 'male' : 'female'
  return {
    ...{ name: '林知远', sex, idType: 'resident-id', number: digits + checkCharacter(digits), bornOn: '' },
    ...{ phone: `138${String(10_000_000 + nth)}`, mail: `somebody${nth}@mailbox.example` },
    ...more,
  } as TypedPerson & { readonly mail: string }
}

/** A register entry of somebody. */
export const personOf = ({ name, sex, number }: TypedPerson, more: Partial<Person> = {}): Person => ({
  ...{ personId: randomId() as PersonId, group: 'undergraduate', nameZh: name, nameEn: 'LIN Zhiyuan' },
  ...{ number: randomId(), idNumber: number, sex: sex === 'male' ? 'male' : 'female', bornOn: '1990-03-07' },
  ...{
    college: { zh: '继续教育学院', en: 'Continuing Education' },
    major: { zh: '法学', en: 'Law' },
    level: 'bachelor',
  },
  ...{ since: '2012-09-01', until: '2016-06-30', status: 'graduated', post: null },
  ...more,
})
