import { type Kysely, sql } from 'kysely'
import type { Migration } from '../room.ts'
import { StartRefused } from '../start-refused.ts'
import type { Tables } from './tables.ts'

/** An arbitrary number under which several servers on one database wait for each other. */
const LOCK_NUMBER = 7_203_194

/** Every step from an empty database to the present one; what several rooms do in one step stands side by side. */
export type MigrationSteps = readonly (readonly Migration[])[]

/** The steps that `order` names. Throws unless it names each migration of the plans once. */
export function migrationSteps(
  plans: readonly { readonly migrations: readonly Migration[] }[],
  order: readonly (readonly string[])[],
): MigrationSteps {
  const left = new Map(plans.flatMap(({ migrations }) => migrations.map(one => [one.name, one] as const)))
  const steps = order.map(names =>
    names.map(name => {
      const migration = left.get(name)
      if (!migration) throw new Error(`no room has a migration ${name}, or it is named twice`)
      left.delete(name)
      return migration
    }),
  )
  if (left.size > 0) throw new Error(`in no step: ${[...left.keys()].join(', ')}`)
  return steps
}

/**
 * Brings the database to the newest version, forwards only, each step whole or not at all. A database that is newer than
 * this program is refused: throws `StartRefused`.
 */
export async function migrate(db: Kysely<Tables>, steps: MigrationSteps): Promise<void> {
  for (;;) {
    const done = await db.transaction().execute(async tx => {
      // A step over years of rows, and waiting for another server that takes it, last longer than a visitor may wait.
      await sql`set local statement_timeout = 0`.execute(tx)
      await sql`select pg_advisory_xact_lock(${sql.lit(LOCK_NUMBER)})`.execute(tx)
      // Under the lock, too: two that make one table at once fail each other, whatever 'if not exists' promises.
      await sql`create table if not exists schema_version (version integer primary key, reached_at timestamptz not null default now())`.execute(
        tx,
      )
      const current = await sql<{
        version: number
      }>`select coalesce(max(version), 0)::integer as version from schema_version`.execute(tx)
      const version = current.rows[0]!.version
      if (version > steps.length) {
        throw new StartRefused(`the database has version ${version}, this program knows ${steps.length} only`)
      }
      const next = steps[version]
      if (next === undefined) return true
      for (const statement of next.flatMap(one => statementsOf(one.sql))) await sql.raw(statement).execute(tx)
      await sql`insert into schema_version (version) values (${version + 1})`.execute(tx)
      return false
    })
    if (done) return
  }
}

/** Cuts a script at semicolons that end a line, but not inside `$$` bodies. */
export function statementsOf(script: string): string[] {
  const statements: string[] = []
  let current = ''
  for (const line of script.split('\n')) {
    current += `${line}\n`
    const insideBody = current.split('$$').length % 2 === 0
    if (!insideBody && line.trimEnd().endsWith(';')) {
      statements.push(current.trim())
      current = ''
    }
  }
  if (current.trim() !== '') statements.push(current.trim())
  return statements
}
