import { describe, expect, it } from 'vitest'
import { integerOf, textsOf } from '../../ipp/read.ts'
import { createAsking } from './asking.ts'

const [PROCESSING, STOPPED] = [4, 5]
const [JOB_PROCESSING, JOB_STOPPED] = [5, 6]

describe('how a printer tells that no sheet moves', () => {
  it.each([
    ['told', [STOPPED, 'media-jam-error'], [JOB_STOPPED, 'printer-stopped']],
    ['as-warning', [PROCESSING, 'media-jam-warning'], [JOB_PROCESSING, 'job-printing']],
    ['in-reasons', [PROCESSING, 'media-jam-error'], [JOB_PROCESSING, 'printer-stopped']],
    ['paused-alone', [STOPPED, 'paused'], [JOB_PROCESSING, 'job-printing']],
  ] as const)('%s', async (stopped, itself, ofJob) => {
    const { clock, sim, print, printer, job, pages } = createAsking()
    sim.behave({ stopped })
    sim.jamAtSheet(2)
    await print('A', 2)
    await clock.advance(5_000)
    const told = async () => {
      const [all, one] = [await printer(), (await job(1))!]
      return [
        [integerOf(all, 'printer-state'), ...textsOf(all, 'printer-state-reasons')],
        [integerOf(one, 'job-state'), ...textsOf(one, 'job-state-reasons')],
      ]
    }
    expect(await told()).toEqual([itself, ofJob])
    sim.behave({ bareReasons: true })
    expect((await told())[0]).toEqual([itself[0], itself[1].replace(/-(error|warning)$/, '')])
    sim.clearJam()
    await clock.advance(1_000)
    expect(pages()).toEqual(['A/1', 'A/2'])
  })

  it('a trouble with nothing to print leaves it idle, where it does not stop', async () => {
    const { sim, printer } = createAsking()
    sim.behave({ stopped: 'as-warning' })
    sim.setTrouble('cover-open', true)
    const all = await printer()
    expect([integerOf(all, 'printer-state'), ...textsOf(all, 'printer-state-reasons')]).toEqual([
      3,
      'cover-open-warning',
    ])
  })
})
