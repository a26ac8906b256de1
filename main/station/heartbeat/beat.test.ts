import { expect, it } from 'vitest'
import type { Heartbeat } from '../../../src/contract/heartbeat-api.ts'
import { fakeClock } from '../../../src/fake-clock.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok } from '../../../src/result.ts'
import type { ServerClient } from '../server-client.ts'
import { startHeart } from './beat.ts'

function world() {
  const clock = fakeClock()
  const sent: number[] = []
  const state = { mark: 'well', away: false, closing: false, hangs: false }
  const call = async () => {
    sent.push(clock.monotonic())
    if (state.hangs) return new Promise(() => {})
    return state.away ? err({ fault: fault('server-unreachable'), status: null }) : ok({})
  }
  const heart = startHeart(
    clock,
    { call: call as unknown as ServerClient['call'] },
    { mark: () => state.mark, next: () => ({}) as Heartbeat },
    {
      closing: () => state.closing,
      onBug: error => {
        throw error
      },
    },
  )
  const between = () => sent.map((at, nth) => (nth === 0 ? 0 : at - sent[nth - 1]!)).slice(1)
  const change = (mark: string) => {
    state.mark = mark
    heart.look()
  }
  return { clock, sent, state, heart, change, between }
}

it('beats at once and every half minute', async () => {
  const { clock, between } = world()
  await clock.advance(120_000)
  expect(between()).toEqual([30_000, 30_000, 30_000, 30_000])
})

it('beats within a second of a change, and not for a look that finds none', async () => {
  const { clock, sent, change, heart, state } = world()
  await clock.advance(10_000)
  for (let nth = 0; nth < 20; nth++) heart.look()
  await clock.advance(0)
  expect(sent).toHaveLength(1)
  change('jam')
  await clock.advance(1_000)
  expect(sent).toHaveLength(2)
  state.closing = true
})

it('does not flood for what changes each second', async () => {
  const { clock, sent, change } = world()
  for (let second = 0; second < 600; second++) {
    change(second % 2 === 0 ? 'jam' : 'well')
    await clock.advance(1_000)
  }
  expect(sent.length).toBeLessThan(80)
  expect(sent.length).toBeGreaterThan(20)
})

it('piles nothing up while the server is away or hangs, and tells of the newest when it is back', async () => {
  const { clock, sent, change, state, heart } = world()
  await clock.advance(1_000)
  state.away = true
  for (let second = 0; second < 3_600; second += 3) {
    heart.look()
    await clock.advance(3_000)
  }
  expect(sent.length).toBeLessThan(130)
  state.hangs = true
  await clock.advance(60_000)
  const hung = sent.length
  for (let nth = 0; nth < 100; nth++) change(`${nth}`)
  await clock.advance(600_000)
  expect(sent).toHaveLength(hung)
})

it('ends with the station', async () => {
  const { clock, sent, state, change } = world()
  await clock.advance(1_000)
  state.closing = true
  change('jam')
  await clock.advance(600_000)
  expect(sent).toHaveLength(1)
})
