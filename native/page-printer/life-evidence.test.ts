import { describe, expect, it } from 'vitest'
import type { PrinterStanding } from '../../src/contract/devices.ts'
import type { CopyLayout, JobReading } from './job-state.ts'
import type { Run, Sought } from './kinship.ts'
import { lifeSince } from './life-evidence.ts'
import type { Sight } from './sight.ts'

const layout: CopyLayout = { pages: 2, sides: 'one-sided', counter: 'reported' }
const before: PrinterStanding = {
  ...{ saidAtMs: 0, upTimeSeconds: 1_000, configChangedAtSeconds: 1, impressionsEver: 500, sheetsEver: 500 },
  ...{ lifeCounters: 'moves', highestJobId: 4, newestEndedJobId: 4, keepsNames: true, atWork: false },
  ...{ sides: null, operations: null },
}
const job = (changed: Partial<JobReading>): JobReading => ({
  ...{ id: 5, name: 'YZ1-1-abcdefgh', user: 'yinzheng', createdAtSeconds: 1_001, pages: 2, state: 'completed' },
  ...{ reasons: [], impressions: 2, sheets: 2 },
  ...changed,
})
const sought: Sought = {
  ...{ jobName: 'YZ1-1-abcdefgh', pages: 2, printerJobId: 5, nameAtPrinter: null, before },
  othersSeen: false,
}
const foreign = job({ id: 6, name: 'report.pdf', user: 'somebody' })

interface Case {
  readonly before?: Partial<PrinterStanding> | null
  readonly moved?: number
  readonly jobs?: readonly JobReading[] | null
  readonly jobId?: number | null
  readonly run?: Run
  readonly othersSeen?: boolean
}

/** The life counter's word of a copy of two pages, after it moved by so many. */
function wordOf({
  before: changed = {},
  moved = 2,
  jobs = [job({})],
  jobId = 5,
  run = 'same',
  othersSeen = false,
}: Case): string {
  const now: Sight = {
    ...{ saidAtMs: 60_000, upTimeSeconds: 1_060, configChangedAtSeconds: 1, state: 'idle', queuedJobs: 0 },
    ...{ impressionsEver: 500 + moved, sheetsEver: 500 + moved, jobs },
  }
  const known = changed && { ...before, ...changed }
  return lifeSince({ ...sought, printerJobId: jobId, before: known, othersSeen }, layout, now, run).kind
}

describe('the life counter speaks of a copy', () => {
  it.each([
    ['it moved by all', 'whole', {}],
    ['it moved by a part', 'part', { moved: 1 }],
    ['it stands', 'none', { moved: 0 }],
    ['it stands, and was never seen to move', 'none', { moved: 0, before: { lifeCounters: 'unproven' } }],
    ['it stands, and stood before while paper came out', 'unknown', { moved: 0, before: { lifeCounters: 'frozen' } }],
    ['it moves, and stood before while paper came out', 'unknown', { before: { lifeCounters: 'frozen' } }],
    ['it comes late, and has taken in all', 'whole', { before: { lifeCounters: 'late' } }],
    ['it comes late, and a part so far', 'unknown', { moved: 1, before: { lifeCounters: 'late' } }],
    ['it comes late, and stands so far', 'unknown', { moved: 0, before: { lifeCounters: 'late' } }],
    ['it moved by more', 'more', { moved: 4 }],
    ['it had not taken in what was printed before', 'unknown', { before: { lifeCounters: 'lagging' } }],
    ['the printer was at work before', 'unknown', { before: { atWork: true } }],
    ['nothing is known of before', 'unknown', { before: null }],
    ['somebody else printed since', 'unknown', { jobs: [job({}), foreign] }],
    ['somebody else was at work since, and is forgotten', 'unknown', { othersSeen: true }],
    ['the same, and it stands', 'unknown', { othersSeen: true, moved: 0 }],
    ['the same, over a power cycle', 'unknown', { othersSeen: true, run: 'another', jobs: [] }],
    ['somebody else printed before', 'whole', { jobs: [job({}), job({ ...foreign, id: 4 })] }],
    ['the printer lists no jobs', 'whole', { jobs: null }],
    ['numbers were given to jobs that are forgotten', 'unknown', { jobId: 6, jobs: [job({ id: 6 })] }],
    ['our number is the next one', 'whole', { jobId: 5 }],
    ['our number is not known', 'whole', { jobId: null }],
    ['the list was empty before', 'whole', { before: { highestJobId: null }, jobId: 9, jobs: [job({ id: 9 })] }],
    ['numbers began anew', 'whole', { run: 'another', jobId: 9, jobs: [job({ id: 1 })] }],
  ] as const satisfies readonly (readonly [string, string, Case])[])('%s: %s', (_, kind, given) => {
    expect(wordOf(given)).toBe(kind)
  })
})
