import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { ippRequest } from '../../native/ipp/client.ts'
import { attribute } from '../../native/ipp/message.ts'
import { systemClock } from '../../native/system-clock.ts'
import { withMessageBus } from '../message-bus.ts'
import { WAIT_AT_MOST_MS } from '../patience.ts'
import { holdDnsSd } from './dns-sd.ts'

/** `jam` and `empty` strike at the second page; `empty` waits for `refill()`, `cover` for `closeCover()`; a jam's reason stays. */
export type IppeveprinterMode = 'ok' | 'slow' | 'jam' | 'empty' | 'cover' | 'crash'

export interface Ippeveprinter {
  readonly uri: string
  readonly workDir: string
  /** Whether its program still runs: ippeveprinter itself ends now and then after a cancelled job. */
  runs(): boolean
  /** How the jobs from now on go. */
  setMode(mode: IppeveprinterMode): Promise<void>
  refill(): Promise<void>
  closeCover(): Promise<void>
  /** Takes back every reason that earlier jobs left set, by a job of its own, and goes on in mode `ok`. */
  clearFaults(): Promise<void>
  /** Every file that reached the printing end, by job, oldest first. */
  received(): Promise<{ jobName: string; bytes: Uint8Array }[]>
  /** Ends the printer as a power cut would. */
  kill(): Promise<void>
  stop(): Promise<void>
}

const NEEDED = ['ippeveprinter', 'dbus-daemon', 'avahi-daemon', 'pdfinfo', 'bash']

/** Whether CUPS' ippeveprinter, and what it leans on, can be started here. */
export const ippeveprinterAvailable = process.getuid?.() === 0 && NEEDED.every(isInstalled)

const STARTS_MAX = 10
const COMMAND = fileURLToPath(new URL('./ippeveprinter-command.sh', import.meta.url))

export interface IppeveprinterOptions {
  readonly workDir?: string
  /** Where its program ends by itself, it is started again, without its jobs: for tests that are about something else. */
  readonly comesBack?: boolean
}

/** Starts CUPS' reference printer on a free port, with bus and avahi if they don't run yet. */
export async function startIppeveprinter(options: IppeveprinterOptions = {}): Promise<Ippeveprinter> {
  const workDir = options.workDir ?? (await mkdtemp(join(tmpdir(), 'yinzheng-ippeveprinter-')))
  for (const folder of ['spool', 'received']) await mkdir(join(workDir, folder), { recursive: true })
  const release = await holdDnsSd()
  const port = await freePort()
  const uri = `ipp://localhost:${port}/ipp/print`
  const args = ['-p', String(port), '-n', 'localhost', '-d', join(workDir, 'spool'), '-f', 'application/pdf']
  const env = { ...process.env, YINZHENG_PEER_DIR: workDir, PATH: `${process.env.PATH}:/usr/sbin:/sbin` }
  const complaints: string[] = []
  let mayComeBack = false
  const starting = () => {
    const child = spawn('ippeveprinter', [...args, '-c', COMMAND, '-k', '-2', '-s', '20', `Yinzheng ${port}`], {
      env: withMessageBus(env),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr.on('data', (chunk: Buffer) => complaints.push(String(chunk)))
    child.once('exit', () => {
      if (mayComeBack) ({ child: running, gone } = starting())
    })
    return { child, gone: new Promise<void>(resolve => child.once('exit', () => resolve())) }
  }
  let { child: running, gone } = starting()
  const runs = () => running.exitCode === null && running.signalCode === null

  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    mayComeBack = false
    if (runs()) running.kill(signal)
    await gone
    const command = Number(await readFile(join(workDir, 'command.pid'), 'utf8').catch(() => '0'))
    if (command > 0 && (await isOurCommand(command))) process.kill(command, 'SIGKILL')
  }
  const stop = async () => {
    await end('SIGTERM')
    await release()
    if (options.workDir === undefined) await rm(workDir, { recursive: true, force: true })
  }
  const setMode = (mode: IppeveprinterMode | 'clear') => writeFile(join(workDir, 'mode'), mode)

  for (let start = 1; ; start++) {
    const answers = await untilItAnswers(uri, runs).then(
      () => null,
      (error: unknown) => ({ error }),
    )
    if (!answers) break
    // It ends itself where avahi has only just begun and is not on the bus yet.
    if (start < STARTS_MAX && !runs()) {
      ;({ child: running, gone } = starting())
      continue
    }
    await stop()
    throw new Error(`ippeveprinter did not start: ${complaints.join('')}`, { cause: answers.error })
  }
  mayComeBack = options.comesBack ?? false

  return {
    uri,
    workDir,
    runs,
    setMode,
    refill: () => writeFile(join(workDir, 'refill'), ''),
    closeCover: () => writeFile(join(workDir, 'cover-closed'), ''),
    clearFaults: async () => {
      await setMode('clear')
      await printClearingJob(uri)
      await setMode('ok')
    },
    received: async () => {
      const ids = (await readdir(join(workDir, 'received')))
        .filter(name => name.endsWith('.pdf'))
        .map(name => Number.parseInt(name, 10))
        .sort((a, b) => a - b)
      return Promise.all(
        ids.map(async id => ({
          jobName: await readFile(join(workDir, 'received', `${id}.name`), 'utf8'),
          bytes: new Uint8Array(await readFile(join(workDir, 'received', `${id}.pdf`))),
        })),
      ).then(files => files.filter(({ jobName }) => jobName !== CLEARING_JOB))
    },
    kill: () => end('SIGKILL'),
    stop,
  }
}

const CLEARING_JOB = 'clear the reasons'
const PATIENCE_MS = 15_000

async function untilItAnswers(uri: string, runs: () => boolean): Promise<void> {
  await until(async () => {
    if (!runs()) throw new Error('it ended')
    return (await ippRequest(uri, 'Get-Printer-Attributes', {}, { clock: systemClock, timeoutMs: 1_000 })).ok
  })
}

async function printClearingJob(uri: string): Promise<void> {
  const operation = [
    attribute.name('requesting-user-name', 'test'),
    attribute.name('job-name', CLEARING_JOB),
    attribute.mime('document-format', 'application/pdf'),
  ]
  const data = new TextEncoder().encode('%PDF-1.7\n')
  await until(async () => {
    const sent = await ippRequest(
      uri,
      'Print-Job',
      { operation },
      { clock: systemClock, timeoutMs: WAIT_AT_MOST_MS, data },
    )
    return sent.ok
  })
  await until(async () => {
    const reasons = attribute.keyword('requested-attributes', 'printer-state-reasons')
    const options = { clock: systemClock, timeoutMs: WAIT_AT_MOST_MS }
    const answer = await ippRequest(uri, 'Get-Printer-Attributes', { operation: [reasons] }, options)
    const values = answer.ok ? answer.value.groups.flatMap(group => group.attributes) : []
    const said = values.find(({ name }) => name === 'printer-state-reasons')?.values[0]
    return said !== undefined && 'value' in said && said.value === 'none'
  })
}

async function until(done: () => Promise<boolean>): Promise<void> {
  const endMs = Date.now() + PATIENCE_MS
  while (!(await done())) {
    if (Date.now() > endMs) throw new Error('waited too long')
    await delay(50)
  }
}

/** A process id may have been given to another program since. */
async function isOurCommand(pid: number): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return commandLine.includes('ippeveprinter-command.sh')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

function isInstalled(program: string): boolean {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin']
  return folders.some(folder => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
