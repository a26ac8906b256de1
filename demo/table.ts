import { DEMO_PIN } from './demo-pin.ts'
import { DEMO_APPROVAL, DEMO_STAFF } from './demo-staff.ts'
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
  /** Somebody works for an office of the demo. */
  hasStaff: boolean
  /** The one-time code of the first administrator; null when there is one. */
  firstStaffCode: string | null
}): string {
  const { window, server, campus } = addresses
  const kiosk = addresses.kiosk ?? 'in its own window (Electron)'
  const note =
    window.kind === 'none' ? `open this address: ${window.why}` : window.kind === 'chromium' ? 'shown in Chromium' : ''
  const rows: [string, string][] = [
    ['Kiosk', note && addresses.kiosk ? `${kiosk}  (${note})` : kiosk],
    ['Devices', `${addresses.dock}  (tap cards, jam paper, see what was printed)`],
    ['Phone', addresses.gateway ? `${addresses.gateway}/phone` : 'your own payment gateway'],
    ['Campus', campus ? `${campus}/  (login page, mailbox, phone, one-time codes)` : 'your own login, mail and texts'],
    ['Portal', `${server}/p/  (documents on the web)`],
    ['Console', `${server}/console/${waysIn(addresses)}`],
    ['Staff', `${server}/staff  (worklists, and one’s own proofs)`],
    ...(addresses.hasStaff
      ? ([
          ['Codes', `${campus}/authenticator  (the running one-time codes of staff)`],
          [
            'Approvals',
            `${server}/staff/approvals  (as ${DEMO_STAFF.office.login}, of ${DEMO_APPROVAL.kind} that a graduate has applied for)`,
          ],
        ] satisfies [string, string][])
      : []),
    ['Offices', `${server}/p/contact  (say what is wrong, ask; they answer under ${server}/staff/enquiries)`],
    ['Server', `${server}/v1/openapi.json`],
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

function waysIn({ hasStaff, firstStaffCode }: { hasStaff: boolean; firstStaffCode: string | null }): string {
  const { password, ...people } = DEMO_STAFF
  const logins = Object.values(people).map(({ login }) => login)
  if (hasStaff) return `  (${logins.join(', ')}; password ${password})`
  return firstStaffCode === null ? '' : `  (first administrator: one-time code ${firstStaffCode})`
}
