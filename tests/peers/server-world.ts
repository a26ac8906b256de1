import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { universitySql } from '../../demo/university/university-sql.ts'
import { type RunningServer, startServer } from '../../server/compose.ts'
import { schemaOfSections } from '../../server/ground/config/sections.ts'
import { createServerLog } from '../../server/ground/log.ts'
import type { TlsFiles } from '../../server/ground/tls-pair.ts'
import type { MailConfig } from '../../server/mail/mail-config.ts'
import { type Merchants, merchantsOf } from '../../server/payments/payments.ts'
import { exampleServerYaml, IDENTITY, ROOMS } from '../../server/rooms.ts'
import { pem, sampleAuthority } from '../../server/signing/sample-authority.ts'
import type { Signing } from '../../server/signing/signing.ts'
import { readConfig } from '../../src/config-file.ts'
import { type FakeClock, fakeClock } from '../../src/fake-clock.ts'
import { unwrap } from '../../src/result.ts'
import { beginHouseFolder } from './house-store.ts'
import { createIssuerDouble, type IssuerDouble } from './issuer-double.ts'
import { createPaymentsDouble, type PaymentsDouble } from './payments-double.ts'
import { createTerminalDouble, type TerminalDouble } from './terminal-double.ts'

/** The whole server over HTTP, with the sample university behind it and doubles for payment and paper. */
export interface ServerWorld {
  readonly clock: FakeClock
  readonly payments: PaymentsDouble
  readonly issuer: IssuerDouble
  /** Every line of the log so far. */
  readonly logged: string[]
  server(): RunningServer
  base(): string
  /** Ends the server and starts another one over the same store, with other merchants where they are given. */
  restart(merchants?: Merchants): Promise<void>
  close(): Promise<void>
}

/** The root that its terminals are told to believe. */
export const ROOT_PEM = pem(sampleAuthority().root)
/** A server that believes a root and holds no seal. */
export const NO_SEAL: Signing = {
  ...{ signer: null, documentSigner: null, proofs: null, sealAnchorsPem: ROOT_PEM },
  trust: { anchorsPem: ROOT_PEM, timestampAnchorsPem: '' },
}

export interface ServerWorldOptions {
  /** Puts something into the store's folder before the server is there; otherwise an empty house lies there, where the store is one. */
  readonly prepare?: (storeFolder: string) => Promise<void>
  /** When the world's clock begins. */
  readonly nowMs?: number
  /** Where its certificate is; it speaks plain http without one. */
  readonly tls?: TlsFiles
  /** How people log in who have no card at hand; as in the configuration. */
  readonly identity?: object
  /** The relay for letters; none without it. */
  readonly mail?: MailConfig
  /** Where letters to offices go; nowhere without it. */
  readonly approvals?: { readonly mail: Readonly<Record<string, string>> }
  /** A file with the address of the robot that gets the alerts; nobody gets them without it. */
  readonly robotUrlFile?: string
  /** Whether people are asked to agree to the notice; by default they are not, as where a university has that done elsewhere. */
  readonly notice?: { readonly asked: boolean; readonly version?: string }
  /** Whether what asks from this machine may say for whom, as a proxy does. */
  readonly isBehindProxy?: boolean
  /** How browsers reach it. */
  readonly reached?: { readonly publicBaseUrl: string; readonly port: number }
}

