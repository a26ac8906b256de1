import { expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import type { QuotaSetting } from '../../src/rules/quota.ts'
import { openAndPay, outcomeOf } from '../../tests/peers/debt-world.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { createEraseCounts } from './erase-counts.ts'

const YEARS: QuotaSetting = {
  ...{ freeCopies: 5, unit: 'person-and-kind' },
  period: { kind: 'year', startsOn: '09-01' },
}

describeOnStores('what orders erase of a person', store => {
  const erasing = (quota = YEARS) => createEraseCounts({ db: store().db, quota, today: () => '2026-11-30' })
  const runningOf = async (...personIds: string[]) => (await erasing().running!(personIds)).map(({ en }) => en)
  const erase = async (...personIds: string[]) => {
    const work = await erasing().erase(personIds, [])
    return store().db.transaction().execute(work)
  }
  const report = ({ orders, terminalId }: OrderWorld, jobId: string, copies: number) =>
    orders().reportOutcome(terminalId, jobId, outcomeOf(copies))

  it('takes away counts of periods that are over, and leaves the running one and everybody else’s', async () => {
    const keys = [
      ...['year-2025/transcript/a/1', 'year-2026/transcript/a/1', 'term-2026-09-01/*/a/1', 'year-2025/*/b'],
      // Whose id ends as the other does, and whose kind is called as a person is.
      ...['year-2025/*/1', 'year-2025/a/1'],
    ]
    const rows = keys.map(quota_key => ({ quota_key, used: 1, last_taken: 1 }))
    await store().db.insertInto('quota_use').values(rows).execute()
    expect(await erase('a/1', 'b')).toEqual({ quota_use: 3 })
    expect(await erase('a/1', 'b')).toEqual({ quota_use: 0 })
    const left = await store().db.selectFrom('quota_use').select('quota_key').execute()
    expect(left.map(({ quota_key }) => quota_key).toSorted()).toEqual(
      ['year-2025/*/1', 'year-2025/a/1', 'year-2026/transcript/a/1'].toSorted(),
    )
  })

  it('names each order that is not settled, in both languages, until it is', async () => {
    const world = await createOrderWorld(store())
    expect(await runningOf(world.personId)).toEqual([])
    const order = await openAndPay(world, 7)
    const words = expect.stringContaining(order.orderNumber)
    expect(await erasing().running!([world.personId, 'another'])).toEqual([{ zh: words, en: words }])
    expect(await runningOf('another')).toEqual([])
    unwrap(await report(world, order.jobId, 7))
    expect(await runningOf(world.personId)).toEqual([])
  })

  it('waits for a refund that is under way, and for an open case', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    unwrap(await report(world, order.jobId, 0))
    expect(await runningOf(world.personId)).toHaveLength(1)
    await store().db.updateTable('refund').set({ state: 'succeeded', next_try_at: null }).execute()
    await store().db.updateTable('print_order').set({ loose_end: false }).execute()
    expect(await runningOf(world.personId)).toEqual([])
    const at = new Date(world.clock.now())
    const { order_id } = await store()
      .db.selectFrom('print_order')
      .select('order_id')
      .where('job_id', '=', order.jobId)
      .executeTakeFirstOrThrow()
    const about = { case_number: 'CASE-1', kind: 'bad-print', subject: order_id, order_id } as const
    await store()
      .db.insertInto('open_case')
      .values({ ...about, state: 'open', last_heard_at: at, opened_at: at })
      .execute()
    expect(await runningOf(world.personId)).toHaveLength(1)
    const ended = { kind: 'bad-print', subject: order_id, because: 'printed again' } as const
    await store()
      .db.transaction()
      .execute(tx => world.cases.settle(tx, ended, at))
    expect(await runningOf(world.personId)).toEqual([])
  })
})
