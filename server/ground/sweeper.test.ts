import pino from 'pino'
import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { startSweeper } from './sweeper.ts'

describe('a sweeper', () => {
  it('runs at once, then after each pause, also after a failure, until it is stopped', async () => {
    const clock = fakeClock()
    const lines: string[] = []
    const log = pino({}, { write: line => void lines.push(line) })
    let runs = 0
    const stop = startSweeper(
      { clock, log },
      {
        ...{ name: 'test', everyMs: 1_000 },
        run: async () => {
          runs++
          if (runs === 2) throw new Error('broken once')
        },
      },
    )
    await clock.advance(0)
    expect(runs).toBe(1)
    await clock.advance(2_000)
    expect(runs).toBe(3)
    expect(lines.join('')).toContain('broken once')
    await stop()
    await clock.advance(10_000)
    expect([runs, clock.pending()]).toEqual([3, 0])
  })

  it('waits for the task that is under way when it is stopped, and never runs two at once', async () => {
    const clock = fakeClock()
    let open = () => {}
    let runs = 0
    const stop = startSweeper(
      { clock, log: pino({ level: 'silent' }) },
      {
        ...{ name: 'test', everyMs: 10 },
        run: () => {
          runs++
          return new Promise<void>(resolve => {
            open = resolve
          })
        },
      },
    )
    await clock.advance(1_000)
    expect(runs).toBe(1)
    let isStopped = false
    const stopped = stop().then(() => {
      isStopped = true
    })
    await clock.advance(0)
    expect(isStopped).toBe(false)
    open()
    await stopped
    expect(clock.pending()).toBe(0)
  })
})
