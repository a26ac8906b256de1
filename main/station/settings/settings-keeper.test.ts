import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pino from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { serverKeyOf } from '../../../server/ground/server-key.ts'
import { TERMINAL_ROUTES } from '../../../src/contract/terminal-api.ts'
import { fakeClock } from '../../../src/fake-clock.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok } from '../../../src/result.ts'
import { FILE_SETTINGS } from '../../../src/settings/fixture.ts'
import { canonicalJson, type Settings } from '../../../src/settings/settings.ts'
import type { SettingsMark } from '../../../src/settings/settings-mark.ts'
import type { SignedSettings } from '../../../src/settings/signed-settings.ts'
import { readServerKey } from '../proven-answer.ts'
import type { ServerClient } from '../server-client.ts'
import { type KeptSettings, NOTHING_KEPT, settingsShelf } from './kept-settings.ts'
import { openSettingsKeeper } from './settings-keeper.ts'

const ours = serverKeyOf(new Uint8Array(32).fill(7))
const another = serverKeyOf(new Uint8Array(32).fill(8))
const TERMINAL = 'terminal-000000000001'
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

const settingsOf = (phone: string): Settings => ({ ...FILE_SETTINGS, help: { phone, notice: null } })
const sign = (
  version: number,
  settings: unknown = settingsOf(`${version}`),
  terminalId = TERMINAL,
  key = ours,
): SignedSettings => {
  const issuedAt = '2026-11-22T04:00:00.000Z'
  const text = canonicalJson({ format: 'yinzheng-settings-1', terminalId, version, issuedAt, settings })
  return { text, signature: key.sign(`yinzheng-settings-1\n${hashOf(text)}`) }
}
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** A server that gives what it is told to give, and a disk. */
function world() {
  const clock = fakeClock()
  const folder = mkdtempSync(join(tmpdir(), 'kept-settings-'))
  folders.push(folder)
  const server = { gives: sign(1), isAway: false, fetched: 0, told: [] as unknown[] }
  const state: { whyNot: (settings: Settings) => string | null; canWrite: boolean } = {
    whyNot: () => null,
    canWrite: true,
  }
  const call = async (route: unknown, input: unknown) => {
    if (server.isAway) return err({ fault: fault('server-unreachable'), status: null })
    if (route === TERMINAL_ROUTES.publishedSettings) {
      server.fetched += 1
      return ok(server.gives)
    }
    server.told.push(input)
    return ok({})
  }
  const disk = settingsShelf(folder)
  const shelf = {
    read: disk.read,
    write: (kept: KeptSettings) => {
      if (!state.canWrite) throw new Error('ENOSPC')
      disk.write(kept)
    },
  }
  const open = () =>
    openSettingsKeeper({
      ...{ client: { call } as unknown as ServerClient, shelf, serverKey: readServerKey(ours.publicKey)!, clock },
      ...{ terminalId: TERMINAL, log: pino({ level: 'silent' }), whyNot: settings => state.whyNot(settings) },
    })
  const markOf = ({ text }: SignedSettings): SettingsMark => ({
    version: (JSON.parse(text) as { version: number }).version,
    hash: hashOf(text),
  })
  return { clock, folder, server, state, shelf, open, markOf, named: () => markOf(server.gives) }
}

