import { type Kysely, sql } from 'kysely'
import type { FleetTerminal, ServingWords } from '../../src/contract/fleet-api.ts'
import type { TerminalId } from '../../src/contract/ids.ts'
import { both } from '../../src/contract/texts.ts'
import { CLOCK, type LetIn, type Serving, type Spoken, servingOf, spokenOf } from '../../src/rules/serving.ts'
import { ALL_SITES } from '../../src/rules/staff-roles.ts'
import type { Tables } from '../ground/store/tables.ts'
import { faultsSchema } from './device-rows.ts'
import type { ReadHours } from './hours.ts'

export interface ReadParts {
  readonly db: Kysely<Tables>
  readonly hours: ReadHours
  /** The first moment of today where the university is. */
  readonly dayStart: (now: Date) => Date
}

/** A terminal, and what a program needs of it beside its words. */
export interface SeenTerminal extends FleetTerminal {
  readonly truth: Serving
  readonly heardAtMs: number | null
  /** Since when it is meant to serve; null where it is meant to always. */
  readonly openSinceMs: number | null
}

/** Every terminal at these sites, retired ones last, by site and by name, with the truth about each at `now`. */
export async function readTerminals(
  { db, hours, dayStart }: ReadParts,
  now: Date,
  { sites, terminalId }: { readonly sites: readonly string[]; readonly terminalId?: string },
): Promise<SeenTerminal[]> {
  let query = db
    .selectFrom('terminal as t')
    .innerJoin('site', 'site.site_id', 't.site_id')
    .leftJoin('terminal_beat as b', 'b.terminal_id', 't.terminal_id')
    .leftJoin('terminal_serving as s', join =>
      join.onRef('s.terminal_id', '=', 't.terminal_id').on('s.until_at', 'is', null),
    )
    .select(['t.terminal_id', 't.name_zh', 't.name_en', 't.place_zh', 't.place_en', 't.site_id', 't.state'])
    .select(['t.taken_out_at', 't.taken_out_zh', 't.taken_out_en', 't.taken_out_until'])
    .select(['b.heard_at', 'b.standing', 'b.blocked_by', 'b.version', 'b.jobs_open', 's.from_at'])
    .select(['t.clock_off_at', 't.clock_off_since', 't.clock_ahead_ms'])
    .select(
      sql<number>`(select count(*)::integer from visit v where v.terminal_id = t.terminal_id and v.started_at >= ${dayStart(now)})`.as(
        'visits_today',
      ),
    )
    .select(
      sql<unknown>`(select coalesce(json_agg(json_build_object('kind', d.kind, 'state', d.state, 'faults', d.faults)), '[]') from terminal_device d where d.terminal_id = t.terminal_id)`.as(
        'devices',
      ),
    )
    .orderBy(sql`t.state = 'retired'`)
    .orderBy('site.position')
    .orderBy('t.name_zh')
    .orderBy('t.terminal_id')
  if (!sites.includes(ALL_SITES)) query = query.where('t.site_id', 'in', [...sites])
  if (terminalId !== undefined) query = query.where('t.terminal_id', '=', terminalId)
  const rows = sites.length === 0 ? [] : await query.execute()
  const opennessOf = await hours(
    rows.map(row => ({ terminalId: row.terminal_id, siteId: row.site_id })),
    now,
  )
  return rows.map(row => {
    const { heard_at: heardAt, taken_out_at: outAt } = row
    const openness = opennessOf(row.terminal_id)
    const truth = servingOf({
      nowMs: now.getTime(),
      letIn: row.state satisfies LetIn,
      takenOutSinceMs: outAt?.getTime() ?? null,
      isOpen: openness?.isOpen ?? null,
      last: heardAt && {
        heardAtMs: heardAt.getTime(),
        spoken: spokenOfRow(row.blocked_by, row.devices),
        sinceMs: (row.from_at ?? heardAt).getTime(),
      },
      clockOff: row.clock_off_at && {
        atMs: row.clock_off_at.getTime(),
        sinceMs: (row.clock_off_since ?? row.clock_off_at).getTime(),
        aheadMs: Number(row.clock_ahead_ms),
      },
    })
    const isFresh = truth.kind === 'can' || (truth.kind === 'cannot' && truth.missing.part !== CLOCK)
    return {
      terminalId: row.terminal_id as TerminalId,
      ...{ name: both(row.name_zh, row.name_en), place: both(row.place_zh, row.place_en), siteId: row.site_id },
      ...{ letIn: row.state, serving: wordsOf(truth), truth, heardAtMs: heardAt?.getTime() ?? null },
      openSinceMs: openness?.sinceMs ?? null,
      takenOut: outAt && {
        since: outAt.toISOString(),
        reason: both(row.taken_out_zh ?? '', row.taken_out_en ?? ''),
        until: row.taken_out_until?.toISOString() ?? null,
      },
      lastHeardAt: heardAt?.toISOString() ?? null,
      isInVisit: isFresh && row.standing === 'in-visit',
      ...{ version: row.version, openJobs: row.jobs_open, visitsToday: row.visits_today },
    }
  })
}

/** What the last heartbeat said, out of its rows. */
function spokenOfRow(blockedBy: unknown, devices: unknown): Spoken {
  const list = devices as {
    readonly kind: string
    readonly state: 'works' | 'warns' | 'fails'
    readonly faults: unknown
  }[]
  return spokenOf({
    blockedBy: faultsSchema.parse(blockedBy),
    devices: list.map(({ kind, state, faults }) => ({ kind, state, faults: faultsSchema.parse(faults) })),
  })
}

function wordsOf(truth: Serving): ServingWords {
  if (!('sinceMs' in truth)) return truth
  const { sinceMs, ...rest } = truth
  const since = new Date(sinceMs).toISOString()
  return rest.kind === 'can' || rest.kind === 'cannot' ? { ...rest, lacks: [...rest.lacks], since } : { ...rest, since }
}
