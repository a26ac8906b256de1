import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Clock } from '../src/clock.ts'
import { fault } from '../src/fault.ts'
import { err, ok } from '../src/result.ts'
import { quotaKey, quotaLeft } from '../src/rules/quota.ts'
import type { ServerConfig } from './ground/config/config.ts'
import { openGuessWatch } from './ground/guess-watch.ts'
import { createHttpServer } from './ground/http/http-server.ts'
import { createRateLimit } from './ground/http/rate-limit.ts'
import { dayIn } from './ground/local-day.ts'
import { createContentStore, sha256Hex } from './ground/store/content-store.ts'
import { openStore, runSetupScript, type Store } from './ground/store/store.ts'
import { startSweeper } from './ground/sweeper.ts'
import { type IdentifyParts, identify, revisit } from './identity/identify.ts'
import { createVisits } from './identity/visits.ts'
import { type BatchDesk, createBatchDesk } from './issuing/batch-desk.ts'
import { createIssueLanes } from './issuing/issue-lanes.ts'
import type { Issuer } from './issuing/issuer.ts'
import { type ProofSweepParts, sweepProofs } from './issuing/proof-sweep.ts'
import { createDocuments } from './issuing/visit-documents.ts'
import { createOrders } from './orders/orders.ts'
import { usedFreeCopies } from './orders/quota-count.ts'
import { requireMerchants } from './orders/require-merchants.ts'
import { reportOverdueOrders } from './orders/sweep.ts'
import type { Merchants } from './payments/merchants.ts'
import { registerNoticeRoutes } from './payments/notice-route.ts'
import { openRecords } from './records/open-records.ts'
import { judgeProved } from './signing/judge-proved.ts'
import type { Proofs } from './signing/open-proofs.ts'
import type { Signer } from './signing/signer.ts'
import { type TrustAnchors, trustAnchors } from './signing/trust-anchors.ts'
import { createPaperCheck } from './terminals/check-paper.ts'
import { createEnrolment, type EnrolmentCode, type TerminalPlace } from './terminals/enrolment.ts'
import { registerTerminalRoutes, type TerminalHandlers } from './terminals/terminal-routes.ts'
import { type HouseSettings, setTerminalState, settingsOf } from './terminals/terminals.ts'
import { forgetOldNonces, verifyRequest } from './terminals/verify-request.ts'
import { openVerification } from './verification/open-verification.ts'
import { announceTrust, trustNotices } from './verification/trust-notices.ts'

/** What the server is built from and does not make itself. */
export interface ServerDeps {
  readonly clock: Clock
  readonly log: Logger
  /** Who takes the money, and who took it before. */
  readonly merchants: Merchants
  /** Closed with the server. */
  readonly issuer: Issuer
  /** The seal, for lists and certificates of verification; without it the server gives out none. */
  readonly signer?: Signer
  /** What adds proofs to documents after their issue; without it they stay as they were issued. */
  readonly proofs?: Proofs
  /** How many documents the issuer makes at once; one unless said otherwise. */
  readonly renderWorkers?: number
}

export interface RunningServer {
  readonly port: number
  createEnrolmentCode(terminal: TerminalPlace): Promise<EnrolmentCode>
  setTerminalState(terminalId: string, state: 'active' | 'suspended'): Promise<void>
  /** Issues a whole list behind the visitors; the same list goes on where it was. */
  readonly issueBatch: BatchDesk['issue']
  /** Does at once what the server does every few seconds: asks providers, closes, refunds. */
  sweep(): Promise<void>
  /** Answers what is under way, then ends everything. */
  close(): Promise<void>
}

const SWEEP_EVERY_MS = 2_000
const PROOFS_EVERY_MS = 15_000
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** Starts the whole server over a configuration that has been checked. Paths in it are absolute by now. */
export async function startServer(config: ServerConfig, deps: ServerDeps): Promise<RunningServer> {
  const undo: (() => Promise<unknown>)[] = [() => deps.issuer.close()]
  const close = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step()
  }
  try {
    return await build(config, deps, undo, close)
  } catch (error) {
    await close()
    throw error
  }
}

