import { CompiledQuery, type Kysely } from 'kysely'
import type { Logger } from 'pino'
import { z } from 'zod'
import { randomId } from '../../ground/random-id.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { audit } from '../privacy-audit.ts'
import type { JobRule } from './rules.ts'

const DAY_MS = 24 * 3_600_000
/** One transaction each, so that nobody waits long behind it. */
const ROWS_AT_ONCE = 1_000

export const foundSchema = z.object({
  ...{ room: z.string(), table: z.string(), days: z.int(), ends: z.enum(['deleted', 'emptied']) },
  rows: z.int().min(0),
  /** It did not come to its end; why stands in the log of the server. */
  failed: z.boolean(),
})
/** What one rule has taken away, or would. */
export type Found = z.infer<typeof foundSchema>

export interface RetentionParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly log: Logger
  readonly rules: readonly JobRule[]
}

export interface RunAsked {
  /** Nothing is taken away: it is only counted. */
  readonly isDry: boolean
  readonly runId: string
  /** The account of staff who asked for it in the console. */
  readonly by?: string
}

/**
 * Goes through the rules, one after the other: a rule that fails is told of in the report and in the log, and holds none of the others up.
 * What it has found is kept with the run. `null` when it was stopped before the end: the run is not over then.
 */
export async function carryOutRetention(
  parts: RetentionParts,
  { isDry, runId, by }: RunAsked,
  signal?: AbortSignal,
): Promise<readonly Found[] | null> {
  const { db, clock, log, rules } = parts
  const now = clock.now()
  const report: Found[] = []
  for (const rule of rules) {
    if (signal?.aborted) return null
    const { room, table, days, ends } = rule
    const found = { ...{ room, table, days, ends }, rows: 0, failed: false }
    const before = new Date(now - days * DAY_MS)
    try {
      found.rows = isDry ? await count(db, rule, before) : await takeAway(db, rule, before, signal)
    } catch (error) {
      found.failed = true
      log.error(
        { room, table, reason: error instanceof Error ? error.message : 'unknown' },
        'what is over was not taken away',
      )
    }
    report.push(found)
  }
  if (signal?.aborted) return null
  const at = new Date(clock.now())
  await db.transaction().execute(async tx => {
    await tx
      .updateTable('retention_run')
      .set({ ended_at: at, report: JSON.stringify(report) })
      .where('run_id', '=', runId)
      .execute()
    const met = report.flatMap(({ table, ends, rows, failed }) =>
      rows > 0 || failed ? [[`${table} ${ends}`, failed ? 'failed' : rows] as const] : [],
    )
    const detail = { ...(by !== undefined && { by }), ...Object.fromEntries(met) }
    await audit(tx, at, {
      event: isDry ? 'retention-counted' : 'retention-carried-out',
      subject: runId,
      terminalId: null,
      detail,
    })
  })
  return report
}

/** Writes down that a run begins. Null where the run of that day was begun already. */
export async function beginRun(
  { db, clock }: Pick<RetentionParts, 'db' | 'clock'>,
  { day, isDry, askedBy }: { readonly day: string | null; readonly isDry: boolean; readonly askedBy: string | null },
): Promise<string | null> {
  const begun = await db
    .insertInto('retention_run')
    .values({ run_id: randomId(), day, is_dry: isDry, asked_by: askedBy, begun_at: new Date(clock.now()) })
    .onConflict(conflict => conflict.doNothing())
    .returning('run_id')
    .executeTakeFirst()
  return begun?.run_id ?? null
}

async function count(db: Kysely<Tables>, { table, by }: JobRule, before: Date): Promise<number> {
  const sql = `select count(*)::integer as rows from ${table} where ${by.where}`
  const { rows } = await db.executeQuery<{ rows: number }>(CompiledQuery.raw(sql, [before]))
  return rows[0]?.rows ?? 0
}

async function takeAway(
  db: Kysely<Tables>,
  { table, by }: JobRule,
  before: Date,
  signal?: AbortSignal,
): Promise<number> {
  const some = `select ctid from ${table} where ${by.where} limit ${ROWS_AT_ONCE} for update skip locked`
  const act = by.set === undefined ? `delete from ${table}` : `update ${table} set ${by.set}`
  // Asked once more of each row that is locked: what has come to be owed meanwhile stays.
  const sql = `${act} where ctid = any(array(${some})) and (${by.where})`
  let gone = 0
  for (;;) {
    const { numAffectedRows = 0n } = await db.executeQuery(CompiledQuery.raw(sql, [before]))
    gone += Number(numAffectedRows)
    if (numAffectedRows < BigInt(ROWS_AT_ONCE) || signal?.aborted) return gone
  }
}
