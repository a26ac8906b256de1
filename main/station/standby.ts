import { KIOSK_CONTRACT } from '../../src/contract/kiosk.ts'
import type { TerminalSettings } from '../../src/contract/terminals-api.ts'
import type { Fault } from '../../src/fault.ts'
import type { Port } from '../../src/port.ts'
import { serve } from '../../src/rpc.ts'
import { newSession } from '../../src/session/state.ts'
import { viewOf } from '../../src/session/view.ts'
import type { TerminalConfig } from './config.ts'
import type { Log } from './log.ts'

/** What the screens are shown while the station can't begin. */
export interface Standby {
  /** Serves one screen. */
  attach(port: Port): void
  /** Shows why nobody can be served, with the university's name where that is known. The log says a reason once, under these `words`. */
  show(why: Fault, settings: TerminalSettings | null, words: string): void
  /** Lets go of every screen, for the station to serve. */
  end(): Port[]
}

/** Stands in for the station while it can't begin: every screen says "out of service" and why, and nothing else can be done. */
export function createStandby(
  { delays, screen: { widthMm } }: Pick<TerminalConfig, 'delays' | 'screen'>,
  log: Log,
  onBug: (error: unknown) => void,
): Standby {
  let session = newSession(delays)
  let said = ''
  const screens = new Map<Port, { emit(): void; end(): void }>()
  const view = () => viewOf(session, { screenWidthMm: widthMm, remainingMs: () => 0 })
  return {
    attach: port => {
      const handlers = { send: () => null, currentView: view, previewFile: () => null, previewDrawn: () => null }
      const { emit, end } = serve(KIOSK_CONTRACT, handlers, port, onBug)
      screens.set(port, { emit: () => emit('view', view()), end })
      port.onClose(() => screens.delete(port))
    },
    show: (why, settings, words) => {
      const text = JSON.stringify(why)
      if (text === said) return
      said = text
      log.error({ fault: why }, words)
      session = { ...session, settings, stage: { kind: 'out-of-service', fault: why } }
      for (const screen of screens.values()) screen.emit()
    },
    end: () => {
      const ports = [...screens.keys()]
      for (const screen of screens.values()) screen.end()
      screens.clear()
      return ports
    },
  }
}
