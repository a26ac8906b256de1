import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import { type Captchas, createCaptchas } from './captcha/captcha.ts'
import { type CaptchaVouchers, createCaptchaVouchers } from './captcha/captcha-vouchers.ts'
import { loadSpeaker } from './captcha/speak-captcha.ts'
import type { SectionsOf } from './config/sections.ts'
import type { GROUND } from './ground-plan.ts'
import { houseSecret } from './house-secret.ts'
import { createGuessWatch, type GuessWatch } from './limits/guess-watch.ts'
import { createLimits, type MakeLimit } from './limits/limit.ts'
import { createRateCounts, type RateCounts } from './limits/rate-counts.ts'
import { createOutage, type Outage } from './outage.ts'
import { refuseUnfinishedRestore } from './restore-mark.ts'
import type { Sweep } from './room.ts'
import { createSealedTokens, type SealedTokens } from './sealed-token.ts'
import { type ServerKey, serverKeyOf } from './server-key.ts'
import { type ContentStore, createContentStore } from './store/content-store.ts'
import { openFoundStore } from './store/found-store.ts'
import type { MigrationSteps } from './store/migrate.ts'
import { makeOwnFolder, openStore, type Store } from './store/store.ts'
import { openTls, type Tls } from './tls-pair.ts'

/** The university as everyone may know it. */
export interface House {
  readonly name: Bilingual
  /** Exactly what payers are shown as payee. */
  readonly payeeName: string
  readonly helpPhone: string
  /** IANA name. */
  readonly timeZone: string
  /** Stands in the codes on paper; has no slash at its end. */
  readonly publicBaseUrl: string
}

/** What every room stands on. */
export interface Ground {
  readonly db: Store['db']
  readonly content: ContentStore
  readonly clock: Clock
  readonly log: Logger
  readonly house: House
  /** How often something was done lately, for every server on the database. */
  readonly counts: RateCounts
  /** Makes a limit over these counts; each has a name of its own. */
  readonly limit: MakeLimit
  /** One for everybody: a code is guessed at from wherever. */
  readonly guesses: GuessWatch
  readonly captchas: Captchas
  readonly captchaVouchers: CaptchaVouchers
  readonly tokens: SealedTokens
  /** What terminals are told is signed with it. */
  readonly serverKey: ServerKey
  /** To be told of what fails, before it is logged. */
  readonly outage: Outage
  /** Null where something before the server ends TLS. */
  readonly tls: Tls | null
  /** Whether people are served here; otherwise a command alone is carried out. */
  readonly isServing: boolean
}

export interface OpenGround {
  readonly ground: Ground
  readonly sweeps: readonly Sweep[]
  close(): Promise<void>
}

export interface GroundParts {
  readonly clock: Clock
  readonly log: Logger
  /** Every step from an empty database to the present one. */
  readonly steps: MigrationSteps
  readonly isServing: boolean
}

const HOUR_MS = 3_600_000
/** A renewed certificate is looked for so often. */
const TLS_LOOK_MS = 30_000

/**
 * Opens the store and what lies around it. Rejects with `StartRefused` when it can't be reached or belongs to a newer program, and for a
 * command alone also when no server has made it as this program needs it.
 */
export async function openGround(config: SectionsOf<typeof GROUND>, parts: GroundParts): Promise<OpenGround> {
  const { clock, log, steps, isServing } = parts
  const { folder, databaseUrl } = config.store
  const place = databaseUrl === null ? ({ kind: 'folder', folder: join(folder, 'database') } as const) : null
  if (isServing) await makeOwnFolder(folder)
  await refuseUnfinishedRestore(folder)
  const tls = isServing && config.listen.tls ? await openTls(config.listen.tls, { clock, log }) : null
  const open = isServing ? openStore : openFoundStore
  const store = await open(place ?? { kind: 'postgres', databaseUrl: databaseUrl ?? '' }, steps)
  if (place) log.warn('the embedded database may lose its last commits in a power cut: for demonstration only')
  try {
    const house = { ...config.university, publicBaseUrl: config.publicBaseUrl }
    const content = createContentStore(join(folder, 'files'))
    const ground = await groundOn(store, { clock, log, house, content, isServing, tls })
    const tidy = [
      { name: 'captchas', everyMs: HOUR_MS, run: () => ground.captchas.tidy() },
      { name: 'rate counts', everyMs: HOUR_MS, run: () => ground.counts.tidy() },
    ]
    const renew = tls ? [{ name: 'certificate', everyMs: TLS_LOOK_MS, run: () => tls.renew() }] : []
    return { ground, sweeps: [...tidy, ...renew], close: () => closed(ground, store) }
  } catch (error) {
    await store.close()
    throw error
  }
}

const closed = ({ outage }: Ground, store: Store): Promise<void> => {
  outage.stop()
  return store.close()
}

/** The ground over a store that is open. Rejects when a part of the program is missing. */
export async function groundOn(
  { db }: Store,
  parts: Pick<Ground, 'clock' | 'log' | 'house' | 'content' | 'isServing'> & Partial<Pick<Ground, 'tls'>>,
): Promise<Ground> {
  const { clock, log, tls = null } = parts
  const secret = (name: string) => houseSecret(db, name, new Date(clock.now()))
  const tokens = createSealedTokens(await secret('verification'))
  const serverKey = serverKeyOf(await secret('server-key'))
  const speaker = await loadSpeaker()
  if (!speaker.ok) throw new Error(`the spoken digit ${speaker.error} is missing`)
  const captchas = createCaptchas({ db, clock, tokens, speaker: speaker.value })
  const captchaVouchers = createCaptchaVouchers({ db, clock, tokens })
  const outage = createOutage({ db, clock, log })
  const counts = createRateCounts(db, clock, await secret('rate-counts'))
  const guesses = createGuessWatch({ db, clock, log, counts, key: await secret('verification') })
  const limit = createLimits(counts, clock)
  return { ...parts, tls, db, outage, tokens, serverKey, captchas, captchaVouchers, counts, limit, guesses }
}
