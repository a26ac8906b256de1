import { describe, expect, it } from 'vitest'
import { ACTS_KEPT, type Act, repeatOf, withAct } from './repeats.ts'

const act = (nth: number, kind = 'confirm'): Act => ({ key: `k-${nth}`, kind })

describe('a request that comes again', () => {
  it('is known by its key, and by what it asks for', () => {
    expect(repeatOf([], act(1))).toBe('new')
    expect(repeatOf([act(1), act(2)], act(2))).toBe('repeat')
    expect(repeatOf([act(1), act(2)], act(2, 'reopen'))).toBe('reused')
    expect(repeatOf([act(1)], act(2))).toBe('new')
  })

  it('is remembered for a while, the newest last', () => {
    const numbers = Array.from({ length: ACTS_KEPT + 1 }, (_, nth) => nth)
    const acts = numbers.reduce<readonly Act[]>((all, nth) => withAct(all, { ...act(nth) }), [])
    expect(acts).toEqual(numbers.slice(1).map(nth => act(nth)))
  })

  it('leaves nothing behind but its key and what it was', () => {
    expect(withAct([], { ...act(1), ...{ reason: '住院' } })).toEqual([act(1)])
  })
})
