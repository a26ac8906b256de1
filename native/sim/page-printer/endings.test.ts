import { describe, expect, it } from 'vitest'
import { integerOf, textsOf } from '../../ipp/read.ts'
import { type Asking, createAsking } from './asking.ts'
import type { Manners } from './manners.ts'

const COMPLETED = 9
const ABORTED = 8
const CANCELED = 7
const PROCESSING = 5

async function told(asking: Asking) {
  const job = (await asking.job(1))!
  return [integerOf(job, 'job-state'), ...textsOf(job, 'job-state-reasons')]
}
async function begun(manners: Partial<Manners>, pages = 2, sheetMs = 4_000) {
  const asking = createAsking()
  asking.sim.behave({ sheetMs, ...manners })
  await asking.print('A', pages)
  return asking
}
async function aborted(manners: Partial<Manners>) {
  const asking = createAsking()
  asking.sim.behave(manners)
  asking.sim.jamAtSheet(2, 'abort')
  await asking.print('A', 2)
  await asking.clock.advance(2_000)
  return asking
}

describe('how the printer tells the end of a job', () => {
  it('all out, and told as aborted with every sheet counted', async () => {
    const asking = await begun({ abortsWhenDone: true }, 1)
    await asking.clock.advance(3_999)
    expect(await told(asking)).toEqual([PROCESSING, 'job-printing'])
    await asking.clock.advance(1)
    expect(asking.pages()).toEqual(['A/1'])
    expect(await told(asking)).toEqual([ABORTED, 'aborted-by-system'])
    expect(integerOf((await asking.job(1))!, 'job-media-sheets-completed')).toBe(1)
  })

  it('completed at once, and paper follows at four seconds a sheet', async () => {
    const asking = await begun({ ending: 'at-once' })
    expect(await told(asking)).toEqual([COMPLETED, 'job-completed-successfully'])
    expect(await asking.jobs('completed')).toEqual([1])
    expect(await asking.jobs()).toEqual([])
    expect(integerOf(await asking.printer(), 'queued-job-count')).toBe(0)
    expect(asking.pages()).toEqual([])
    await asking.clock.advance(4_000)
    expect(asking.pages()).toEqual(['A/1'])
    await asking.clock.advance(4_000)
    expect(asking.pages()).toEqual(['A/1', 'A/2'])
  })

  it('completed while queued in the device, and then in truth', async () => {
    const asking = await begun({ ending: 'queued-in-device' })
    expect(await told(asking)).toEqual([COMPLETED, 'queued-in-device'])
    expect(integerOf((await asking.job(1))!, 'job-impressions-completed')).toBe(0)
    await asking.clock.advance(8_000)
    expect(await told(asking)).toEqual([COMPLETED, 'job-completed-successfully'])
  })

  it('completed while queued in the device, and then aborted', async () => {
    const asking = createAsking()
    asking.sim.behave({ ending: 'queued-in-device' })
    asking.sim.jamAtSheet(2, 'abort')
    await asking.print('A', 2)
    await asking.clock.advance(1_000)
    expect(await told(asking)).toEqual([COMPLETED, 'queued-in-device'])
    await asking.clock.advance(1_000)
    expect(await told(asking)).toEqual([ABORTED, 'aborted-by-system'])
    expect(asking.pages()).toEqual(['A/1'])
  })

  it('a job that was told as completed can not be canceled', async () => {
    const asking = await begun({ ending: 'queued-in-device' })
    expect(await asking.cancel(1)).toMatchObject({ error: { detail: 'client-error-not-possible' } })
    await asking.clock.advance(8_000)
    expect(asking.pages()).toHaveLength(2)
  })

  it('completed with errors, though all paper came', async () => {
    const asking = await begun({ ending: 'with-errors' })
    expect(await told(asking)).toEqual([PROCESSING, 'job-printing'])
    await asking.clock.advance(8_000)
    expect(await told(asking)).toEqual([COMPLETED, 'job-completed-with-errors'])
  })

  it.each([
    ['true', [ABORTED, 'aborted-by-system']],
    ['at-once', [COMPLETED, 'job-completed-successfully']],
    ['abort-as-completed', [COMPLETED, 'job-completed-with-errors']],
    ['abort-as-canceled', [CANCELED, 'job-canceled-by-user']],
  ] as const)('an abort in the manner %s', async (ending, end) => {
    const asking = await aborted({ ending })
    expect(await told(asking)).toEqual(end)
    expect(asking.pages()).toEqual(['A/1'])
  })

  it('ends late, with a counter that had been full and falls meanwhile', async () => {
    const asking = await begun({ endsLateMs: 3_000, counters: 'falls-when-full' }, 2, 1_000)
    const count = async () => integerOf((await asking.job(1))!, 'job-impressions-completed')
    await asking.clock.advance(2_000)
    expect([...(await told(asking)), await count()]).toEqual([PROCESSING, 'job-printing', 2])
    await asking.clock.advance(1_000)
    expect([...(await told(asking)), await count()]).toEqual([PROCESSING, 'job-printing', 0])
    await asking.clock.advance(2_000)
    expect(await told(asking)).toEqual([COMPLETED, 'job-completed-successfully'])
  })
})

describe('what the printer makes of Cancel-Job', () => {
  it.each([
    ['obeyed', ['A/1'], [CANCELED, 'job-canceled-by-user']],
    ['after-the-sheet', ['A/1', 'A/2'], [PROCESSING, 'processing-to-stop-point', 'job-printing']],
    ['ignored', ['A/1', 'A/2', 'A/3'], [PROCESSING, 'job-printing']],
    ['told-but-prints', ['A/1', 'A/2', 'A/3'], [CANCELED, 'job-canceled-by-user']],
  ] as const)('says ok: %s', async (cancel, pages, at) => {
    const asking = await begun({ cancel }, 3, 1_000)
    await asking.clock.advance(1_500)
    expect(await asking.cancel(1)).toMatchObject({ ok: true })
    expect(await told(asking)).toEqual(at)
    await asking.clock.advance(10_000)
    expect(asking.pages()).toEqual(pages)
  })

  it('refuses', async () => {
    const asking = await begun({ cancel: 'refused' }, 1, 1_000)
    expect(await asking.cancel(1)).toMatchObject({ error: { detail: 'client-error-not-possible' } })
    await asking.clock.advance(1_000)
    expect(asking.pages()).toEqual(['A/1'])
  })

  it('after the sheet under way: out of paper, that sheet comes out once the tray is filled', async () => {
    const asking = createAsking({ traySheets: 1 })
    asking.sim.behave({ cancel: 'after-the-sheet' })
    await asking.print('A', 3)
    await asking.print('B', 1)
    await asking.clock.advance(5_000)
    await asking.cancel(1)
    await asking.cancel(2)
    expect(await told(asking)).toEqual([6, 'processing-to-stop-point', 'printer-stopped'])
    expect(await asking.jobs('completed')).toEqual([2])
    asking.sim.loadTray(250)
    await asking.clock.advance(5_000)
    expect(asking.pages()).toEqual(['A/1', 'A/2'])
    expect(await told(asking)).toEqual([CANCELED, 'job-canceled-by-user'])
  })
})
