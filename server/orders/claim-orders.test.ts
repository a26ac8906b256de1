import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createOrderWorld, FREE_COPIES, UNIT_PRICE_FEN } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { claimCheck } from './claim-orders.ts'

describeOnStores('the claim to ask about an order', store => {
  const opened = async () => {
    const world = await createOrderWorld(store())
    const copies = FREE_COPIES + 1
    const { terminalId, visitId, documentId } = world
    const input = { visitId, documentId, jobId: documentId, copies, expectedAmountFen: UNIT_PRICE_FEN }
    await world.orders().open(terminalId, input)
    const row = await store()
      .db.selectFrom('print_order')
      .selectAll()
      .where('job_id', '=', documentId)
      .executeTakeFirstOrThrow()
    return { world, orderId: row.order_id, nowMs: world.clock.now() }
  }
  const claim = (orderId: string, atMs: number, minGapMs: number) =>
    claimCheck(store().db, orderId, new Date(atMs), minGapMs)

  it('is given to one of many who want it at once, and again after the gap', async () => {
    const { orderId, nowMs } = await opened()
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(orderId, nowMs, 2_000)))
    expect(claims.filter(row => row !== null)).toHaveLength(1)
    expect(await claim(orderId, nowMs + 1_999, 2_000)).toBeNull()
    expect(await claim(orderId, nowMs + 2_000, 2_000)).toMatchObject({ asked_times: 2 })
  })

  it('says when it is due again: evenly while it is shown, less and less often while it is closed', async () => {
    const { orderId, nowMs } = await opened()
    const dueMs = async () => ((await claim(orderId, nowMs, 0))?.next_check_at?.getTime() ?? Number.NaN) - nowMs
    expect([await dueMs(), await dueMs(), await dueMs()]).toEqual([5_000, 5_000, 5_000])
    await sql`update print_order set state = 'closing', asked_times = 2 where order_id = ${orderId}`.execute(store().db)
    expect([await dueMs(), await dueMs(), await dueMs()]).toEqual([5_000, 10_000, 30_000])
    await sql`update print_order set asked_times = 500 where order_id = ${orderId}`.execute(store().db)
    expect(await dueMs()).toBe(30 * 60_000)
  })

  it('is given for a loose end, and not for what is over', async () => {
    const { orderId, nowMs } = await opened()
    await sql`update print_order set state = 'closed' where order_id = ${orderId}`.execute(store().db)
    expect(await claim(orderId, nowMs, 0)).toBeNull()
    await sql`update print_order set loose_end = true where order_id = ${orderId}`.execute(store().db)
    expect(await claim(orderId, nowMs, 0)).not.toBeNull()
  })

  it('leaves what follows on its connection to reach the disk as ever', async () => {
    const { orderId, nowMs } = await opened()
    for (let time = 0; time < 10; time++) await claim(orderId, nowMs, 0)
    const settings = await Promise.all(
      Array.from({ length: 16 }, async () => {
        const { rows } = await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(store().db)
        return rows[0]?.synchronous_commit
      }),
    )
    expect(new Set(settings)).toEqual(new Set(['on']))
  })
})
