import { expect, it } from 'vitest'
import { leaveOpen } from '../../tests/peers/debt-world.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { createPaymentsDouble } from '../../tests/peers/payments-double.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { merchantsOf } from '../payments/payments.ts'

describeOnStores('a server that comes back to many open orders', store => {
  const states = async (world: OrderWorld, merchantId: string) => {
    const rows = await store()
      .db.selectFrom('print_order')
      .select(({ fn }) => ['state', fn.countAll<string>().as('orders')])
      .where('terminal_id', '=', world.terminalId)
      .where('merchant_id', '=', merchantId)
      .groupBy('state')
      .execute()
    return Object.fromEntries(rows.map(({ state, orders }) => [state, Number(orders)]))
  }

  it('settles all of them in one turn, and those of a merchant that hangs hold up no other', async () => {
    const world = await createOrderWorld(store())
    const silent = createPaymentsDouble(world.clock, { provider: 'wechat-pay', merchantId: '1600000008' })
    world.configure(merchantsOf(world.double.merchant, [silent.merchant]))
    await leaveOpen(store(), world, world.double, 230)
    await leaveOpen(store(), world, silent, 40)
    for (let n = 0; n < 20; n++) world.double.pay([...world.double.trades.keys()][n * 10] ?? '')
    const { letGo } = silent.hang('query')
    await world.clock.advance(301_000)
    const turn = world.orders().sweepOrders()
    const isOpen = ({ state }: { state: string }) => state === 'not-paid'
    while ([...world.double.trades.values()].some(isOpen)) await new Promise(resolve => setImmediate(resolve))
    // The last of them may not be written down yet.
    while ('awaiting-payment' in (await states(world, world.double.merchant.merchantId)));
    expect(await states(world, world.double.merchant.merchantId)).toEqual({ closed: 210, ready: 20 })
    expect(await states(world, '1600000008')).toEqual({ 'awaiting-payment': 40 })
    letGo()
    await turn
    await world.clock.advance(10_000)
    await world.orders().sweepOrders()
    expect(await states(world, '1600000008')).toEqual({ closed: 40 })
  })
})
