import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Program, startProgram } from '../../demo/child.ts'
import { writeDemoFiles } from '../../demo/demo-files.ts'
import { choosePorts, USUAL_PORTS } from '../../demo/ports.ts'
import { lastLines } from '../../src/last-lines.ts'
import { type PrinterRelay, startPrinterRelay } from './printer-relay.ts'

const root = join(import.meta.dirname, '..', '..')
/** A sheet comes out at once: paper is not what is measured. */
const MS_PER_SHEET = 20
const LAST_WORDS = 4_000

/** Everything of the demo but the kiosk: server, payment gateway, simulated devices, and the campus where it is asked for. */
export interface House {
  readonly dataDir: string
  /** The terminal's configuration. */
  readonly terminal: string
  readonly dock: string
  /** The payment gateway, whose phone page pays. */
  readonly gateway: string
  readonly relay: PrinterRelay
  /** How browsers reach the server, and the certificate that it shows. */
  readonly server: string
  readonly certFile: string
  /** CAS, WeCom, mailbox and phone; nobody answers there unless it was asked for. */
  readonly campus: string
  /** Process ids by name. */
  readonly pids: Readonly<Record<'server' | 'gateway' | 'devices', number>>
  /** The end of a program's log, for when something went wrong. */
  lastWords(name: string): string
  close(): Promise<void>
}

const onEnd = (name: string, code: number | null) => {
  process.stderr.write(`${name} ended by itself (exit ${code})\n`)
  process.exit(1)
}

/** Starts a program of the house with its log beside the data. */
export function runProgram(
  dataDir: string,
  name: string,
  entry: string,
  args: readonly string[],
  more: { env?: Record<string, string>; onLine?: (line: Record<string, unknown>) => void } = {},
): Promise<Program> {
  return startProgram({ name, entry: join(root, entry), args, logFile: join(dataDir, `${name}.log`), onEnd, ...more })
}

export async function openHouse({ hasCampus = false } = {}): Promise<House> {
  buildProduct()
  const dataDir = await mkdtemp(join(tmpdir(), 'yinzheng-bench-'))
  const anyPort = Object.fromEntries(Object.keys(USUAL_PORTS).map(name => [name, 0]))
  const ports = await choosePorts(anyPort as Record<keyof typeof USUAL_PORTS, number>)
  const relay = await startPrinterRelay(ports.pagePrinter)
  // The relay is the printer for the terminal alone: the devices still play the one behind it.
  const files = writeDemoFiles(dataDir, ports, { terminal: {}, server: {} })
  await replaceIn(files.terminal, `ipp://127.0.0.1:${ports.pagePrinter}/ipp/print`, relay.uri)
  const devicesConfig = JSON.parse(await readFile(files.devices, 'utf8'))
  devicesConfig.pagePrinter.msPerSheet = MS_PER_SHEET
  await writeFile(files.devices, JSON.stringify(devicesConfig))

  const programs: Program[] = []
  const run = async (name: string, entry: string, config: string) => {
    const program = await runProgram(dataDir, name, entry, ['--config', config])
    programs.push(program)
    return program.pid
  }
  const lastWords = (name: string) => lastLines(readFileSync(join(dataDir, `${name}.log`), 'utf8'), LAST_WORDS)
  const close = async () => {
    for (const program of programs.reverse()) await program.stop()
    await relay.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    const gatewayPid = await run('gateway', 'demo/wxpay-sim/main.ts', files.gateway)
    const devicesPid = await run('devices', 'demo/devices/main.ts', files.devices)
    if (hasCampus) await run('campus', 'demo/campus/main.ts', files.campus)
    const serverPid = await run('server', 'server/main.ts', files.server)
    const dock = `http://127.0.0.1:${ports.dock}`
    const gateway = `http://127.0.0.1:${ports.gateway}`
    const server = `https://127.0.0.1:${ports.server}`
    const campus = `http://127.0.0.1:${ports.campus}`
    const certFile = join(dataDir, 'tls', 'server.pem')
    const pids = { server: serverPid, gateway: gatewayPid, devices: devicesPid }
    const reached = { dock, gateway, relay, server, certFile, campus }
    return { dataDir, terminal: files.terminal, ...reached, pids, lastWords, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** In a process of its own: the bundler sets NODE_ENV, which the programs of the house would inherit. */
function buildProduct(): void {
  const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.ts')], { stdio: ['ignore', 'ignore', 2] })
  if (built.status !== 0) throw new Error('the product could not be built; see above')
}

async function replaceIn(file: string, old: string, next: string): Promise<void> {
  const text = await readFile(file, 'utf8')
  if (!text.includes(old)) throw new Error(`${file} does not name ${old}`)
  await writeFile(file, text.replace(old, next))
}
