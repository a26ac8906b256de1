import { randomBytes, webcrypto } from 'node:crypto'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { keepFilesOwn } from '../../native/own-files.ts'
import { systemClock } from '../../native/system-clock.ts'
import { sleep } from '../../src/clock.ts'
import { EXIT_CONFIGURATION } from '../../src/contract/station-process.ts'
import type { TerminalSettings } from '../../src/contract/terminals-api.ts'
import type { Fault } from '../../src/fault.ts'
import type { Port } from '../../src/port.ts'
import type { Result } from '../../src/result.ts'
import { PROGRAM_VERSION } from '../../src/version.ts'
import { attachRenderers } from '../station-process/renderer-ports.ts'
import { openAcceptancePort } from './acceptance-port.ts'
import { noteBeginning, noteKey } from './audit/note-beginning.ts'
import { type Note, openStationChain } from './audit/station-chain.ts'
import { tellChain } from './audit/tell-chain.ts'
import { createDevices } from './devices.ts'
import { type Enrolment, enrol, keepServer, keepSettings, keepTrust, meetLater } from './enrolment.ts'
import { diskNow } from './heartbeat/disk-now.ts'
import { createKeyKeeper } from './key-keeper.ts'
import { LedgerTooNew } from './ledger/schema.ts'
import { createLog } from './log.ts'
import { isPassing } from './patience.ts'
import { readServerKey } from './proven-answer.ts'
import { createServerClient, type Refusal } from './server-client.ts'
import { createServerLine } from './server-line.ts'
import { settingsShelf } from './settings/kept-settings.ts'
import { openSettingsKeeper } from './settings/settings-keeper.ts'
import { whyNotShown } from './settings/why-not-shown.ts'
import { createStandby } from './standby.ts'
import { type Station, startStation } from './station.ts'
import { readStationFiles } from './station-files.ts'
import { type OwnData, openOwnData, storageNow } from './storage/own-data.ts'
import { storageFault } from './storage/probe-folder.ts'
import type { TerminalKey } from './terminal-key.ts'
import { visitShelf } from './visit-reports/visit-shelf.ts'

const SERVER_AGAIN_MS = 3_000
/** The server counts wrong codes; a new one is put into the configuration by a person, not within seconds. */
const CODE_AGAIN_MS = 180_000
/** Somebody may stand beside the machine and make room. */
const STORAGE_AGAIN_MS = 2_000
const clock = systemClock

