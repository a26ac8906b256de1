import { expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { createPace } from './pace.ts'

it('waits longer from try to try, and never longer than five minutes', async () => {
  const clock = fakeClock()
  const pace = createPace(clock)
  const spans: number[] = []
  for (let tries = 0; tries < 12; tries++) {
    const startMs = clock.monotonic()
    const ended = pace.pause(tries).then(hurried => {
      spans.push(clock.monotonic() - startMs)
      return hurried
    })
    await clock.advance(300_000)
    expect(await ended).toBe(false)
  }
  expect(spans[0]).toBe(500)
  expect(spans.every((span, n) => n === 0 || span >= spans[n - 1]!)).toBe(true)
  expect(Math.max(...spans)).toBe(300_000)
})

it('lets everybody go on who waits when it is told to hurry, once', async () => {
  const clock = fakeClock()
  const pace = createPace(clock)
  const waiting = [pace.pause(8), pace.pause(8)]
  pace.hurry()
  expect(await Promise.all(waiting)).toEqual([true, true])
  expect(clock.pending()).toBe(0)
  const next = pace.pause(0)
  await clock.advance(500)
  expect(await next).toBe(false)
})
