import { expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { createPace, PATIENT_PAUSES_MS } from './pace.ts'

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

it('comes back to what a person must see to in longer and longer spans, and once a day in the end', () => {
  expect(PATIENT_PAUSES_MS.slice(0, 6)).toEqual([2_000, 10_000, 60_000, 600_000, 1_200_000, 2_400_000])
  expect(PATIENT_PAUSES_MS.every((span, n) => n === 0 || span > PATIENT_PAUSES_MS[n - 1]!)).toBe(true)
  expect(PATIENT_PAUSES_MS.at(-1)).toBe(86_400_000)
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
