import { describe, expect, it } from 'vitest'
import { integerOf, textsOf } from '../../ipp/read.ts'
import { type Asking, createAsking } from './asking.ts'
import type { PowerCut } from './power.ts'

const BEFORE = { sheets: 10, impressions: 15 }

/** Three pages are ordered; the power goes in the middle of the second and comes back ten seconds later. */
async function cutInTheSecond(cut: PowerCut, asking: Asking = createAsking({ printedBefore: BEFORE })) {
  await asking.print('A', 3)
  await asking.clock.advance(1_500)
  asking.sim.powerOff(cut)
  await asking.clock.advance(10_000)
  asking.sim.powerOn()
  return asking
}
const settled = async (asking: Asking) => {
  await asking.clock.advance(10_000)
  return asking.pages()
}
const figure = async (asking: Asking, name: string) => integerOf(await asking.printer(name), name)

describe('the power goes in the midst of a job', () => {
  it('and the job with it; ids and up-time begin anew, the life counters go on', async () => {
    const asking = await cutInTheSecond({})
    expect(await asking.jobs('all')).toEqual([])
    expect(await asking.job(1)).toBeNull()
    expect(await figure(asking, 'printer-up-time')).toBe(1)
    expect(await figure(asking, 'printer-state-change-time')).toBe(1)
    expect(await figure(asking, 'printer-impressions-completed')).toBe(16)
    expect(await settled(asking)).toEqual(['A/1'])
    await asking.print('B', 1)
    expect(await asking.jobs('all')).toEqual([1])
    await asking.clock.advance(1_000)
    expect(asking.sim.papers().map(({ jobName, jobId, powerCycle }) => [jobName, jobId, powerCycle])).toEqual([
      ['A', 1, 1],
      ['B', 1, 2],
    ])
  })

  it('and ids go on', async () => {
    const asking = await cutInTheSecond({ keepIds: true })
    await asking.print('B', 1)
    expect(await asking.jobs()).toEqual([2])
  })

  it('and the life counters begin anew', async () => {
    const asking = await cutInTheSecond({ resetLifeCounters: true })
    expect(await figure(asking, 'printer-impressions-completed')).toBe(0)
    expect(await figure(asking, 'printer-media-sheets-completed')).toBe(0)
  })

  it.each([
    ['goes-on', ['A/1', 'A/2', 'A/3'], 9],
    ['starts-over', ['A/1', 'A/1', 'A/2', 'A/3'], 9],
    ['aborted', ['A/1'], 8],
  ] as const)('and the job is kept: %s', async (interruptedJob, pages, state) => {
    const asking = await cutInTheSecond({ keepJobs: true, interruptedJob })
    expect(await settled(asking)).toEqual(pages)
    expect(integerOf((await asking.job(1))!, 'job-state')).toBe(state)
    expect(await figure(asking, 'printer-media-sheets-completed')).toBe(BEFORE.sheets + pages.length)
  })

  it('tells times before power-on as 0 or less', async () => {
    const asking = await cutInTheSecond({ keepJobs: true })
    const job = (await asking.job(1))!
    expect(integerOf(job, 'time-at-creation')).toBe(-11)
    expect(integerOf(job, 'job-printer-up-time')).toBe(1)
  })

  it('and up-time goes on over it', async () => {
    const asking = createAsking()
    asking.sim.behave({ upTime: 'never-resets' })
    await cutInTheSecond({ keepJobs: true }, asking)
    expect(await figure(asking, 'printer-up-time')).toBe(12)
    expect(integerOf((await asking.job(1))!, 'time-at-creation')).toBe(1)
  })

  it('and counters of the job begin anew', async () => {
    const asking = createAsking()
    asking.sim.counters('since-power-on')
    await cutInTheSecond({ keepJobs: true }, asking)
    expect(integerOf((await asking.job(1))!, 'job-impressions-completed')).toBe(0)
    await settled(asking)
    expect(integerOf((await asking.job(1))!, 'job-impressions-completed')).toBe(2)
  })

  it.each([
    [true, 248],
    [false, 249],
  ])('and the sheet under way is spoiled: %s', async (spoilSheet, traySheets) => {
    const asking = await cutInTheSecond({ spoilSheet })
    await settled(asking)
    expect(asking.sim.state().traySheets).toBe(traySheets)
    expect(asking.pages()).toEqual(['A/1'])
  })

  it('and a counter that ran ahead stays where it was', async () => {
    const asking = createAsking()
    asking.sim.counters('ahead')
    await asking.print('A', 2)
    await asking.clock.advance(500)
    expect(integerOf((await asking.job(1))!, 'job-impressions-completed')).toBe(2)
    asking.sim.powerOff({ keepJobs: true, interruptedJob: 'aborted' })
    asking.sim.powerOn()
    const job = (await asking.job(1))!
    expect(integerOf(job, 'job-impressions-completed')).toBe(2)
    expect(textsOf(job, 'job-state-reasons')).toEqual(['aborted-by-system'])
    expect(await settled(asking)).toEqual([])
  })

  it('ends every exchange at once, and nothing of it is acted on later', async () => {
    const asking = createAsking()
    asking.sim.holdAnswers('Print-Job', 5_000, { acts: 'after' })
    const printing = asking.begin('Print-Job')
    await asking.clock.advance(1_000)
    asking.sim.powerOff()
    await asking.clock.advance(0)
    expect(printing.answer()).toMatchObject({ error: { kind: 'lost' } })
    expect(await asking.ask('Get-Jobs')).toMatchObject({ error: { kind: 'unreachable' } })
    asking.sim.powerOn()
    await asking.clock.advance(10_000)
    expect(await asking.jobs('all')).toEqual([])
  })
})
