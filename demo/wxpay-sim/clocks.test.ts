import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { createBusinessClock } from './clocks.ts'

const settled = () => Promise.resolve()

describe('the business clock', () => {
  it('runs with its base and ahead of it', async () => {
    const base = fakeClock(1000)
    const clock = createBusinessClock(base, 500, settled)
    expect(clock.now()).toBe(1500)
    await base.advance(100)
    await clock.advance(50)
    expect([clock.now(), clock.aheadMs, base.now()]).toEqual([1650, 550, 1100])
  })

  it('runs what falls due in order, at its own time, whichever of the two clocks moves', async () => {
    const base = fakeClock(0)
    const clock = createBusinessClock(base, 0, settled)
    const seen: [string, number][] = []
    for (const [name, delayMs] of [
      ['c', 300],
      ['a', 100],
      ['b', 200],
    ] as const)
      clock.after(delayMs, () => seen.push([name, clock.now()]))
    await base.advance(100)
    await clock.advance(250)
    expect(seen).toEqual([
      ['a', 100],
      ['b', 200],
      ['c', 300],
    ])
    expect(clock.now()).toBe(350)
  })

  it('waits for what a timer started before the next one fires', async () => {
    let running = Promise.resolve()
    const clock = createBusinessClock(fakeClock(0), 0, () => running)
    const seen: string[] = []
    clock.after(10, () => {
      running = new Promise<void>(resolve => setImmediate(resolve)).then(() => void seen.push('first is over'))
    })
    clock.after(20, () => seen.push('second'))
    await clock.advance(30)
    expect(seen).toEqual(['first is over', 'second'])
  })

  it('lets a timer be called off, and drops all of them when it stops', async () => {
    const base = fakeClock(0)
    const clock = createBusinessClock(base, 0, settled)
    let fired = 0
    clock.after(10, () => fired++)()
    clock.after(20, () => fired++)
    clock.stop()
    await clock.advance(100)
    await base.advance(100)
    expect([fired, base.pending()]).toEqual([0, 0])
  })
})
