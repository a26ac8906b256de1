import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { auditWorldOn } from '../../../tests/peers/audit-world.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { expireOld } from './expire.ts'
import { KEPT_AT_LEAST_DAYS } from './kept-days.ts'

const DAY_MS = 86_400_000
const MINUTES_6 = 6 * 60_000

describeOnStores('entries that are older than the house keeps them', store => {
  it('go, reported, up to a checkpoint that stays; the chain proves from there on', async () => {
    // The database goes by its own clock: what it shall let go is old by that one.
    const world = auditWorldOn(store(), Date.now() - 300 * DAY_MS)
    const more = async (entries: number) => {
      await world.write(entries)
      await world.seal()
      world.pass(MINUTES_6)
      await world.seal()
    }
    const expire = (witnesses: string[] = []) => expireOld(world, { keptDays: KEPT_AT_LEAST_DAYS, witnesses })
    await more(1_500)
    await more(40)
    world.pass(150 * DAY_MS)
    await more(25)
    expect(await expire()).toEqual({ rows: 0, waits: null })
    world.pass(150 * DAY_MS)
    const outside = await world.witness()
    expect(outside).toHaveLength(4)
    // What a witness has not got stays.
    expect(await expire(['archive'])).toEqual({ rows: 0, waits: 'witnesses-lack-it' })
    await sql`insert into audit_witness (witness, delivered_number) values ('archive', 4)`.execute(world.db)
    expect(await expire(['archive'])).toEqual({ rows: 1_540, waits: null })
    expect(await expire(['archive'])).toEqual({ rows: 0, waits: null })
    const left = await sql<{ n: string }>`select count(*)::text as n from audit where event = 'order-opened'`.execute(
      world.db,
    )
    expect(left.rows).toEqual([{ n: '25' }])
    expect(
      await world.db.selectFrom('audit').select('detail').where('event', '=', 'audit-rows-expired').execute(),
    ).toEqual([{ detail: { rows: 1_540, through: 1_540, checkpoint: 3, keptDays: 200 } }])
    await more(2)
    const report = await world.verify(outside)
    expect(report).toMatchObject({
      ...{ outcome: 'whole', findings: [], from: { position: 1_541 }, through: { position: 1_568 } },
      witness: { checkpoints: 1, through: 1_565 },
    })
    // Behind the cut everything is found as ever.
    await world.asOwner([
      `update audit set subject = 'x' where seq = (select seq from audit_link where position = 1550)`,
    ])
    expect((await world.verify()).findings).toMatchObject([{ kind: 'entry-changed', position: 1_550 }])
    await world.asOwner([`update audit_checkpoint set statement = replace(statement, '"size":1540', '"size":1541')`])
    expect((await world.verify()).findings.map(({ kind }) => kind)).toContain('cut-unproven')
  })
})

describeOnStores('a cut that somebody made by hand', store => {
  it('is found: too early, or without a checkpoint that vouches', async () => {
    const world = auditWorldOn(store())
    await world.write(1_000)
    await world.seal()
    await world.write(10)
    await world.seal()
    const cut = (at: string, through: string) => [
      `insert into audit_cut values (1000, 1, '${at}', '${through}', 1000)`,
      'delete from audit where seq <= 1000',
      'delete from audit_link where position <= 1000',
    ]
    await world.asOwner(cut('2026-11-30', '2026-11-30'))
    expect((await world.verify()).findings).toMatchObject([{ kind: 'cut-too-early', position: 1_000 }])
    await world.asOwner(['delete from audit_checkpoint'])
    expect((await world.verify()).findings.map(({ kind }) => kind)).toContain('cut-unproven')
  })
})
