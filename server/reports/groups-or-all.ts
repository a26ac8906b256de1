import type { ReportRows } from '../../src/contract/reports-api.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import { type GroupRow, MERGED, mergeFew } from './small-groups.ts'

/** The rows of a report as they may be shown: of groups, those of few people merged, with a note that says so. */
export const groupsOrAll = (
  by: ReportRows,
  rows: readonly GroupRow[],
): { readonly rows: readonly GroupRow[]; readonly notes?: readonly Bilingual[] } =>
  by === 'group' ? { rows: mergeFew(rows), notes: [MERGED] } : { rows }
