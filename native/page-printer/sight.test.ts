import { describe, expect, it } from 'vitest'
import type { PrinterStanding } from '../../src/contract/devices.ts'
import { attribute } from '../ipp/message.ts'
import type { JobReading } from './job-state.ts'
import {
  hasWork,
  highestIdIn,
  isIdle,
  looksTheSame,
  newestEndedIn,
  readSight,
  runBetween,
  SIGHT_ATTRIBUTES,
  type Sight,
} from './sight.ts'

const job = (changed: Partial<JobReading>): JobReading => ({
  ...{ id: 5, name: 'YZ1', user: 'yinzheng', createdAtSeconds: 1, pages: 2, state: 'completed', reasons: [] },
  ...{ impressions: 2, sheets: 2 },
  ...changed,
})
const sight: Sight = {
  ...{ saidAtMs: 0, upTimeSeconds: 1_000, configChangedAtSeconds: 1, state: 'idle', queuedJobs: 0 },
  ...{ impressionsEver: 500, sheetsEver: 400, jobs: [job({})] },
}

describe('what a printer says of itself', () => {
  it('is read, and asked for', () => {
    const attributes = [
      attribute.enum('printer-state', 4),
      attribute.integer('printer-up-time', 60),
      attribute.integer('printer-config-change-time', 2),
      attribute.integer('queued-job-count', 1),
      attribute.integer('printer-impressions-completed', 500),
      attribute.integer('printer-media-sheets-completed', 400),
    ]
    expect(readSight(new Map(attributes.map(({ name, values }) => [name, values])), 7)).toEqual({
      ...{ saidAtMs: 7, state: 'processing', upTimeSeconds: 60, configChangedAtSeconds: 2, queuedJobs: 1 },
      ...{ impressionsEver: 500, sheetsEver: 400 },
    })
    expect(SIGHT_ATTRIBUTES).toEqual(attributes.map(({ name }) => name))
  })

  it.each([
    [3, 'idle'],
    [4, 'processing'],
    [5, 'stopped'],
    [6, null],
  ])('has states by number: %d is %s', (number, state) => {
    const { name, values } = attribute.enum('printer-state', number)
    expect(readSight(new Map([[name, values]]), 0)).toMatchObject({ state, upTimeSeconds: null, queuedJobs: null })
  })
})

describe('a printer with nothing to do', () => {
  it.each([
    ['idle, and all has ended', {}, false, true],
    ['idle, and tells of no jobs', { queuedJobs: null, jobs: null }, false, true],
    ['stopped: it may hold what it does not tell', { state: 'stopped' }, false, false],
    ['a job waits', { queuedJobs: 1 }, true, false],
    ['a job is under way', { queuedJobs: null, jobs: [job({}), job({ state: 'processing' })] }, true, false],
  ] as const)('%s', (_, changed, works, idle) => {
    expect([hasWork({ ...sight, ...changed }), isIdle({ ...sight, ...changed })]).toEqual([works, idle])
  })
})

describe('two looks', () => {
  it.each([
    ['the time went on', { saidAtMs: 9, upTimeSeconds: 1_009, configChangedAtSeconds: 3 }, true],
    ['the same jobs, told anew', { jobs: [job({})] }, true],
    ['another state', { state: 'stopped' }, false],
    ['a job more in its queue', { queuedJobs: 1 }, false],
    ['an impression more', { impressionsEver: 501 }, false],
    ['a sheet more', { sheetsEver: 401 }, false],
    ['a job gone', { jobs: [] }, false],
    ['a job that moved', { jobs: [job({ sheets: 1 })] }, false],
  ] as const)('%s', (_, changed, same) => {
    expect(looksTheSame(sight, { ...sight, ...changed })).toBe(same)
  })
})

describe('whether a printer was up all the time', () => {
  const standing = (upTimeSeconds: number | null, highestJobId: number | null = null): PrinterStanding => ({
    ...{ saidAtMs: 0, upTimeSeconds, configChangedAtSeconds: 1, impressionsEver: null, sheetsEver: null },
    ...{ lifeCounters: 'unproven', highestJobId, newestEndedJobId: null, keepsNames: null, atWork: false },
    ...{ sides: null, operations: null },
  })

  it.each([
    // Up-time before and after, seconds that went by.
    ['its up-time went on with the clock', 1_000, 1_060, 60, 'same'],
    ['it lags by as much as clocks may differ', 1_000, 1_039, 60, 'same'],
    ['it lags by more', 1_000, 1_038, 60, 'another'],
    ['it is ahead by as much as clocks may differ', 1_000, 1_081, 60, 'same'],
    ['it is ahead by more', 1_000, 1_082, 60, 'another'],
    ['it fell', 1_000, 10, 60, 'another'],
    ['it fell by a little', 1_000, 999, 0, 'another'],
    ['it stands, and no time went by', 1_000, 1_000, 0, 'same'],
    ['it was young, and lags by half its age', 10, 64, 60, 'same'],
    ['it was young, and began anew', 10, 63, 60, 'another'],
    ['it had only just begun', 1, 60, 61, 'same'],
    ['it had only just begun, and began anew', 1, 58, 60, 'another'],
    ['two clocks part slowly', 100_000, 103_576, 3_600, 'same'],
    ['two clocks part slowly, and no faster', 100_000, 103_575, 3_600, 'another'],
    ['the clock of the station went back', 100_000, 100_000, -24, 'another'],
    ['the clock of the station went back a little', 100_000, 100_000, -20, 'same'],
    ['it did not tell its up-time', null, 60, 60, 'unknown'],
    ['it does not tell its up-time now', 1_000, null, 60, 'unknown'],
  ] as const)('%s', (_, upBefore, upNow, passedSeconds, run) => {
    const now = { ...sight, upTimeSeconds: upNow, saidAtMs: passedSeconds * 1000 }
    expect(runBetween(standing(upBefore), now)).toBe(run)
  })

  it.each([
    ['job numbers fell', 6, [job({ id: 5 })], 'another'],
    ['job numbers stayed', 5, [job({ id: 5 })], 'unknown'],
    ['job numbers rose', 4, [job({ id: 5 })], 'unknown'],
    ['nothing is listed now', 6, [], 'unknown'],
    ['nothing was listed before', null, [job({ id: 1 })], 'unknown'],
  ] as const)('%s', (_, highest, jobs, run) => {
    expect(runBetween(standing(null, highest), { ...sight, jobs })).toBe(run)
  })
})

describe('the newest of a list of jobs', () => {
  const jobs = [
    job({ id: 7, state: 'processing' }),
    job({ id: null }),
    job({ id: 5 }),
    job({ id: 6, state: 'aborted' }),
  ]

  it('goes by number, whatever the order', () => {
    expect([highestIdIn(jobs), newestEndedIn(jobs)]).toEqual([7, 6])
  })

  it('is none where there is none', () => {
    expect([
      highestIdIn(null),
      highestIdIn([job({ id: null })]),
      newestEndedIn(null),
      newestEndedIn(jobs.slice(0, 1)),
    ]).toEqual([null, null, null, null])
  })
})
