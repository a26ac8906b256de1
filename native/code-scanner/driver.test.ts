import { afterEach, describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { type CodeScannerSimOptions, startCodeScannerSim } from '../sim/code-scanner.ts'
import { createInbox } from '../sim/inbox.ts'
import { createMemoryCable } from '../sim/memory-cable.ts'
import { createCodeScanner } from './driver.ts'
import type { CodeScannerProfile } from './profile.ts'
import { CODE_SCANNER_PROFILES } from './profiles/profiles.ts'

const [FIRST, SECOND] = ['https://verify.example.edu.cn/v/AAAA', 'https://verify.example.edu.cn/v/BBBB']

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const setUp = async (
  sends: Omit<CodeScannerSimOptions, 'clock'> = {},
  profile: CodeScannerProfile = CODE_SCANNER_PROFILES.line,
) => {
  const clock = fakeClock()
  const sim = await startCodeScannerSim({ ...sends, clock })
  const cable = createMemoryCable(sim.attach)
  const scanner = createCodeScanner({ open: cable.open, profile, clock })
  cleanUps.push(() => sim.close(), scanner.close)
  const { all } = createInbox(scanner.onEvent)
  scanner.open()
  await clock.advance(0)
  /** What was told so far: the codes, and `?` for one that could not be read. */
  const told = () => all().map(event => (event.kind === 'code-scanned' ? event.text : '?'))
  return { clock, sim, cable, scanner, told, all }
}

describe('code scanner', () => {
  it.each(['cr', 'crlf', 'lf'] as const)('tells each code once, %s behind it', async suffix => {
    const { sim, clock, told } = await setUp({ suffix })
    await sim.scan(FIRST)
    await clock.advance(30)
    await sim.scan(SECOND)
    await clock.advance(30)
    expect(told()).toEqual([FIRST, SECOND])
  })

  it('takes a silence of 60 ms for the end where the scanner sends none', async () => {
    const { sim, clock, told } = await setUp({ suffix: 'none' }, CODE_SCANNER_PROFILES.bare)
    await sim.scan(FIRST)
    await clock.advance(59)
    expect(told()).toEqual([])
    await clock.advance(1)
    expect(told()).toEqual([FIRST])
  })

  it('joins what comes byte by byte', async () => {
    for (const [sends, profile] of [
      [{ suffix: 'crlf' }, 'line'],
      [{ suffix: 'none', prefix: ']Q1' }, 'aim-bare'],
    ] as const) {
      const { sim, clock, told } = await setUp(sends, CODE_SCANNER_PROFILES[profile])
      sim.chunk(1)
      await sim.scan(FIRST)
      await clock.advance(60)
      expect(told()).toEqual([FIRST])
    }
  })

  it('tells a code once while it lies there, however long, and again two seconds after it was gone', async () => {
    const { sim, clock, told } = await setUp()
    for (let time = 0; time < 20; time++) {
      await sim.scan(FIRST)
      await clock.advance(1_500)
    }
    expect(told()).toEqual([FIRST])
    await clock.advance(2_000)
    await sim.scan(FIRST)
    await clock.advance(30)
    expect(told()).toEqual([FIRST, FIRST])
  })

  it('tells a code once more where it lies, when it is asked to', async () => {
    const { sim, clock, scanner, told } = await setUp()
    for (const isAsked of [false, false, true, false]) {
      if (isAsked) scanner.forgetLast()
      await sim.scan(FIRST)
      await clock.advance(500)
    }
    expect(told()).toEqual([FIRST, FIRST])
  })

  it('tells another code at once, and the first one again after it', async () => {
    const { sim, clock, told } = await setUp()
    for (const text of [FIRST, SECOND, FIRST]) {
      await sim.scan(text)
      await clock.advance(100)
    }
    expect(told()).toEqual([FIRST, SECOND, FIRST])
  })

  it('says that a torn code could not be read, once silence has shown that no more comes', async () => {
    const { sim, clock, told, all } = await setUp()
    await sim.torn(FIRST)
    await clock.advance(299)
    expect(told()).toEqual([])
    await clock.advance(1)
    expect(all()).toEqual([{ kind: 'code-unreadable', detail: 'a code without a line end' }])
    await sim.scan(FIRST)
    await clock.advance(30)
    expect(told()).toEqual(['?', FIRST])
  })

  it('does not take one line of a visiting card for the code', async () => {
    const { sim, clock, told } = await setUp({ suffix: 'crlf' })
    await sim.scan('BEGIN:VCARD\r\nFN:Somebody\r\nURL:https://verify.example.edu.cn/v/AAAA\r\nEND:VCARD')
    await clock.advance(30)
    expect(told()).toEqual(['?'])
  })

  it('passes over sparks, and reads the code behind them', async () => {
    const { sim, clock, told } = await setUp()
    await sim.noise(Uint8Array.of(0xff, 0x00))
    await clock.advance(400)
    await sim.noise(Uint8Array.of(0x00))
    await sim.scan(FIRST)
    await clock.advance(30)
    expect(told()).toEqual([FIRST])
  })

  it('swallows what has no end, says so no oftener than every two seconds, and reads on behind it', async () => {
    const { sim, clock, told, all } = await setUp()
    for (let time = 0; time < 10; time++) {
      await sim.noise(new Uint8Array(5_000).fill(0x30))
      await clock.advance(350)
    }
    expect(all()[0]).toEqual({ kind: 'code-unreadable', detail: 'more than 520 bytes at once' })
    expect(told()).toEqual(['?', '?'])
    await clock.advance(300)
    await sim.scan(FIRST)
    await clock.advance(30)
    expect(told().at(-1)).toBe(FIRST)
  })

  it('is lost with its link, comes back by itself, and forgets half a code', async () => {
    const { sim, clock, cable, scanner, told } = await setUp()
    expect(scanner.fault()).toBeNull()
    await sim.torn(FIRST)
    await clock.advance(0)
    cable.cut('bad file descriptor')
    expect(scanner.fault()).toEqual({ code: 'scanner-lost', detail: 'bad file descriptor' })
    await clock.advance(300)
    expect(scanner.fault()).toBeNull()
    await sim.scan(FIRST)
    await clock.advance(1_000)
    expect(told()).toEqual([FIRST])
  })

  it('leaves nothing running when it is closed', async () => {
    const { sim, clock, scanner, told } = await setUp()
    await sim.scan(FIRST)
    await clock.advance(30)
    await sim.torn(SECOND)
    await scanner.close()
    expect(clock.pending()).toBe(0)
    await clock.advance(10_000)
    expect(told()).toEqual([FIRST])
  })
})
