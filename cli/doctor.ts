import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readRunning } from '../demo/running.ts'
import { findChromium } from '../main/browser/chromium.ts'
import { missingPackages } from '../scripts/system-packages.ts'
import { FAULTS } from '../src/fault.ts'
import { dockAt } from './dock.ts'
import { acceptanceAddressOf, openKioskScreen } from './kiosk-screen.ts'

interface Finding {
  readonly what: string
  readonly well: boolean
  readonly note: string
}

/** `yinzheng doctor`: looks at what the kiosk stands on and says in plain words what is wrong. Exit status 0 when nothing is. */
export async function runDoctor(args: string[]): Promise<number> {
  const root = join(import.meta.dirname, '..')
  const { values } = parseArgs({ args, options: { data: { type: 'string', default: join(root, 'data', 'demo') } } })
  const findings: Finding[] = [...machine(root), ...(await demo(values.data))]
  for (const { what, well, note } of findings) console.log(`${well ? 'well ' : 'WRONG'}  ${what}: ${note}`)
  return findings.every(finding => finding.well) ? 0 : 1
}

function machine(root: string): Finding[] {
  const major = Number(process.versions.node.split('.')[0])
  const chromium = findChromium()
  const missing = missingPackages()
  return [
    {
      what: 'Node',
      well: major >= 24,
      note: `${process.versions.node}; 24 or later is needed, and comes with the packages`,
    },
    {
      what: 'screen pages',
      well: existsSync(join(root, 'dist/renderer/kiosk/index.html')),
      note: 'npm start and npm run build make them',
    },
    {
      what: 'Chromium',
      well: chromium !== null,
      note: chromium ?? 'none found: install one, or open the address that npm start prints',
    },
    {
      what: 'programs for the tests',
      well: true,
      note: missing.length === 0 ? 'all there' : `not here, their tests are skipped by name: ${missing.join(', ')}`,
    },
  ]
}

async function demo(dataDir: string): Promise<Finding[]> {
  const running = readRunning(dataDir)
  if (!running) return [{ what: 'running demo', well: true, note: 'none; npm start begins one' }]
  const findings: Finding[] = []
  const look = async (what: string, work: () => Promise<{ well: boolean; note: string }>) => {
    try {
      findings.push({ what, ...(await work()) })
    } catch (error) {
      findings.push({ what, well: false, note: error instanceof Error ? error.message : String(error) })
    }
  }
  await look('server', async () => {
    const { ok, status } = await fetch(`${running.server}/healthz`, { signal: AbortSignal.timeout(5_000) })
    return { well: ok, note: `${running.server} answers ${status}` }
  })
  await look('devices', async () => {
    const { pagePrinter } = await dockAt(running.dock).state()
    if (!pagePrinter) return { well: true, note: 'no simulated page printer' }
    const { state, reasons, traySheets } = pagePrinter
    return {
      well: reasons.length === 0,
      note: `printer ${state} ${reasons.join(' ')}, ${traySheets} sheets in the tray`,
    }
  })
  await look('code scanner', async () => {
    const { codeScanner } = await dockAt(running.dock).state()
    if (!codeScanner) return { well: true, note: 'no simulated one' }
    if (!codeScanner.plugged) return { well: false, note: 'unplugged: papers cannot be checked at the kiosk' }
    const screen = await openKioskScreen(acceptanceAddressOf(running.terminal))
    const { content } = screen.view()
    screen.close()
    const isOffered = content.screen !== 'attract' || content.canCheckPaper
    return {
      well: isOffered,
      note: isOffered
        ? `listens on ${codeScanner.port}`
        : `listens on ${codeScanner.port}, but the kiosk does not reach it: compare codeScanner.line`,
    }
  })
  await look('kiosk', async () => {
    const screen = await openKioskScreen(acceptanceAddressOf(running.terminal))
    const { content } = screen.view()
    screen.close()
    if (content.screen !== 'out-of-service') return { well: true, note: `shows '${content.screen}'` }
    const words = FAULTS[content.fault.code]
    return { well: false, note: `${words.ref} ${words.what.en} ${words.staff.en}` }
  })
  return findings
}