describe('published settings at a terminal', () => {
  it('are fetched once, run between visits, are said, and are there after a start', async () => {
    const { open, server, named } = world()
    const keeper = open()
    expect(keeper.running()).toBeNull()
    await keeper.consider(named())
    await keeper.consider(named())
    expect(server.fetched).toBe(1)
    expect(keeper.running()).toBeNull()
    expect(keeper.apply()).toBe(true)
    expect(keeper.apply()).toBe(false)
    expect(keeper.running()).toMatchObject({ mark: named(), settings: { help: { phone: '1' } } })
    await keeper.consider(named())
    expect(server.told.at(-1)).toEqual({ running: named(), refused: null })
    expect(open().running()?.mark).toEqual(named())
  })

  it('says again what runs after ten minutes, and not sooner', async () => {
    const { open, server, named, clock } = world()
    const keeper = open()
    for (let half = 0; half < 22; half++) {
      await keeper.consider(named())
      await clock.advance(30_000)
    }
    expect(server.told).toHaveLength(2)
  })

  it.each([
    ['signed by another server', sign(2, settingsOf('2'), TERMINAL, another)],
    ['signed for another terminal', sign(2, settingsOf('2'), 'terminal-000000000002')],
    ['not understood', sign(2, { ...settingsOf('2'), delays: { ...FILE_SETTINGS.delays, idleSeconds: 0 } })],
    ['of which a bit was turned', { ...sign(2), text: sign(2).text.replace('"2"', '"3"') }],
    ['an older one than is named', sign(1)],
  ])('are not taken when they are %s, and the server is told', async (_, bad) => {
    const { open, server, named } = world()
    const keeper = open()
    await keeper.consider(named())
    keeper.apply()
    const before = keeper.running()
    server.gives = bad
    for (let again = 0; again < 5; again++) await keeper.consider({ version: 2, hash: hashOf(bad.text) })
    expect(keeper.apply()).toBe(false)
    expect(keeper.running()).toEqual(before)
    expect(server.fetched).toBe(2)
    expect(server.told.at(-1)).toMatchObject({ running: before?.mark, refused: { version: 2 } })
    server.gives = sign(3)
    await keeper.consider(named())
    expect(keeper.apply()).toBe(true)
    await keeper.consider(named())
    expect(server.told.at(-1)).toMatchObject({ running: { version: 3 }, refused: null })
  })

  it('stay as they are where the machine cannot run new ones', async () => {
    const { open, server, state, named } = world()
    const keeper = open()
    await keeper.consider(named())
    keeper.apply()
    state.whyNot = ({ help }) => (help.phone === '2' ? 'no such tray' : null)
    server.gives = sign(2)
    await keeper.consider(named())
    expect(keeper.apply()).toBe(false)
    expect(open().running()?.mark.version).toBe(1)
    expect(server.told.at(-1)).toMatchObject({ refused: { version: 2, why: 'no such tray' } })
  })

  it('are given up for those of before where the station does not stay up with them', async () => {
    const { open, server, named, clock } = world()
    const keeper = open()
    await keeper.consider(named())
    keeper.apply()
    await clock.advance(61_000)
    server.gives = sign(2)
    await keeper.consider(named())
    keeper.apply()
    // Killed at once, again and again.
    expect(open().running()?.mark.version).toBe(2)
    expect(open().running()?.mark.version).toBe(2)
    expect(open().running()?.mark.version).toBe(2)
    const back = open()
    expect(back.running()?.mark.version).toBe(1)
    await back.consider(named())
    expect(back.apply()).toBe(false)
    expect(server.told.at(-1)).toMatchObject({ running: { version: 1 }, refused: { version: 2 } })
    await clock.advance(6 * 3_600_000)
    await back.consider(named())
    expect(back.apply()).toBe(true)
  })

  it('wait for a disk that is full', async () => {
    const { open, state, named } = world()
    const keeper = open()
    await keeper.consider(named())
    state.canWrite = false
    expect(keeper.apply()).toBe(false)
    expect(keeper.running()).toBeNull()
    state.canWrite = true
    expect(keeper.apply()).toBe(true)
  })

  it('are whole or not at all, wherever the writing of their file is cut off', async () => {
    const { open, named, folder, server, clock } = world()
    const keeper = open()
    await keeper.consider(named())
    keeper.apply()
    await clock.advance(61_000)
    const file = join(folder, 'published-settings.json')
    const whole = readFileSync(file, 'utf8')
    server.gives = sign(2)
    for (let length = 0; length < whole.length; length += 97) {
      // A power cut in the midst of it leaves a part beside the file …
      writeFileSync(`${file}.new`, whole.slice(0, length))
      expect(open().running()?.mark.version).toBe(1)
    }
    // … and a disk that lied leaves a part of the file itself: then there is nothing, and the server gives it again.
    writeFileSync(file, whole.slice(0, 500))
    const bare = open()
    expect(bare.running()).toBeNull()
    await bare.consider(named())
    expect(bare.apply()).toBe(true)
    expect(settingsShelf(folder).read()).not.toEqual(NOTHING_KEPT)
  })

  it('keep five versions', async () => {
    const { open, server, named, folder } = world()
    const keeper = open()
    for (let version = 1; version <= 8; version++) {
      server.gives = sign(version)
      await keeper.consider(named())
      keeper.apply()
    }
    const { kept } = settingsShelf(folder).read()
    expect(kept.map(({ text }) => (JSON.parse(text) as { version: number }).version)).toEqual([4, 5, 6, 7, 8])
  })

  it('end with the last approved ones after any life, and their version never falls', async () => {
    const event = fc.constantFrom('publish', 'publish-bad', 'replay', 'away', 'back', 'kill', 'visit', 'minute')
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 40 }), async events => {
        const { open, server, state, clock, named, markOf } = world()
        let keeper = open()
        let newest = 1
        let isVisiting = false
        let lowest = 0
        const former: SignedSettings[] = [server.gives]
        // What cannot run here: an odd telephone number.
        state.whyNot = ({ help }) => (help.phone === 'bad' ? 'cannot run' : null)
        const turn = async (mark = named()) => {
          if (!server.isAway) await keeper.consider(mark)
          if (!isVisiting) keeper.apply()
          const version = keeper.running()?.mark.version ?? 0
          expect(version).toBeGreaterThanOrEqual(lowest)
          lowest = version
        }
        for (const what of events) {
          if (what === 'publish' || what === 'publish-bad') {
            newest += 1
            server.gives = sign(newest, settingsOf(what === 'publish' ? `${newest}` : 'bad'))
            former.push(server.gives)
          }
          if (what === 'away' || what === 'back') server.isAway = what === 'away'
          if (what === 'visit') isVisiting = !isVisiting
          if (what === 'minute') await clock.advance(61_000)
          if (what === 'kill') {
            await clock.advance(61_000)
            keeper = open()
          }
          if (what === 'replay') {
            const now = server.gives
            server.gives = former[0]!
            await turn(markOf(former[0]!))
            server.gives = now
          }
          await turn()
        }
        server.isAway = false
        isVisiting = false
        newest += 1
        server.gives = sign(newest)
        await turn()
        expect(keeper.running()).toMatchObject({ mark: named(), settings: { help: { phone: `${newest}` } } })
      }),
      { numRuns: 60 },
    )
  })
})
