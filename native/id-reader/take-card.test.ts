import { describe, expect, it } from 'vitest'
import { type SimIdCard, textBlockOf } from '../sim/id-card.ts'
import { takeCard } from './take-card.ts'

const CARD: SimIdCard = { type: 'resident', name: '张三', idNumber: '34052419800101001X', validUntil: '20350101' }
const PHOTO = new Uint8Array(1_024).fill(0x5a)

describe('taking a card out of an answer', () => {
  it('leaves nothing of it, least of all the photo', () => {
    const data = Uint8Array.of(0x01, 0x00, 0x04, 0x00, ...textBlockOf(CARD), ...PHOTO)
    expect(takeCard(data)).toEqual({ ok: true, value: CARD })
    expect(data.every(byte => byte === 0)).toBe(true)
  })

  it('leaves nothing of a card that it refuses', () => {
    const data = Uint8Array.of(0x01, 0x00, 0x04, 0x00, ...textBlockOf({ ...CARD, idNumber: '1' }), ...PHOTO)
    expect(takeCard(data)).toEqual({ ok: false, error: 'an identity number of the wrong shape' })
    expect(data.every(byte => byte === 0)).toBe(true)
  })

  it('refuses data whose lengths do not add up', () => {
    const data = Uint8Array.of(0x01, 0x00, 0x04, 0x00, ...textBlockOf(CARD))
    expect(takeCard(data)).toEqual({ ok: false, error: 'an answer without text' })
  })
})
