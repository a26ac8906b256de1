import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editsBetween } from './edits.ts'

const texts = fc.string({ unit: fc.constantFrom('1', '2', '3', 'X'), maxLength: 7 })
const between = (a: string, b: string) => editsBetween(a, b, 99)

/** By its definition, without memory: slow, and nothing to get wrong. */
function byDefinition(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const ways = [
    byDefinition(a.slice(1), b) + 1,
    byDefinition(a, b.slice(1)) + 1,
    byDefinition(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
  ]
  const isSwapped = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0]
  return Math.min(...ways, ...(isSwapped ? [byDefinition(a.slice(2), b.slice(2)) + 1] : []))
}

describe('slips between two numbers', () => {
  it.each([
    ['', '', 0],
    ['123', '123', 0],
    ['123', '124', 1],
    ['123', '1234', 1],
    ['123', '12', 1],
    ['1234', '1324', 1],
    ['1234', '2143', 2],
    ['1234', '4321', 3],
    ['', '123', 3],
  ])('%j and %j: %i', (a, b, edits) => {
    expect(between(a, b)).toBe(edits)
  })

  it('are what their definition says, both ways', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        expect(between(a, b)).toBe(byDefinition(a, b))
        expect(between(b, a)).toBe(between(a, b))
      }),
    )
  })

  it('are counted up to one more than is asked for', () => {
    fc.assert(
      fc.property(texts, texts, fc.nat(4), (a, b, most) => {
        expect(editsBetween(a, b, most)).toBe(Math.min(between(a, b), most + 1))
      }),
    )
  })

  it('are of characters, not of their halves', () => {
    expect(between('𠮷', '吉')).toBe(1)
  })
})
