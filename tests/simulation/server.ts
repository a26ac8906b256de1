import type { FastifyInstance } from 'fastify'
import { authenticatorsOf, openRooms } from '../../server/compose.ts'
import { schemaOfSections } from '../../server/ground/config/sections.ts'
import { groundOn } from '../../server/ground/ground.ts'
import { serverOfRooms } from '../../server/ground/http/serve.ts'
import { createServerLog } from '../../server/ground/log.ts'
import type { ContentStore } from '../../server/ground/store/content-store.ts'
import { startSweeper } from '../../server/ground/sweeper.ts'
import { exampleServerYaml, ROOMS, type ServerConfig } from '../../server/rooms.ts'
import { readConfig } from '../../src/config-file.ts'
import { ANSWER_SIGNATURE_HEADER } from '../../src/contract/answer-signature.ts'
import { unwrap } from '../../src/result.ts'
import type { SimulatedDocuments } from './documents.ts'
import type { MerchantKeys } from './gateway.ts'
import { createLife, Killed, type Life, type WallClock } from './life.ts'
import type { RealWork } from './real-work.ts'
import type { SimulatedStore } from './store.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** A request as it arrives. */
export interface ArrivedRequest {
  readonly method: string
  readonly target: string
  readonly headers: Record<string, string>
  readonly body: string
}

export interface GivenAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
}

/** The real server on its real store: every route, handler and sweep, reached without a socket. */
export interface SimulatedServer {
  isUp(): boolean
  /** Its own idea of the time may be off. */
  readonly wall: WallClock
  /** Rejects when nobody is there, or when the server is killed before it has answered. */
  ask(request: ArrivedRequest): Promise<GivenAnswer>
  start(): Promise<void>
  /** Gone between two instructions; what was committed stays. */
  kill(): void
  /** The run ends at its so-manieth query from now. */
  killAtQuery(queries: number): void
  setTerminalState(terminalId: string, state: 'active' | 'suspended'): Promise<void>
}

export interface ServerParts {
  readonly time: VirtualClock
  readonly work: RealWork
  readonly store: SimulatedStore
  readonly content: ContentStore
  readonly config: ServerConfig
  readonly documents: SimulatedDocuments
  readonly onLogged: (line: string) => void
  /** Told when the run has ended in the midst of its work. */
  readonly onKilled: () => void
  /** Told when it could not start: its process ends then. */
  readonly onStartFailed: (error: unknown) => void
}

/** The configuration of every simulated server: that of a new site, with the merchant in it, and so few free copies that most pay. */
export function simulatedConfig(keys: MerchantKeys, setupSqlFile: string): ServerConfig {
  const yaml = exampleServerYaml({
    port: 0,
    publicBaseUrl: 'https://print.example.edu.cn',
    folder: '/nowhere',
    setupSqlFile,
    demoEnrolmentCode: null,
    // JSON is YAML.
    payment: `  ${JSON.stringify(keys.section)}`,
    documents: '  seal: { demoFolder: seal }',
  }).replace(/freeCopies: \d+/, 'freeCopies: 2')
  return unwrap(
    readConfig(
      yaml,
      'server.yaml',
      schemaOfSections(ROOMS, path => path),
    ),
  )
}

export function createSimulatedServer(parts: ServerParts): SimulatedServer {
  const { time, work, store, content, config, documents } = parts
  const wall: WallClock = { offMs: 0 }
  const signing = {
    ...{ signer: null, documentSigner: null, proofs: null, sealAnchorsPem: documents.anchorsPem },
    trust: { anchorsPem: documents.anchorsPem, timestampAnchorsPem: '' },
  }
  let running: { readonly life: Life; readonly app: FastifyInstance; readonly doors: Doors } | null = null
  let starting: Life | null = null
  let queriesLeft = Number.POSITIVE_INFINITY

  const kill = () => {
    const life = running?.life ?? starting
    running = null
    starting = null
    queriesLeft = Number.POSITIVE_INFINITY
    life?.end()
  }
  const beforeQuery = () => {
    queriesLeft -= 1
    if (queriesLeft > 0) return
    kill()
    parts.onKilled()
  }

  const open = async (life: Life) => {
    const log = createServerLog('info', { write: line => void (life.isOver() || parts.onLogged(line)) })
    const db = store.openFor(life, beforeQuery)
    const house = { ...config.university, publicBaseUrl: config.publicBaseUrl }
    const ground = await groundOn(
      { db, close: async () => undefined },
      { clock: life.clock, log, house, content, isServing: true },
    )
    const made = { documents: documents.issuer.documents, signing, issuer: documents.issuer }
    const opened = await openRooms(ground, config, { clock: life.clock, log, made })
    const { rooms, doors } = opened
    const app = await serverOfRooms(ground, ROOMS, rooms, authenticatorsOf(doors), { trustedProxies: [] })
    await app.ready()
    for (const sweep of rooms.flatMap(({ room }) => room.sweeps ?? [])) startSweeper(ground, sweep)
    return { life, app, doors }
  }

  return {
    wall,
    isUp: () => running !== null,
    start: async () => {
      if (running || starting) return
      const life = createLife(time, wall)
      starting = life
      const opened = await life.held(work.apart(() => open(life))).catch((error: unknown) => {
        kill()
        parts.onStartFailed(error)
        return null
      })
      if (life.isOver() || !opened) return
      starting = null
      running = opened
    },
    kill,
    killAtQuery: queries => {
      queriesLeft = queries
    },
    ask: async ({ method, target, headers, body }) => {
      const at = running
      if (!at) throw new Killed()
      work.stir(4)
      const answer = at.app.inject({
        method: method as 'GET',
        url: target,
        headers,
        ...(body === '' ? {} : { payload: body }),
      })
      return new Promise((resolve, reject) => {
        at.life.onEnd(() => reject(new Killed()))
        answer.then(
          ({ statusCode, rawPayload, headers: told }) => {
            work.stir()
            const signature = String(told[ANSWER_SIGNATURE_HEADER] ?? '')
            resolve({ status: statusCode, headers: { [ANSWER_SIGNATURE_HEADER]: signature }, bytes: rawPayload })
          },
          (error: unknown) => reject(error),
        )
      })
    },
    setTerminalState: async (terminalId, state) => {
      await running?.doors.terminals.setState(terminalId, state)
    },
  }
}

type Doors = Awaited<ReturnType<typeof openRooms>>['doors']
