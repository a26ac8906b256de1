import { describe, expect, it } from 'vitest'
import { latin, tlv } from '../../tests/attacks/der.ts'
import { readWholeDer } from './der.ts'
import {
  booleanOf,
  integerBytes,
  namedBits,
  octetsOfBitString,
  oidOf,
  preciseTimeOf,
  smallInteger,
  textOf,
  timeOf,
} from './der-values.ts'

const node = (tag: number, ...bytes: number[]) => readWholeDer(tlv(tag, Uint8Array.from(bytes)))
const text = (tag: number, value: string) => readWholeDer(tlv(tag, latin(value)))

describe('values in DER', () => {
  it('reads integers in their shortest form only', () => {
    expect(smallInteger(node(2, 0x7f, 0xff))).toBe(0x7fff)
    expect([...integerBytes(node(2, 0, 0x80))]).toEqual([0, 0x80])
    for (const bad of [[], [0, 1], [0xff, 0x80], [0xff, 0xff]])
      expect(() => integerBytes(node(2, ...bad))).toThrow(/bad-der/)
    expect(() => smallInteger(node(2, 0x80))).toThrow(/bad-der/)
    expect(() => smallInteger(node(2, 1, 0, 0, 0, 0))).toThrow(/bad-der/)
    expect(() => smallInteger(undefined)).toThrow(/bad-der/)
  })

  it('reads object identifiers', () => {
    expect(oidOf(node(6, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d))).toBe('1.2.840.113549')
    expect(oidOf(node(6, 0x88, 0x37))).toBe('2.999')
    for (const bad of [[], [0x80, 1], [0x2a, 0x86], [0x2a, 0x80, 0x01], Array(9).fill(0xff)]) {
      expect(() => oidOf(node(6, ...bad))).toThrow(/bad-der/)
    }
  })

  it('reads booleans and bits as DER writes them', () => {
    expect(booleanOf(node(1, 0xff))).toBe(true)
    expect(booleanOf(node(1, 0))).toBe(false)
    for (const bad of [[], [1], [0xff, 0xff]]) expect(() => booleanOf(node(1, ...bad))).toThrow(/bad-der/)
    expect([...namedBits(node(3, 1, 0x86))]).toEqual([0, 5, 6])
    expect([...namedBits(node(3, 0))]).toEqual([])
    for (const bad of [[], [8, 1], [1, 0x84], [0, 0], [3, 0x84], [1]])
      expect(() => namedBits(node(3, ...bad))).toThrow(/bad-der/)
    expect([...octetsOfBitString(node(3, 0, 7))]).toEqual([7])
    expect(() => octetsOfBitString(node(3, 1, 6))).toThrow(/bad-der/)
  })

  it('reads times in universal time, to the second', () => {
    expect(timeOf(text(0x17, '261122040000Z'))).toBe(Date.UTC(2026, 10, 22, 4))
    expect(timeOf(text(0x17, '500101000000Z'))).toBe(Date.UTC(1950, 0, 1))
    expect(timeOf(text(0x18, '20600101000000Z'))).toBe(Date.UTC(2060, 0, 1))
    const bad: [number, string][] = [
      [0x17, '2611220400Z'],
      [0x17, '261122040000+0800'],
      [0x17, '260230000000Z'],
      [0x17, '261122240000Z'],
      [0x17, '261122046000Z'],
      [0x18, '20261122040000.5Z'],
      [0x18, '20261122040000'],
      [0x13, '261122040000Z'],
    ]
    for (const [tag, value] of bad) expect(() => timeOf(text(tag, value)), value).toThrow(/bad-der/)
  })

  it('reads parts of a second where a time stamp has them, without trailing zeros', () => {
    expect(preciseTimeOf(text(0x18, '20261122040000.25Z'))).toBe(Date.UTC(2026, 10, 22, 4) + 250)
    expect(preciseTimeOf(text(0x18, '20261122040000Z'))).toBe(Date.UTC(2026, 10, 22, 4))
    for (const bad of [
      '20261122040000.Z',
      '20261122040000.50Z',
      `20261122040000.${'1'.repeat(40)}Z`,
      '20261122040000,5Z',
    ]) {
      expect(() => preciseTimeOf(text(0x18, bad)), bad).toThrow(/bad-der/)
    }
  })

  it('reads texts, and gives null for a type that is not shown', () => {
    expect(textOf(node(0x1e, 0x53, 0x70, 0x8b, 0xc1))).toBe('印证')
    expect(textOf(text(0x16, 'a@b'))).toBe('a@b')
    expect(textOf(node(0x0c, 0xff))).toBeNull()
    expect(textOf(text(0x14, 'T61'))).toBeNull()
  })
})