export async function startServerWorld(
  databaseUrl: string | null,
  options: ServerWorldOptions = {},
): Promise<ServerWorld> {
  const { prepare, nowMs, tls, identity, mail, approvals, robotUrlFile = null } = options
  const { notice, isBehindProxy = false, reached } = options
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-server-'))
  const setupSqlFile = join(folder, 'university.sql')
  await writeFile(setupSqlFile, universitySql())
  const yaml = exampleServerYaml({
    port: reached?.port ?? 0,
    publicBaseUrl: reached?.publicBaseUrl ?? 'https://print.example.edu.cn',
    folder: join(folder, 'store'),
    setupSqlFile,
    demoEnrolmentCode: null,
    payment: '  null',
    documents: '  seal: { demoFolder: seal }',
  })
  const schema = schemaOfSections(ROOMS, path => resolve(folder, path))
  const config = unwrap(readConfig(yaml, 'server.yaml', schema))
  // Tests that wait for a letter wait for none of these, unless they are about them.
  const quiet = { loginNotices: { newBrowsers: false, kiosks: false } }
  const ways = IDENTITY.config(path => resolve(folder, path)).identity.parse({ ...quiet, ...(identity ?? {}) })
  const alerts = { ...config.fleet.alerts, language: 'en' as const, robotUrlFile }
  const clock = fakeClock(nowMs)
  const payments = createPaymentsDouble(clock)
  const issuer = createIssuerDouble()
  const logged: string[] = []
  const log = createServerLog('debug', { write: line => void logged.push(line) })
  let merchants = merchantsOf(payments.merchant)
  const start = () =>
    startServer(
      {
        ...config,
        identity: ways,
        notice: { ...config.notice, asked: false, ...notice },
        mail: mail ?? null,
        fleet: { ...config.fleet, alerts },
        approvals: { ...config.approvals, ...approvals },
        listen: {
          ...config.listen,
          tls: tls ?? null,
          describesApi: true,
          trustedProxies: isBehindProxy ? ['loopback'] : [],
        },
        store: { ...config.store, databaseUrl },
      },
      { clock, log, made: { merchants, issuer, documents: issuer.documents, signing: NO_SEAL } },
    )
  if (prepare) await prepare(config.store.folder)
  else if (databaseUrl === null) await beginHouseFolder(join(config.store.folder, 'database'))
  let server = await start()
  return {
    clock,
    payments,
    issuer,
    logged,
    server: () => server,
    base: () => `${tls ? 'https' : 'http'}://127.0.0.1:${server.port}`,
    restart: async changed => {
      await server.close()
      merchants = changed ?? merchants
      server = await start()
    },
    close: async () => {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** An enrolled kiosk as far as its network goes. */
export interface KioskDouble {
  readonly terminalId: string
  readonly double: TerminalDouble
  get(target: string): Promise<Answer>
  post(target: string, body: unknown): Promise<Answer>
}

export interface Answer {
  readonly status: number
  readonly bytes: Uint8Array
  /** The body as JSON; null when it is none. */
  readonly json: unknown
}

export async function ask(
  base: string,
  method: string,
  target: string,
  headers: HeadersInit,
  body?: string,
): Promise<Answer> {
  const response = await fetch(base + target, { method, headers, ...(body === undefined ? {} : { body }) })
  const bytes = new Uint8Array(await response.arrayBuffer())
  let json: unknown = null
  try {
    json = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    json = null
  }
  return { status: response.status, bytes, json }
}

const enrolledSchema = z.object({ terminalId: z.string() })

export async function enrolKiosk(world: ServerWorld): Promise<KioskDouble> {
  const double = createTerminalDouble()
  const place = { name: { zh: '一号机', en: 'Kiosk 1' }, place: { zh: '大厅', en: 'Hall' } }
  const { code } = await world.server().doors.terminals.createEnrolmentCode(place)
  const body = JSON.stringify(double.prove(code))
  const json = { 'content-type': 'application/json' }
  const answer = await ask(world.base(), 'POST', '/v1/terminals/enrol', json, body)
  const enrolled = enrolledSchema.safeParse(answer.json)
  if (!enrolled.success)
    throw new Error(`no terminal was enrolled: ${answer.status} ${new TextDecoder().decode(answer.bytes)}`)
  return kioskOf(world, enrolled.data.terminalId, double)
}

/** A kiosk that was enrolled with the double's key. */
export function kioskOf(world: ServerWorld, terminalId: string, double: TerminalDouble): KioskDouble {
  const json = { 'content-type': 'application/json' }
  const signed = (method: string, target: string, said: string) =>
    double.headers({ terminalId, method, target, body: said, timeMs: world.clock.now() })
  return {
    terminalId,
    double,
    get: target => ask(world.base(), 'GET', target, signed('GET', target, '')),
    post: (target, body) => {
      const text = JSON.stringify(body)
      return ask(world.base(), 'POST', target, { ...json, ...signed('POST', target, text) }, text)
    },
  }
}
