import { expect, it } from 'vitest'
import type { CopyEvidence } from '../../src/contract/orders-api.ts'
import { unwrap } from '../../src/result.ts'
import { actOnCase, casesAbout } from '../../tests/peers/debt-world.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { randomId } from '../ground/random-id.ts'

const copy = (copyNumber: number, end: CopyEvidence['end']): CopyEvidence => ({
  ...{ copyNumber, end, sheetsCounted: end === 'delivered' ? 1 : 0, evidence: `copy ${copyNumber} ${end}` },
})
const numbered = (from: number, to: number, end: CopyEvidence['end']) =>
  Array.from({ length: to - from + 1 }, (_, nth) => copy(from + nth, end))

/** Twelve copies paid for, five free: so many came out, and of the next nobody can tell. */
async function endedUnclear(world: OrderWorld, delivered: number, unclear: number) {
  const { visitId, documentId, terminalId } = world
  const jobId = randomId()
  const wish = { visitId, documentId, jobId, copies: 12, expectedAmountFen: 1_400 }
  const { orderId } = unwrap(await world.orders().open(terminalId, wish))
  const [outTradeNo = ''] = [...world.double.trades.keys()]
  world.double.pay(outTradeNo)
  await world.orders().read(terminalId, jobId)
  const copies = [
    ...numbered(1, delivered, 'delivered'),
    ...numbered(delivered + 1, delivered + unclear, 'cannot-be-told'),
  ]
  const outcome = {
    copiesDelivered: delivered,
    copiesUnclear: unclear,
    sheetsDelivered: delivered,
    copies,
    fault: null,
  }
  unwrap(await world.orders().reportOutcome(terminalId, jobId, outcome))
  await world.orders().sweep()
  world.double.endRefunds('succeeded')
  return {
    orderId,
    report: (absent: readonly CopyEvidence[]) => world.orders().reportAbsent(terminalId, jobId, absent),
    reportLate: (late: readonly CopyEvidence[]) => world.orders().reportLatePaper(terminalId, jobId, late),
    tellAgain: () => world.orders().reportOutcome(terminalId, jobId, outcome),
    refundsFen: () => [...world.double.trades.get(outTradeNo)!.refunds.values()].map(({ refundFen }) => refundFen),
  }
}

