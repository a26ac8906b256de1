import { join } from 'node:path'
import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Tables } from '../ground/store/tables.ts'
import type { Manifest } from './manifest.ts'
import { columnsOf, plainValues, quoted } from './tables-of-house.ts'
import { readLines } from './write-parts.ts'

const ROWS_AT_ONCE = 200
const rowSchema = z.array(z.string().nullable())

/** A constraint that is put back as it was. */
interface Held {
  readonly table: string
  readonly name: string
  readonly definition: string
}

/**
 * Puts the rows of a backup into tables of the same version, in one transaction: what keeps the tables in order (references, triggers that
 * refuse) is set aside, and put back over all of the rows, which proves them. What migrations had written goes first.
 */
export async function loadTables(tx: Transaction<Tables>, folder: string, manifest: Manifest): Promise<void> {
  await plainValues(tx)
  const all = [...manifest.tables.map(({ name }) => name), ...manifest.leftOut]
  const held = await referencesOf(tx)
  for (const { table, name } of held)
    await sql.raw(`alter table ${quoted(table)} drop constraint ${quoted(name)}`).execute(tx)
  for (const table of all) await sql.raw(`alter table ${quoted(table)} disable trigger user`).execute(tx)
  await sql.raw(`truncate ${all.map(quoted).join(', ')}`).execute(tx)
  for (const table of manifest.tables) await loadTable(tx, folder, table)
  for (const { table, column, last } of manifest.sequences) await passOver(tx, table, column, last)
  for (const { table, name, definition } of held)
    await sql.raw(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`).execute(tx)
  for (const table of all) await sql.raw(`alter table ${quoted(table)} enable trigger user`).execute(tx)
}

async function referencesOf(tx: Transaction<Tables>): Promise<readonly Held[]> {
  const { rows } =
    await sql<Held>`select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and c.relnamespace = current_schema()::regnamespace order by 1, 2`.execute(tx)
  return rows
}

async function loadTable(tx: Transaction<Tables>, folder: string, table: Manifest['tables'][number]): Promise<void> {
  const { name, columns } = table
  const types = new Map((await columnsOf(tx, name)).map(column => [column.name, column.type]))
  const values = columns.map((column, at) => {
    const type = types.get(column)
    if (type === undefined) throw new Error(`the table ${name} has no column ${column}`)
    return `(r->>${at})::${type}`
  })
  const into = `insert into ${quoted(name)} (${columns.map(quoted).join(', ')}) overriding system value`
  let loaded = 0
  const put = async (rows: readonly unknown[]) => {
    if (rows.length === 0) return
    const list = JSON.stringify(rows)
    await sql`${sql.raw(into)} select ${sql.raw(values.join(', '))} from jsonb_array_elements(${list}::jsonb) r`.execute(
      tx,
    )
    loaded += rows.length
  }
  let waiting: unknown[] = []
  for await (const line of readLines(join(folder, 'tables', `${name}.ndjson.gz`))) {
    waiting.push(rowSchema.length(columns.length).parse(JSON.parse(line)))
    if (waiting.length < ROWS_AT_ONCE) continue
    await put(waiting)
    waiting = []
  }
  await put(waiting)
  if (loaded !== table.rows) throw new Error(`${name}: ${loaded} rows in place of ${table.rows}`)
}

/** No number is given out a second time. */
async function passOver(tx: Transaction<Tables>, table: string, column: string, last: string): Promise<void> {
  const sequence = await sql<{
    name: string | null
  }>`select pg_get_serial_sequence(${quoted(table)}, ${column}) as name`.execute(tx)
  const name = sequence.rows[0]?.name
  if (!name) throw new Error(`${table}.${column} has no sequence`)
  if (BigInt(last) > 0n) await sql`select setval(${name}::regclass, ${last}::bigint)`.execute(tx)
}
