import { describe, expect, it } from 'vitest'
import type { PrinterStanding } from '../../src/contract/devices.ts'
import type { JobReading } from './job-state.ts'
import { isForeignSince, isOurs, type Run, type Sought } from './kinship.ts'

const before: PrinterStanding = {
  ...{ saidAtMs: 0, upTimeSeconds: 1_000, configChangedAtSeconds: null, impressionsEver: 500, sheetsEver: 500 },
  ...{ lifeCounters: 'moves', highestJobId: 4, newestEndedJobId: 4, keepsNames: false, atWork: false },
  ...{ sides: null, operations: null },
}
const sought: Sought = {
  ...{ jobName: 'YZ1-1-abcdefgh', pages: 2, printerJobId: null, nameAtPrinter: null, before, othersSeen: false },
}
/** A new job of our user and our length, under a name that the printer gave it. */
const replaced: JobReading = {
  ...{ id: 5, name: 'Job 5', user: 'yinzheng', createdAtSeconds: 1_001, pages: 2 },
  ...{ state: 'completed', reasons: [], impressions: 2, sheets: 2 },
}
const EMPTY = { ...before, highestJobId: null, newestEndedJobId: null }

interface Case {
  readonly job?: Partial<JobReading>
  readonly sought?: Partial<Sought>
  readonly run?: Run
}
const ours = ({ job = {}, sought: changed = {}, run = 'same' }: Case) =>
  isOurs({ ...replaced, ...job }, { ...sought, ...changed }, run)

describe('whether a job is the copy', () => {
  it.each<[boolean, string, Case]>([
    [true, 'new, of our user and length', {}],
    [true, 'of no user that is told', { job: { user: null } }],
    [true, 'of no length that is told', { job: { pages: null } }],
    [true, 'of a length not yet counted', { job: { pages: 0 } }],
    [true, 'where the up-time is not told', { run: 'unknown' }],
    [
      true,
      'by its whole name, though older, of another user and length',
      { job: { id: 1, name: 'YZ1-1-abcdefgh', user: 'x', pages: 9 } },
    ],
    [true, 'cut at six characters', { job: { name: 'YZ1-1-' }, sought: { before: { ...before, keepsNames: true } } }],
    [true, 'under the name that it was seen with', { sought: { nameAtPrinter: 'Job 5' } }],
    [true, 'in a list that was empty', { sought: { before: EMPTY } }],
    [
      true,
      'in a list that was empty, made when is not told',
      { job: { createdAtSeconds: null }, sought: { before: EMPTY } },
    ],
    [
      true,
      'in a list that was empty, made just before by a slow clock',
      { job: { createdAtSeconds: 999 }, sought: { before: EMPTY } },
    ],
    [
      true,
      'in a list that was empty, at a printer without an up-time',
      { job: { createdAtSeconds: 0 }, sought: { before: { ...EMPTY, upTimeSeconds: null } } },
    ],
    [
      true,
      'of no name that is told, where names are kept',
      { job: { name: null }, sought: { before: { ...before, keepsNames: true } } },
    ],
    [true, 'of no name that is told any more', { job: { name: null }, sought: { nameAtPrinter: 'Job 5' } }],
    [true, 'by its number', { sought: { printerJobId: 5 } }],
    [true, 'after a power cycle, still under way', { job: { id: 1, state: 'processing' }, run: 'another' }],
    [
      true,
      'after a power cycle, under way, of a user not told, its name cut',
      { job: { id: 1, state: 'pending', user: null, name: 'YZ1-1-abc' }, run: 'another' },
    ],
    [false, 'of another user', { job: { user: 'someone' } }],
    [false, 'of another user, though its name is cut like ours', { job: { user: 'someone', name: 'YZ1-1-' } }],
    [false, 'of another user, under no name that is told', { job: { user: 'someone', name: null } }],
    [
      false,
      'in a list that was empty, made before by two seconds',
      { job: { createdAtSeconds: 998 }, sought: { before: EMPTY } },
    ],
    [false, 'in a list that was empty, of no number', { job: { id: null }, sought: { before: EMPTY } }],
    [
      false,
      'after a power cycle, under way, of a user and a name not told',
      { job: { state: 'processing', user: null, name: null }, run: 'another' },
    ],
    [false, 'of another length', { job: { pages: 3 } }],
    [false, 'older', { job: { id: 4 } }],
    [false, 'under another name, where names are kept', { sought: { before: { ...before, keepsNames: true } } }],
    [
      false,
      'cut to too little, where names are kept',
      { job: { name: 'YZ1-1' }, sought: { before: { ...before, keepsNames: true } } },
    ],
    [false, 'under another name than it was seen with', { sought: { nameAtPrinter: 'Job 4' } }],
    [false, 'in a list that was empty, made before', { job: { createdAtSeconds: 900 }, sought: { before: EMPTY } }],
    [false, 'of another number', { sought: { printerJobId: 6 } }],
    [
      false,
      'of our number, under another name where names are kept',
      { sought: { printerJobId: 5, before: { ...before, keepsNames: true } } },
    ],
    [false, 'after a power cycle, ended', { run: 'another' }],
    [
      false,
      'after a power cycle, under way, of a user not told, under another name',
      { job: { state: 'processing', user: null }, run: 'another' },
    ],
    [false, 'of no number', { job: { id: null } }],
    [false, 'when nothing was written down', { sought: { before: null } }],
  ])('%s: %s', (is, _, given) => expect(ours(given)).toBe(is))
})

describe('whether a job may have printed beside the copy', () => {
  const foreign = (job: Partial<JobReading>, run: Run = 'same') =>
    isForeignSince({ ...replaced, name: 'Letter', user: 'someone', ...job }, sought, run)
  it.each<[boolean, string, ReturnType<typeof foreign>]>([
    [true, 'newer, of somebody else', foreign({})],
    [false, 'older', foreign({ id: 3 })],
    [false, 'ours', foreign({ name: 'YZ1-1-abcdefgh' })],
    [true, 'after a power cycle, of somebody else', foreign({ id: 1 }, 'another')],
    [false, 'after a power cycle, one of ours that ended', foreign({ id: 1, user: 'yinzheng' }, 'another')],
    [
      true,
      'after a power cycle, one under another name of ours under way',
      isForeignSince({ ...replaced, state: 'processing', pages: 9 }, sought, 'another'),
    ],
  ])('%s: %s', (is, _, got) => expect(got).toBe(is))
})
