import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { createTlsAuthority, type TlsAuthority } from '../../demo/tls-authority.ts'
import { systemClock } from '../../native/system-clock.ts'
import { createContentStore } from '../../server/ground/store/content-store.ts'
import type { Store } from '../../server/ground/store/store.ts'
import type { Letter, TextMessage } from '../../server/mail/mail.ts'
import type { MailConfig } from '../../server/mail/mail-config.ts'
import type { MailDesk } from '../../server/mail/mail-desk.ts'
import { MAIL } from '../../server/mail/mail-plan.ts'
import { openMail } from '../../server/mail/open-mail.ts'
import { type FakeClock, fakeClock } from '../../src/fake-clock.ts'
import { unwrap } from '../../src/result.ts'

/** Mail over a store, with a clock of its own and a relay that the test has started. */
export interface MailWorld {
  readonly clock: FakeClock
  readonly desk: MailDesk
  readonly logged: string[]
  readonly files: ReturnType<typeof createContentStore>
  /** Puts another password into its file. */
  changePassword(password: string): Promise<void>
  post(more?: Partial<Letter>): Promise<string>
  text(more?: Partial<TextMessage>): Promise<string>
  /** What a server does by itself now and then, once. */
  sweep(name: 'letters' | 'texts' | 'old letters', signal?: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** One authority for all tests of a file, believed by the world that is given its file. */
export async function openAuthority(): Promise<TlsAuthority & { remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-mail-tls-'))
  return {
    ...createTlsAuthority(folder, systemClock),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

export interface MailWorldOptions {
  /** Of the configuration's sections; null for none. */
  readonly mail: object | null
  readonly sms?: object | null
  readonly password?: string
  readonly isServing?: boolean
  readonly clock?: FakeClock
}

export async function openMailWorld(store: Store, options: MailWorldOptions): Promise<MailWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-mail-'))
  const passwordFile = join(folder, 'password.txt')
  await writeFile(passwordFile, `${options.password ?? 'secret'}\n`)
  const sections = MAIL.config(path => (path === 'password.txt' ? passwordFile : path))
  const clock = options.clock ?? fakeClock()
  const logged: string[] = []
  const ground = {
    ...{ db: store.db, clock, log: pino({}, { write: line => void logged.push(line) }) },
    ...{ content: createContentStore(join(folder, 'files')), isServing: options.isServing ?? true },
  }
  const config = { mail: sections.mail.parse(options.mail), sms: sections.sms.parse(options.sms ?? null) }
  const room = await openMail(ground, config)
  const sendBy = () => new Date(clock.now() + 24 * 3_600_000)
  const named = { purpose: 'share-link', reference: 'A-1' } as const
  return {
    ...{ clock, desk: room.doors, logged, files: ground.content },
    changePassword: password => writeFile(passwordFile, `${password}\n`),
    post: async more => {
      const letter: Letter = {
        ...{ to: 'wang@example.edu.cn', language: 'zh', subject: '您的成绩单', text: '您好，\n请看附件。\n' },
        ...{ ...named, sendBy: sendBy(), ...more },
      }
      return unwrap(await store.db.transaction().execute(tx => room.doors.post(tx, letter)))
    },
    text: async more => {
      const message: TextMessage = {
        ...{ to: '138 0013 8000', text: '验证码 123456', code: '123456', ...named, sendBy: sendBy(), ...more },
      }
      return unwrap(await store.db.transaction().execute(tx => room.doors.text(tx, message)))
    },
    sweep: async (name, signal = new AbortController().signal) => {
      await room.sweeps?.find(one => one.name === name)?.run(signal)
    },
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

/** The same section, as the server reads it. */
export function relayConfig(port: number, authority: { readonly caFile: string }): MailConfig {
  const read = MAIL.config(path => path).mail.parse(relaySection(port, authority))
  if (!read) throw new Error('a relay was expected')
  return read
}

/** A section `mail` for a relay of a test. */
export const relaySection = (port: number, authority: { readonly caFile: string }, more: object = {}): object => ({
  ...{ host: '127.0.0.1', port, tls: 'starttls', caFile: authority.caFile, ratePerMinute: 1_000 },
  ...{ from: { name: '示范大学', address: 'noreply@print.example.edu.cn' } },
  ...{ returnPath: 'bounces+{token}@print.example.edu.cn', ...more },
})
