import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { auditWorldOn } from '../../../tests/peers/audit-world.ts'
import { startHousePostgres } from '../../../tests/peers/house-postgres.ts'
import { openHouseStore } from '../../../tests/peers/house-store.ts'
import { POSTGRES_PROGRAMS } from '../../../tests/peers/postgres.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'

const count = async (world: ReturnType<typeof auditWorldOn>, table: string) =>
  Number(
    (await sql<{ n: string }>`select count(*)::text as n from ${sql.table(table)}`.execute(world.db)).rows[0]?.n ?? 0,
  )

describeOnStores('the chain', store => {
  it('links what was written, once, and signs after five minutes or a thousand links', async () => {
    const world = auditWorldOn(store())
    expect([await world.seal(), await count(world, 'audit_checkpoint')]).toEqual([0, 0])
    await world.write(3)
    expect((await world.verify()).waiting).toBe(3)
    expect([await world.seal(), await world.seal()]).toEqual([3, 0])
    expect(await count(world, 'audit_checkpoint')).toBe(0)
    world.pass(5 * 60_000)
    expect([await world.seal(), await count(world, 'audit_checkpoint')]).toEqual([0, 1])
    world.pass(60 * 60_000)
    // Nothing new, nothing signed.
    expect([await world.seal(), await count(world, 'audit_checkpoint')]).toEqual([0, 1])
    await world.write(2_005)
    expect([await world.seal(), await count(world, 'audit_checkpoint')]).toEqual([2_005, 3])
    const sizes = await sql`select number::text, size::text from audit_checkpoint order by number`.execute(world.db)
    expect(sizes.rows.map(row => Object.values(row as object))).toEqual([
      ...[
        ['1', '3'],
        ['2', '1003'],
        ['3', '2003'],
      ],
    ])
    expect(await world.verify()).toMatchObject({ outcome: 'whole', findings: [] })
  })

  it('takes no change and no deletion from anybody but by age', async () => {
    const world = auditWorldOn(store())
    for (const table of ['audit', 'audit_link', 'audit_checkpoint', 'audit_block', 'audit_waiting', 'audit_chain']) {
      if (table === 'audit_waiting') await world.write(1)
      await expect(sql.raw(`truncate ${table} cascade`).execute(world.db), table).rejects.toThrow(/append-only/)
      await expect(sql.raw(`delete from ${table}`).execute(world.db), table).rejects.toThrow(/append-only/)
    }
    for (const set of ["audit set event = 'x'", 'audit_link set seq = -seq', "audit_checkpoint set statement = ''"])
      await expect(sql.raw(`update ${set}`).execute(world.db), set).rejects.toThrow(/append-only/)
    for (const set of [
      'audit_waiting set seq = -seq',
      'audit_chain set adopted_through_seq = 9',
      'audit_block set number = 8',
    ])
      await expect(sql.raw(`update ${set}`).execute(world.db), set).rejects.toThrow(/append-only/)
    // A cut that somebody writes down lets go of nothing that is young.
    await expect(
      world.db.transaction().execute(async tx => {
        await sql`insert into audit_cut values (2000, 3, now(), now() - interval '1 year', 5)`.execute(tx)
        await sql`delete from audit`.execute(tx)
      }),
    ).rejects.toThrow(/append-only/)
    await world.seal()
    expect(await world.verify()).toMatchObject({ outcome: 'whole', findings: [] })
  })

  it('makes no checkpoint over one that was altered, and goes on linking', async () => {
    const world = auditWorldOn(store(), Date.parse('2026-12-01T08:00:00Z'))
    await world.asOwner([`update audit_checkpoint set peaks = replace(peaks, 'a', 'b')`])
    await world.write(1_500)
    const before = await count(world, 'audit_checkpoint')
    expect([await world.seal(), await count(world, 'audit_checkpoint')]).toEqual([1_500, before])
    expect(world.errors[0]).toContain('was altered')
  })
})

describe.skipIf(POSTGRES_PROGRAMS === null)('rows that commit late, on PostgreSQL', () => {
  it('are linked when they are there, behind those with higher numbers; two servers link each row once', async () => {
    const postgres = await startHousePostgres()
    const place = { kind: 'postgres', databaseUrl: postgres.databaseUrl } as const
    const [one, other] = [await openHouseStore(place), await openHouseStore(place)]
    try {
      const world = auditWorldOn(one)
      const beside = auditWorldOn(other)
      await one.db.transaction().execute(async late => {
        await world.write(1, late)
        await beside.write(2, other.db)
        expect(await beside.seal()).toBe(2)
      })
      await other.db
        .transaction()
        .execute(async failing => {
          await beside.write(1, failing)
          throw new Error('taken back')
        })
        .catch(() => undefined)
      await beside.write(3_000)
      const linked = await Promise.all([world.seal(), beside.seal(), world.seal()])
      expect(linked.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(3_001)
      await world.seal()
      const { rows } = await sql<{ seq: string }>`select seq::text as seq from audit_link order by position`.execute(
        one.db,
      )
      expect(rows.map(({ seq }) => Number(seq)).slice(0, 4)).toEqual([2, 3, 1, 5])
      expect(rows).toHaveLength(3_003)
      expect(await world.verify()).toMatchObject({ outcome: 'whole', entries: 3_003, waiting: 0 })
    } finally {
      await one.close()
      await other.close()
      await postgres.stop()
    }
  })
})
