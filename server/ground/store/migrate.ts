import { type Kysely, sql } from 'kysely'
import { MERCHANT_OF_ORDER } from '../../orders/migrations/0004-merchant-of-order.ts'
import { FIRST_TABLES } from './migrations/0001-first-tables.ts'
import { VERIFICATION } from './migrations/0002-verification.ts'
import { PROOFS_AND_BATCHES } from './migrations/0003-proofs-and-batches.ts'
import type { Tables } from './tables.ts'

/** Every step from an empty database to the present one, in order. Steps are added, never changed: the number is the place. */
export const MIGRATIONS: readonly string[] = [FIRST_TABLES, VERIFICATION, PROOFS_AND_BATCHES, MERCHANT_OF_ORDER]

/** An arbitrary number under which several servers on one database wait for each other. */
const LOCK_NUMBER = 7_203_194

/**
 * Brings the database to the newest version, forwards only, each step whole or not at all. A database that is newer than
 * this program is refused: throws.
 */
export async function migrate(db: Kysely<Tables>, migrations: readonly string[] = MIGRATIONS): Promise<void> {
  await sql`create table if not exists schema_version (version integer primary key, reached_at timestamptz not null default now())`.execute(
    db,
  )
  for (;;) {
    const done = await db.transaction().execute(async tx => {
      await sql`select pg_advisory_xact_lock(${sql.lit(LOCK_NUMBER)})`.execute(tx)
      const current = await sql<{
        version: number
      }>`select coalesce(max(version), 0)::integer as version from schema_version`.execute(tx)
      const version = current.rows[0]!.version
      if (version > migrations.length) {
        throw new Error(`the database has version ${version}, this program knows ${migrations.length} only`)
      }
      const next = migrations[version]
      if (next === undefined) return true
      for (const statement of statementsOf(next)) await sql.raw(statement).execute(tx)
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
