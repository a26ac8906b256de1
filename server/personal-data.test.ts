import { CompiledQuery } from 'kysely'
import { expect, it } from 'vitest'
import { describeOnStores } from '../tests/peers/stores.ts'
import type { Fate } from './ground/personal-data.ts'
import type { RoomPlan } from './ground/room.ts'
import { ROOMS } from './rooms.ts'

const plans: readonly RoomPlan[] = ROOMS
/** Names of columns in which something of a person stands: an id of one, or what somebody is reached by or called. */
const PERSONAL =
  /(?:^|_)(?:person|mail|phone|claim|quota_key|address_key|masked|label)(?:$|_)|^person_|subject_key|^name$/

describeOnStores('what is kept of people', store => {
  const given = plans.flatMap(({ personal }) => personal.rows)
  const kept = plans.flatMap(({ personal }) => Object.keys(personal.keptBack))

  it('is given to them from every table with a column of a person, or held back there for a reason', async () => {
    const columns = await store()
      .db.executeQuery(
        CompiledQuery.raw(
          "select table_name, column_name from information_schema.columns where table_schema = 'public' order by 1, 2",
        ),
      )
      .then(({ rows }) => rows as { table_name: string; column_name: string }[])
    const personal = new Set(columns.filter(({ column_name }) => PERSONAL.test(column_name)).map(one => one.table_name))
    expect(personal.size).toBeGreaterThan(10)
    const known = new Set([...given.map(({ table }) => table), ...kept])
    expect([...personal].filter(table => !known.has(table))).toEqual([])
    const tables = new Set(columns.map(({ table_name }) => table_name))
    expect([...known].filter(table => !tables.has(table))).toEqual([])
    expect(kept.filter(table => given.some(one => one.table === table))).toEqual([])
  })

  it('is asked for by statements that run, each by the room whose table it is', async () => {
    for (const { table, sql } of given)
      expect((await store().db.executeQuery(CompiledQuery.raw(sql, ['["nobody"]']))).rows, table).toEqual([])
    for (const { tables, personal } of plans)
      for (const { table } of personal.rows) expect(tables, table).toContain(table)
  })

  it('goes or stays when its person wants it erased, each table as its room says, with reason and end in both languages', () => {
    const fates: readonly (readonly [string, Fate | 'of-nobody'])[] = plans.flatMap(({ personal }) => [
      ...personal.rows.map(({ table, erasure }) => [table, erasure] as const),
      ...Object.entries(personal.keptBack).map(([table, { erasure }]) => [table, erasure] as const),
    ])
    expect(fates.map(([table]) => table).toSorted()).toEqual([...given.map(({ table }) => table), ...kept].toSorted())
    for (const [table, fate] of fates) {
      if (typeof fate === 'string') continue
      for (const said of [fate.why, fate.until]) {
        expect(said.zh, table).toMatch(/\p{Script=Han}/u)
        expect(said.en, table).toMatch(/^[A-Z]/)
      }
    }
  })

  it('is counted by statements that run, where some of it stays', async () => {
    for (const { table, erasure } of given) {
      if (typeof erasure === 'string' || erasure.sql === undefined) continue
      expect((await store().db.executeQuery(CompiledQuery.raw(erasure.sql, ['["nobody"]']))).rows, table).toEqual([])
    }
  })
})
