import { expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { openAndPay, outcomeOf } from '../../tests/peers/debt-world.ts'
import { createOrderWorld } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { createDueLook } from './due-look.ts'

describeOnStores('a look for what is due', store => {
  const opened = async () => {
    const world = await createOrderWorld(store())
    let questions = 0
    const counting = store().db.withPlugin({
      transformQuery: ({ node }) => {
        questions += 1
        return node
      },
      transformResult: async ({ result }) => result,
    })
    const isDue = createDueLook({ db: counting, clock: world.clock })
    return { world, isDue, questions: () => questions }
  }

  it('asks one question for all kinds, and anew for one that was told before, or after a while', async () => {
    const { world, isDue, questions } = await opened()
    await Promise.all([isDue('orders'), isDue('refunds'), isDue('unclaimed payments')])
    expect(questions()).toBe(1)
    await isDue('refunds')
    expect(questions()).toBe(2)
    await world.clock.advance(1_500)
    await isDue('orders')
    expect(questions()).toBe(3)
  })

  it('finds an order and a refund when their time has come', async () => {
    const { world, isDue } = await opened()
    await world.orders().sweep()
    expect([await isDue('orders'), await isDue('refunds')]).toEqual([false, false])
    await openAndPay(world, 7, { isPaid: false })
    await world.clock.advance(6_000)
    expect([await isDue('orders'), await isDue('refunds')]).toEqual([true, false])
    const paid = await openAndPay(world, 2)
    unwrap(await world.orders().reportOutcome(world.terminalId, paid.jobId, outcomeOf(1)))
    await world.clock.advance(2_000)
    expect(await isDue('refunds')).toBe(true)
  })
})
