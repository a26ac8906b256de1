import { expect } from 'vitest'
import type { House } from './house.ts'

const SHEETS_A_COPY = 2
const UNIT_PRICE_FEN = 200

/** Whether the server knows of every order how it ended. */
export const settled = (house: House): boolean =>
  [...house.server.orders.values()].every(({ order }) => order.state === 'closed' || order.state === 'ended')

export interface OrderedCopies {
  readonly copies: number
  readonly usedBefore: number
  /** A copy of which the printer could not tell counts as given back, also where it lies in the tray. */
  readonly mayHidePaper?: boolean
}

/**
 * What the visitor read last, on the final screen or on the one that refused them, is what has become of the order: no more and no less
 * came out, nothing is called refunded before the server has it, and nothing is called free of charge that was paid.
 */
export function expectLastWords({ lastWords, server }: House): void {
  const said = lastWords.at(-1)
  const one = [...server.orders.values()].at(-1)
  if (!said || !one) return
  if (said.screen === 'refused') {
    if (said.money.kind === 'nothing-charged') expect(one.paidFen).toBe(0)
    return
  }
  const { settlement } = one.order
  const told = { copiesDelivered: said.copiesDelivered, copiesUnclear: said.copiesUnclear }
  expect(told).toEqual({
    copiesDelivered: settlement?.copiesDelivered ?? 0,
    copiesUnclear: settlement?.copiesUnclear ?? 0,
  })
  const isTold = said.freeCopiesLeft !== null
  const [refundFen, chargedFen] = [one.refundedFen, one.paidFen - one.refundedFen]
  if (one.paidFen === 0) return expect(said.money).toEqual({ kind: 'nothing-charged' })
  if (refundFen === 0) return expect(said.money).toEqual({ kind: 'charged', amountFen: chargedFen })
  expect(said.money).toEqual({ kind: isTold ? 'refunded' : 'to-be-refunded', refundFen, chargedFen })
}

/** Whatever happened to an order of so many copies, this must be so when the dust has settled. */
export function expectTruth(house: House, ordered: OrderedCopies): void {
  const held = [...house.server.orders.values()]
  expect(held.length).toBeLessThanOrEqual(1)
  expect(house.sheets()).toBeLessThanOrEqual(ordered.copies * SHEETS_A_COPY)
  expect(new Set(house.printer.received().map(file => file.jobName)).size).toBe(house.printer.received().length)
  const [one] = held
  if (!one) return expect(house.sheets()).toBe(0)
  expect(['closed', 'ended']).toContain(one.order.state)
  const delivered = one.order.settlement?.copiesDelivered ?? 0
  const inTheTray = Math.floor(house.sheets() / SHEETS_A_COPY)
  const unclear = ordered.mayHidePaper ? (one.order.settlement?.copiesUnclear ?? 0) : 0
  expect(delivered).toBeLessThanOrEqual(inTheTray)
  expect(delivered + unclear).toBeGreaterThanOrEqual(inTheTray)
  // As if just that had been ordered which came out: free copies first, and only the rest paid.
  const free = Math.min(house.server.quota.limit - ordered.usedBefore, delivered)
  expect(house.server.quota.used).toBe(ordered.usedBefore + free)
  expect(one.paidFen - one.refundedFen).toBe(one.paidFen === 0 ? 0 : (delivered - free) * UNIT_PRICE_FEN)
}
