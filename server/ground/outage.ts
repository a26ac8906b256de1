import { type Kysely, sql } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import { isDatabaseAway } from './store/database-away.ts'
import type { Tables } from './store/tables.ts'

const LOOK_EVERY_MS = 2_000

/** While the database is away everything fails for one reason: the log says that it began, and when and after how much it ended. */
export interface Outage {
  /** Whether `error` is one of the database that is away; then it is counted, and need not be logged by whoever met it. */
  tell(error: unknown): boolean
  /** Looks for the database no more. */
  stop(): void
}

export function createOutage({
  db,
  clock,
  log,
}: {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly log: Logger
}): Outage {
  let running: { readonly sinceMs: number; failures: number } | null = null
  let cancel = () => {}
  let isStopped = false

  /** Asked for, and not waited for: on a quiet night nobody else would find out. */
  const look = () => {
    if (isStopped) return
    cancel = clock.after(LOOK_EVERY_MS, () => {
      sql`select 1`.execute(db).then(over, look)
    })
  }
  const over = () => {
    if (!running || isStopped) return
    const { sinceMs, failures } = running
    running = null
    log.warn({ failures, lastedMs: Math.round(clock.monotonic() - sinceMs) }, 'the database is there again')
  }
  return {
    tell: error => {
      if (!isDatabaseAway(error)) return false
      if (running) running.failures += 1
      else {
        running = { sinceMs: clock.monotonic(), failures: 1 }
        const reason = error instanceof Error ? error.message : 'unknown'
        log.error({ reason }, 'the database is away; what fails because of it is counted until it is there again')
        look()
      }
      return true
    },
    stop: () => {
      isStopped = true
      cancel()
    },
  }
}
