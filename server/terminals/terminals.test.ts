import { generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { type FakeClock, fakeClock } from '../../src/fake-clock.ts'
import { unwrap } from '../../src/result.ts'
import { FILE_SETTINGS } from '../../src/settings/fixture.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { createTerminalDouble } from '../../tests/peers/terminal-double.ts'
import { serverKeyOf } from '../ground/server-key.ts'
import type { Store } from '../ground/store/store.ts'
import { createInForce } from '../settings/settings.ts'
import { createEnrolment } from './enrolment.ts'
import { terminalsCommands } from './run-commands.ts'
import { setTerminalState } from './terminal-rows.ts'
import { createRequestVerifier, forgetOldNonces } from './verify-request.ts'

const kiosk = { name: { zh: '一号机', en: 'Kiosk 1' }, place: { zh: '大厅', en: 'Hall' } }

async function enrolled(store: Store) {
  const clock = fakeClock()
  const enrolment = createEnrolment(store.db, clock)
  const double = createTerminalDouble()
  const { code } = await enrolment.createCode(kiosk)
  const input = double.prove(code)
  const terminalId = unwrap(await enrolment.enrol(input))
  const target = '/v1/orders?x=1'
  const body = '{"copies":2}'
  const request = (more: { timeMs?: number; nonce?: string } = {}) => {
    const headers = double.headers({ terminalId, method: 'POST', target, body, timeMs: clock.now(), ...more })
    return { method: 'POST', target, body: Buffer.from(body), headers }
  }
  return { clock, enrolment, double, code, input, terminalId, request, check: createRequestVerifier(store.db, clock) }
}

describeOnStores('enrolment', store => {
  it('turns a code into a terminal once, and the same question into the same terminal', async () => {
    const { enrolment, code, input, terminalId } = await enrolled(store())
    expect(code).toMatch(/^[A-Z2-9]{8}$/)
    expect(await enrolment.enrol(input)).toEqual({ ok: true, value: terminalId })
    const other = createTerminalDouble()
    const second = await enrolment.enrol(other.prove(code))
    expect(second).toMatchObject({ ok: false, error: { code: 'terminal-refused', detail: 'the code was used' } })
  })

  it('makes no code for a name or a place that the settings of a terminal could not carry', async () => {
    const both = (text: string) => ({ zh: text, en: text })
    const { code } = terminalsCommands({
      db: store().db,
      clock: fakeClock(),
      serverKey: serverKeyOf(new Uint8Array(32)),
      house: { timeZone: 'Asia/Shanghai' },
      inForce: createInForce(store().db, FILE_SETTINGS),
    })
    const enrolment = createEnrolment(store().db, fakeClock())
    const run = { progress: () => undefined, signal: new AbortController().signal }
    const codes = () => store().db.selectFrom('enrolment_code').selectAll().execute()
    const before = await codes()
    for (const [name, place, why] of [
      ['Kiosk', 'x'.repeat(5000), 'the place of a terminal is too long: 400 characters at most'],
      ['x'.repeat(401), '', 'the name of a terminal is too long: 400 characters at most'],
      [' ', '', 'a terminal needs a name'],
      ['Kiosk\0', '', 'a NUL character is no part of a name or a place'],
    ] as const) {
      expect(await code({ positionals: [name], texts: { place }, flags: [] }, run)).toEqual({ exit: 2, message: why })
      await expect(enrolment.createCode({ name: both(name), place: both(place) })).rejects.toThrow(why)
    }
    expect(await codes()).toEqual(before)
  })

  it('keeps no code that could be read from the table', async () => {
    const { code } = await enrolled(store())
    const rows = await store().db.selectFrom('enrolment_code').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(code)
  })

  it('refuses a code that is too old, a proof of another key, and keys of another kind', async () => {
    const { enrolment, clock } = await enrolled(store())
    const double = createTerminalDouble()
    const { code } = await enrolment.createCode(kiosk)
    const input = double.prove(code)
    const foreign = createTerminalDouble().prove(code)
    expect((await enrolment.enrol({ ...input, proof: foreign.proof })).ok).toBe(false)
    // What was read on the line, for a key of one's own.
    const read = { ...foreign, mac: input.mac }
    expect(await enrolment.enrol(read)).toMatchObject({ ok: false, error: { code: 'terminal-refused' } })
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const p256 = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    expect((await enrolment.enrol({ ...input, publicKey: p256 })).ok).toBe(false)
    expect((await enrolment.enrol({ ...input, publicKey: 'AAAA' })).ok).toBe(false)
    await clock.advance(15 * 60_000)
    expect((await enrolment.enrol(input)).ok).toBe(false)
  })

  it('arms a chosen code anew at each start of a demonstration', async () => {
    const { enrolment } = await enrolled(store())
    for (let start = 0; start < 2; start++) {
      await enrolment.armCode('DEMQ2345', kiosk)
      expect((await enrolment.enrol(createTerminalDouble().prove('DEMQ2345'))).ok).toBe(true)
    }
  })
})

describeOnStores('terminals, by a command', store => {
  const run = { progress: () => undefined, signal: new AbortController().signal, language: 'en' } as const
  const said = (...positionals: string[]) => ({ positionals, texts: {}, flags: [] })
  const commandsAt = (clock: FakeClock) =>
    terminalsCommands({
      ...{ db: store().db, clock, serverKey: serverKeyOf(new Uint8Array(32)), house: { timeZone: 'Asia/Shanghai' } },
      inForce: createInForce(store().db, FILE_SETTINGS),
    })
  const named = (terminalId: string, name: string) =>
    store().db.updateTable('terminal').set({ name_en: name }).where('terminal_id', '=', terminalId).execute()

  it('are shut out, let in again, and shut out for good', async () => {
    const { check, request, terminalId, clock } = await enrolled(store())
    const { suspend, resume, retire } = commandsAt(clock)
    await named(terminalId, 'The one')
    const refusedAs = (detail: string) => ({ ok: false, error: { status: 403, fault: { detail } } })
    const asJson = { ...said('The one'), flags: ['json'] }
    expect(await suspend(asJson, run)).toEqual({ exit: 0, value: { terminalId, state: 'suspended' } })
    expect(await suspend(said('The one'), run)).toEqual({
      ...{ exit: 0, text: expect.stringMatching(`^The one \\(${terminalId}\\) is suspended: .* terminals resume `) },
    })
    expect(await suspend(said('The one'), { ...run, language: 'zh' })).toMatchObject({
      ...{ text: expect.stringMatching(/已停用.*terminals resume/) },
    })
    expect(await check(request())).toMatchObject(refusedAs('suspended'))
    expect(await resume(said(terminalId), run)).toMatchObject({ exit: 0 })
    expect((await check(request())).ok).toBe(true)
    for (let twice = 0; twice < 2; twice++) expect(await retire(said(terminalId), run)).toMatchObject({ exit: 0 })
    expect(await check(request())).toMatchObject(refusedAs('retired'))
    for (const again of [resume, suspend])
      expect(await again(said(terminalId), run)).toMatchObject({
        exit: 3,
        message: expect.stringMatching(/enrol it anew/),
      })
    expect(await check(request())).toMatchObject(refusedAs('retired'))
    const events = await store()
      .db.selectFrom('audit')
      .select('event')
      .where('subject', '=', terminalId)
      .orderBy('seq')
      .execute()
    expect(events.map(({ event }) => event)).toEqual([
      ...['terminal-enrolled', 'terminal-suspended', 'terminal-active', 'terminal-retired'],
    ])
  })

  it('are named by an id, or by a name that no other has', async () => {
    const [one, other] = [await enrolled(store()), await enrolled(store())]
    const { suspend } = commandsAt(one.clock)
    await named(one.terminalId, 'Twin')
    await named(other.terminalId, 'Twin')
    expect(await suspend(said('Twin'), run)).toEqual({
      exit: 3,
      message: 'several terminals are called Twin: give the id',
    })
    expect(await suspend(said('Nobody'), run)).toEqual({ exit: 3, message: 'no terminal has the id or name Nobody' })
    expect((await one.check(one.request())).ok).toBe(true)
  })

  it('are listed with their state and when they were last heard', async () => {
    const { check, request, terminalId, clock } = await enrolled(store())
    await named(terminalId, 'Heard')
    await check(request())
    const { list } = commandsAt(clock)
    const { value } = await list({ ...said(), flags: ['json'] }, run)
    const { terminals } = value as { terminals: { terminalId: string }[] }
    expect(terminals.find(one => one.terminalId === terminalId)).toMatchObject({
      ...{ state: 'active', heardAt: new Date(clock.now()), place: kiosk.place },
    })
    expect((await list(said(), run)).text).toMatch(new RegExp(`${terminalId} +Heard +Hall +main +in use`))
    expect((await list(said(), { ...run, language: 'zh' })).text).toMatch(/在用/)
  })
})

describeOnStores('signed requests', store => {
  it('name their terminal', async () => {
    const { check, request, terminalId } = await enrolled(store())
    expect(await check(request())).toEqual({ ok: true, value: terminalId })
  })

  it('are refused the second time, and when anything about them was changed', async () => {
    const { check, request } = await enrolled(store())
    const sent = request()
    const changed = [
      { ...sent, body: Buffer.from('{"copies":3}') },
      { ...sent, target: '/v1/orders?x=2' },
      { ...sent, method: 'GET' },
      { ...sent, headers: { ...sent.headers, 'yinzheng-nonce': 'AAAAAAAAAAAAAAAAAAAAAA' } },
      { ...sent, headers: { ...sent.headers, 'yinzheng-time': String(Number(sent.headers['yinzheng-time']) + 1) } },
      { ...sent, headers: { ...sent.headers, 'yinzheng-terminal': 'AAAAAAAAAAAAAAAAAAAAAA' } },
      { ...sent, headers: {} },
      { ...sent, headers: { ...sent.headers, 'yinzheng-signature': 'nonsense' } },
    ]
    for (const request of changed) expect(await check(request)).toMatchObject({ ok: false, error: { status: 401 } })
    expect((await check(sent)).ok).toBe(true)
    expect(await check(sent)).toMatchObject({ error: { status: 401, fault: { detail: 'heard before' } } })
  })

  it('may be two minutes off, not more', async () => {
    const { check, request, clock } = await enrolled(store())
    for (const sign of [-1, 1]) {
      expect((await check(request({ timeMs: clock.now() + sign * 120_000 }))).ok).toBe(true)
      expect(await check(request({ timeMs: clock.now() + sign * 121_000 }))).toMatchObject({
        error: { status: 401, fault: { detail: 'the clocks differ by 121 s' } },
      })
    }
    // Signed as it was, the terminal is there: staff read why it is not let in.
    const known = async () => {
      const row = await store()
        .db.selectFrom('terminal')
        .select(['clock_off_at', 'clock_ahead_ms'])
        .where('clock_off_at', 'is not', null)
        .executeTakeFirstOrThrow()
      return [row.clock_off_at?.getTime(), Number(row.clock_ahead_ms)]
    }
    expect(await known()).toEqual([clock.now(), -121_000])
    await clock.advance(60_000)
    const forged = request({ timeMs: clock.now() + 3_600_000 })
    const headers = { ...forged.headers, 'yinzheng-signature': `${'A'.repeat(86)}==` }
    expect(await check({ ...forged, headers })).toMatchObject({ ok: false, error: { status: 401 } })
    expect((await known())[1]).toBe(-121_000)
    expect(await check(forged)).toMatchObject({ ok: false })
    expect(await known()).toEqual([clock.now(), 3_600_000])
  })

  it('are remembered until nobody could use them any more', async () => {
    const { check, request, clock } = await enrolled(store())
    const sent = request({ timeMs: clock.now() + 119_000 })
    expect((await check(sent)).ok).toBe(true)
    await clock.advance(238_000)
    await forgetOldNonces(store().db, new Date(clock.now()))
    expect(await check(sent)).toMatchObject({ error: { fault: { detail: 'heard before' } } })
    await clock.advance(600_000)
    await forgetOldNonces(store().db, new Date(clock.now()))
    const left = await store().db.selectFrom('request_nonce').select('nonce').execute()
    expect(left.map(({ nonce }) => nonce)).not.toContain(sent.headers['yinzheng-nonce'])
  })

  it('are judged by the key that the terminal has now', async () => {
    const { check, request, terminalId, double, clock } = await enrolled(store())
    const other = createTerminalDouble()
    const setKey = (publicKey: string) =>
      store().db.updateTable('terminal').set({ public_key: publicKey }).where('terminal_id', '=', terminalId).execute()
    const byOther = () => {
      const sent = request()
      return { ...sent, headers: other.headers({ ...sent, terminalId, body: '{"copies":2}', timeMs: clock.now() }) }
    }
    expect((await check(request())).ok).toBe(true)
    await setKey(other.publicKey)
    expect((await check(byOther())).ok).toBe(true)
    await setKey(double.publicKey)
    const notProven = { status: 401, fault: { detail: 'not enrolled, or the signature does not fit' } }
    for (let twice = 0; twice < 2; twice++) expect(await check(byOther())).toMatchObject({ error: notProven })
    expect((await check(request())).ok).toBe(true)
  })

  it('of a suspended terminal are known and not allowed', async () => {
    const { check, request, terminalId, clock } = await enrolled(store())
    await setTerminalState(store().db, terminalId, 'suspended', new Date(clock.now()))
    expect(await check(request())).toMatchObject({ error: { status: 403, fault: { code: 'terminal-refused' } } })
    await setTerminalState(store().db, terminalId, 'active', new Date(clock.now()))
    expect((await check(request())).ok).toBe(true)
  })
})
