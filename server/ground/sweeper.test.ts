import pino from 'pino'
import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { startSweeper } from './sweeper.ts'

const NO_OUTAGE = { tell: () => false, stop: () => {} }

describe('a sweeper', () => {
  it('runs at once, then after each pause, also after a failure, until it is stopped', async () => {
    const clock = fakeClock()
    const lines: string[] = []
    const log = pino({}, { write: line => void lines.push(line) })
    let runs = 0
    const stop = startSweeper(
      { clock, log, outage: NO_OUTAGE },
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

  it('tells the task that is under way when it is stopped, waits for it, and never runs two at once', async () => {
    const clock = fakeClock()
    let open = () => {}
    let runs = 0
    let isTold = false
    const stop = startSweeper(
      { clock, log: pino({ level: 'silent' }), outage: NO_OUTAGE },
      {
        ...{ name: 'test', everyMs: 10 },
        run: signal => {
          runs++
          signal.addEventListener('abort', () => {
            isTold = true
          })
          return new Promise<void>(resolve => {
            open = resolve
          })
        },
      },
    )
    await clock.advance(1_000)
    expect(runs).toBe(1)
    let isStopped = false
    expect(isTold).toBe(false)
    const stopped = stop().then(() => {
      isStopped = true
    })
    await clock.advance(0)
    expect([isStopped, isTold]).toEqual([false, true])
    open()
    await stopped
    expect(clock.pending()).toBe(0)
  })

  it('does not log by itself what an outage explains', async () => {
    const clock = fakeClock()
    const lines: string[] = []
    const log = pino({}, { write: line => void lines.push(line) })
    const run = async () => Promise.reject(new Error('Connection terminated'))
    const stop = startSweeper(
      { clock, log, outage: { ...NO_OUTAGE, tell: () => true } },
      { name: 'test', everyMs: 1_000, run },
    )
    await clock.advance(5_000)
    await stop()
    expect(lines).toEqual([])
  })
})
