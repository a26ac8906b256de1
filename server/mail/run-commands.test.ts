import { afterEach, beforeEach, expect, it } from 'vitest'
import { type MailWorld, openAuthority, openMailWorld, relaySection } from '../../tests/peers/mail-world.ts'
import { type SmtpDouble, startSmtpDouble } from '../../tests/peers/smtp-double.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import type { Command, CommandAnswer } from '../ground/commands/command.ts'
import type { StaffLanguage } from '../ground/commands/language.ts'
import { readSpoken, saidOf } from '../ground/commands/said.ts'
import { MAIL_COMMANDS } from './mail-commands.ts'
import { mailCommands } from './run-commands.ts'

const TABLE: Readonly<Record<string, Command>> = MAIL_COMMANDS
const MINUTE_MS = 60_000

describeOnStores('what is said of letters', store => {
  let authority: Awaited<ReturnType<typeof openAuthority>>
  let relay: SmtpDouble
  let mail: MailWorld
  let language: StaffLanguage = 'en'
  beforeEach(async () => {
    language = 'en'
    authority = await openAuthority()
    relay = await startSmtpDouble({ tls: authority })
    mail = await openMailWorld(store(), { mail: relaySection(relay.port, authority) })
  })
  afterEach(async () => {
    await mail.close()
    await relay.close()
    await authority.remove()
    await store().db.deleteFrom('message').execute()
  })

  const house = {
    ...{ name: { zh: '示范大学', en: 'Model University' }, payeeName: '示范大学', helpPhone: '' },
    ...{ timeZone: 'Asia/Shanghai', publicBaseUrl: 'https://print.example.edu.cn' },
  }
  const run = async (
    verb: keyof typeof MAIL_COMMANDS,
    args: readonly string[] = [],
    contents: Readonly<Record<string, string>> = {},
    desk = mail.desk,
  ): Promise<CommandAnswer> => {
    const spoken = readSpoken(TABLE[verb]!, args)
    if (!spoken.ok) return { exit: 2, message: spoken.error.en }
    const commands = mailCommands({ db: store().db, clock: mail.clock, house }, desk)
    return commands[verb](saidOf(spoken.value, contents), {
      ...{ progress: () => undefined, signal: new AbortController().signal, language },
    })
  }

  it('a table of what is not sent, the newest first, without what stands in it', async () => {
    expect(await run('list')).toEqual({ exit: 0, text: 'No letter or text is unsent or came back.' })
    const sent = await mail.post()
    await mail.sweep('letters')
    const first = await mail.post({ to: 'li@example.edu.cn', reference: 'A-7' })
    await mail.clock.advance(61_000)
    const second = await mail.post()
    const { text = '' } = await run('list')
    expect(text.split('\n')).toEqual([
      ...['2, the newest first. Times are those of Beijing (Asia/Shanghai).', ''],
      'ID             KIND    PURPOSE     ABOUT  TO                   POSTED               STATE',
      `${second}  letter  share-link  A-1    w***@example.edu.cn  2026-11-18 19:07:41  waiting`,
      `${first}  letter  share-link  A-7    l***@example.edu.cn  2026-11-18 19:06:40  waiting`,
      ...['', 'More of one: yinzheng mail show ID --config FILE'],
    ])
    expect((await run('list', ['--all', '--json'])).value).toMatchObject({
      ...{ total: 3, next: null, messages: [{ messageId: second }, { messageId: first }, { messageId: sent }] },
    })
    const one = await run('list', ['--all', '--limit', '1'])
    expect(one.text).toContain(`yinzheng mail list --all --after ${second} --config FILE`)
    expect((await run('list', ['--after', second, '--json'])).value).toMatchObject({ messages: [{ messageId: first }] })
    expect((await run('list', ['--to', 'LI@example.edu.cn', '--json'])).value).toMatchObject({ total: 1 })
    language = 'zh'
    expect((await run('list')).text).toContain('共 2 封，最新的在前。')
  })

  it('wrong words are refused', async () => {
    expect(await run('list', ['--limit', '0'])).toMatchObject({ exit: 2 })
    expect(await run('list', ['--to', 'nobody'])).toMatchObject({
      exit: 2,
      message: '--to is an address or a mobile number',
    })
    expect(await run('list', ['--after', 'x'])).toMatchObject({ exit: 3 })
    expect(await run('show', ['x'])).toEqual({ exit: 3, message: 'there is no letter or text with this id' })
    expect(await run('send-again', ['x'])).toMatchObject({ exit: 3 })
    expect(await run('test', ['--to', 'a b'])).toMatchObject({ exit: 2 })
  })

  it('a sentence for each state, in both languages', async () => {
    const said = async (id: string) => {
      const en = await run('show', [id])
      language = 'zh'
      const zh = await run('show', [id])
      language = 'en'
      return [en.text?.split('\n')[2], zh.text?.split('\n')[2]]
    }
    const waiting = await mail.post()
    expect(await said(waiting)).toEqual(['It is about to be sent.', '正等待发送。'])
    relay.faults.rcptTo = '450 4.2.0 greylisted'
    await mail.sweep('letters')
    const [en, zh] = await said(waiting)
    expect(en).toMatch(
      /^It was tried once and is not sent yet\. The next try is at 2026-11-18 19:0\d:\d\d; it is given up at 2026-11-19 19:06:40\.$/,
    )
    expect(zh).toMatch(/^已试 1 次，还没有发出；下一次在 .*，到 2026-11-19 19:06:40 为止。$/)
    expect((await run('show', [waiting])).text).toContain('Answered: 450 4.2.0 greylisted')
    relay.faults.rcptTo = '550 5.1.1 unknown'
    const bounced = await mail.post()
    await mail.sweep('letters')
    expect(await said(bounced)).toEqual([
      'It was refused for good (2026-11-18 19:06:40). Please check the address.',
      '对方拒收，不会再试（2026-11-18 19:06:40）。请核对地址。',
    ])
    relay.faults.rcptTo = null
    const sent = await mail.post()
    await mail.sweep('letters')
    expect(await said(sent)).toEqual([
      'It was sent at 2026-11-18 19:06:40. Whoever does not see it looks into the spam folder.',
      '已于 2026-11-18 19:06:40 发出。没有看到的，请查看垃圾邮件。',
    ])
    relay.faults.mailFrom = '450 later'
    const late = await mail.post({ sendBy: new Date(mail.clock.now() + MINUTE_MS) })
    await mail.sweep('letters')
    await mail.clock.advance(MINUTE_MS)
    await mail.sweep('letters')
    expect((await said(late))[0]).toBe('It could not be sent by 2026-11-18 19:07:40, and is given up.')
  })

  it('send-again: what is over goes once more, as the same letter', async () => {
    relay.faults.rcptTo = '550 5.1.1 unknown'
    const id = await mail.post()
    expect(await run('send-again', [id])).toEqual({ exit: 3, message: 'it still waits, and is tried again by itself' })
    await mail.sweep('letters')
    relay.faults.rcptTo = null
    expect((await run('show', [id])).text).toContain(`To send it again: yinzheng mail send-again ${id} --config FILE`)
    expect(await run('send-again', [id])).toEqual({ exit: 0, text: 'It is about to be sent.' })
    await mail.sweep('letters')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'sent' })
    await run('send-again', [id])
    await mail.sweep('letters')
    expect(relay.letters[1]).toEqual(relay.letters[0])
    await store().db.updateTable('message').set({ content: null }).execute()
    expect(await run('send-again', [id])).toMatchObject({ exit: 3, message: expect.stringContaining('is gone') })
    expect((await run('show', [id])).text).toContain('To: (gone)')
  })

  it('test: what the relay says, at once', async () => {
    expect(await run('test', ['--to', 'admin@example.edu.cn'])).toMatchObject({
      ...{ exit: 0, text: expect.stringMatching(/^The relay has taken it: 250 /) },
    })
    expect(relay.letters[0]).toMatchObject({ to: 'admin@example.edu.cn', isSecure: true })
    relay.faults.data = '554 5.7.1 spam'
    const refusedOne = await run('test', ['--to', 'admin@example.edu.cn'])
    expect(refusedOne).toEqual({ exit: 3, message: 'It was not sent: 554 5.7.1 spam' })
    const none = await openMailWorld(store(), { mail: null })
    expect(await run('test', ['--to', 'a@example.edu.cn'], {}, none.desk)).toMatchObject({
      ...{ exit: 3, message: expect.stringContaining('no relay is configured') },
    })
    await none.close()
  })

  it('bounce: notes what came back', async () => {
    const id = await mail.post()
    await mail.sweep('letters')
    const file = [
      ...[`To: ${relay.letters[0]?.from}`, 'Content-Type: message/delivery-status', ''],
      ...['Reporting-MTA: dns; x', '', 'Action: failed', 'Status: 5.1.1', ''],
    ].join('\n')
    expect(await run('bounce', ['--file', 'x'], { file })).toMatchObject({
      ...{ exit: 0, text: expect.stringContaining(`${id}: It was sent and came back`) },
    })
    expect(await run('bounce', ['--file', 'x'], { file: 'thank you' })).toMatchObject({ exit: 3 })
  })
})
