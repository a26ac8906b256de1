import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sheetsOf } from '../../src/contract/devices.ts'
import { attribute, type IppAttribute } from '../ipp/message.ts'
import {
  blamesDocument,
  type CopyLayout,
  countedWhole,
  countSheets,
  hasEnded,
  type JobReading,
  printedOneSided,
  readJob,
  wordOf,
} from './job-state.ts'

const read = (...attributes: IppAttribute[]) => readJob(new Map(attributes.map(({ name, values }) => [name, values])))
const job = (reading: Partial<JobReading>): JobReading => ({
  ...{ id: 7, name: 'J-1', user: null, createdAtSeconds: null, pages: null },
  ...{ state: 'processing', reasons: [], impressions: null, sheets: null },
  ...reading,
})
const oneSided: CopyLayout = { pages: 3, sides: 'one-sided', counter: 'reported' }
const twoSided: CopyLayout = { pages: 5, sides: 'two-sided-long-edge', counter: 'reported' }

describe('reading a job', () => {
  it('takes what is there', () => {
    const reading = read(
      { name: 'job-name', values: [{ kind: 'name', value: 'J-1', language: 'zh-cn' }] },
      attribute.integer('job-id', 7),
      attribute.name('job-originating-user-name', 'yinzheng'),
      attribute.integer('time-at-creation', 40),
      attribute.integer('job-impressions', 3),
      attribute.enum('job-state', 9),
      attribute.keyword('job-state-reasons', 'job-completed-successfully'),
      attribute.integer('job-impressions-completed', 3),
      attribute.integer('job-media-sheets-completed', 2),
    )
    expect(reading).toEqual({
      ...{ id: 7, name: 'J-1', user: 'yinzheng', createdAtSeconds: 40, pages: 3 },
      ...{ state: 'completed', reasons: ['job-completed-successfully'], impressions: 3, sheets: 2 },
    })
  })

  it('tells nought from none', () => {
    expect(read(attribute.integer('job-media-sheets-completed', 0)).sheets).toBe(0)
    expect(read(attribute.keyword('job-state-reasons', 'none')).reasons).toEqual([])
  })

  it.each([
    [3, 'pending', false],
    [4, 'pending-held', false],
    [5, 'processing', false],
    [6, 'processing-stopped', false],
    [7, 'canceled', true],
    [8, 'aborted', true],
    [9, 'completed', true],
    [10, null, false],
  ])('knows states by number: %d is %s, ended: %s', (number, state, ended) => {
    const reading = read(attribute.enum('job-state', number))
    expect([reading.state, hasEnded(reading)]).toEqual([state, ended])
  })

  it('takes unknown, negative and absent counters for none, never for nought', () => {
    const unknown: IppAttribute = { name: 'job-impressions-completed', values: [{ kind: 'unknown' }] }
    expect(read(unknown, attribute.integer('job-media-sheets-completed', -2))).toMatchObject({
      impressions: null,
      sheets: null,
    })
    expect(read()).toEqual({
      ...{ id: null, name: null, user: null, createdAtSeconds: null, pages: null },
      ...{ state: null, reasons: [], impressions: null, sheets: null },
    })
  })

  it('does not know a state that the standard does not know', () => {
    expect(read(attribute.enum('job-state', 17)).state).toBeNull()
  })
})

describe('counting sheets', () => {
  it.each<[string, Partial<JobReading>, CopyLayout, number | null]>([
    ['sheets before impressions', { sheets: 2, impressions: 3 }, oneSided, 2],
    ['impressions where the sheet counter stands at nought', { sheets: 0, impressions: 2 }, oneSided, 2],
    ['a sheet counter at nought beside no impressions', { sheets: 0, impressions: 0 }, oneSided, 0],
    ['no counter', {}, oneSided, null],
    ['no counter of two-sided paper', {}, twoSided, null],
    ['one too many', { impressions: 4 }, oneSided, 3],
    ['a side of a sheet is no sheet', { impressions: 3 }, twoSided, 1],
    ['the last sheet has one side', { impressions: 5 }, twoSided, 3],
    ['a blank back was counted too', { impressions: 6 }, twoSided, 3],
    ['a counter that is not to be believed', { sheets: 2, impressions: 2 }, { ...oneSided, counter: 'ignored' }, null],
  ])('%s', (_, reading, layout, sheets) => expect(countSheets(job(reading), layout)).toBe(sheets))

  it('never gives more sheets than the copy has, and all of them only for all sides', () => {
    const sides = fc.constantFrom('one-sided' as const, 'two-sided-long-edge' as const)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(60), sides, (pages, impressions, side) => {
        const layout: CopyLayout = { pages, sides: side, counter: 'reported' }
        const total = sheetsOf(pages, side)
        const counted = countSheets(job({ impressions }), layout)!
        expect(counted).toBeLessThanOrEqual(total)
        expect(counted === total).toBe(impressions >= pages)
      }),
    )
  })
})

