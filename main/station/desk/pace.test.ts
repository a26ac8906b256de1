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
  const inSeconds = spans.map(span => span / 1000)
  expect(inSeconds).toEqual([0.5, 1, 2, 5, 10, 30, 60, 120, 300, 300, 300, 300])
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
  // Who has gone on by itself waits no more.
  pace.hurry()
  expect(clock.pending()).toBe(0)
})
