import { type Kysely, sql } from 'kysely'
import { type ReportTable, VISIT_STEPS, type VisitStep } from '../../src/contract/reports-api.ts'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { Tables } from '../ground/store/tables.ts'
import { tableOf } from './table-of.ts'
import { type Bounds, keyOf, type ReportWish, terminalsOf } from './wish.ts'

const OUTCOMES = [
  { key: 'completed', label: both('办成', 'completed'), unit: 'count' },
  { key: 'failed', label: both('没办成', 'failed'), unit: 'count' },
  { key: 'givenUp', label: both('放弃', 'given up'), unit: 'count' },
] as const
const STEP_COLUMNS = [
  ...OUTCOMES,
  { key: 'median', label: both('中位用时(秒)', 'median time (seconds)'), unit: 'seconds' },
] as const

const STEPS: Readonly<Record<VisitStep, Bilingual>> = {
  identify: both('确认身份', 'identify'),
  choose: both('选择文件', 'choose a document'),
  preview: both('预览', 'preview'),
  pay: both('付款', 'pay'),
  print: both('打印', 'print'),
  collect: both('取纸', 'take the paper'),
  check: both('查验纸张', 'check a paper'),
}

const BY_KIOSKS = both(
  '由自助机在来访结束后报告；断网期间的会晚到。',
  'As kiosks tell of visits once they are over; what they tell while the line is down comes later.',
)
const NOT_BY_KIND = both(
  '来访不按文件种类和人群统计。',
  'Visits are counted neither by kind of document nor by group of people.',
)

const counts = sql`count(*) filter (where outcome = 'completed') as completed,
  count(*) filter (where outcome = 'failed') as failed, count(*) filter (where outcome = 'given-up') as given_up`
type Counts = { readonly completed: string; readonly failed: string; readonly given_up: string }
const valuesOf = ({ completed, failed, given_up: givenUp }: Counts) => [completed, failed, givenUp].map(Number)

/** Visits completed, failed and given up. */
export async function visitsReport(db: Kysely<Tables>, wish: ReportWish, bounds: Bounds): Promise<ReportTable> {
  const { timeZone, since, before } = bounds
  // A visit may come to nothing before a document is chosen.
  const by = wish.by === 'kind' || wish.by === 'group' ? 'day' : wish.by
  const { rows } = await sql<{ key: string | null } & Counts>`
    select ${keyOf(by, sql`v.began_at`, timeZone)} as key, ${counts}
    from visit_report v join terminal t on t.terminal_id = v.terminal_id
    where v.began_at >= ${since} and v.began_at < ${before} and ${terminalsOf(wish)}
    group by 1 order by 1`.execute(db)
  const isByKind = by !== wish.by || wish.kind !== undefined
  return tableOf(db, by, {
    columns: OUTCOMES,
    rows: rows.map(row => ({ key: row.key, values: valuesOf(row) })),
    notes: [BY_KIOSKS, ...(isByKind ? [NOT_BY_KIND] : [])],
  })
}

/** At which step visits stopped, and how long a step takes. */
export async function stepsReport(db: Kysely<Tables>, wish: ReportWish, bounds: Bounds): Promise<ReportTable> {
  const { since, before } = bounds
  const told = sql`from visit_report v join terminal t on t.terminal_id = v.terminal_id
    where v.began_at >= ${since} and v.began_at < ${before} and ${terminalsOf(wish)}`
  const { rows } = await sql<{ step: string } & Counts>`select step, ${counts} ${told} group by 1`.execute(db)
  const { rows: times } = await sql<{ step: string; median: number }>`
    select s.key as step, percentile_cont(0.5) within group (order by s.value::numeric) as median
    from (select v.took_ms ${told}) as v cross join lateral jsonb_each_text(v.took_ms) as s
    group by 1`.execute(db)
  const ofStep = new Map(rows.map(row => [row.step, valuesOf(row)]))
  const medians = new Map(times.map(({ step, median }) => [step, Math.round(Number(median) / 100) / 10]))
  const table = await tableOf(db, 'day', {
    columns: STEP_COLUMNS,
    rows: VISIT_STEPS.map(step => ({
      key: step,
      values: [...(ofStep.get(step) ?? [0, 0, 0]), medians.get(step) ?? null],
    })),
    notes: [BY_KIOSKS],
  })
  return { ...table, rows: table.rows.map(row => ({ ...row, label: STEPS[row.key as VisitStep] })) }
}
