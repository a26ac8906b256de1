import { join } from 'node:path'
import { type Dock, dockAt } from '../../cli/dock.ts'
import { type Program, startProgram } from '../../demo/child.ts'
import { type DemoFiles, writeDemoFiles } from '../../demo/demo-files.ts'
import { choosePorts, USUAL_PORTS } from '../../demo/ports.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const ANY_PORTS = Object.fromEntries(Object.keys(USUAL_PORTS).map(name => [name, 0])) as Record<
  keyof typeof USUAL_PORTS,
  number
>

/** Everything of a demo but its kiosk: gateway, campus, simulated devices and server, in processes of their own. */
export interface DemoParts {
  readonly files: DemoFiles
  readonly dock: Dock
  /** What the server has said in its first line. */
  readonly serverSaid: Record<string, unknown>
  stop(): Promise<void>
}

/** Starts the parts on free ports with their data in `dataDir`, the terminal's configuration under `terminal`. */
export async function startDemoParts(dataDir: string, terminal: Record<string, unknown>): Promise<DemoParts> {
  const ports = await choosePorts(ANY_PORTS)
  const files = writeDemoFiles(dataDir, ports, { terminal, server: {} })
  const programs: Program[] = []
  const stop = async () => {
    for (const program of programs.reverse()) await program.stop()
  }
  const run = async (name: string, entry: string, config: string) => {
    const logFile = join(dataDir, 'logs', `${name}.log`)
    const onEnd = () => console.error(`${name} ended by itself`)
    programs.push(await startProgram({ name, entry: join(ROOT, entry), args: ['--config', config], logFile, onEnd }))
  }
  try {
    await run('gateway', 'demo/wxpay-sim/main.ts', files.gateway)
    await run('campus', 'demo/campus/main.ts', files.campus)
    await run('devices', 'demo/devices/main.ts', files.devices)
    await run('server', 'server/main.ts', files.server)
  } catch (error) {
    await stop()
    throw error
  }
  const serverSaid = programs.at(-1)!.said
  return { files, dock: dockAt(`http://127.0.0.1:${ports.dock}`), serverSaid, stop }
}
