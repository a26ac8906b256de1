import { sql } from 'kysely'
import { z } from 'zod'
import type { RetentionRuleLine, RetentionRun } from '../../../src/contract/privacy-api.ts'
import { both } from '../../../src/contract/texts.ts'
import { goesByAge } from '../../ground/retention.ts'
import {
  beginRun,
  carryOutRetention,
  type Found,
  foundSchema,
  type RetentionParts,
} from '../retention/carry-out-retention.ts'
import { STOPPED_AFTER_MS } from '../retention/daily-retention.ts'
import type { RuleOfRoom } from '../retention/rules.ts'

const RUNS_SHOWN = 20
const reportSchema = z.array(foundSchema)

export interface RetentionDeskParts extends RetentionParts {
  /** Of all rooms: what rooms take away by themselves too. */
  readonly allRules: readonly RuleOfRoom[]
}

/** Who of staff asks for a run. */
export interface RunBy {
  readonly staffId: string
  readonly name: string
}

type ByRule = Pick<Found, 'room' | 'table' | 'days' | 'ends'>
const sameRule = (one: ByRule, other: ByRule) =>
  one.room === other.room && one.table === other.table && one.days === other.days && one.ends === other.ends

/** What staff are shown of how long things are kept, and the runs that they ask for. */
export function createRetentionDesk(parts: RetentionDeskParts) {
  const { db, clock, log, allRules } = parts
  const ending = new AbortController()
  const running = new Set<Promise<unknown>>()
  const rows = () => db.selectFrom('retention_run').selectAll().orderBy('begun_at', 'desc').orderBy('run_id', 'desc')
  type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirst']>>>

  const whatOf = (found: Found) =>
    allRules.find(rule => goesByAge(rule) && sameRule({ ...rule }, found))?.what ?? both(found.table, found.table)
  const shown = (row: Row): RetentionRun => ({
    ...{ runId: row.run_id, day: row.day, isDry: row.is_dry, askedBy: row.asked_by },
    ...{ begunAt: row.begun_at.toISOString(), endedAt: row.ended_at?.toISOString() ?? null },
    isStopped: row.ended_at === null && clock.now() - row.begun_at.getTime() >= STOPPED_AFTER_MS,
    found: reportSchema
      .parse(row.report)
      .filter(found => found.rows > 0 || found.failed)
      .map(found => ({ ...found, what: whatOf(found) })),
  })
  const one = async (runId: string): Promise<RetentionRun | null> => {
    const row = await rows().where('run_id', '=', runId).executeTakeFirst()
    return row ? shown(row) : null
  }
  const lineOf = (rule: RuleOfRoom, report: readonly Found[] | null): RetentionRuleLine => {
    const { room, table, what, why } = rule
    if (!goesByAge(rule))
      return {
        ...{ room, table, what, why, how: { kind: 'by-rule', until: rule.until } },
        ...{ lastRows: null, hasFailed: false },
      }
    const { days, since, ends } = rule
    const isOfRun = 'where' in rule.by
    const last = isOfRun ? report?.find(found => sameRule(found, rule)) : undefined
    return {
      ...{ room, table, what, why, how: { kind: 'by-age', days, since, ends, isOfRun } },
      ...{ lastRows: last?.rows ?? null, hasFailed: last?.failed ?? false },
    }
  }
  return {
    /** The rules, and what the last run that took something away, or looked for it, has found. */
    standing: async () => {
      const last = await rows().where('is_dry', '=', false).where('ended_at', 'is not', null).executeTakeFirst()
      const report = last ? reportSchema.parse(last.report) : null
      return {
        rules: allRules.map(rule => lineOf(rule, report)),
        lastRun: last ? shown(last) : null,
        runs: (await rows().limit(RUNS_SHOWN).execute()).map(shown),
      }
    },
    one,
    /** Counts what would go now. Null when it was stopped before the end. */
    count: async ({ staffId, name }: RunBy): Promise<RetentionRun | null> => {
      const runId = await beginRun(parts, { day: null, isDry: true, askedBy: name })
      if (runId === null) return null
      const report = await carryOutRetention(parts, { isDry: true, runId, by: staffId }, ending.signal)
      return report === null ? null : one(runId)
    },
    /** Begins to take away what is over, and goes on when whoever asked looks elsewhere. Null where a run is under way. */
    begin: async ({ staffId, name }: RunBy): Promise<string | null> => {
      const since = new Date(clock.now() - STOPPED_AFTER_MS)
      const underWay = await db
        .selectFrom('retention_run')
        .select(sql`1`.as('one'))
        .where('is_dry', '=', false)
        .where('ended_at', 'is', null)
        .where('begun_at', '>', since)
        .executeTakeFirst()
      const runId = underWay ? null : await beginRun(parts, { day: null, isDry: false, askedBy: name })
      if (runId === null) return null
      const run = carryOutRetention(parts, { isDry: false, runId, by: staffId }, ending.signal)
        .catch((error: unknown) =>
          log.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'a run of retention broke off'),
        )
        .finally(() => running.delete(run))
      running.add(run)
      return runId
    },
    /** Stops what is under way at the next thousand rows, and waits for it. */
    close: async () => {
      ending.abort()
      await Promise.all(running)
    },
  }
}
export type RetentionDesk = ReturnType<typeof createRetentionDesk>
