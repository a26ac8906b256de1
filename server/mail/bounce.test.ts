import { simpleParser } from 'mailparser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type MailWorld, openAuthority, openMailWorld, relaySection } from '../../tests/peers/mail-world.ts'
import { type SmtpDouble, startSmtpDouble } from '../../tests/peers/smtp-double.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { readBounce } from './read-bounce.ts'
import { takeBounce } from './take-bounce.ts'

interface Told {
  readonly action?: string
  readonly status?: string
  readonly to?: string
  readonly envid?: string
  readonly messageId?: string
  readonly encoding?: 'base64'
}

/** A letter that comes back, as a mail server writes it. */
function returned({
  action = 'failed',
  status = '5.1.1',
  to = 'x@y.example',
  envid,
  messageId,
  encoding,
}: Told): string {
  const report = [
    ...['Reporting-MTA: dns; mx.example.edu.cn', ...(envid === undefined ? [] : [`Original-Envelope-Id: ${envid}`])],
    ...['Arrival-Date: Sun, 29 Nov 2026 08:00:00 +0000', ''],
    ...['Final-Recipient: rfc822; wang@example.edu.cn', `Action: ${action}`, `Status: ${status}`],
    ...['Diagnostic-Code: smtp; 550 5.1.1 <wang@example.edu.cn>: Recipient address', '    rejected: User unknown', ''],
  ].join('\r\n')
  const body = encoding ? Buffer.from(report).toString('base64') : report
  return [
    ...['From: MAILER-DAEMON@mx.example.edu.cn', `To: ${to}`, 'Subject: Undelivered Mail Returned to Sender'],
    ...['MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary="AB/cd"', ''],
    ...['--AB/cd', 'Content-Type: text/plain', '', 'Sorry.', '', '--AB/cd'],
    ...['Content-Description: Delivery report', 'Content-Type: message/delivery-status'],
    ...[...(encoding ? [`Content-Transfer-Encoding: ${encoding}`] : []), '', body, '', '--AB/cd'],
    ...['Content-Type: text/rfc822-headers', '', ...(messageId === undefined ? [] : [`Message-ID: ${messageId}`])],
    ...['Subject: x', '', '--AB/cd--', ''],
  ].join('\r\n')
}

describe('a letter that came back', () => {
  it('is a letter as others write it', async () => {
    const parsed = await simpleParser(returned({}))
    expect(parsed.attachments.map(({ contentType }) => contentType)).toEqual(['text/rfc822-headers'])
    expect(parsed.text).toContain('Action: failed')
  })

  it('says what became of it, with its lines joined', () => {
    const status = {
      action: 'failed',
      code: '5.1.1',
      why: '550 5.1.1 <wang@example.edu.cn>: Recipient address rejected: User unknown',
    }
    expect(readBounce(returned({})).status).toEqual(status)
    expect(readBounce(returned({ encoding: 'base64' })).status).toEqual(status)
    expect(readBounce(returned({}).replaceAll('\r\n', '\n')).status).toEqual(status)
  })

  it('says nothing of it where it is an answer of a person, or damaged', () => {
    for (const text of [
      '',
      'From: a@b.example\n\nthank you',
      returned({}).replace('Action', 'Akt'),
      'Content-Type: message/delivery-status',
    ])
      expect(readBounce(text).status).toBeNull()
  })

  it('of any size is read in a moment', () => {
    const many = `Content-Type: message/delivery-status\n\n${'Action: x\n\n'.repeat(200_000)}`
    expect(readBounce(many).tokens).toEqual([])
    expect(readBounce('abcdefgh23456789 '.repeat(200_000)).tokens).toEqual(['abcdefgh23456789'])
  })
})

describeOnStores('a letter that is told to have come back', store => {
  let authority: Awaited<ReturnType<typeof openAuthority>>
  let relay: SmtpDouble
  let mail: MailWorld
  beforeEach(async () => {
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
  const take = (told: Told) => takeBounce(store().db, returned(told), new Date(mail.clock.now()))
  const sent = async () => {
    const id = await mail.post()
    await mail.sweep('letters')
    const { from, messageId } = relay.letters.at(-1)!
    return { id, from, messageId, token: /\+(\w+)@/.exec(from)?.[1] ?? '' }
  }

  it('is known by the address that it came back to, by its envelope, and by what it quotes', async () => {
    for (const toldBy of ['to', 'TO', 'envid', 'messageId'] as const) {
      const { id, from, messageId, token } = await sent()
      const told = {
        to: { to: from },
        TO: { to: from.toUpperCase() },
        envid: { envid: token },
        messageId: { messageId },
      }[toldBy]
      expect(await take(told)).toMatchObject({ ok: true, value: { messageId: id, state: { state: 'bounced' } } })
      const state = await mail.desk.stateOf(id)
      expect(state).toMatchObject({
        state: 'bounced',
        reason: 'returned',
        reply: expect.stringContaining('User unknown'),
      })
      expect(JSON.stringify(state)).not.toContain('wang@')
    }
  })

  it('is not changed by a delay, by a delivery, or by being told twice', async () => {
    const { id, from } = await sent()
    for (const action of ['delayed', 'delivered', 'relayed'])
      expect(await take({ to: from, action, status: '4.0.0' })).toMatchObject({ value: { state: { state: 'sent' } } })
    await take({ to: from })
    const first = await mail.desk.stateOf(id)
    await mail.clock.advance(1_000)
    await take({ to: from, status: '5.0.0' })
    expect(await mail.desk.stateOf(id)).toEqual(first)
  })

  it('of nobody knows which letter changes none', async () => {
    const [one, other] = [await sent(), await sent()]
    expect(await take({})).toEqual({ ok: false, error: 'no-letter' })
    expect(await take({ to: 'bounces+abcdefgh23456789@print.example.edu.cn' })).toEqual({
      ok: false,
      error: 'no-letter',
    })
    expect(await take({ to: one.from, envid: other.token })).toEqual({ ok: false, error: 'no-letter' })
    expect(await takeBounce(store().db, `To: ${one.from}\n\nthank you`, new Date())).toEqual({
      ok: false,
      error: 'no-status',
    })
    expect(await mail.desk.stateOf(one.id)).toMatchObject({ state: 'sent' })
  })
})
