import { DEMO_PIN } from './demo-pin.ts'
import type { KioskWindow } from './kiosk-window.ts'

/** The short table that `npm start` prints. */
export function addressTable(addresses: {
  kiosk: string | null
  window: KioskWindow
  dock: string
  gateway: string | null
  campus: string | null
  server: string
  /** A card of the demo has its digits. */
  hasPin: boolean
  /** The one-time code of the first administrator; null when there is one. */
  firstStaffCode: string | null
}): string {
  const { window } = addresses
  const kiosk = addresses.kiosk ?? 'in its own window (Electron)'
  const note =
    window.kind === 'none' ? `open this address: ${window.why}` : window.kind === 'chromium' ? 'shown in Chromium' : ''
  const rows: [string, string][] = [
    ['Kiosk', note && addresses.kiosk ? `${kiosk}  (${note})` : kiosk],
    ['Devices', `${addresses.dock}  (tap cards, jam paper, see what was printed)`],
    ['Phone', addresses.gateway ? `${addresses.gateway}/phone` : 'your own payment gateway'],
    [
      'Campus',
      addresses.campus ? `${addresses.campus}/  (login page, mailbox, phone)` : 'your own login, mail and texts',
    ],
    ['Portal', `${addresses.server}/p/  (documents on the web)`],
    [
      'Staff',
      `${addresses.server}/staff${addresses.firstStaffCode === null ? '' : `  (first administrator: one-time code ${addresses.firstStaffCode})`}`,
    ],
    [
      'Offices',
      `${addresses.server}/p/contact  (say what is wrong, ask; they answer under ${addresses.server}/staff/enquiries)`,
    ],
    ['Server', `${addresses.server}/v1/openapi.json`],
    ...(addresses.hasPin
      ? [
          ['Card + PIN', `${DEMO_PIN.card}, ${DEMO_PIN.digits}  (asked for by ${DEMO_PIN.kind})`] satisfies [
            string,
            string,
          ],
        ]
      : []),
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  return `\n${rows.map(([name, what]) => `  ${name.padEnd(width)}  ${what}`).join('\n')}\n\n  Ctrl-C ends everything.\n\n`
}
