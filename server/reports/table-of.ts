import type { Kysely } from 'kysely'
import type { ReportRows, ReportTable } from '../../src/contract/reports-api.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { Tables } from '../ground/store/tables.ts'
import { labelsOf } from './row-labels.ts'

export interface Figures {
  readonly columns: readonly ReportTable['columns'][number][]
  readonly rows: readonly { readonly key: string | null; readonly values: readonly (number | null)[] }[]
  readonly notes?: readonly Bilingual[]
}

/** Figures with the names of their rows and the sums of their columns. */
export async function tableOf(db: Kysely<Tables>, by: ReportRows, figures: Figures): Promise<ReportTable> {
  const { columns, rows, notes = [] } = figures
  const label = await labelsOf(
    db,
    by,
    rows.map(({ key }) => key),
  )
  const isSum = ({ unit }: (typeof columns)[number]) => unit === 'fen' || unit === 'count'
  return {
    columns: [...columns],
    rows: rows.map(({ key, values }) => ({ key: key ?? '', label: label(key), values: [...values] })),
    total: columns.map((column, at) =>
      isSum(column) ? rows.reduce((sum, { values }) => sum + (values[at] ?? 0), 0) : null,
    ),
    notes: [...notes],
  }
}
