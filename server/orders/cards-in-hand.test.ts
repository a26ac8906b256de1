import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { createCardsInHand } from './cards-in-hand.ts'

const MINUTE_MS = 60_000
const card = (number: string) => ({ bank: '招商银行', number, holderName: '张三丰' })
const held = () => {
  const clock = fakeClock()
  return { clock, cards: createCardsInHand(clock) }
}

describe('a card that a refund goes to', () => {
  it('is in hand for its own refund, until it is let go', () => {
    const { cards } = held()
    cards.hold('refund-1', card('1'))
    cards.hold('refund-2', card('2'))
    expect([cards.of('refund-1'), cards.of('refund-2'), cards.of('refund-3')]).toEqual([card('1'), card('2'), null])
    cards.letGo('refund-1')
    expect([cards.of('refund-1'), cards.of('refund-2')]).toEqual([null, card('2')])
  })

  it('is in hand for ten minutes, and for ten more when it is said again', async () => {
    const { clock, cards } = held()
    cards.hold('refund-1', card('1'))
    await clock.advance(10 * MINUTE_MS - 1)
    expect(cards.of('refund-1')).toEqual(card('1'))
    cards.hold('refund-1', card('2'))
    await clock.advance(10 * MINUTE_MS - 1)
    expect(cards.of('refund-1')).toEqual(card('2'))
    await clock.advance(1)
    expect(cards.of('refund-1')).toBeNull()
  })

  it('makes room for newer ones when there are a hundred, and not for itself', () => {
    const { cards } = held()
    const ids = Array.from({ length: 100 }, (_, at) => `refund-${at}`)
    for (const id of ids) cards.hold(id, card(id))
    cards.hold('refund-5', card('again'))
    expect(ids.filter(id => cards.of(id) === null)).toEqual([])
    cards.hold('refund-100', card('100'))
    expect(['refund-0', 'refund-1', 'refund-5', 'refund-100'].map(id => cards.of(id)?.number ?? null)).toEqual([
      ...[null, 'refund-1', 'again', '100'],
    ])
  })
})