describeOnStores('copies of which nobody could tell', store => {
  const casesOf = async (world: OrderWorld) =>
    store()
      .db.selectFrom('open_case')
      .innerJoin('print_order', 'print_order.order_id', 'open_case.order_id')
      .select(['kind', 'open_case.state'])
      .where('terminal_id', '=', world.terminalId)
      .execute()

  it('that came out by a later word are told in the case that is open about them, and make no second one of a sheet', async () => {
    const world = await createOrderWorld(store())
    const order = await endedUnclear(world, 4, 2)
    const late = { ...copy(5, 'delivered'), evidence: 'the counter moved afterwards' }
    const { caseNumber } = unwrap(await order.reportLate([late]))
    expect(await casesOf(world)).toEqual([{ kind: 'copy-unclear', state: 'open' }])
    const [unclear] = await casesAbout(store(), order.orderId)
    expect(unclear).toMatchObject({ kind: 'copy-unclear', case_number: caseNumber })
    expect(unclear?.words).toContain('the counter moved afterwards')
  })

  it('are told apart from others that came out late, and from those about which nobody looks any more', async () => {
    const world = await createOrderWorld(store())
    const order = await endedUnclear(world, 4, 2)
    unwrap(await order.reportLate([copy(5, 'delivered'), { ...copy(7, 'delivered'), evidence: 'seven came late' }]))
    const kinds = (await casesOf(world)).map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual(['copy-unclear', 'late-paper'])
    const other = await createOrderWorld(store())
    const ended = await endedUnclear(other, 4, 2)
    unwrap(await ended.report(numbered(5, 6, 'not-delivered')))
    unwrap(await ended.reportLate([copy(5, 'delivered')]))
    expect(await casesOf(other)).toEqual(
      expect.arrayContaining([
        { kind: 'copy-unclear', state: 'ended' },
        { kind: 'late-paper', state: 'open' },
      ]),
    )
  })

  it('that are proven later not to have come out give back what was held for them, once, and end their case', async () => {
    const world = await createOrderWorld(store())
    const order = await endedUnclear(world, 4, 7)
    expect(order.refundsFen()).toEqual([200])
    expect(await casesOf(world)).toEqual([{ kind: 'copy-unclear', state: 'open' }])
    const absent = numbered(5, 11, 'not-delivered')
    for (let time = 0; time < 2; time++) {
      expect(unwrap(await order.report(absent)).settlement).toMatchObject({
        ...{ copiesDelivered: 4, copiesUnclear: 0, copiesGivenBack: 8, heldFen: 0, chargedFen: 0, refundFen: 1_400 },
        ...{ quotaGivenBack: 1, freeCopiesLeft: 1 },
      })
    }
    // The provider takes two refunds of one payment only a minute apart.
    for (let sweeps = 0; sweeps < 3; sweeps++) {
      await world.orders().sweep()
      await world.clock.advance(60_000)
    }
    expect(order.refundsFen()).toEqual([200, 1_200])
    expect(await casesOf(world)).toEqual([{ kind: 'copy-unclear', state: 'ended' }])
    // A terminal that never heard the answer to its outcome says it once more: nothing contradicts anything.
    expect(unwrap(await order.tellAgain()).settlement).toMatchObject({ refundFen: 1_400 })
    expect(await casesOf(world)).toHaveLength(1)
  })

  it('whose money went back at once end their case by that proof, and nothing more is paid', async () => {
    const world = await createOrderWorld(store())
    const order = await endedUnclear(world, 11, 1)
    expect(order.refundsFen()).toEqual([200])
    expect(unwrap(await order.report([copy(12, 'not-delivered')])).settlement).toMatchObject({ copiesUnclear: 0 })
    await world.orders().sweep()
    expect(order.refundsFen()).toEqual([200])
    expect(await casesOf(world)).toEqual([{ kind: 'copy-unclear', state: 'ended' }])
  })

  it('stay with people while one of them is not proven', async () => {
    const world = await createOrderWorld(store())
    const order = await endedUnclear(world, 4, 7)
    for (const absent of [numbered(5, 10, 'not-delivered'), numbered(5, 11, 'cannot-be-told')])
      expect(unwrap(await order.report(absent)).settlement).toMatchObject({ heldFen: 1_200, copiesUnclear: 7 })
    expect(await casesOf(world)).toEqual([{ kind: 'copy-unclear', state: 'open' }])
    // What is proven of the others is in the case, for whoever decides.
    const { words } = (await casesAbout(store(), order.orderId))[0]!
    expect(words).toContain('copy 10 not-delivered')
  })

  it('stay as a person has decided while that is under way, and the proof is in the case', async () => {
    const world = await createOrderWorld(store())
    const order = await endedUnclear(world, 4, 7)
    const said = { act: 'refund', amountFen: '1200' } as const
    const { orderId } = order
    expect(await actOnCase(store(), world, { orderId }, 'copy-unclear', said)).toBeNull()
    expect(await casesOf(world)).toEqual([{ kind: 'copy-unclear', state: 'under-way' }])
    unwrap(await order.report(numbered(5, 11, 'not-delivered')))
    const [one] = await casesAbout(store(), orderId)
    expect(one).toMatchObject({ state: 'under-way' })
    expect(one?.words).toContain('copy 11 not-delivered')
  })

  it('are not taken in before the outcome is, and not from another terminal', async () => {
    const [world, other] = [await createOrderWorld(store()), await createOrderWorld(store())]
    const { visitId, documentId, terminalId } = world
    const jobId = randomId()
    unwrap(await world.orders().open(terminalId, { visitId, documentId, jobId, copies: 1, expectedAmountFen: 0 }))
    const absent = [copy(1, 'not-delivered')]
    expect(await world.orders().reportAbsent(terminalId, jobId, absent)).toMatchObject({
      error: { code: 'order-conflict' },
    })
    expect(await world.orders().reportAbsent(other.terminalId, jobId, absent)).toMatchObject({
      error: { code: 'order-unknown' },
    })
  })
})
