import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Carry, createCarry } from '../../main/station/carry.ts'
import { enrol } from '../../main/station/enrolment.ts'
import { createKeyKeeper } from '../../main/station/key-keeper.ts'
import { trustOf } from '../../main/station/meet-server.ts'
import { createServerClient } from '../../main/station/server-client.ts'
import { openTerminalKeys, type TerminalKey, type TerminalKeys } from '../../main/station/terminal-key.ts'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { unwrap } from '../../src/result.ts'
import { type ServerWorld, startServerWorld } from '../peers/server-world.ts'

const PLACE = { name: { zh: '一号机', en: 'Kiosk 1' }, place: { zh: '大厅', en: 'Hall' } }
const LOG = { info: () => undefined, warn: () => undefined }

let world: ServerWorld
let dataDir: string
beforeAll(async () => {
  world = await startServerWorld(null, { nowMs: Date.now() })
})
afterAll(() => world?.close())
beforeEach(async () => {
  await world.clock.advance(15 * 60_000)
  dataDir = mkdtempSync(join(tmpdir(), 'yinzheng-terminal-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** An enrolled terminal, as it starts from its disk each time. */
async function terminal() {
  const server = { baseUrl: world.base(), timeoutMs: 15_000, caPem: null }
  const { text } = await world.server().doors.terminals.createEnrolmentCode(PLACE)
  const first = openTerminalKeys(dataDir)
  const enrolment = unwrap(await enrol(server, dataDir, first.current, text, world.clock))
  const { terminalId } = enrolment
  const facts = enrolment.server!
  const start = (
    keys: TerminalKeys = openTerminalKeys(dataDir),
    carry: Carry = createCarry(trustOf(server, facts)),
  ) => {
    const as = (key: TerminalKey) =>
      createServerClient({ ...server, carry, key, serverKey: facts.publicKey, terminalId, clock: world.clock })
    const client = as(keys.current)
    const keeper = createKeyKeeper({ client, keys, terminalId, as, log: LOG })
    const look = async (isFree = true) => {
      const answer = await client.call(TERMINAL_ROUTES.settings, {})
      await keeper.consider(answer.ok ? { settings: answer.value } : { refusal: answer.error }, isFree)
      return answer
    }
    return { client, keys, look }
  }
  const asked = () => world.server().doors.terminals.askForNewKey(terminalId)
  return { start, asked, before: first.current.publicKey, carry: createCarry(trustOf(server, facts)) }
}

describe('a new key of a terminal', () => {
  it('is made when staff ask for it and nobody stands there; the old one opens nothing then', async () => {
    const { start, asked, before } = await terminal()
    const old = start()
    const { look, keys, client } = start()
    await look()
    expect(keys.current.publicKey).toBe(before)
    await asked()
    await look(false)
    expect(keys.current.publicKey).toBe(before)
    await look()
    expect(keys.current.publicKey).not.toBe(before)
    expect(await client.call(TERMINAL_ROUTES.settings, {})).toMatchObject({ ok: true, value: { isKeyDue: false } })
    expect(await old.client.call(TERMINAL_ROUTES.settings, {})).toMatchObject({ ok: false, error: { status: 401 } })
    expect(openTerminalKeys(dataDir).current.publicKey).toBe(keys.current.publicKey)
    expect(keys.next()).toBeNull()
  })

  it('is found again when the answer about it was lost, whether the terminal went on or lost its power', async () => {
    for (const isPowerCut of [false, true]) {
      const { start, asked, before, carry } = await terminal()
      const lost: Carry = async request => {
        const answer = await carry(request)
        if (request.url.endsWith('/terminal/key')) throw new Error('the line is gone')
        return answer
      }
      await asked()
      const first = start(openTerminalKeys(dataDir), lost)
      await first.look()
      expect(first.keys.current.publicKey).toBe(before)
      const then = isPowerCut ? start() : first
      expect(await then.look()).toMatchObject({ ok: false, error: { status: 401 } })
      expect(then.keys.current.publicKey).not.toBe(before)
      expect(await then.look()).toMatchObject({ ok: true })
      rmSync(dataDir, { recursive: true })
    }
  })

  it('waits for a disk that takes no write, and ends nothing', async () => {
    const { start, asked, before } = await terminal()
    await asked()
    const keys = openTerminalKeys(dataDir)
    const full = () => {
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC', errno: -28 })
    }
    const stuck = start({ ...keys, takeNext: full })
    await stuck.look()
    // The server has the new key now, and the terminal can't put it in its place.
    expect(await stuck.look()).toMatchObject({ ok: false, error: { status: 401 } })
    expect(keys.current.publicKey).toBe(before)
    const later = start(keys)
    await later.look()
    expect(await later.look()).toMatchObject({ ok: true })
  })

  it('is made anew where a broken disk has left nothing of one that was begun', async () => {
    const { start, asked, before } = await terminal()
    writeFileSync(join(dataDir, 'terminal-key.next.pem'), 'no key')
    await asked()
    const { look, keys } = start()
    await look()
    expect(keys.current.publicKey).not.toBe(before)
    expect(await look()).toMatchObject({ ok: true })
  })

  it('is taken from nobody who was not asked, and the key of another terminal from nobody', async () => {
    const { start, asked, before } = await terminal()
    const { client, keys } = start()
    const say = (key: TerminalKey, terminalId: string) =>
      client.call(TERMINAL_ROUTES.changeKey, {
        publicKey: key.publicKey,
        proof: key.sign(`yinzheng-key\n${terminalId}\n${key.publicKey}`),
      })
    const { terminalId } = unwrap(await client.call(TERMINAL_ROUTES.settings, {}))
    const refusedAs = (detail: string) => ({ ok: false, error: { fault: { code: 'terminal-refused', detail } } })
    const next = keys.makeNext()
    expect(await say(next, terminalId)).toMatchObject(refusedAs('no new key was asked for'))
    await asked()
    expect(await say(next, 'another-terminal')).toMatchObject(refusedAs('the proof does not fit the key'))
    expect(await say(keys.current, terminalId)).toMatchObject(refusedAs('known key'))
    expect(keys.current.publicKey).toBe(before)
    expect(await say(next, terminalId)).toEqual({ ok: true, value: {} })
  })
})
