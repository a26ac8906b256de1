import { describe, expect, it } from 'vitest'
import { figure, percentile } from './figure.ts'

describe('a figure', () => {
  it('is named by the nearest rank, whatever the order', () => {
    const samples = Array.from({ length: 50 }, (_, index) => 50 - index)
    expect(figure('a', 'ms', 48, samples)).toEqual({ name: 'a', unit: 'ms', aim: 48, p50: 25, p95: 48, n: 50 })
  })
  it('is the sample itself when there is one', () => {
    expect(percentile([7], 0.95)).toBe(7)
  })
  it('is not made of nothing', () => {
    expect(() => percentile([], 0.5)).toThrow('nothing was measured')
  })
})
