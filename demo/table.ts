import type { KioskWindow } from './kiosk-window.ts'

/** The short table that `npm start` prints. */
export function addressTable(addresses: {
  kiosk: string | null
  window: KioskWindow
  dock: string
  gateway: string | null
  server: string
}): string {
  const { window } = addresses
  const kiosk = addresses.kiosk ?? 'in its own window (Electron)'
  const note =
    window.kind === 'none' ? `open this address: ${window.why}` : window.kind === 'chromium' ? 'shown in Chromium' : ''
  const rows: [string, string][] = [
    ['Kiosk', note && addresses.kiosk ? `${kiosk}  (${note})` : kiosk],
    ['Devices', `${addresses.dock}  (tap cards, jam paper, see what was printed)`],
    ['Phone', addresses.gateway ? `${addresses.gateway}/phone` : 'your own payment gateway'],
    ['Server', `${addresses.server}/v1/openapi.json`],
  ]
  const width = Math.max(...rows.map(([name]) => name.length))
  return `\n${rows.map(([name, what]) => `  ${name.padEnd(width)}  ${what}`).join('\n')}\n\n  Ctrl-C ends everything.\n\n`
}
