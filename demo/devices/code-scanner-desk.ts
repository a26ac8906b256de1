import { startCodeScannerSim } from '../../native/sim/code-scanner.ts'
import type { DockAnswer, DockState } from '../../renderer/dev-dock/dock-contract.ts'
import { onOwnPort } from '../own-port.ts'
import { type Desk, DONE, notDone } from './desk.ts'
import type { DevicesConfig } from './devices-config.ts'

type State = NonNullable<DockState['codeScanner']>

/** Plays the QR scanner. `changed` is called after every change. */
export async function openCodeScannerDesk(
  { port, suffix }: NonNullable<DevicesConfig['codeScanner']>,
  changed: () => void,
): Promise<Desk<'codeScanner'>> {
  const scanner = await onOwnPort('the code scanner', port, own => startCodeScannerSim({ port: own, suffix }))
  let plugged = true
  let last: State['last'] = null

  const sending = async (text: string, send: () => Promise<boolean>): Promise<DockAnswer> => {
    if (!plugged) return notDone('the scanner is unplugged')
    const heard = await send()
    last = { characters: text.length, heard }
    changed()
    return heard ? DONE : notDone('no kiosk is connected to the scanner')
  }
  const plug = async (on: boolean): Promise<DockAnswer> => {
    await (on ? scanner.plug() : scanner.unplug())
    plugged = on
    changed()
    return DONE
  }

  return {
    port: scanner.port,
    state: () => ({ port: scanner.port, plugged, last }),
    handlers: {
      '/scanner/scan': ({ text }) => sending(text, () => scanner.scan(text)),
      '/scanner/torn': ({ text }) => sending(text, () => scanner.torn(text)),
      '/scanner/unplug': () => plug(false),
      '/scanner/plug': () => plug(true),
    },
    close: () => scanner.close(),
  }
}
