import { readFileSync } from 'node:fs'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { auditWorldOn } from '../../tests/peers/audit-world.ts'
import { startHousePostgres } from '../../tests/peers/house-postgres.ts'
import { openHouseStore } from '../../tests/peers/house-store.ts'
import { POSTGRES_PROGRAMS } from '../../tests/peers/postgres.ts'
import { postgresPool } from '../ground/store/postgres-pool.ts'
import type { Tables } from '../ground/store/tables.ts'

const page = readFileSync(new URL('../../docs/administering.md', import.meta.url), 'utf8')
const grants = page.match(/```sql\n(alter table audit owner[\s\S]*?)```/)?.[1] ?? ''

describe.skipIf(POSTGRES_PROGRAMS === null)('the rights that the documentation gives, on PostgreSQL', () => {
  it('let the server write and link, and bend nothing, triggers or not', async () => {
    const postgres = await startHousePostgres()
    const owner = await openHouseStore({ kind: 'postgres', databaseUrl: postgres.databaseUrl })
    const url = new URL(postgres.databaseUrl)
    url.username = 'yinzheng'
    const pool = postgresPool({ connectionString: url.href, max: 2 })
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
    try {
      await sql`create role yinzheng login`.execute(owner.db)
      await sql`create role yinzheng_owner`.execute(owner.db)
      await sql`grant all on all tables in schema public to yinzheng`.execute(owner.db)
      const ofTrail = [
        'audit',
        'audit_link',
        'audit_checkpoint',
        'audit_block',
        'audit_chain',
        'audit_cut',
        'audit_waiting',
        'terminal_chain',
        'terminal_chain_link',
      ]
      await sql.raw(`revoke all on ${ofTrail.join(', ')} from yinzheng`).execute(owner.db)
      for (const statement of grants.split(';\n').filter(one => one.trim() !== ''))
        await sql.raw(statement).execute(owner.db)
      const world = auditWorldOn({ db, close: async () => undefined })
      await world.write(1_200)
      expect(await world.seal()).toBe(1_200)
      expect((await world.verify()).outcome).toBe('whole')
      for (const attempt of [
        ...ofTrail.flatMap(table => [
          `truncate ${table}`,
          `alter table ${table} disable trigger all`,
          `drop table ${table} cascade`,
        ]),
        ...[
          `update audit set event = 'x'`,
          'update audit_link set seq = 1',
          `update audit_checkpoint set statement = ''`,
        ],
        ...['delete from audit', 'delete from audit_link', 'delete from audit_checkpoint', 'delete from audit_block'],
        'set session_replication_role = replica',
      ])
        await expect(sql.raw(attempt).execute(db), attempt).rejects.toThrow(
          /permission denied|must be owner|append-only/,
        )
    } finally {
      await db.destroy()
      await owner.close()
      await postgres.stop()
    }
  })
})
