import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../../server/ground/store/store.ts'
import { openHouseStore } from '../../../tests/peers/house-store.ts'
import { type MailWorld, openMailWorld, relaySection } from '../../../tests/peers/mail-world.ts'
import { type Campus, startCampus } from '../campus.ts'
import type { MailboxDouble } from './mailbox.ts'

let dir = ''
let campus: Campus
let mailbox: MailboxDouble
let store: Store
let mail: MailWorld
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'campus-mailbox-'))
  campus = await startCampus({ mailbox: { tlsFolder: dir, sizeMaxBytes: 20_000 } })
  mailbox = campus.mailbox!
  store = await openHouseStore({ kind: 'memory' })
  mail = await openMailWorld(store, { mail: relaySection(mailbox.smtp.port, mailbox.smtp) })
})
afterAll(async () => {
  await mail.close()
  await store.close()
  await campus.close()
  rmSync(dir, { recursive: true, force: true })
})
afterEach(async () => {
  mailbox.reset()
  await store.db.deleteFrom('message').execute()
  await mail.clock.advance(24 * 3_600_000)
})
const page = async (path: string) => (await fetch(`${campus.baseUrl}${path}`)).text()

describe('the mailbox beside the demo', () => {
  it('takes letters over TLS and shows them, with links that can be followed and files', async () => {
    const next = mailbox.nextLetter()
    const sha256 = await mail.files.put(new TextEncoder().encode('%PDF-1.7 an invented file'))
    await mail.post({
      ...{ subject: '<您的成绩单>', text: '请看 https://print.example.edu.cn/s/AbC?x=1&y=2\n谢谢。' },
      ...{ html: '<p>您好</p>', attachments: [{ sha256, fileName: '成绩单.pdf' }] },
    })
    await mail.sweep('letters')
    const letter = await next
    expect(letter).toMatchObject({ subject: '<您的成绩单>', to: 'wang@example.edu.cn' })
    expect(letter.files).toEqual([{ name: '成绩单.pdf', type: 'application/pdf', bytes: 25 }])
    expect(await page('/mailbox')).toContain('&lt;您的成绩单&gt;')
    const own = `/mailbox/${letter.number}`
    expect(await page(own)).toContain('<a href="https://print.example.edu.cn/s/AbC?x=1&amp;y=2">')
    expect(await page(`${own}/0`)).toBe('%PDF-1.7 an invented file')
    expect(await page(`${own}/source`)).toContain(`Message-ID: ${letter.messageId}`)
    const html = await fetch(`${campus.baseUrl}${own}/html`)
    expect([await html.text(), html.headers.get('content-security-policy')]).toEqual([
      ...['<p>您好</p>', expect.stringContaining('sandbox')],
    ])
    const state = await fetch(`${campus.baseUrl}/_sim/mailbox/state`)
    expect(await state.json()).toMatchObject({ letters: [{ subject: '<您的成绩单>', files: [{ bytes: 25 }] }] })
    for (const path of ['/mailbox/99', `${own}/7`, '/mailbox/x'])
      expect((await fetch(campus.baseUrl + path)).status).toBe(404)
  })

  it.each([
    [{ kind: 'answer', code: 450, on: 'to' }, 'delayed'],
    [{ kind: 'answer', code: 550, on: 'to' }, 'bounced'],
    [{ kind: 'answer', code: 554, on: 'letter' }, 'bounced'],
    [{ kind: 'cut', on: 'letter' }, 'delayed'],
    [{ kind: 'slow', ms: 1, on: 'letter' }, 'sent'],
  ] as const)('misbehaves as it is told: %o', async (fault, state) => {
    const put = await fetch(`${campus.baseUrl}/_sim/mailbox/faults`, { method: 'PUT', body: JSON.stringify([fault]) })
    expect(put.status).toBe(200)
    const id = await mail.post()
    await mail.sweep('letters')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state })
  })

  it('takes no letter that is too large', async () => {
    const id = await mail.post({ text: 'x'.repeat(40_000) })
    await mail.sweep('letters')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state: 'bounced', reason: 'too-large' })
    expect(mailbox.letters()).toEqual([])
  })

  it('says which port is taken', async () => {
    const config = { mailbox: { tlsFolder: dir, smtpPort: mailbox.smtp.port } }
    await expect(startCampus(config)).rejects.toThrow(`Port ${mailbox.smtp.port} of the mailbox is taken`)
  })
})
