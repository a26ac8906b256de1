import { describe, expect, it } from 'vitest'
import { type Attributes, integerOf } from '../../ipp/read.ts'
import { createAsking } from './asking.ts'

const text = (attributes: Attributes, name: string) =>
  (attributes.get(name) ?? []).map(value =>
    value.kind === 'octetString' ? new TextDecoder().decode(value.bytes) : value,
  )
const numbers = (attributes: Attributes, ...names: string[]) => names.map(name => integerOf(attributes, name))

const LIFE = ['printer-impressions-completed', 'printer-media-sheets-completed'] as const

describe('what the printer says of itself', () => {
  it('counts its life by sheet and impression, jobs of others too', async () => {
    const { clock, sim, print, printer } = createAsking({ printedBefore: { sheets: 10, impressions: 15 } })
    expect(numbers(await printer(), ...LIFE)).toEqual([15, 10])
    await print('A', 3, { sides: 'two-sided-long-edge' })
    expect(sim.foreignJob({ pages: 1 })).toBe(2)
    await clock.advance(3_000)
    expect(numbers(await printer(), ...LIFE)).toEqual([19, 13])
    expect(sim.papers().map(({ jobId, foreign, pages }) => [jobId, foreign, pages])).toEqual([
      [1, false, [1, 2]],
      [1, false, [3]],
      [2, true, [1]],
    ])
    expect(sim.received()).toHaveLength(1)
    expect(sim.file(sim.papers()[2]!.sha256)).toBeDefined()
  })

  it.each([
    ['none', [null, null]],
    ['impressions', [17, null]],
    ['sheets', [null, 12]],
    ['frozen', [15, 10]],
    ['sheets-frozen', [17, 10]],
    ['at-job-end', [15, 10]],
  ] as const)('has life counters: %s', async (lifeCounters, told) => {
    const { clock, sim, print, printer } = createAsking({ printedBefore: { sheets: 10, impressions: 15 } })
    sim.behave({ lifeCounters })
    await print('A', 3)
    await clock.advance(2_000)
    expect(numbers(await printer(), ...LIFE)).toEqual(told)
  })

  it('writes times in whole seconds since power-on, from 1', async () => {
    const { clock, sim, print, printer, job } = createAsking()
    const times = ['printer-up-time', 'printer-state-change-time', 'printer-config-change-time'] as const
    expect(numbers(await printer(), ...times)).toEqual([1, 1, 1])
    await clock.advance(4_999)
    await print('A', 2)
    await clock.advance(1)
    expect(numbers(await printer(), ...times)).toEqual([6, 5, 1])
    sim.behave({ duplex: 'gone' })
    expect(numbers(await printer(), ...times)).toEqual([6, 5, 6])
    await clock.advance(2_000)
    const told = ['time-at-creation', 'time-at-processing', 'time-at-completed', 'job-printer-up-time'] as const
    expect(numbers((await job(1))!, ...told)).toEqual([5, 5, 7, 8])
  })

  it('tells little', async () => {
    const { sim, print, printer, job } = createAsking()
    const told = async () => [...(await printer()).keys()]
    const times = ['printer-state-change-time', 'printer-config-change-time']
    const optional = [...times, 'printer-uuid', 'which-jobs-supported', 'job-creation-attributes-supported']
    expect(await told()).toEqual(expect.arrayContaining([...optional, 'printer-up-time']))
    sim.behave({ tellsLittle: true, upTime: 'none' })
    await print('A', 1)
    for (const name of [...optional, 'printer-up-time']) expect(await told()).not.toContain(name)
    expect([...(await job(1))!.keys()]).not.toContain('job-printer-up-time')
  })

  it('counts the jobs that wait', async () => {
    const { clock, sim, print, printer } = createAsking()
    await print('A', 1)
    sim.foreignJob()
    expect(numbers(await printer(), 'queued-job-count')).toEqual([2])
    await clock.advance(1_000)
    expect(numbers(await printer(), 'queued-job-count')).toEqual([1])
  })

  it.each([
    ['exact', ['maxcapacity=250;level=3;status=8;name=tray-1;']],
    ['some', ['maxcapacity=250;level=-3;status=8;name=tray-1;']],
    ['unknown', ['maxcapacity=250;level=-2;status=8;name=tray-1;']],
    ['beside-auto', ['maxcapacity=-2;level=-2;status=0;name=auto;', 'maxcapacity=250;level=3;status=8;name=tray-1;']],
    ['absent', []],
  ] as const)('tells the level of its tray: %s', async (trayLevel, told) => {
    const { sim, printer } = createAsking({ traySheets: 3 })
    sim.behave({ trayLevel })
    const whole = (elements: string) =>
      `type=sheetFeedAutoRemovableTray;mediafeed=297000;mediaxfeed=210000;${elements}dimunit=micrometers;unit=sheets;`
    const attributes = await printer()
    expect(text(attributes, 'printer-input-tray')).toEqual(told.map(whole))
    expect(attributes.has('media-ready')).toBe(told.length > 0)
  })

  it.each(['exact', 'some'] as const)('tells an empty tray as empty: %s', async trayLevel => {
    const { sim, printer } = createAsking({ traySheets: 0 })
    sim.behave({ trayLevel })
    const attributes = await printer()
    expect(text(attributes, 'printer-input-tray')[0]).toContain('level=0;status=17;')
    expect(attributes.get('media-ready')).toEqual([{ kind: 'no-value' }])
  })

  it('counts down with each sheet, the jammed ones too', async () => {
    const { clock, sim, print, printer } = createAsking({ traySheets: 20 })
    sim.jamAtSheet(2)
    await print('A', 3)
    await clock.advance(5_000)
    expect(text(await printer(), 'printer-input-tray')[0]).toContain(';level=18;status=0;')
  })
})
