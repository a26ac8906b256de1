import { attachRenderers } from '../../main/station-process/renderer-ports.ts'
import { systemClock } from '../../native/system-clock.ts'
import { KIOSK_CONTRACT } from '../../src/contract/kiosk.ts'
import type { KioskView } from '../../src/contract/kiosk-view.ts'
import { type Server, serve } from '../../src/rpc.ts'

/**
 * A station without devices, for tests of the shells: the attract screen, with its own process id as the terminal's name and
 * the count of touches as the free copies. `set-copies` 99 makes it fall silent, 98 exits as a crash does.
 */
let touches = 0
const servers = new Set<Server<typeof KIOSK_CONTRACT>>()

const view = (): KioskView => ({
  language: 'zh-CN',
  aids: { largeText: false, highContrast: false, lowReach: false },
  university: { zh: '测试大学', en: 'Test University' },
  place: { zh: '大厅', en: 'Hall' },
  terminalName: { zh: `${process.pid}`, en: process.argv.slice(2).join(' ') },
  helpPhone: '000',
  timeZone: 'Asia/Shanghai',
  screenWidthMm: 600,
  visitor: null,
  countdown: null,
  isSetBackByTouch: false,
  aside: null,
  asking: false,
  look: { logo: null, accent: null },
  sounds: { volumePercent: 0, touches: false },
  content: {
    screen: 'attract',
    freeCopies: touches,
    tariff: [],
    readers: { campusCard: true, idCard: true },
    phoneLogin: false,
    pickups: false,
    canCheckPaper: false,
    notice: null,
    notices: [],
    fault: null,
    started: touches > 0,
  },
})

const link = attachRenderers(
  port => {
    const server = serve(
      KIOSK_CONTRACT,
      {
        send: command => {
          if (command.kind === 'set-copies' && command.copies === 98) process.exit(9)
          if (command.kind === 'set-copies' && command.copies === 99) for (;;);
          touches++
          for (const other of servers) other.emit('view', view())
          return null
        },
        currentView: view,
        previewFile: () => Uint8Array.from({ length: 256 }, (_, i) => i),
        previewDrawn: () => null,
      },
      port,
      error => {
        throw error
      },
    )
    servers.add(server)
    port.onClose(() => servers.delete(server))
  },
  { clock: systemClock, onStop: () => process.exit(0) },
)
link.ready()
