import type { BrowserWindow } from 'electron'
import type { Clock } from '../../src/clock.ts'
import { recoveryStep } from './recovery.ts'
import { type KioskWindow, watchWindow } from './window.ts'

export interface PageKeeperOptions {
  readonly clock: Clock
  readonly createWindow: () => BrowserWindow
  readonly mayClose: () => boolean
  /** The last way back: end this process and start a new one. */
  readonly relaunch: () => void
  readonly onLost: (why: string) => void
}

export interface PageKeeper {
  /** The window of the moment. */
  current(): KioskWindow
}

/** A page that fails at once must not make a busy loop of its recovery. */
const PAUSE_MS = 250

/** Opens the window and brings its page back whenever it is lost, in the milder way first (`recovery.ts`). */
export function keepPage(options: PageKeeperOptions): PageKeeper {
  const lossesMs: number[] = []
  const open = () => watchWindow(options.createWindow(), { clock: options.clock, onLost, mayClose: options.mayClose })
  const recover = () => {
    if (options.mayClose()) return
    const step = recoveryStep(lossesMs)
    if (step === 'relaunch') return options.relaunch()
    if (step === 'reload') return current.reload()
    const old = current
    current = open()
    old.dispose()
  }
  let recovering = false
  const onLost = (why: string) => {
    options.onLost(why)
    if (recovering) return
    recovering = true
    lossesMs.push(options.clock.monotonic())
    if (lossesMs.length > 16) lossesMs.shift()
    options.clock.after(PAUSE_MS, () => {
      recovering = false
      recover()
    })
  }
  let current = open()
  return { current: () => current }
}
