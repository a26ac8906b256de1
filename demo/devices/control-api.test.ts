import { request } from 'node:http'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { createCardReader } from '../../native/card-reader/driver.ts'
import { CARD_READER_PROFILES } from '../../native/card-reader/profiles/profiles.ts'
import { createCodeScanner } from '../../native/code-scanner/driver.ts'
import { CODE_SCANNER_PROFILES } from '../../native/code-scanner/profiles/profiles.ts'
import { systemClock } from '../../native/system-clock.ts'
import {
  DOCK_ACTIONS,
  type DockAction,
  type DockState,
  dockStateSchema,
} from '../../renderer/dev-dock/dock-contract.ts'
import { openTestDesk } from './test-desk.ts'
import { at, testDrivers } from './test-drivers.ts'

const clock = systemClock
const desk = await openTestDesk()
const drivers = testDrivers()
afterEach(() => drivers.close())
afterAll(() => desk.close())

describe('the control interface itself', () => {
  /** `fetch` sets Host and Origin by itself, so these requests are made by hand. */
  function knock(headers: Record<string, string>, method = 'GET', path = '/state'): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: desk.listening.control, method, path, headers }, response => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      sent.once('error', reject)
      sent.end(method === 'POST' ? '{}' : undefined)
    })
  }

  it('is deaf to foreign pages and to names that were pointed here', async () => {
    const port = desk.listening.control
    const json = { 'Content-Type': 'application/json' }
    expect(await knock({ Host: `localhost:${port}` })).toBe(200)
    expect(await knock({ Host: 'evil.example' })).toBe(403)
    expect(await knock({ Host: `127.0.0.1.evil.example:${port}` })).toBe(403)
    expect(await knock({ ...json, Host: `127.0.0.1:${port}`, Origin: 'https://evil.example' }, 'POST', '/unplug')).toBe(
      403,
    )
    expect(await knock({ ...json, Host: `127.0.0.1:${port}`, Origin: 'null' }, 'POST', '/unplug')).toBe(403)
    expect((await desk.state()).cardReader?.plugged).toBe(true)
    expect(
      await knock({ ...json, Host: `127.0.0.1:${port}`, Origin: `http://127.0.0.1:${port}` }, 'POST', '/lift-id'),
    ).toBe(200)
  })

  it('tells its watchers the whole state, at once and after each change', async () => {
    const gone = new AbortController()
    const response = await fetch(`${desk.url}/events`, { signal: gone.signal })
    const texts = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    const until = async (wanted: (state: DockState) => boolean) => {
      for (;;) {
        for (const event of heard.split('\n\n').slice(0, -1)) {
          const state = dockStateSchema.parse(JSON.parse(event.slice('data: '.length)))
          if (wanted(state)) return
        }
        heard += (await texts.read()).value ?? ''
      }
    }
    await until(state => state.receiptPrinter?.coverOpen === false)
    await desk.act('/receipt/open-cover', {})
    await until(state => state.receiptPrinter?.coverOpen === true)
    await desk.act('/receipt/close-cover', {})
    gone.abort()
  })

  it('refuses what does not fit, and knows no paper that was not printed', async () => {
    expect((await desk.act('/printer/jam-at-sheet', { sheet: 0 })).status).toBe(400)
    expect(await knock({ 'Content-Type': 'application/json' }, 'POST', '/nonsense')).toBe(404)
    expect(await knock({}, 'GET', `/papers/${'0'.repeat(64)}.pdf`)).toBe(404)
    expect(await knock({}, 'GET', `/papers/${'0'.repeat(64)}/1.png`)).toBe(404)
    expect(await knock({}, 'GET', '/papers/..%2f..%2fetc%2fpasswd')).toBe(404)
  })

  it('does every action that the contract names', async () => {
    const phone = (action: DockAction) => action.startsWith('/phone/')
    const inputs: Partial<Record<DockAction, unknown>> = {
      '/tap': { uid: '04A1B2C3' },
      '/rest': { uid: '04A1B2C3' },
      '/torn': { uid: '04A1B2C3' },
      '/lay-id': { name: '李四', idNumber: '11010519491231002X' },
      '/id-reader/fail-next': { sw3: 0x41 },
      '/scanner/scan': { text: 'KIOSK:48213' },
      '/scanner/torn': { text: 'KIOSK:48213' },
      '/printer/jam-at-sheet': { sheet: 1 },
      '/printer/trouble': { name: 'cover-open', on: false },
      '/printer/manner': { name: 'names', value: 'plain' },
      '/printer/hang': { on: false },
      '/printer/cut-off': { on: false },
      '/printer/hold-jobs': { on: false },
    }
    await drivers.ready(
      createCodeScanner({ open: at(desk.listening.codeScanner), profile: CODE_SCANNER_PROFILES.line, clock }),
    )
    await drivers.ready(
      createCardReader({ open: at(desk.listening.cardReader), profile: CARD_READER_PROFILES['hex-uid'], clock }),
    )
    for (const action of Object.keys(DOCK_ACTIONS) as DockAction[]) {
      if (phone(action)) continue
      const { status } = await desk.act(action, (inputs[action] ?? {}) as never)
      expect(status, action).toBe(200)
    }
  })
})
