import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'

/** Good for hours alone: whoever is brought back to yesterday logs in anew, and no login that was ended since lives again. */
export const PASSING = [
  'login',
  'rate_count',
  'request_nonce',
  'spent_captcha',
  'staff_session',
  'web_session',
] as const

/** Run anew at the next start: what lies in it is the site's, and no backup of the house has it. */
const SETUP = 'setup_script'

export const leftOut = (table: string): boolean => table === SETUP || PASSING.some(one => one === table)

export type Db = Kysely<Tables> | Transaction<Tables>

export interface Column {
  readonly name: string
  /** As PostgreSQL writes it, to be cast to. */
  readonly type: string
}

/** Columns of a table that are written, in their order. */
export async function columnsOf(db: Db, table: string): Promise<readonly Column[]> {
  const { rows } = await sql<Column>`select a.attname as name, format_type(a.atttypid, a.atttypmod) as type
    from pg_attribute a where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by a.attnum`.execute(db)
  return rows
}

/** Whatever the settings of the database are, every value is written and read in one way. */
export async function plainValues(tx: Transaction<Tables>): Promise<void> {
  for (const setting of [
    'statement_timeout = 0',
    "datestyle = 'ISO, YMD'",
    "intervalstyle = 'postgres'",
    "timezone = 'UTC'",
    "bytea_output = 'hex'",
    'extra_float_digits = 3',
  ])
    await sql.raw(`set local ${setting}`).execute(tx)
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
