import { expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import {
  actOnCase,
  casesOf,
  differencesInBooks,
  lastTrade,
  openAndPay,
  outcomeOf,
} from '../../tests/peers/debt-world.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { sentence } from '../cases/cases.ts'

const tell = async (world: OrderWorld) => unwrap(await world.orders().reportLostLedger(world.terminalId))
const stateOf = async (world: OrderWorld, { jobId }: { jobId: string }) =>
  unwrap(await world.orders().read(world.terminalId, jobId)).state

describeOnStores('a terminal that has lost its ledger', store => {
  it('leaves what is paid, or free, to a person at once and not after a day', async () => {
    const world = await createOrderWorld(store())
    const free = await openAndPay(world, 2)
    const paid = await openAndPay(world, 6)
    expect(await tell(world)).toEqual({ cases: 2, open: 0 })
    const [found] = await casesOf(store(), paid)
    expect(found).toMatchObject({ kind: 'outcome-missing', state: 'open', amount_fen: 600 })
    expect(found?.words).toContain(sentence('ledger-lost'))
    expect(await casesOf(store(), free)).toMatchObject([{ kind: 'outcome-missing', amount_fen: null }])
    expect(await actOnCase(store(), world, paid, 'outcome-missing', { act: 'refund' })).toBeNull()
    await world.orders().sweep()
    world.double.endRefunds('succeeded')
    await world.clock.advance(60_000)
    await world.orders().sweep()
    expect(world.double.trades.get(lastTrade(world))?.paidFen).toBe(600)
    expect(await casesOf(store(), paid)).toMatchObject([{ state: 'ended' }])
    expect(await differencesInBooks(store())).toEqual([])
  })

  it('has its unpaid orders closed, and the free copies in them given back', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7, { isPaid: false })
    expect(await world.used()).toBe(5)
    expect(await tell(world)).toEqual({ cases: 0, open: 0 })
    expect(await stateOf(world, order)).toBe('closed')
    expect(await world.used()).toBe(0)
  })

  it('tells again while a provider is silent; who has paid by then is found', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7, { isPaid: false })
    for (const call of ['query', 'close'] as const)
      world.double.refusals.set(call, { kind: 'unknown', code: 'timeout' })
    expect(await tell(world)).toEqual({ cases: 0, open: 1 })
    world.double.pay(lastTrade(world))
    world.double.refusals.clear()
    await world.clock.advance(5_000)
    expect(await tell(world)).toEqual({ cases: 1, open: 0 })
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'outcome-missing', amount_fen: 400 }])
  })

  it('may tell twice; what has its outcome is left alone, and so are the orders of others', async () => {
    const world = await createOrderWorld(store())
    const ended = await openAndPay(world, 1)
    unwrap(await world.orders().reportOutcome(world.terminalId, ended.jobId, outcomeOf(1)))
    const order = await openAndPay(world, 2)
    expect(unwrap(await world.orders().reportLostLedger('somebody-else'))).toEqual({ cases: 0, open: 0 })
    expect(await casesOf(store(), order)).toEqual([])
    await tell(world)
    await tell(world)
    expect(await casesOf(store(), ended)).toEqual([])
    expect(await casesOf(store(), order)).toMatchObject([{ times_heard: 1 }])
  })
})
