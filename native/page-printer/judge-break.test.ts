import { describe, expect, it } from 'vitest'
import type { PrinterStanding } from '../../src/contract/devices.ts'
import type { CopyLayout, JobReading } from './job-state.ts'
import { type Break, type BreakVerdict, judgeBreak } from './judge-break.ts'
import type { Sought } from './kinship.ts'
import type { Sight } from './sight.ts'

const layout: CopyLayout = { pages: 2, sides: 'one-sided', counter: 'reported' }
const BEFORE_MS = 1_795_000_000_000

/** Before: up for 1000 s, idle, 500 pages in its life, job 4 the newest of its list and ended. */
const before: PrinterStanding = {
  saidAtMs: BEFORE_MS,
  upTimeSeconds: 1_000,
  configChangedAtSeconds: 1,
  impressionsEver: 500,
  sheetsEver: 500,
  lifeCounters: 'moves',
  highestJobId: 4,
  newestEndedJobId: 4,
  keepsNames: true,
  atWork: false,
  sides: null,
  operations: null,
}
const job = (reading: Partial<JobReading>): JobReading => ({
  ...{ id: 5, name: 'YZ1-1-abcdefgh', user: 'yinzheng', createdAtSeconds: 1_001, pages: 2 },
  ...{ state: 'completed', reasons: [], impressions: 2, sheets: 2 },
  ...reading,
})
const other = job({ id: 4, name: 'YZ0-1-zyxwvuts', createdAtSeconds: 900 })

const STRANGER = job({ name: 'document.pdf', user: 'anonymous' })

/** Sixty seconds later: still up, idle, nothing moved, the list as it was. */
const now: Sight = {
  saidAtMs: BEFORE_MS + 60_000,
  upTimeSeconds: 1_060,
  configChangedAtSeconds: 1,
  impressionsEver: 500,
  sheetsEver: 500,
  state: 'idle',
  queuedJobs: 0,
  jobs: [other],
}
const ANEW = { upTimeSeconds: 20 }
const NO_LIFE = { impressionsEver: null, sheetsEver: null }

interface Case {
  readonly before?: Partial<PrinterStanding> | null
  readonly now?: Partial<Sight>
  readonly sought?: Partial<Sought>
  readonly rest?: Partial<Break>
}

function verdict({ before: changed = {}, now: seen = {}, sought = {}, rest = {} }: Case): BreakVerdict {
  return judgeBreak({
    sought: {
      ...{ jobName: 'YZ1-1-abcdefgh', pages: 2, printerJobId: null, nameAtPrinter: null, othersSeen: false },
      before: changed && { ...before, ...changed },
      ...sought,
    },
    ...{ layout, sheetsSeen: 0, now: { ...now, ...seen }, settled: true, lostForLong: true, neverSeenAtWork: false },
    ...rest,
  })
}

