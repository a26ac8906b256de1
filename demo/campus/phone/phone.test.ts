import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../../server/ground/store/store.ts'
import { openHouseStore } from '../../../tests/peers/house-store.ts'
import { type MailWorld, openMailWorld } from '../../../tests/peers/mail-world.ts'
import { type Campus, startCampus } from '../campus.ts'
import type { SmsPhoneDouble } from './phone.ts'

let dir = ''
let campus: Campus
let phone: SmsPhoneDouble
let store: Store
let mail: MailWorld
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'campus-phone-'))
  campus = await startCampus({ phone: {} })
  phone = campus.phone!
  store = await openHouseStore({ kind: 'memory' })
  const file = join(dir, 'secret.txt')
  writeFileSync(file, phone.gateway().secret)
  const sms = {
    ...{ url: phone.gateway().url, body: { mobile: '{phone}', content: '{text}', code: '{code}', id: '{id}' } },
    ...{ secretHeader: { name: 'Authorization', file }, success: { field: 'code', is: ['0'], laterIs: ['busy'] } },
  }
  mail = await openMailWorld(store, { mail: null, sms })
})
afterAll(async () => {
  await mail.close()
  await store.close()
  await campus.close()
  rmSync(dir, { recursive: true, force: true })
})
afterEach(async () => {
  phone.reset()
  await store.db.deleteFrom('message').execute()
  await mail.clock.advance(24 * 3_600_000)
})

describe('the phone beside the demo', () => {
  it('shows the texts that come', async () => {
    const next = phone.nextText()
    await mail.text({ text: '您的验证码是 <123456>' })
    await mail.sweep('texts')
    expect(await next).toMatchObject({ mobile: '13800138000', content: '您的验证码是 <123456>', code: '123456' })
    expect(await (await fetch(`${campus.baseUrl}/phone`)).text()).toContain('您的验证码是 &lt;123456&gt;')
    expect(await (await fetch(`${campus.baseUrl}/_sim/phone/state`)).json()).toMatchObject({
      texts: [{ code: '123456' }],
    })
  })

  it.each([
    [{ kind: 'code', code: 'busy' }, 'delayed', 0],
    [{ kind: 'code', code: 'blacklisted' }, 'bounced', 0],
    [{ kind: 'http502' }, 'delayed', 1],
    [{ kind: 'down' }, 'delayed', 1],
    [{ kind: 'malformed' }, 'delayed', 1],
    [{ kind: 'slow', ms: 1 }, 'sent', 1],
  ] as const)('misbehaves as it is told: %o; the same id again is one text', async (fault, state, sent) => {
    phone.faults([fault])
    const id = await mail.text()
    await mail.sweep('texts')
    expect(await mail.desk.stateOf(id)).toMatchObject({ state })
    expect(phone.texts()).toHaveLength(sent)
    await mail.clock.advance(60_000)
    await mail.sweep('texts')
    expect(phone.texts()).toHaveLength(state === 'bounced' ? 0 : 1)
  })

  it('is nothing to a stranger', async () => {
    const { url } = phone.gateway()
    const body = JSON.stringify({ mobile: '13800138000', content: 'x' })
    expect((await fetch(url, { method: 'POST', body })).status).toBe(401)
    const headers = { Authorization: phone.gateway().secret }
    expect((await fetch(url, { method: 'POST', body: '{"mobile":"1"}', headers })).status).toBe(400)
    expect((await fetch(`${campus.baseUrl}/phone/x`)).status).toBe(404)
  })
})
