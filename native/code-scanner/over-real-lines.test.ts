import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CodeScanner, CodeScannerEvent } from '../../src/contract/devices.ts'
import { type EmuposScanner, findEmupos, startEmuposScanner } from '../../tests/peers/emupos.ts'
import { describeOverRealLines } from '../../tests/peers/real-lines.ts'
import { startCodeScannerSim } from '../sim/code-scanner.ts'
import { createInbox, faultIs, type Inbox } from '../sim/inbox.ts'
import { systemClock } from '../system-clock.ts'
import { openReaderTransport } from '../transport/open.ts'
import type { OpenTransport } from '../transport/transport.ts'
import { createCodeScanner } from './driver.ts'
import { CODE_SCANNER_PROFILES } from './profiles/profiles.ts'

const PAPER = 'https://verify.example.edu.cn/v/K7QXM-2PD9R-WT5HN-C83VB-YZ4FGJ'
const OTHER = 'HTTPS://OTHER.EXAMPLE/PAY?ID=134567890123456789'
const CHINESE = '扫码验证:成绩单'

const ends = {
  startSim: () => startCodeScannerSim({ suffix: 'crlf' }),
  createDriver: (open: OpenTransport) =>
    createCodeScanner({ open, profile: CODE_SCANNER_PROFILES.line, clock: systemClock }),
}

describeOverRealLines('code scanner', ends, setting => {
  it('tells a code, also in pieces and repeated', async () => {
    const { sim, events } = setting()
    await sim.rest(PAPER, 5)
    expect(await events.next()).toEqual({ kind: 'code-scanned', text: PAPER })
    sim.chunk(7)
    await sim.scan(CHINESE)
    expect(await events.next()).toEqual({ kind: 'code-scanned', text: CHINESE })
    expect(events.all()).toHaveLength(2)
  })

  it('says that half a code could not be read', async () => {
    const { sim, events } = setting()
    await sim.torn(PAPER)
    expect(await events.next()).toEqual({ kind: 'code-unreadable', detail: 'a code without a line end' })
  })

  it('is lost when it is unplugged, and reads again when it is back', async () => {
    const { sim, cable, driver, events } = setting()
    await cable.unplug()
    await faultIs(driver, 'scanner-lost')
    await cable.plug()
    await faultIs(driver, null)
    await sim.scan(OTHER)
    expect(await events.next()).toEqual({ kind: 'code-scanned', text: OTHER })
  })
})

const python = await findEmupos()
const settings = [
  { suffix: 'enter', profile: 'line' },
  { suffix: 'none', profile: 'bare' },
] as const

describe.skipIf(!python)('code scanner against emupos (PyPI, Python 3.13)', () => {
  describe.each(settings)('with suffix $suffix', ({ suffix, profile }) => {
    let peer: EmuposScanner
    let scanner: CodeScanner
    let events: Inbox<CodeScannerEvent>
    beforeAll(async () => {
      peer = await startEmuposScanner(python!, suffix)
      scanner = createCodeScanner({
        open: openReaderTransport({ kind: 'serial', path: peer.path, baudRate: 9_600 }),
        profile: CODE_SCANNER_PROFILES[profile],
        clock: systemClock,
      })
      events = createInbox(scanner.onEvent)
      scanner.open()
      await faultIs(scanner, null)
    })
    afterAll(async () => {
      await scanner?.close()
      await peer?.stop()
    })

    it('tells what another program scanned', async () => {
      for (const text of [PAPER, OTHER, PAPER]) {
        await peer.scan(text)
        expect(await events.next()).toEqual({ kind: 'code-scanned', text })
      }
    })

    it('hears of no code twice', async () => {
      await peer.scan(OTHER)
      await peer.scan(OTHER)
      await peer.scan(PAPER)
      expect(await events.next()).toEqual({ kind: 'code-scanned', text: OTHER })
      expect(await events.next()).toEqual({ kind: 'code-scanned', text: PAPER })
    })
  })
})