/** The station's process: reads its configuration, makes sure that it is enrolled, joins the parts and serves whatever screens attach. */
async function main(): Promise<void> {
  const early: Port[] = []
  let attach = (port: Port): unknown => early.push(port)
  let station: Station | null = null
  let note: Note = () => {}
  const shell = attachRenderers(port => attach(port), {
    clock,
    onStop: () => {
      // The ledger is whole at every moment, so an end is an end: nothing has to be finished first.
      note('machine-stopped')
      if (station) void station.close().finally(() => process.exit())
      else process.exit()
    },
  })
  keepFilesOwn()
  const { values } = parseArgs({ options: { config: { type: 'string' } } })
  if (!values.config) return stop('usage: main.ts --config FILE')
  const files = readStationFiles(resolve(values.config))
  if (!files.ok) return stop(files.error)
  const { config, dataDir, logFile, caPem, anchorsPem } = files.value
  const log = createLog({ level: config.log.level, file: logFile })
  const onBug = (error: unknown) => {
    log.fatal({ err: error }, 'bug')
    note('machine-failed')
    process.exit(70)
  }
  process.on('uncaughtException', onBug)
  process.on('unhandledRejection', onBug)

  const standby = createStandby(config, log, onBug)
  attach = standby.attach
  for (const port of early.splice(0)) attach(port)
  let isReady = false
  const ready = () => {
    if (!isReady) shell.ready()
    isReady = true
  }
  const cannotBegin = (words: string, settings: TerminalSettings | null) => (why: Fault) => {
    standby.show(why, settings, words)
    ready()
  }

  const own = await untilOpen(dataDir, cannotBegin('the station cannot begin', null))
  if (own instanceof LedgerTooNew) return stop(own.message)
  const { keys, start } = own
  const chain = openStationChain(dataDir, { clock, log })
  note = chain.note
  noteBeginning(dataDir, note, own)
  const key = keys.current
  const { server } = config
  const address = { baseUrl: server.baseUrl, timeoutMs: server.timeoutMs, caPem }
  const enrolNow = () => enrol(address, dataDir, key, server.enrolmentCode, clock)
  let enrolment = own.enrolment ?? (await patiently(enrolNow, cannotBegin('not enrolled', null)))
  if (enrolment.server === null) {
    const before = enrolment
    const meet = () => meetLater(address, dataDir, before, server.fingerprint)
    enrolment = await patiently(meet, cannotBegin('the server is not met', before.settings))
    log.info('the server is known by its key from now on')
  }
  const facts = enrolment.server
  if (facts === null) throw new Error('the server is not known')
  /** On a full disk the last start's words stay, and these are kept the next time that they are said. */
  const keep = (next: () => Enrolment) => {
    try {
      enrolment = next()
    } catch (error) {
      log.error({ fault: storageFault(error, dataDir) }, 'what the server has said could not be kept')
    }
  }
  const { terminalId } = enrolment
  const carry = createServerLine({
    ...{ server: address, facts, clock },
    keep: next => {
      keep(() => keepServer(dataDir, enrolment, next))
      log.warn('the server has another certificate, as it says under its key')
    },
  })
  const as = (one: TerminalKey) =>
    createServerClient({ ...address, key: one, clock, start, serverKey: facts.publicKey, terminalId, carry })
  const client = as(key)
  const serverKey = readServerKey(facts.publicKey)
  if (serverKey === null) throw new Error('the key of the server is none')
  station = startStation({
    ...{ config, clock, log, webCrypto: webcrypto, onBug, client },
    keyKeeper: createKeyKeeper({ client, keys, terminalId, as, log, onChanged: () => noteKey(note, keys.current) }),
    devices: createDevices(config, clock),
    settingsKeeper: openSettingsKeeper({
      ...{ client, clock, log, terminalId, serverKey, shelf: settingsShelf(dataDir) },
      whyNot: settings => whyNotShown(settings, enrolment.settings, config.screen.widthMm),
    }),
    ...{ ledger: own.ledger, lostLedger: own.lostLedger },
    heartbeat: { start: randomBytes(12).toString('base64url'), version: PROGRAM_VERSION, disk: () => diskNow(dataDir) },
    visitShelf: visitShelf(dataDir),
    chain: {
      keeps: chain,
      tell: (pace, closing) =>
        tellChain({ clock, client, log, terminalId, sign: text => keys.current.sign(text) }, chain, pace, closing),
    },
    probeStorage: () => storageNow(dataDir),
    trust:
      anchorsPem === null
        ? { anchorsPem: enrolment.anchorsPem, version: enrolment.trustVersion }
        : { anchorsPem, version: null },
    settings: enrolment.settings,
    keepTrust: trust => keep(() => keepTrust(dataDir, enrolment, trust)),
    keepSettings: settings => keep(() => keepSettings(dataDir, enrolment, settings)),
  })
  attach = station.attach
  for (const port of standby.end()) station.attach(port)
  if (config.acceptancePort !== null) await openAcceptancePort(dataDir, config.acceptancePort, station.attach)
  ready()
  log.info({ terminalId }, 'station started')

  function stop(why: string): void {
    process.stderr.write(`${why}\n`)
    shell.fatal(why)
    process.exitCode = EXIT_CONFIGURATION
    process.disconnect?.()
  }
}

/** Waits until the data folder can be written and what is in it makes sense. A ledger of a later version is not waited for. */
async function untilOpen(dataDir: string, cannot: (why: Fault) => void): Promise<OwnData | LedgerTooNew> {
  for (;;) {
    const opened = await openOwnData(dataDir, clock).catch((error: unknown) => {
      if (error instanceof LedgerTooNew) return error
      throw error
    })
    if (opened instanceof LedgerTooNew) return opened
    if (opened.ok) return opened.value
    cannot(opened.error)
    await sleep(clock, STORAGE_AGAIN_MS)
  }
}

/** A server that is not there yet is waited for; one that refuses the code is said so, and asked again, for the code may be renewed. */
async function patiently<Done>(ask: () => Promise<Result<Done, Refusal>>, cannot: (why: Fault) => void): Promise<Done> {
  for (;;) {
    const answer = await ask()
    if (answer.ok) return answer.value
    cannot(answer.error.fault)
    await sleep(
      clock,
      isPassing(answer.error) && answer.error.fault.code !== 'terminal-refused' ? SERVER_AGAIN_MS : CODE_AGAIN_MS,
    )
  }
}

await main()
