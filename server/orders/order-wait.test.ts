import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { createOrderWorld, type OrderWorld, UNIT_PRICE_FEN } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { randomId } from '../ground/random-id.ts'

/** A terminal that waits for the payment of six copies, five of them free; `waits` resolves when its request is held. */
async function waiting(world: OrderWorld, waitMs: number) {
  const { visitId, documentId, terminalId, clock } = world
  const jobId = randomId()
  const wish = { visitId, documentId, jobId, copies: 6, expectedAmountFen: UNIT_PRICE_FEN }
  unwrap(await world.orders().open(terminalId, wish))
  const [outTradeNo = ''] = [...world.double.trades.keys()]
  const heldBefore = clock.pending()
  let isAnswered = false
  const answer = world
    .orders()
    .read(terminalId, jobId, waitMs)
    .finally(() => {
      isAnswered = true
    })
  const held = async () => {
    while (clock.pending() === heldBefore && !isAnswered) await setImmediate()
  }
  await held()
  return { answer, outTradeNo, held, isAnswered: () => isAnswered }
}

describeOnStores('a terminal that waits for a payment', store => {
  it('is answered when the notice of it comes, and not by time', async () => {
    const world = await createOrderWorld(store())
    const { answer, outTradeNo, isAnswered } = await waiting(world, 3_000)
    expect(isAnswered()).toBe(false)
    world.double.pay(outTradeNo)
    expect(await world.notify(outTradeNo)).toBe(true)
    expect(unwrap(await answer).state).toBe('ready')
    expect(world.clock.pending()).toBe(0)
  })

  it('is answered when its time is over and nobody has paid', async () => {
    const world = await createOrderWorld(store())
    const { answer, held, isAnswered } = await waiting(world, 2_500)
    for (const stepMs of [1_000, 1_000]) {
      await world.clock.advance(stepMs)
      await held()
      expect(isAnswered()).toBe(false)
    }
    await world.clock.advance(500)
    expect(unwrap(await answer).state).toBe('awaiting-payment')
  })

  it('is answered within a second when another server of the house took the notice', async () => {
    const world = await createOrderWorld(store())
    const { answer, outTradeNo } = await waiting(world, 3_000)
    world.double.pay(outTradeNo)
    // From here on `world.orders()` is another process with the same tables.
    world.restart()
    expect(await world.notify(outTradeNo)).toBe(true)
    await world.clock.advance(1_000)
    expect(unwrap(await answer).state).toBe('ready')
  })
})
