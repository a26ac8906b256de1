import { webcrypto } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '../../native/system-clock.ts'
import { sleep } from '../../src/clock.ts'
import { describeConfigFault, readConfig } from '../../src/config-file.ts'
import type { Port } from '../../src/port.ts'
import { attachRenderers } from '../station-process/renderer-ports.ts'
import { openAcceptancePort } from './acceptance-port.ts'
import { terminalConfigSchema } from './config.ts'
import { createDevices } from './devices.ts'
import { type Enrolment, enrol, keepSettings, keepTrust, readEnrolment } from './enrolment.ts'
import { openLedger } from './ledger/ledger.ts'
import { createLog } from './log.ts'
import { isPassing } from './patience.ts'
import { createServerClient } from './server-client.ts'
import { type Station, startStation } from './station.ts'
import { openTerminalKey, type TerminalKey } from './terminal-key.ts'

const SERVER_AGAIN_MS = 3_000
/** The server counts wrong codes; a new one is put into the configuration by a person, not within seconds. */
const CODE_AGAIN_MS = 180_000
const clock = systemClock

/** The station's process: reads its configuration, makes sure that it is enrolled, joins the parts and serves whatever screens attach. */
async function main(): Promise<void> {
  const waiting: Port[] = []
  let station: Station | null = null
  const shell = attachRenderers(port => (station ? station.attach(port) : waiting.push(port)), {
    clock,
    onStop: () => {
      // The ledger is whole at every moment, so an end is an end: nothing has to be finished first.
      if (station) void station.close().finally(() => process.exit(0))
      else process.exit(0)
    },
  })
  const { values } = parseArgs({ options: { config: { type: 'string' } } })
  if (!values.config) return stop('usage: main.ts --config FILE')
  const file = resolve(values.config)
  const config = readConfig(readFileSync(file, 'utf8'), file, terminalConfigSchema)
  if (!config.ok) return stop(config.error.map(describeConfigFault).join('\n'))

  const { server, log: logOptions } = config.value
  const dataDir = resolve(dirname(file), config.value.dataDir)
  const log = createLog({ ...logOptions, file: logOptions.file && resolve(dirname(file), logOptions.file) })
  const onBug = (error: unknown) => {
    log.fatal({ err: error }, 'bug')
    process.exit(70)
  }
  process.on('uncaughtException', onBug)
  process.on('unhandledRejection', onBug)

  const key = openTerminalKey(dataDir)
  let enrolment = readEnrolment(dataDir) ?? (await enrolPatiently(server, dataDir, key, log))
  station = startStation({
    config: config.value,
    clock,
    log,
    client: createServerClient({ ...server, key, terminalId: enrolment.terminalId, clock }),
    devices: createDevices(config.value, clock),
    ledger: openLedger(join(dataDir, 'ledger.sqlite'), clock),
    trust: server.anchorsFile
      ? { anchorsPem: readFileSync(resolve(dirname(file), server.anchorsFile), 'utf8'), version: null }
      : { anchorsPem: enrolment.anchorsPem, version: enrolment.trustVersion },
    webCrypto: webcrypto,
    settings: enrolment.settings,
    keepTrust: trust => {
      enrolment = keepTrust(dataDir, enrolment, trust)
    },
    keepSettings: settings => {
      enrolment = keepSettings(dataDir, enrolment, settings)
    },
    onBug,
  })
  for (const port of waiting.splice(0)) station.attach(port)
  if (config.value.acceptancePort !== null)
    await openAcceptancePort(dataDir, config.value.acceptancePort, station.attach)
  shell.ready()
  log.info({ terminalId: enrolment.terminalId }, 'station started')

  function stop(why: string): void {
    process.stderr.write(`${why}\n`)
    shell.fatal(why)
    process.exitCode = 78
    process.disconnect?.()
  }
}

/** A server that is not there yet is waited for; one that refuses the code is said so, and asked again, for the code may be renewed. */
async function enrolPatiently(
  server: { baseUrl: string; timeoutMs: number; enrolmentCode?: string | undefined },
  dataDir: string,
  key: TerminalKey,
  log: ReturnType<typeof createLog>,
): Promise<Enrolment> {
  for (;;) {
    const answer = await enrol(server, dataDir, key, server.enrolmentCode, clock)
    if (answer.ok) return answer.value
    log.warn({ fault: answer.error.fault }, 'not enrolled')
    await sleep(clock, isPassing(answer.error) ? SERVER_AGAIN_MS : CODE_AGAIN_MS)
  }
}

await main()
