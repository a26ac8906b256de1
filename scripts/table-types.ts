import { type Kysely, sql } from 'kysely'

interface Column {
  readonly table_name: string
  readonly column_name: string
  readonly type: string
  readonly is_needed: boolean
  /** It has a value when none is given. */
  readonly is_filled: boolean
  readonly comment: string | null
}

const HEAD = `// Made from the migrated database by \`npm run tables\`, and compared with it by a test: never changed by hand.
import type { ColumnType, Generated } from 'kysely'

/** A column that has a value only after some event. */
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>
/** Comes out as a value, goes in as text. */
type Json = ColumnType<unknown, string, string>
/** The same with a value where none is given. */
type FilledJson = ColumnType<unknown, string | undefined, string>
/** The same with a value only after some event. */
type LaterJson = ColumnType<unknown, string | null | undefined, string | null>
`

const LINE_WIDTH = 120

/** TypeScript's view of a column, by the name that PostgreSQL has for its type. */
const TYPES: Readonly<Record<string, string>> = {
  text: 'string',
  integer: 'number',
  // Wider than a number of JavaScript, so that the driver gives it as text.
  bigint: 'string',
  boolean: 'boolean',
  'timestamp with time zone': 'Date',
  bytea: 'Uint8Array',
  jsonb: 'Json',
}

/** The types of all rows of a migrated database, as the text of a module. Throws for a type of column that it does not know. */
export async function tableTypes(db: Kysely<never>): Promise<string> {
  const columns = await columnsOf(db)
  const choices = await choicesOf(db)
  const comments = await tableCommentsOf(db)
  const tables = [...new Set(columns.map(({ table_name }) => table_name))]
  const interfaces = tables.map(table => {
    const lines = columns
      .filter(({ table_name }) => table_name === table)
      .flatMap(column => [
        ...(column.comment === null ? [] : [`  /** ${column.comment} */`]),
        lineOf(column, choices.get(`${table}.${column.column_name}`)),
      ])
    const comment = comments.get(table)
    return `${comment === undefined ? '' : `/** ${comment} */\n`}export interface ${interfaceOf(table)} {\n${lines.join('\n')}\n}\n`
  })
  const list = tables.map(table => `  ${table}: ${interfaceOf(table)}`).join('\n')
  return `${HEAD}
/** The server's own tables, as Kysely sees them. Amounts are whole fen. */
export interface Tables {
${list}
}

${interfaces.join('\n')}`
}

function typeOf({ table_name, column_name, type, is_needed, is_filled }: Column, choice: string | undefined): string {
  const plain = choice ?? TYPES[type]
  if (plain === undefined) throw new Error(`no type is known for ${type} of ${table_name}.${column_name}`)
  if (!is_needed) return plain === 'Json' ? 'LaterJson' : `Later<${plain}>`
  if (is_filled && plain === 'Json') return 'FilledJson'
  return is_filled ? `Generated<${plain}>` : plain
}

/** A column as the house's style sets it: a union that is wider than a line stands one member a line. */
function lineOf(column: Column, choice: string | undefined): string {
  const type = typeOf(column, choice)
  const line = `  ${column.column_name}: ${type}`
  if (line.length <= LINE_WIDTH || choice === undefined) return line
  const members = choice
    .split(' | ')
    .map(member => `\n    | ${member}`)
    .join('')
  if (type === choice) return `  ${column.column_name}:${members}`
  const inner = `\n    ${choice}`
  const begin = `  ${column.column_name}: ${type.slice(0, type.indexOf('<') + 1)}`
  return `${begin}${inner.length <= LINE_WIDTH + 1 ? inner : members}\n  >`
}

const interfaceOf = (table: string): string =>
  `${table
    .split('_')
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}Table`

async function columnsOf(db: Kysely<never>): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.relname as table_name, a.attname as column_name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as is_needed, (a.atthasdef or a.attidentity <> '') as is_filled,
      col_description(c.oid, a.attnum) as comment
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
      and c.relname <> 'schema_version'
    order by c.relname, a.attnum`.execute(db)
  return rows
}

/** Of each column that may hold only certain texts, these as a union. */
async function choicesOf(db: Kysely<never>): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ table_name: string; definition: string }>`
    select c.relname as table_name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'c' and c.relnamespace = 'public'::regnamespace`.execute(db)
  return new Map(
    rows.flatMap(({ table_name, definition }) => {
      const [, column, list = ''] = /^CHECK \(\((\w+) = ANY \(ARRAY\[(.*)\]\)\)\)$/.exec(definition) ?? []
      if (column === undefined) return []
      return [[`${table_name}.${column}`, list.replaceAll('::text', '').split(', ').join(' | ')]]
    }),
  )
}

async function tableCommentsOf(db: Kysely<never>): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ table_name: string; comment: string }>`
    select c.relname as table_name, obj_description(c.oid, 'pg_class') as comment
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and obj_description(c.oid, 'pg_class') is not null`.execute(db)
  return new Map(rows.map(({ table_name, comment }) => [table_name, comment]))
}