/** What a break leaves of a copy of two sheets, case by case. */
const TABLE: readonly (readonly [what: string, verdict: BreakVerdict['kind'], given: Case])[] = [
  // Its job is there.
  ['its name is listed', 'found', { now: { jobs: [job({}), other] } }],
  [
    'its name is listed, with a language in front',
    'found',
    { now: { jobs: [job({ name: 'zh-cn\u001eYZ1-1-abcdefgh' })] } },
  ],
  ['its name is listed after a power cycle', 'found', { now: { ...ANEW, jobs: [job({ id: 1 })] } }],
  [
    'its name was cut, and the job is new',
    'found',
    { before: { keepsNames: null }, now: { jobs: [job({ name: 'YZ1-1-' })] } },
  ],
  ['its name was cut also where names were kept so far', 'found', { now: { jobs: [job({ name: 'YZ1-1-ab' })] } }],
  [
    'its name was replaced, and the job is new',
    'found',
    { before: { keepsNames: false }, now: { jobs: [job({ name: 'Job 5' })] } },
  ],
  [
    'names are not told, and the job is new',
    'found',
    { before: { keepsNames: null }, now: { jobs: [job({ name: null })] } },
  ],
  [
    'names are not told, nothing was listed before, and the job is new',
    'found',
    { before: { keepsNames: null, highestJobId: null, newestEndedJobId: null }, now: { jobs: [job({ name: null })] } },
  ],
  [
    'its number is known',
    'found',
    { before: { keepsNames: false }, sought: { printerJobId: 5 }, now: { jobs: [job({ name: 'Job 5' })] } },
  ],
  [
    'a job of ours is under way after a power cycle, under another name',
    'found',
    { before: { keepsNames: false }, now: { ...ANEW, jobs: [job({ id: 1, name: 'Job 1', state: 'processing' })] } },
  ],
  // Another job is not taken for it.
  [
    'a job of somebody else is new',
    'cannot-be-told',
    {
      before: { lifeCounters: 'frozen', newestEndedJobId: null },
      now: { jobs: [job({ name: 'Letter', user: 'someone' })] },
    },
  ],
  [
    'a job of another length is new',
    'cannot-be-told',
    {
      before: { lifeCounters: 'frozen', newestEndedJobId: null, keepsNames: false },
      now: { jobs: [job({ name: 'Job 5', pages: 7 })] },
    },
  ],
  [
    'its number belongs to an ended job after a power cycle, under another name',
    'cannot-be-told',
    { before: { keepsNames: false }, sought: { printerJobId: 5 }, now: { ...ANEW, jobs: [job({ name: 'Job 5' })] } },
  ],
  // The printer has not finished.
  ['the printer prints', 'open', { now: { state: 'processing' } }],
  ['jobs wait in it', 'open', { now: { queuedJobs: 1 } }],
  [
    'a job of somebody else waits in it',
    'open',
    { now: { jobs: [job({ name: 'Letter', user: 'someone', state: 'pending' })] } },
  ],
  ['it was not looked at for long enough', 'open', { rest: { settled: false } }],
  // The life counter speaks.
  ['the life counter moved by the copy', 'delivered', { now: { impressionsEver: 502, sheetsEver: 502, jobs: [] } }],
  [
    'the life counter moved by the copy, over a power cycle',
    'delivered',
    { now: { ...ANEW, impressionsEver: 502, sheetsEver: 502, jobs: [] } },
  ],
  ['sheets stand still and impressions moved by the copy', 'delivered', { now: { impressionsEver: 502, jobs: [] } }],
  [
    'impressions are not kept and sheets moved by the copy',
    'delivered',
    { before: { impressionsEver: null }, now: { impressionsEver: null, sheetsEver: 502, jobs: [] } },
  ],
  [
    'it moved by the copy in a printer that has stopped',
    'delivered',
    { now: { state: 'stopped', impressionsEver: 502, sheetsEver: 502, jobs: [] } },
  ],
  ['the life counter moved by a part of it', 'in-part', { now: { impressionsEver: 501, sheetsEver: 501, jobs: [] } }],
  [
    'the life counter moved by a part of it, over a power cycle',
    'cannot-be-told',
    { now: { ...ANEW, impressionsEver: 501, sheetsEver: 501, jobs: [] } },
  ],
  ['the life counter moved by more', 'cannot-be-told', { now: { impressionsEver: 505, sheetsEver: 505, jobs: [] } }],
  ['the life counter fell', 'cannot-be-told', { now: { ...ANEW, impressionsEver: 2, sheetsEver: 2, jobs: [] } }],
  [
    'it moved by the copy beside a job of somebody else',
    'cannot-be-told',
    { now: { impressionsEver: 502, sheetsEver: 502, jobs: [job({ name: 'Letter', user: 'someone' })] } },
  ],
  [
    'it moved by the copy over a power cycle, and somebody else was at work before that',
    'cannot-be-told',
    { sought: { othersSeen: true }, now: { ...ANEW, impressionsEver: 502, sheetsEver: 502, jobs: [] } },
  ],
  [
    'it moved by the copy, but was at work before',
    'cannot-be-told',
    { before: { atWork: true }, now: { impressionsEver: 502, sheetsEver: 502, jobs: [] } },
  ],
  [
    'it moved by the copy, but lagged before',
    'cannot-be-told',
    { before: { lifeCounters: 'lagging' }, now: { impressionsEver: 502, sheetsEver: 502, jobs: [] } },
  ],
  [
    'it moved by the copy, but numbers in between were given to jobs that are forgotten',
    'cannot-be-told',
    { sought: { printerJobId: 7 }, now: { impressionsEver: 502, sheetsEver: 502, jobs: [] } },
  ],
  [
    'the life counter moved by a part of it, and the printer has stopped',
    'cannot-be-told',
    { now: { state: 'stopped', impressionsEver: 501, sheetsEver: 501, jobs: [] } },
  ],
  // Nothing is there, and nothing was.
  [
    'an older job is still listed, and ours may yet show',
    'open',
    { before: { ...NO_LIFE }, now: { ...NO_LIFE }, rest: { lostForLong: false } },
  ],
  [
    'the list is empty, the life counter stands, and ours may yet show',
    'open',
    { now: { jobs: [] }, rest: { lostForLong: false } },
  ],
  ['an older job is still listed', 'never-arrived', { before: { ...NO_LIFE }, now: { ...NO_LIFE } }],
  [
    'an older job is still listed, and a newer one of another name and user, where names are not kept',
    'cannot-be-told',
    { before: { ...NO_LIFE, keepsNames: false }, now: { ...NO_LIFE, jobs: [STRANGER, other] } },
  ],
  [
    'an older job is still listed, and a newer one of another name and user, where it is not known whether names are kept',
    'cannot-be-told',
    { before: { ...NO_LIFE, keepsNames: null }, now: { ...NO_LIFE, jobs: [STRANGER, other] } },
  ],
  [
    'an older job is still listed, and a newer one of another name and user, where names are kept',
    'never-arrived',
    { before: { ...NO_LIFE }, now: { ...NO_LIFE, jobs: [STRANGER, other] } },
  ],
  [
    'an older job is still listed, and a newer one of another length, where names are not kept',
    'never-arrived',
    { before: { ...NO_LIFE, keepsNames: false }, now: { ...NO_LIFE, jobs: [{ ...STRANGER, pages: 7 }, other] } },
  ],
  [
    'an older job is still listed, and one that was under way then has ended',
    'never-arrived',
    {
      before: { ...NO_LIFE, highestJobId: 5, atWork: true },
      now: { ...NO_LIFE, jobs: [job({ name: 'Letter', user: 'someone' }), other] },
    },
  ],
  ['the list is empty, and the life counter stands', 'never-arrived', { now: { jobs: [] } }],
  [
    'no list is given, and the life counter stands',
    'never-arrived',
    { before: { highestJobId: null, newestEndedJobId: null }, now: { jobs: null } },
  ],
  [
    'an unproven life counter stands, and the printer was never seen at work',
    'never-arrived',
    { before: { lifeCounters: 'unproven' }, now: { jobs: [] }, rest: { neverSeenAtWork: true } },
  ],
  // Nothing is there, and that proves nothing.
  ['an unproven life counter stands', 'cannot-be-told', { before: { lifeCounters: 'unproven' }, now: { jobs: [] } }],
  [
    'the list is empty, and the life counter is known not to move',
    'cannot-be-told',
    { before: { lifeCounters: 'frozen' }, now: { jobs: [] } },
  ],
  [
    'the list is empty, and nothing else is told',
    'cannot-be-told',
    { before: { ...NO_LIFE }, now: { ...NO_LIFE, jobs: [] } },
  ],
  [
    'the list was empty before, and nothing else is told',
    'cannot-be-told',
    { before: { ...NO_LIFE, highestJobId: null, newestEndedJobId: null }, now: { ...NO_LIFE, jobs: [] } },
  ],
  ['the printer began anew', 'cannot-be-told', { now: { ...ANEW } }],
  [
    'the printer does not tell its up-time',
    'cannot-be-told',
    { before: { upTimeSeconds: null }, now: { upTimeSeconds: null } },
  ],
  [
    'the up-time went on, but the numbers of jobs began anew',
    'cannot-be-told',
    { now: { jobs: [job({ id: 1, name: 'Letter', user: 'someone' })] } },
  ],
  [
    'the up-time is higher, but not by the time that passed',
    'cannot-be-told',
    { before: { upTimeSeconds: 5 }, now: { saidAtMs: BEFORE_MS + 600_000, upTimeSeconds: 300 } },
  ],
  [
    'the printer has stopped: it may hold what it does not tell',
    'cannot-be-told',
    { now: { state: 'stopped', jobs: [] } },
  ],
  ['nothing was written down before', 'cannot-be-told', { before: null }],
  [
    'the newest job of before was under way then, and an older one is listed',
    'cannot-be-told',
    { before: { ...NO_LIFE, highestJobId: 5 }, now: { ...NO_LIFE } },
  ],
  [
    'the clock of the station was set back beside a printer that began anew',
    'cannot-be-told',
    { now: { saidAtMs: BEFORE_MS - 990_000, upTimeSeconds: 10, jobs: [] } },
  ],
  // It was there once: it is not sent again.
  ['its job is gone, and the life counter stands', 'in-part', { sought: { printerJobId: 5 }, now: { jobs: [] } }],
  [
    'its job is gone, and nothing else is told',
    'cannot-be-told',
    { before: { ...NO_LIFE }, sought: { printerJobId: 5 }, now: { ...NO_LIFE } },
  ],
  [
    'a sheet was seen, though the life counter stands',
    'cannot-be-told',
    { rest: { sheetsSeen: 1 }, now: { jobs: [] } },
  ],
  [
    'no ended job was listed before, and one of no number is now',
    'cannot-be-told',
    {
      before: { ...NO_LIFE, newestEndedJobId: null },
      now: { ...NO_LIFE, jobs: [other, job({ id: null, name: 'Letter', user: 'someone' })] },
    },
  ],
  ['a sheet was seen', 'cannot-be-told', { rest: { sheetsSeen: 1 }, before: { ...NO_LIFE }, now: { ...NO_LIFE } }],
  [
    'all sheets were counted while it was under way, then the printer began anew',
    'cannot-be-told',
    { rest: { sheetsSeen: 2 }, sought: { printerJobId: 5 }, now: { ...ANEW, ...NO_LIFE, jobs: [] } },
  ],
]