async function build(
  config: ServerConfig,
  deps: ServerDeps,
  undo: (() => Promise<unknown>)[],
  close: () => Promise<void>,
): Promise<RunningServer> {
  const { clock, log, merchants, issuer } = deps
  const { folder, databaseUrl } = config.store
  const store = await openStore(
    databaseUrl === null ? { kind: 'folder', folder: join(folder, 'database') } : { kind: 'postgres', databaseUrl },
  )
  undo.push(() => store.close())
  if (databaseUrl === null)
    log.warn('the embedded database may lose its last commits in a power cut: for demonstration only')
  const { db } = store
  await requireMerchants({ db, merchants, clock, log })
  const now = () => new Date(clock.now())
  const { timeZone } = config.university
  const unitPriceFen = (language: 'zh' | 'en') => (language === 'zh' ? config.tariff.zhFen : config.tariff.enFen)

  await runSetup(config, store, now())
  const enrolment = createEnrolment(db, clock)
  for (const { code, ...place } of config.terminals.demoEnrolments) await enrolment.armCode(code, place)

  const records = openRecords(config.records, store, clock, undo)
  const visits = createVisits(db, clock)
  const content = createContentStore(join(config.store.folder, 'files'))
  const { publicBaseUrl } = config
  const workers = deps.renderWorkers ?? 1
  const lanes = createIssueLanes(issuer.issue, workers)
  const issuing = {
    ...{ db, content, records, clock, log, unitPriceFen, publicBaseUrl, timeZone },
    proofTarget: deps.proofs?.target ?? null,
  }
  const documents = createDocuments({ ...issuing, visits, issuer: { ...issuer, issue: lanes.interactive } })
  const batches = createBatchDesk({ ...issuing, issuer: { ...issuer, issue: lanes.background } }, workers)
  undo.push(() => batches.close())
  const { payWithinSeconds, ...orderTexts } = config.orders
  const orders = createOrders({
    ...{ db, merchants, visits, clock, log },
    settings: { ...orderTexts, quota: config.quota, payWithinMs: payWithinSeconds * 1000, timeZone },
  })
  const freeCopiesLeft = async (personId: string, kind: string) => {
    const key = quotaKey(config.quota, personId, kind, dayIn(timeZone, now()))
    return quotaLeft(config.quota.freeCopies, await usedFreeCopies(db, key))
  }

  const identity: IdentifyParts = { records, issuer, visits, log, unitPriceFen, freeCopiesLeft }
  const trust = trustAnchors(issuer.anchorsPem, deps.proofs?.parts ?? null)
  const house = houseSettings(config, trust)
  if (deps.signer) await announceTrust({ db, clock, signer: deps.signer, anchorsPem: trust.anchorsPem })
  const identifyLimit = createRateLimit(clock, 30, MINUTE_MS)
  const guesses = await openGuessWatch({ db, clock, log })
  const checkPaper = createPaperCheck({ db, clock, guesses, publicBaseUrl, timeZone })
  const enrolLimit = createRateLimit(clock, 5, 15 * MINUTE_MS)
  const handlers: TerminalHandlers = {
    enrol: async (input, { ip }) => {
      if (!enrolLimit.allow(ip)) return err(fault('server-busy'))
      const terminalId = await enrolment.enrol(input)
      if (!terminalId.ok) return terminalId
      return ok({ terminalId: terminalId.value, settings: await settingsOf(db, house, terminalId.value, now()) })
    },
    settings: async (_, { terminalId }) => ok(await settingsOf(db, house, terminalId, now())),
    trust: async () => ok({ notices: (await trustNotices(db)).map(pdf => Buffer.from(pdf).toString('base64')) }),
    identify: async ({ means }, { terminalId }) => {
      if (!identifyLimit.allow(terminalId)) return err(fault('server-busy'))
      return identify(identity, terminalId, means)
    },
    visit: ({ visitId }, { terminalId }) => revisit(identity, terminalId, visitId),
    prepare: (input, { terminalId }) => documents.prepare(terminalId, input),
    openOrder: (input, { terminalId }) => orders.open(terminalId, input),
    order: ({ jobId }, { terminalId }) => orders.read(terminalId, jobId),
    closeOrder: ({ jobId }, { terminalId }) => orders.close(terminalId, jobId),
    reportOutcome: ({ jobId, outcome }, { terminalId }) => orders.reportOutcome(terminalId, jobId, outcome),
    endVisit: async ({ visitId }, { terminalId }) => {
      await visits.end(terminalId, visitId)
      return ok({})
    },
    checkPaper: (input, { terminalId }) => checkPaper(terminalId, input),
  }

  const app = await createHttpServer({ log, trustedProxies: config.listen.trustedProxies })
  registerTerminalRoutes(app, {
    handlers,
    file: (documentId, { terminalId }) => documents.file(terminalId, documentId),
    verify: request => verifyRequest(db, clock, request),
  })
  await registerNoticeRoutes(app, merchants, orders.takeNotice)
  const verification = await openVerification(app, {
    ...{ db, content, clock, log, guesses, publicBaseUrl, university: config.university },
    ...trust,
    signer: deps.signer ?? null,
  })
  undo.push(() => verification.close())
  registerHealth(app, store)

  undo.push(startSweeper(clock, log, 'orders', SWEEP_EVERY_MS, () => orders.sweep()))
  undo.push(startSweeper(clock, log, 'overdue orders', HOUR_MS, () => reportOverdueOrders(db, log, now())))
  undo.push(startSweeper(clock, log, 'nonces', MINUTE_MS, () => forgetOldNonces(db, now())))
  undo.push(startSweeper(clock, log, 'verification', HOUR_MS, () => verification.tidy()))
  if (deps.proofs) {
    const upgrade = deps.proofs.parts
    const judge: ProofSweepParts['judge'] = (pdf, level) => judgeProved(pdf, level, upgrade, clock)
    const proofs = { db, content, upgrade, judge, clock, log }
    undo.push(startSweeper(clock, log, 'proofs', PROOFS_EVERY_MS, () => sweepProofs(proofs)))
  }
  undo.push(() => app.close())
  await app.listen({ host: config.listen.host, port: config.listen.port })
  return {
    port: portOf(app),
    createEnrolmentCode: terminal => enrolment.createCode(terminal),
    setTerminalState: (terminalId, state) => setTerminalState(db, terminalId, state, now()),
    issueBatch: batches.issue,
    sweep: () => orders.sweep(),
    close,
  }
}

async function runSetup(config: ServerConfig, store: Store, now: Date): Promise<void> {
  const { setupSqlFile } = config.records
  if (setupSqlFile === null) return
  const script = await readFile(setupSqlFile, 'utf8')
  await runSetupScript(store, script, sha256Hex(script), now)
}

function houseSettings(config: ServerConfig, trust: TrustAnchors): HouseSettings {
  const { name, helpPhone, payeeName } = config.university
  return {
    universityName: name,
    helpPhone,
    payeeName,
    freeCopies: config.quota.freeCopies,
    tariff: [
      { label: { zh: '中文文件', en: 'Documents in Chinese' }, unitPriceFen: config.tariff.zhFen },
      { label: { zh: '英文文件', en: 'Documents in English' }, unitPriceFen: config.tariff.enFen },
    ],
    maxCopies: config.orders.maxCopies,
    ...trust,
  }
}

function registerHealth(app: FastifyInstance, store: Store): void {
  app.get('/healthz', { schema: { hide: true } }, async (_request, reply) => {
    await store.db.selectFrom('terminal').select('terminal_id').limit(1).execute()
    return reply.send(JSON.stringify({ ok: true }))
  })
}

function portOf(app: FastifyInstance): number {
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return address.port
}
