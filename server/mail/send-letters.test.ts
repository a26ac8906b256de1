import { simpleParser } from 'mailparser'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  type MailWorld,
  type MailWorldOptions,
  openAuthority,
  openMailWorld,
  relaySection,
} from '../../tests/peers/mail-world.ts'
import {
  type SmtpDouble,
  type SmtpDoubleOptions,
  startScriptedRelay,
  startSmtpDouble,
} from '../../tests/peers/smtp-double.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import type { Carrier } from './outcome.ts'
import { createSender } from './send-due.ts'

const MINUTE_MS = 60_000
let authority: Awaited<ReturnType<typeof openAuthority>>
beforeAll(async () => {
  authority = await openAuthority()
})
afterAll(() => authority.remove())

describeOnStores('letters', store => {
  const ends: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
    await store().db.deleteFrom('message').execute()
  })

  const relay = async (options: Partial<SmtpDoubleOptions> = {}): Promise<SmtpDouble> => {
    const double = await startSmtpDouble({ tls: authority, ...options })
    ends.push(double.close)
    return double
  }
  const world = async (mail: object, more: Partial<MailWorldOptions> = {}): Promise<MailWorld> => {
    const one = await openMailWorld(store(), { mail, ...more })
    ends.push(one.close)
    return one
  }
  const both = async (more: object = {}, options: Partial<SmtpDoubleOptions> = {}) => {
    const double = await relay(options)
    return { double, world: await world(relaySection(double.port, authority, more)) }
  }

  it('go to the relay over TLS, whole, with a return path of their own', async () => {
    const { double, world: mail } = await both({ replyTo: 'office@example.edu.cn' })
    const sha256 = await mail.files.put(new TextEncoder().encode('%PDF-1.7 an invented file'))
    const id = await mail.post({ html: '<p>您好</p>', attachments: [{ sha256, fileName: '成绩单.pdf' }] })
    expect(await mail.desk.stateOf(id)).toEqual({ state: 'waiting' })
    await mail.sweep('letters')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'sent', reply: expect.stringContaining('taken') })
    const [letter] = double.letters
    expect(letter).toMatchObject({ isSecure: true, to: 'wang@example.edu.cn' })
    expect(letter?.from).toMatch(/^bounces\+[a-z2-9]{16}@print\.example\.edu\.cn$/)
    expect(letter?.from).toContain(`+${letter?.envelopeId}@`)
    expect(letter?.source).not.toMatch(/[^\r]\n|\r[^\n]/)
    const parsed = await simpleParser(Buffer.from(letter?.source ?? '', 'latin1'))
    expect(parsed).toMatchObject({ subject: '您的成绩单', html: '<p>您好</p>' })
    expect(parsed.text?.trim()).toBe('您好，\n请看附件。')
    expect(parsed.from?.value).toEqual([{ name: '示范大学', address: 'noreply@print.example.edu.cn' }])
    expect(parsed.replyTo?.value).toEqual([{ name: '', address: 'office@example.edu.cn' }])
    expect(
      parsed.attachments.map(({ filename, contentType, content }) => [filename, contentType, String(content)]),
    ).toEqual([['成绩单.pdf', 'application/pdf', '%PDF-1.7 an invented file']])
    await mail.sweep('letters')
    expect(double.letters).toHaveLength(1)
  })

  it('are asked about just before they go, and wait where nobody can say', async () => {
    const { double, world: mail } = await both()
    const asked: string[] = []
    mail.desk.lookBefore('share-link', async reference => {
      asked.push(reference)
      if (asked.length === 1) throw new Error('the database is away')
      return reference === 'revoked' ? 'document-revoked' : null
    })
    const [first, gone] = [await mail.post({ reference: 'good' }), await mail.post({ reference: 'revoked' })]
    await mail.sweep('letters')
    expect(await mail.desk.stateOf(first)).toMatchObject({ state: 'delayed', tries: 1 })
    expect(await mail.desk.stateOf(gone)).toMatchObject({ state: 'stopped', because: 'document-revoked' })
    await mail.clock.advance(2 * MINUTE_MS)
    await mail.sweep('letters')
    expect(await mail.desk.stateOf(first)).toMatchObject({ state: 'sent' })
    expect([asked, double.letters.length]).toEqual([['good', 'revoked', 'good'], 1])
  })

  it('go with a password where the relay wants one, over TLS from the first byte too', async () => {
    const double = await relay({ isImplicit: true, password: 'secret' })
    const section = relaySection(double.port, authority, {
      tls: 'implicit',
      user: 'noreply',
      passwordFile: 'password.txt',
    })
    const mail = await world(section)
    const id = await mail.post()
    await mail.sweep('letters')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'sent' })
    expect(double.letters[0]).toMatchObject({ user: 'noreply' })
    const wrong = await world(section, { password: 'another' })
    const other = await wrong.post()
    await wrong.sweep('letters')
    expect(await mail.desk.stateOf(other)).toMatchObject({ state: 'delayed', tries: 1 })
    await wrong.changePassword('secret')
    await wrong.clock.advance(2 * MINUTE_MS)
    await wrong.sweep('letters')
    expect(await mail.desk.stateOf(other)).toMatchObject({ state: 'sent' })
  })

  it('a password that is not there stops a server at its start, and no command', async () => {
    const section = relaySection(1, authority, { user: 'noreply', passwordFile: '/nowhere/password.txt' })
    await expect(world(section)).rejects.toThrow('mail.passwordFile: /nowhere/password.txt does not exist')
    const alone = await world(section, { isServing: false })
    expect(await alone.desk.sendTest('a@example.edu.cn', 'en', new AbortController().signal)).toMatchObject({
      ...{ kind: 'later', reply: expect.stringContaining('does not exist') },
    })
  })

  it('many go over one connection, in the order in which they were posted', async () => {
    const { double, world: mail } = await both()
    for (let at = 0; at < 5; at++) await mail.post({ to: `w${at}@example.edu.cn` })
    await mail.sweep('letters')
    expect(double.letters.map(({ to }) => to)).toEqual([0, 1, 2, 3, 4].map(at => `w${at}@example.edu.cn`))
    expect(double.connections()).toBe(1)
  })

  it('go over another connection after a hundred, and where the relay has ended the one that was left open', async () => {
    const { double, world: mail } = await both()
    for (let at = 0; at < 101; at++) await mail.post()
    await mail.sweep('letters')
    expect([double.letters.length, double.connections()]).toEqual([101, 2])
    double.faults.endsAfter = true
    for (let at = 0; at < 3; at++) await mail.post()
    await mail.sweep('letters')
    expect(double.letters).toHaveLength(104)
    expect(new Set(double.letters.map(({ messageId }) => messageId)).size).toBe(104)
  })

  it('keep to the pace, by all servers together', async () => {
    const { double, world: mail } = await both({ ratePerMinute: 3 })
    const second = await openMailWorld(store(), {
      ...{ mail: relaySection(double.port, authority, { ratePerMinute: 3 }), clock: mail.clock },
    })
    ends.push(second.close)
    for (let at = 0; at < 7; at++) await mail.post()
    await Promise.all([mail.sweep('letters'), second.sweep('letters')])
    expect(double.letters).toHaveLength(3)
    await mail.clock.advance(MINUTE_MS + 1)
    await mail.sweep('letters')
    expect(double.letters).toHaveLength(6)
  })

  it('are tried again after a 4xx of the one who gets them (greylisting), with growing pauses, as the same letter', async () => {
    const { double, world: mail } = await both()
    double.faults.rcptTo = '450 4.2.0 <wang@example.edu.cn>: greylisted, try again later'
    const id = await mail.post()
    await mail.sweep('letters')
    const state = await mail.desk.stateOf(id)
    expect(state).toMatchObject({ state: 'delayed', tries: 1, reply: expect.stringContaining('greylisted') })
    expect(JSON.stringify(state)).not.toContain('wang')
    // About this letter alone: the next one goes at once.
    double.faults.rcptTo = null
    const other = await mail.post()
    await mail.sweep('letters')
    expect(await mail.desk.stateOf(other)).toMatchObject({ state: 'sent' })
    await mail.clock.advance(72_000)
    await mail.sweep('letters')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'sent' })
    expect(double.letters).toHaveLength(2)
  })

  it.each([
    ['mailFrom', '452 4.3.1 no room'],
    ['rcptTo', '450 4.2.0 later'],
    ['data', '451 4.3.0 later'],
    ['data', '421 4.3.2 closing'],
  ] as const)('a 4xx at %s (%s) is a delay', async (at, line) => {
    for (const hides of [{}, { hidePIPELINING: true }]) {
      const { double, world: mail } = await both({}, { hides })
      double.faults[at] = line
      const id = await mail.post()
      await mail.sweep('letters')
      expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'delayed', tries: 1 })
    }
  })

  it.each([
    ['rcptTo', '550 5.1.1 <wang@example.edu.cn>: no such user', 'refused'],
    ['data', '554 5.7.1 this looks like spam', 'refused'],
    ['mailFrom', '552 5.3.4 too large', 'too-large'],
    ['data', '552 5.3.4 too large', 'too-large'],
  ] as const)('a 5xx at %s (%s) is for good', async (at, line, reason) => {
    const { double, world: mail } = await both()
    double.faults[at] = line
    const id = await mail.post()
    await mail.sweep('letters')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'bounced', reason })
    double.faults[at] = null
    await mail.clock.advance(24 * 3_600_000)
    await mail.sweep('letters')
    expect(double.letters).toEqual([])
    const events = await store().db.selectFrom('audit').select(['event', 'detail']).where('subject', '=', id).execute()
    expect(events).toMatchObject([{ event: 'message-bounced', detail: { reason, purpose: 'share-link' } }])
  })

  it('no letter is lost where the relay refuses who sends, and none of the others is tried meanwhile', async () => {
    const { double, world: mail } = await both()
    double.faults.mailFrom = '550 5.7.1 sender not allowed'
    const ids = [await mail.post(), await mail.post()]
    await mail.sweep('letters')
    await mail.sweep('letters')
    expect(await Promise.all(ids.map(mail.desk.stateOf))).toMatchObject([{ state: 'delayed' }, { state: 'waiting' }])
    expect(double.connections()).toBe(1)
    double.faults.mailFrom = null
    await mail.clock.advance(2 * MINUTE_MS)
    await mail.sweep('letters')
    expect(await Promise.all(ids.map(mail.desk.stateOf))).toMatchObject([{ state: 'sent' }, { state: 'sent' }])
  })

  it('larger than the relay takes: refused before anything of it is sent', async () => {
    const { double, world: mail } = await both({}, { sizeMaxBytes: 5_000 })
    const id = await mail.post({ text: 'x'.repeat(6_000) })
    await mail.sweep('letters')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'bounced', reason: 'too-large' })
    expect(double.letters).toEqual([])
  })

  it('the connection is lost after the letter: nobody knows, and the next try is the same letter', async () => {
    const { double, world: mail } = await both()
    double.faults.cutsAfterData = true
    const id = await mail.post()
    await mail.sweep('letters')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'delayed', tries: 1 })
    double.faults.cutsAfterData = false
    await mail.clock.advance(2 * MINUTE_MS)
    await mail.sweep('letters')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'sent' })
    const [first, second] = double.letters
    expect(first?.messageId).toMatch(/^<[a-z2-9]{16}@print\.example\.edu\.cn>$/)
    expect(second).toEqual(first)
  })

  it('given up in its time, and it says whether it may have arrived', async () => {
    const { double, world: mail } = await both()
    double.faults.rcptTo = '450 later'
    const plain = await mail.post({ sendBy: new Date(mail.clock.now() + 3 * MINUTE_MS) })
    await mail.sweep('letters')
    double.faults.rcptTo = null
    double.faults.cutsAfterData = true
    const unclear = await mail.post({ sendBy: new Date(mail.clock.now() + 3 * MINUTE_MS) })
    await mail.sweep('letters')
    await mail.clock.advance(3 * MINUTE_MS)
    await mail.sweep('letters')
    expect(await mail.desk.stateOf(plain)).toMatchObject({ state: 'given-up', tries: 1, mayHaveArrived: false })
    expect(await mail.desk.stateOf(unclear)).toMatchObject({ state: 'given-up', mayHaveArrived: true })
  })

  it('a relay without STARTTLS gets nothing, nor one with a certificate of somebody else', async () => {
    const stripped = await relay({ hides: { disabledCommands: ['STARTTLS'] } })
    const hidden = await relay({ hides: { hideSTARTTLS: true, disabledCommands: ['STARTTLS'] } })
    const foreign = await openAuthority()
    ends.push(foreign.remove)
    const strange = await relay({ tls: foreign })
    const strangeImplicit = await relay({ tls: foreign, isImplicit: true })
    const wrongs = [
      relaySection(stripped.port, authority),
      relaySection(hidden.port, authority),
      relaySection(strange.port, authority),
      relaySection(strangeImplicit.port, authority, { tls: 'implicit' }),
    ]
    for (const section of wrongs) {
      const mail = await world(section)
      const id = await mail.post()
      await mail.sweep('letters')
      expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'delayed', tries: 1 })
      await store().db.deleteFrom('message').execute()
    }
    expect([stripped, hidden, strange, strangeImplicit].flatMap(({ letters }) => letters)).toEqual([])
  })

  it('says nothing but EHLO and STARTTLS to a relay that does not go on with TLS', async () => {
    const relayOfLies = await startScriptedRelay(['220 hello', '250 hello', '502 no', '250 ok', '250 ok', '354 go'])
    ends.push(relayOfLies.close)
    const mail = await world(relaySection(relayOfLies.port, authority))
    await mail.post()
    await mail.sweep('letters')
    expect(relayOfLies.heard).toEqual(['EHLO print.example.edu.cn', 'STARTTLS'])
  })

  it('nobody listens: the letter waits', async () => {
    const double = await startSmtpDouble({ tls: authority })
    await double.close()
    const mail = await world(relaySection(double.port, authority))
    const id = await mail.post()
    await mail.sweep('letters')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'delayed', tries: 1 })
  })

  it('a relay that never comes to an end is left after a while, and one that has the letter may have it', async () => {
    for (const [lines, reply] of [
      [['220 hello'], 'let the house in'],
      [['220 hello', '250 hello'], 'took too long'],
      [['220 hello', '250 hello', '250 ok', '250 ok', '354 go on'], 'took too long'],
    ] as const) {
      const silent = await startScriptedRelay(lines)
      ends.push(silent.close)
      const mail = await world(relaySection(silent.port, authority, { tls: 'none' }))
      const id = await mail.post()
      const swept = mail.sweep('letters')
      await expect.poll(() => silent.heard.length).toBeGreaterThanOrEqual(lines.length === 5 ? 5 : lines.length)
      await mail.clock.advance(3 * MINUTE_MS)
      await swept
      expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'delayed', reply: expect.stringContaining(reply) })
      const row = await store()
        .db.selectFrom('message')
        .select('is_unclear')
        .where('message_id', '=', id)
        .executeTakeFirst()
      expect(row).toEqual({ is_unclear: lines.length === 5 })
    }
  })

  it('a file that is lost delays the letter until it is there', async () => {
    const { double, world: mail } = await both()
    const bytes = new TextEncoder().encode('found again')
    const sha256 = await mail.files.put(bytes)
    const missing = '0'.repeat(64)
    const id = await mail.post({ attachments: [{ sha256: missing, fileName: 'a.pdf' }] })
    const good = await mail.post({ attachments: [{ sha256, fileName: 'a.pdf' }] })
    await mail.sweep('letters')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'delayed', reply: expect.stringContaining('missing') })
    expect(await mail.desk.stateOf(good)).toMatchObject({ state: 'sent' })
    expect(double.letters).toHaveLength(1)
  })

  it('begun by a server that was killed: sent again as the same letter once its lease is over', async () => {
    const { double, world: mail } = await both()
    const id = await mail.post()
    const { claimMessage } = await import('./claim-message.ts')
    const claim = { kind: 'letter', leaseMs: MINUTE_MS, ratePerMinute: 100 } as const
    expect(await claimMessage(store().db, claim, new Date(mail.clock.now()))).toMatchObject({
      message_id: id,
      tries: 1,
    })
    await mail.sweep('letters')
    expect([await mail.desk.stateOf(id), double.letters]).toEqual([{ state: 'waiting' }, []])
    await mail.clock.advance(MINUTE_MS + 1)
    await mail.sweep('letters')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'sent' })
    const row = await store()
      .db.selectFrom('message')
      .selectAll()
      .where('message_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ is_unclear: true, tries: 2, lease: null })
  })

  it('how a letter went is noted first of all once the database is there again', async () => {
    const mail = await world(relaySection(1, authority))
    const ids = [await mail.post(), await mail.post()]
    const carried: string[] = []
    let isAway = false
    const db = new Proxy(store().db, {
      get: (target, name) => {
        if (name === 'transaction' && isAway) throw new Error('Connection terminated')
        const value: unknown = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const carrier: Carrier = {
      ...{ mayRepeat: true, rest: () => undefined },
      carry: async ({ message_id: id }) => {
        carried.push(id)
        isAway = carried.length === 1
        return { kind: 'accepted', reply: '250 ok' }
      },
    }
    const claim = { kind: 'letter', leaseMs: MINUTE_MS, ratePerMinute: 100 } as const
    const parts = {
      db,
      clock: mail.clock,
      log: pino({ level: 'silent' }),
      looks: new Map(),
      random: () => 0.5,
    }
    const send = createSender({ ...parts, claim, carrier, backOff: { firstMs: 1, mostMs: 1 } })
    const signal = new AbortController().signal
    await expect(send(signal)).rejects.toThrow('Connection terminated')
    await expect(send(signal)).rejects.toThrow('Connection terminated')
    isAway = false
    await mail.clock.advance(2 * MINUTE_MS)
    await send(signal)
    expect(carried).toEqual(ids)
    expect(await Promise.all(ids.map(mail.desk.stateOf))).toMatchObject([{ state: 'sent' }, { state: 'sent' }])
  })

  it('two servers send each once', async () => {
    const { double, world: first } = await both()
    const second = await openMailWorld(store(), { mail: relaySection(double.port, authority), clock: first.clock })
    ends.push(second.close)
    const ids = await Promise.all(Array.from({ length: 20 }, () => first.post()))
    await Promise.all([first.sweep('letters'), second.sweep('letters')])
    expect(new Set(double.letters.map(({ messageId }) => messageId)).size).toBe(ids.length)
    expect(double.letters).toHaveLength(ids.length)
  })

  it('a server that ends stops between two letters', async () => {
    const { double, world: mail } = await both()
    for (let at = 0; at < 3; at++) await mail.post()
    const stopping = new AbortController()
    double.faults.onTaken = () => stopping.abort()
    await mail.sweep('letters', stopping.signal)
    expect(double.letters).toHaveLength(1)
    const rows = await store().db.selectFrom('message').select('state').execute()
    expect(rows.filter(({ state }) => state === 'sent')).toHaveLength(double.letters.length)
  })

  it('nothing personal is logged', async () => {
    const { double, world: mail } = await both()
    double.faults.rcptTo = '550 5.1.1 <wang@example.edu.cn>: 王芳 138 0013 8000 unknown'
    await mail.post({ text: 'a secret' })
    await mail.sweep('letters')
    double.faults.rcptTo = null
    await mail.post({ text: 'a secret' })
    await mail.sweep('letters')
    expect(mail.logged.length).toBeGreaterThan(1)
    expect(mail.logged.join('')).not.toMatch(/wang|secret|成绩单|13800138000/)
  })
})

describe('a relay of the configuration', () => {
  it.each([
    [{ tls: 'opportunistic' }, 'tls'],
    [{ tls: 'none', host: 'smtp.example.edu.cn' }, 'tls'],
    [{ user: 'a' }, 'passwordFile'],
    [{ from: { address: 'a@b.example\r\nBcc: x@example.org' } }, 'from'],
    [{ from: { name: 'a\nb', address: 'a@b.example' } }, 'from'],
    [{ returnPath: 'bounces@{token}.example' }, 'returnPath'],
    [{ ratePerMinute: 0 }, 'ratePerMinute'],
  ])('%o is refused', async (more, path) => {
    const { MAIL } = await import('./mail-plan.ts')
    const read = MAIL.config(one => one).mail.safeParse(relaySection(25, authority, more))
    expect(read.error?.issues.map(issue => issue.path[0])).toContain(path)
  })
})
