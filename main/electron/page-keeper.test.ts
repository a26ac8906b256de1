import { EventEmitter } from 'node:events'
import type { BrowserWindow } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { keepPage } from './page-keeper.ts'

/** A window that does what the test says and writes down what was asked of it. */
class FakeWindow extends EventEmitter {
  readonly orders: string[] = []
  readonly webContents = Object.assign(new EventEmitter(), {
    send: (channel: string) => this.orders.push(channel),
    isDestroyed: () => false,
    forcefullyCrashRenderer: () => {
      this.orders.push('crash')
      this.lose('crashed')
    },
  })
  loadURL(address: string) {
    this.orders.push(address)
    return Promise.resolve()
  }
  show() {
    this.orders.push('show')
  }
  destroy() {
    this.orders.push('destroy')
  }
  setMenuBarVisibility() {}
  lose(reason: string) {
    this.webContents.emit('render-process-gone', {}, { reason })
  }
}

function kept() {
  const clock = fakeClock()
  const windows: FakeWindow[] = []
  const relaunch = vi.fn()
  const onLost = vi.fn()
  let leaving = false
  const keeper = keepPage({
    clock,
    createWindow: () => {
      windows.push(new FakeWindow())
      return windows.at(-1)! as unknown as BrowserWindow
    },
    mayClose: () => leaving,
    relaunch,
    onLost,
  })
  const lose = async () => {
    windows.at(-1)!.lose('crashed')
    await clock.advance(250)
  }
  return { clock, windows, relaunch, onLost, keeper, lose, leave: () => (leaving = true) }
}

describe('the page keeper', () => {
  it('opens one window on the page and shows it when there is something to see', () => {
    const { windows } = kept()
    expect(windows.map(window => window.orders)).toEqual([['kiosk://app/']])
    windows[0]!.emit('ready-to-show')
    expect(windows[0]!.orders).toEqual(['kiosk://app/', 'show'])
  })

  it('reloads thrice, opens two new windows, then starts anew', async () => {
    const { windows, relaunch, lose } = kept()
    for (let loss = 0; loss < 3; loss++) await lose()
    expect(windows.map(window => window.orders)).toEqual([Array(4).fill('kiosk://app/')])
    await lose()
    await lose()
    expect(windows).toHaveLength(3)
    expect(windows.map(window => window.orders.at(-1))).toEqual(['destroy', 'destroy', 'kiosk://app/'])
    expect(relaunch).not.toHaveBeenCalled()
    await lose()
    expect(relaunch).toHaveBeenCalledTimes(1)
  })

  it('counts one loss that is reported twice as one', async () => {
    const { clock, windows, onLost } = kept()
    windows[0]!.lose('crashed')
    windows[0]!.webContents.emit('did-fail-load', {}, -2, 'failed', 'kiosk://app/', true)
    await clock.advance(1_000)
    expect(onLost.mock.calls).toEqual([['crashed'], ['load -2']])
    expect(windows[0]!.orders).toEqual(['kiosk://app/', 'kiosk://app/'])
  })

  it('does not mind a load that another one has replaced', async () => {
    const { clock, windows, onLost } = kept()
    windows[0]!.webContents.emit('did-fail-load', {}, -3, 'aborted', 'kiosk://app/', true)
    await clock.advance(1_000)
    expect(onLost).not.toHaveBeenCalled()
  })

  it('tries again when a load does not end within half a minute', async () => {
    const { clock, windows, onLost } = kept()
    await clock.advance(30_250)
    expect(onLost.mock.calls).toEqual([['load time']])
    expect(windows[0]!.orders).toEqual(['kiosk://app/', 'kiosk://app/'])
    windows[0]!.webContents.emit('did-finish-load')
    await clock.advance(4_000)
    expect(onLost).toHaveBeenCalledTimes(1)
  })

  it('leaves a failed load inside the page alone', async () => {
    const { clock, windows, onLost } = kept()
    windows[0]!.webContents.emit('did-fail-load', {}, -27, 'blocked', 'https://kiosk.example/', false)
    await clock.advance(1_000)
    expect(onLost).not.toHaveBeenCalled()
  })

  it('ends a page that hangs, and brings it back', async () => {
    const { clock, windows, keeper } = kept()
    const [window] = windows
    window!.webContents.emit('did-finish-load')
    await clock.advance(4_000)
    keeper.current().answered()
    await clock.advance(4_000)
    expect(window!.orders).not.toContain('crash')
    await clock.advance(1_000)
    expect(window!.orders).toContain('crash')
    await clock.advance(250)
    expect(window!.orders.at(-1)).toBe('kiosk://app/')
  })

  it('does not let the window be closed by hand, but when the shell ends', () => {
    const { windows, leave } = kept()
    const close = { preventDefault: vi.fn() }
    windows[0]!.emit('close', close)
    expect(close.preventDefault).toHaveBeenCalledTimes(1)
    leave()
    windows[0]!.emit('close', close)
    expect(close.preventDefault).toHaveBeenCalledTimes(1)
  })

  it('brings nothing back once the shell ends', async () => {
    const { windows, leave, lose } = kept()
    leave()
    await lose()
    expect(windows[0]!.orders).toEqual(['kiosk://app/'])
  })
})