describe('whether all of a copy was counted', () => {
  it.each<[string, Partial<JobReading>, CopyLayout, boolean]>([
    ['every sheet', { sheets: 3, impressions: null }, oneSided, true],
    ['every side', { impressions: 3 }, oneSided, true],
    ['a sheet counter that stands still beside exact impressions', { sheets: 1, impressions: 3 }, oneSided, true],
    ['too few of both', { sheets: 2, impressions: 2 }, oneSided, false],
    [
      'sheets are there, and half of the sides: it comes out on one side',
      { sheets: 3, impressions: 3 },
      twoSided,
      false,
    ],
    ['all sides on one side of the paper', { sheets: 5, impressions: 5 }, twoSided, true],
    ['no counter', {}, oneSided, false],
    ['a counter that is not to be believed', { impressions: 3 }, { ...oneSided, counter: 'ignored' }, false],
  ])('%s', (_, reading, layout, whole) => expect(countedWhole(job(reading), layout)).toBe(whole))

  it.each<[string, Partial<JobReading>, CopyLayout, boolean]>([
    ['more sheets than it has', { sheets: 4, impressions: null }, twoSided, true],
    ['as many sheets as sides', { sheets: 2, impressions: 2 }, twoSided, true],
    ['one sheet, one side so far', { sheets: 1, impressions: 1 }, twoSided, false],
    ['two sides a sheet', { sheets: 2, impressions: 4 }, twoSided, false],
    ['all of its sheets', { sheets: 3, impressions: 5 }, twoSided, false],
    ['sheets alone are counted', { sheets: 2, impressions: null }, twoSided, false],
    ['sides alone are counted', { sheets: null, impressions: 4 }, twoSided, false],
    ['the first sheet, its sides not told yet', { sheets: 1, impressions: 0 }, twoSided, false],
    ['the second sheet, one side of it told', { sheets: 2, impressions: 3 }, twoSided, false],
    ['one-sided as ordered', { sheets: 3, impressions: 3 }, oneSided, false],
  ])('and whether two-sided paper comes out on one side: %s', (_, reading, layout, oneSide) =>
    expect(printedOneSided(job(reading), layout)).toBe(oneSide),
  )
})

describe("a job's own word", () => {
  it.each<[string, Partial<JobReading>, ReturnType<typeof wordOf>]>([
    ['completed', { state: 'completed' }, { kind: 'completed' }],
    ['completed, and still in the device', { state: 'completed', reasons: ['queued-in-device'] }, { kind: 'inside' }],
    ['completed, and on its way', { state: 'completed', reasons: ['job-outgoing'] }, { kind: 'inside' }],
    [
      'completed with errors, though counted',
      { state: 'completed', impressions: 3, reasons: ['job-completed-with-errors'] },
      { kind: 'failed' },
    ],
    ['aborted, though counted', { state: 'aborted', impressions: 3 }, { kind: 'failed' }],
    ['canceled', { state: 'canceled', impressions: 1 }, { kind: 'failed' }],
    ['pending', { state: 'pending' }, { kind: 'under-way', held: false, pending: true, stopped: false }],
    ['held', { state: 'pending-held' }, { kind: 'under-way', held: true, pending: false, stopped: false }],
    ['stopped', { state: 'processing-stopped' }, { kind: 'under-way', held: false, pending: false, stopped: true }],
    [
      'stopped by its reason',
      { reasons: ['printer-stopped'] },
      { kind: 'under-way', held: false, pending: false, stopped: true },
    ],
    [
      'counted, but not at its end',
      { impressions: 3 },
      { kind: 'under-way', held: false, pending: false, stopped: false },
    ],
    [
      'of no state',
      { state: null, impressions: 3 },
      { kind: 'under-way', held: false, pending: false, stopped: false },
    ],
  ])('%s', (_, reading, word) => expect(wordOf(job(reading))).toEqual(word))

  it.each([
    ...['job-completed-with-errors', 'aborted-by-system', 'job-canceled-at-device', 'job-canceled-by-operator'],
    'job-canceled-by-user',
  ])('completed means nothing beside %s', reason => {
    expect(wordOf(job({ state: 'completed', reasons: ['job-completed-successfully', reason] })).kind).toBe('failed')
  })

  it.each(['queued-in-device', 'job-outgoing', 'processing-to-stop-point'])(
    'completed is not over beside %s',
    reason => {
      expect(wordOf(job({ state: 'completed', reasons: ['job-completed-successfully', reason] })).kind).toBe('inside')
    },
  )

  it.each([
    ...['document-format-error', 'document-access-error', 'document-unprintable-error', 'unsupported-document-format'],
    'unsupported-attributes-or-values',
  ])('lays a failure on the document only where the printer does: %s', reason => {
    expect(blamesDocument(job({ reasons: ['aborted-by-system', reason] }))).toBe(true)
    expect(blamesDocument(job({ reasons: ['aborted-by-system'] }))).toBe(false)
  })
})