describe('what a break leaves of a copy', () => {
  it.each(TABLE)('%s: %s', (_, kind, given) => expect(verdict(given).kind).toBe(kind))

  it('is sent again only by proof: no other verdict says so, whatever is missing', () => {
    const proofs = TABLE.filter(([, kind]) => kind === 'never-arrived').map(([, , given]) => given)
    for (const given of proofs) {
      const spoilt: Case[] = [
        { ...given, now: { ...given.now, ...ANEW } },
        { ...given, now: { ...given.now, state: 'stopped' } },
        { ...given, now: { ...given.now, state: 'processing' } },
        { ...given, rest: { ...given.rest, settled: false } },
        { ...given, rest: { ...given.rest, sheetsSeen: 1 } },
        { ...given, sought: { printerJobId: 5 } },
        { ...given, before: null },
      ]
      for (const one of spoilt) expect(verdict(one).kind).not.toBe('never-arrived')
    }
  })

  it('is not followed by a job without a number, whatever its name', () => {
    expect(verdict({ now: { jobs: [job({ id: null })] } }).kind).not.toBe('found')
  })

  it.each<[Case, string]>([
    [{ now: { impressionsEver: 502, jobs: [] } }, 'life counter moved by 2 pages'],
    [{ now: { impressionsEver: 501, jobs: [] } }, 'life counter moved by 1 of 2 sheets'],
    [
      { now: { ...ANEW, impressionsEver: 501, jobs: [] } },
      'life counter moved by 1 of 2 sheets, the printer began anew',
    ],
    [{ now: { jobs: [] } }, 'not listed, life counter stands at 500'],
    [
      { before: { impressionsEver: null, sheetsEver: 300 }, now: { impressionsEver: null, sheetsEver: 300, jobs: [] } },
      'not listed, life counter stands at 300',
    ],
    [{ before: { ...NO_LIFE }, now: { ...NO_LIFE } }, 'not listed, though job 4 before it is'],
    [{ before: null }, 'no such job, the printer does not tell its up-time'],
    [{ sought: { printerJobId: 5 }, now: { jobs: [] } }, 'life counter stands at 500'],
    [
      { before: { ...NO_LIFE }, sought: { printerJobId: 5 }, now: { ...NO_LIFE } },
      'the job is gone, the printer was up all the time',
    ],
    [
      { before: { ...NO_LIFE }, now: { ...NO_LIFE, jobs: [] } },
      'no such job, and no proof that there was none, the printer was up all the time',
    ],
  ])('says what it goes by, for whoever works on the case: %#', (given, evidence) => {
    expect(verdict(given)).toMatchObject({ evidence })
  })

  it('says how many sheets are known to be out', () => {
    const sheets = (given: Case) => verdict(given) as { readonly sheets?: number }
    expect(sheets({ now: { state: 'processing' }, rest: { sheetsSeen: 1 } }).sheets).toBe(1)
    expect(sheets({ now: { state: 'processing', impressionsEver: 501 } }).sheets).toBe(1)
    expect(sheets({ now: { state: 'processing' } }).sheets).toBe(0)
    expect(sheets({ now: { impressionsEver: 501, jobs: [] } }).sheets).toBe(1)
    expect(sheets({ sought: { printerJobId: 5 }, now: { jobs: [] } }).sheets).toBe(0)
  })

  it('takes the newest of two that could be it', () => {
    const jobs = [job({ id: 6 }), job({ id: 5 })]
    expect(verdict({ now: { jobs } })).toEqual({ kind: 'found', jobId: 6 })
  })

  it('never says fewer sheets than were seen', () => {
    expect(
      verdict({ rest: { sheetsSeen: 2 }, now: { impressionsEver: 501, sheetsEver: 501, jobs: [] } }),
    ).toMatchObject({
      kind: 'in-part',
      sheets: 2,
    })
  })

  it('counts two-sided paper by its sides', () => {
    const twoSided: CopyLayout = { pages: 3, sides: 'two-sided-long-edge', counter: 'reported' }
    const moved = (impressionsEver: number) =>
      verdict({ rest: { layout: twoSided }, now: { impressionsEver, sheetsEver: null, jobs: [] } }).kind
    expect([500, 501, 502, 503, 504, 505].map(moved)).toEqual([
      ...['never-arrived', 'in-part', 'in-part', 'delivered', 'delivered', 'cannot-be-told'],
    ])
  })
})
