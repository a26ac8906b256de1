import type { SessionEvent } from '../../src/session/event.ts'
import { allOf, type Devices } from './devices.ts'
import type { Log } from './log.ts'

/** Opens every device and turns what it says into facts of the visit. */
export function hearDevices(
  devices: Devices,
  {
    post,
    log,
    tellReadiness,
  }: { readonly post: (event: SessionEvent) => void; readonly log: Log; readonly tellReadiness: () => void },
): void {
  for (const device of allOf(devices)) {
    device.onFault(why => {
      log.info({ fault: why }, 'device')
      tellReadiness()
    })
    device.open()
  }
  devices.cardReader?.onEvent(event => post(event.kind === 'card-tapped' ? event : { kind: 'card-unreadable' }))
  devices.idCardReader?.onEvent(event => {
    if (event.kind === 'reading') post({ kind: 'id-card-found' })
    else if (event.kind === 'id-card-read') post({ kind: 'id-card-read', card: event.card })
    else post({ kind: 'id-card-unreadable' })
  })
  devices.codeScanner?.onEvent(event => post(event.kind === 'code-scanned' ? event : { kind: 'code-unreadable' }))
  let warned = '[]'
  devices.pagePrinter.onSupplies(() => {
    const warnings = devices.pagePrinter.warnings()
    // A warning may be gone again before anybody looks at the screen.
    if (JSON.stringify(warnings) !== warned) log.warn({ warnings }, 'warnings of the page printer')
    warned = JSON.stringify(warnings)
    tellReadiness()
  })
}
