import { webcrypto } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { closeToOthers, keepFilesOwn } from '../../native/own-files.ts'
import { systemClock } from '../../native/system-clock.ts'
import { sleep } from '../../src/clock.ts'
import { describeConfigFault, readConfig } from '../../src/config-file.ts'
import type { Port } from '../../src/port.ts'
import type { Result } from '../../src/result.ts'
import { attachRenderers } from '../station-process/renderer-ports.ts'
import { openAcceptancePort } from './acceptance-port.ts'
import { terminalConfigSchema } from './config.ts'
import { createDevices } from './devices.ts'
import { enrol, keepServer, keepSettings, keepTrust, meetLater, readEnrolment } from './enrolment.ts'
import { openLedger } from './ledger/ledger.ts'
import { createLog } from './log.ts'
import { isPassing } from './patience.ts'
import { createServerClient, type Refusal } from './server-client.ts'
import { createServerLine } from './server-line.ts'
import { countStart } from './start-count.ts'
import { type Station, startStation } from './station.ts'
import { openTerminalKey } from './terminal-key.ts'

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
  keepFilesOwn()
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

  closeToOthers(dataDir)
  const key = openTerminalKey(dataDir)
  const caPem = server.caFile === undefined ? null : readFileSync(resolve(dirname(file), server.caFile), 'utf8')
  const address = { baseUrl: server.baseUrl, timeoutMs: server.timeoutMs, caPem }
  const known = readEnrolment(dataDir)
  let enrolment =
    known ?? (await patiently(log, 'not enrolled', () => enrol(address, dataDir, key, server.enrolmentCode, clock)))
  if (enrolment.server === null) {
    const before = enrolment
    const meet = () => meetLater(address, dataDir, before, server.fingerprint)
    enrolment = await patiently(log, 'the server is not met', meet)
    log.info('the server is known by its key from now on')
  }
  const facts = enrolment.server
  if (facts === null) throw new Error('the server is not known')
  station = startStation({
    config: config.value,
    clock,
    log,
    client: createServerClient({
      start: countStart(dataDir),
      ...{ ...address, key, clock, serverKey: facts.publicKey, terminalId: enrolment.terminalId },
      carry: createServerLine({
        ...{ server: address, facts, clock },
        keep: next => {
          enrolment = keepServer(dataDir, enrolment, next)
          log.warn('the server has another certificate, as it says under its key')
        },
      }),
    }),
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
async function patiently<Done>(
  log: ReturnType<typeof createLog>,
  words: string,
  ask: () => Promise<Result<Done, Refusal>>,
): Promise<Done> {
  for (;;) {
    const answer = await ask()
    if (answer.ok) return answer.value
    log.warn({ fault: answer.error.fault }, words)
    await sleep(
      clock,
      isPassing(answer.error) && answer.error.fault.code !== 'terminal-refused' ? SERVER_AGAIN_MS : CODE_AGAIN_MS,
    )
  }
}

await main()
