import { type Kysely, sql } from 'kysely'
import type { ReportRows } from '../../src/contract/reports-api.ts'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import type { Tables } from '../ground/store/tables.ts'
import { FEW } from './small-groups.ts'
import { sameBoth, UNKNOWN_GROUP } from './wish.ts'

const NO_TERMINAL = both('没有订单的付款', 'payments without an order')

const GROUPS: Readonly<Record<string, Bilingual>> = {
  bachelor: both('本科生', 'Bachelor students'),
  master: both('硕士生', 'Master students'),
  doctor: both('博士生', 'Doctoral students'),
  undergraduate: both('其他本科生', 'Other undergraduates'),
  graduate: both('其他研究生', 'Other graduate students'),
  staff: both('教职工', 'Staff'),
  [UNKNOWN_GROUP]: both('未记录', 'not recorded'),
  [FEW]: both('人数较少的合并', 'small groups together'),
}

/** What people call the rows of a report. */
export async function labelsOf(
  db: Kysely<Tables>,
  by: ReportRows,
  keys: readonly (string | null)[],
): Promise<(key: string | null) => Bilingual> {
  const wanted = keys.filter(key => key !== null)
  const names = wanted.length === 0 ? [] : await namesOf(db, by, wanted)
  const known = new Map(names.map(({ key, zh, en }) => [key, both(zh, en)]))
  return key => {
    if (key === null) return NO_TERMINAL
    if (by === 'group') return GROUPS[key] ?? sameBoth(key)
    if (by === 'hour') return sameBoth(`${key}:00`)
    return known.get(key) ?? sameBoth(key)
  }
}

type Name = { readonly key: string; readonly zh: string; readonly en: string }

async function namesOf(db: Kysely<Tables>, by: ReportRows, keys: readonly string[]): Promise<readonly Name[]> {
  switch (by) {
    case 'terminal':
      return db
        .selectFrom('terminal')
        .select(['terminal_id as key'])
        .select([
          sql<string>`place_zh || ' · ' || name_zh`.as('zh'),
          sql<string>`place_en || ' · ' || name_en`.as('en'),
        ])
        .where('terminal_id', 'in', keys)
        .execute()
    case 'site':
      return db
        .selectFrom('site')
        .select(['site_id as key', 'name_zh as zh', 'name_en as en'])
        .where('site_id', 'in', keys)
        .execute()
    case 'kind':
      return namesOfKinds(db, keys)
    default:
      return []
  }
}

/** A kind goes by the title of its newest documents. */
async function namesOfKinds(db: Kysely<Tables>, kinds: readonly string[]): Promise<readonly Name[]> {
  const { rows } = await sql<Name>`
    select k.kind as key, d.title_zh as zh, d.title_en as en
    from unnest(array[${sql.join(kinds)}]::text[]) as k (kind)
    cross join lateral (select title_zh, title_en from document where kind = k.kind limit 1) as d`.execute(db)
  return rows
}
