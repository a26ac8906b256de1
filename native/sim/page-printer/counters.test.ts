import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { COUNTER_FALL_MS, COUNTER_LAG_MS, countersOf, lifeCountersOf } from './counters.ts'
import { createEngine } from './engine.ts'
import { jobOf, type SimJob } from './job.ts'

const ticket = { name: 'J-1', user: 'someone', media: 'iso_a4_210x297mm', sha256: 'ab' }

describe('the counters of a job', () => {
  const job: SimJob = {
    ...jobOf({ ...ticket, pages: 7, sides: 'two-sided-long-edge' }, 1, 0),
    ...{ startedMs: 0, state: 'processing', deliveredMs: [100, 200, 300] },
  }
  it.each([
    ['sheets', { sheets: 3, impressions: 6 }],
    ['impressions', { sheets: null, impressions: 6 }],
    ['none', { sheets: null, impressions: null }],
    ['lagging', { sheets: null, impressions: 2 }],
    ['at-the-end', { sheets: 0, impressions: 0 }],
    ['frozen', { sheets: null, impressions: 1 }],
    ['sheets-frozen', { sheets: 1, impressions: 6 }],
    ['ahead', { sheets: 4, impressions: 7 }],
    ['one-too-high', { sheets: null, impressions: 7 }],
    ['falls-when-full', { sheets: 3, impressions: 6 }],
    ['since-power-on', { sheets: 2, impressions: 4 }],
  ] as const)('%s', (mode, counts) => expect(countersOf(job, mode, COUNTER_LAG_MS + 199, 150)).toEqual(counts))

  const full: SimJob = { ...job, deliveredMs: [100, 200, 300, 400] }
  it('are full for a while before they fall', () => {
    expect(countersOf(full, 'falls-when-full', 399 + COUNTER_FALL_MS)).toEqual({ sheets: 4, impressions: 7 })
    expect(countersOf(full, 'falls-when-full', 400 + COUNTER_FALL_MS)).toEqual({ sheets: 0, impressions: 0 })
  })

  it('jump at the end where they move only there', () => {
    const ended: SimJob = { ...full, state: 'completed', endedMs: 400 }
    expect(countersOf(ended, 'at-the-end', 400)).toEqual({ sheets: 4, impressions: 7 })
  })

  it('run ahead only of a job that has begun', () => {
    expect(countersOf({ ...job, startedMs: null, deliveredMs: [] }, 'ahead', 0)).toEqual({ sheets: 0, impressions: 0 })
  })
})

describe('the life counters', () => {
  it.each([
    ['exact', { sheets: 103, impressions: 155 }],
    ['impressions', { sheets: null, impressions: 155 }],
    ['sheets', { sheets: 103, impressions: null }],
    ['none', { sheets: null, impressions: null }],
    ['at-job-end', { sheets: 102, impressions: 153 }],
    ['sheets-frozen', { sheets: 100, impressions: 155 }],
    ['frozen', { sheets: 100, impressions: 150 }],
  ] as const)('%s', async (mode, counts) => {
    const clock = fakeClock()
    const paper = { traySheets: 10, lowAtSheets: 2, printedBefore: { sheets: 100, impressions: 150 } }
    const engine = createEngine({ clock, msPerSheet: () => 100, queueLength: 1, ...paper })
    engine.submit({ ...ticket, pages: 3, sides: 'two-sided-long-edge' })
    engine.submit({ ...ticket, pages: 4, sides: 'two-sided-short-edge', foreign: true })
    await clock.advance(300)
    expect(lifeCountersOf(engine.state(), { lifeCounters: mode, lifeLagMs: null }, 0)).toEqual(counts)
  })
})
