import { expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { openAndPay, outcomeOf } from '../../tests/peers/debt-world.ts'
import { createOrderWorld } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { bringForward } from './clock-set-back.ts'

const HOUR_MS = 3_600_000

describeOnStores('a clock that was an hour ahead and is set back', store => {
  /** A refund that was refused once, and when it was. */
  const refusedOnce = async () => {
    const world = await createOrderWorld(store())
    const { jobId } = await openAndPay(world, 7)
    unwrap(await world.orders().reportOutcome(world.terminalId, jobId, outcomeOf(0)))
    world.double.refusals.set('refund', { kind: 'refused', code: 'INVALID_REQUEST' })
    await world.orders().sweep()
    const nextTryAt = async () => {
      const row = await store()
        .db.selectFrom('refund as r')
        .innerJoin('print_order as o', 'o.order_id', 'r.order_id')
        .select('r.next_try_at')
        .where('o.job_id', '=', jobId)
        .executeTakeFirstOrThrow()
      return row.next_try_at
    }
    return { nextTryAt, triedMs: world.clock.now() }
  }

  it('keeps no refund waiting for that hour', async () => {
    const { nextTryAt, triedMs } = await refusedOnce()
    const setBack = new Date(triedMs - HOUR_MS)
    await bringForward(store().db, setBack)
    expect(await nextTryAt()).toEqual(setBack)
  })

  it('brings nothing forward that was put off by a clock that is right', async () => {
    const { nextTryAt, triedMs } = await refusedOnce()
    const before = await nextTryAt()
    expect(before?.getTime()).toBeGreaterThan(triedMs)
    await bringForward(store().db, new Date(triedMs + 1_000))
    expect(await nextTryAt()).toEqual(before)
  })
})
