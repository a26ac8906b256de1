import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { createEngine, type EngineOptions } from './engine.ts'
import type { JobTicket } from './job.ts'

const ticket = (pages: number | null, sides: JobTicket['sides'] = 'one-sided'): JobTicket => ({
  ...{ name: 'J-1', user: 'someone', media: 'iso_a4_210x297mm', sha256: 'ab', pages, sides },
})

function setUp(options: Partial<EngineOptions> = {}) {
  const clock = fakeClock()
  const paper = { traySheets: 10, lowAtSheets: 2, printedBefore: { sheets: 100, impressions: 150 } }
  const engine = createEngine({ clock, msPerSheet: () => 100, queueLength: 1, ...paper, ...options })
  return { clock, engine, sheets: () => engine.papers().map(({ jobName, sheet }) => `${jobName}/${sheet}`) }
}

describe('the paper path', () => {
  it('lays one sheet after the other, job after job', async () => {
    const { clock, engine, sheets } = setUp()
    engine.submit(ticket(2))
    engine.submit({ ...ticket(1), name: 'J-2' })
    await clock.advance(199)
    expect(sheets()).toEqual(['J-1/1'])
    await clock.advance(101)
    expect(sheets()).toEqual(['J-1/1', 'J-1/2', 'J-2/1'])
    expect(engine.state()).toMatchObject({ state: 'idle', traySheets: 7, reasons: [] })
  })

  it('takes no more jobs than its queue holds', () => {
    const { engine } = setUp()
    expect(engine.submit(ticket(1))?.id).toBe(1)
    expect(engine.submit(ticket(1))?.id).toBe(2)
    expect(engine.submit(ticket(1))).toBeNull()
  })

  it('stops for want of paper and says so, and for low paper goes on', async () => {
    const { clock, engine, sheets } = setUp({ traySheets: 3 })
    const job = engine.submit(ticket(4))!
    await clock.advance(100)
    expect(engine.state()).toMatchObject({ state: 'processing', reasons: ['media-low-warning'] })
    await clock.advance(1_000)
    expect(engine.state()).toMatchObject({ state: 'stopped', reasons: ['media-empty-error', 'media-needed-error'] })
    expect(job).toMatchObject({ state: 'processing-stopped', reasons: ['printer-stopped'] })
    engine.loadTray(5)
    await clock.advance(100)
    expect(sheets()).toHaveLength(4)
    expect(job).toMatchObject({ state: 'completed', startedMs: 0, endedMs: 1_200 })
  })

  it('prints the sheet again that was on its way when the cover was opened', async () => {
    const { clock, engine, sheets } = setUp()
    engine.submit(ticket(1))
    await clock.advance(99)
    engine.setTrouble('cover-open', true)
    await clock.advance(1_000)
    expect(sheets()).toEqual([])
    engine.setTrouble('cover-open', false)
    await clock.advance(100)
    expect(sheets()).toEqual(['J-1/1'])
  })

  it('loses the jammed sheet, not its page', async () => {
    const { clock, engine, sheets } = setUp()
    engine.jamAtSheet(2, 'hold')
    engine.submit(ticket(2))
    await clock.advance(1_000)
    expect(engine.state()).toMatchObject({ jammed: true, traySheets: 8, reasons: ['media-jam-error'] })
    engine.clearJam()
    await clock.advance(100)
    expect(sheets()).toEqual(['J-1/1', 'J-1/2'])
    expect(engine.state()).toMatchObject({ state: 'idle', traySheets: 7 })
  })

  it.each([
    ['abort', 'aborted'],
    ['abort-on-clear', 'processing-stopped'],
  ] as const)('ends a jammed job (%s) at its time', async (kind, meanwhile) => {
    const { clock, engine } = setUp()
    engine.jamNext(kind)
    const job = engine.submit(ticket(2))!
    await clock.advance(1_000)
    expect(job.state).toBe(meanwhile)
    engine.clearJam()
    expect(job.state).toBe('aborted')
  })

  it('cancels the job under way, at once, and goes on with the next', async () => {
    const { clock, engine, sheets } = setUp()
    const job = engine.submit(ticket(3))!
    engine.submit({ ...ticket(1), name: 'J-2' })
    await clock.advance(150)
    expect(engine.cancel(job)).toBe(true)
    expect(engine.cancel(job)).toBe(false)
    await clock.advance(100)
    expect(sheets()).toEqual(['J-1/1', 'J-2/1'])
  })

  it('keeps its queue in the dark, or forgets it and numbers anew', async () => {
    const { clock, engine, sheets } = setUp()
    engine.submit(ticket(2))
    await clock.advance(100)
    engine.powerOff({ keepJobs: true })
    await clock.advance(1_000)
    expect(sheets()).toHaveLength(1)
    engine.powerOn()
    await clock.advance(100)
    expect(sheets()).toHaveLength(2)
    engine.powerOff({})
    engine.powerOn()
    expect(engine.state().jobs).toEqual([])
    expect(engine.submit(ticket(1))?.id).toBe(1)
  })

  it('puts two pages on a sheet', async () => {
    const { clock, engine } = setUp()
    engine.submit(ticket(3, 'two-sided-long-edge'))
    await clock.advance(200)
    expect(engine.papers().map(({ pages }) => pages)).toEqual([[1, 2], [3]])
  })

  it('aborts what it cannot read', () => {
    const { engine } = setUp()
    expect(engine.submit(ticket(null))).toMatchObject({ state: 'aborted', reasons: ['document-format-error'] })
  })

  it('tells of every change', async () => {
    const { clock, engine } = setUp()
    let changes = 0
    const end = engine.onChange(() => changes++)
    engine.submit(ticket(2))
    await clock.advance(200)
    engine.setTrouble('cover-open', true)
    end()
    engine.setTrouble('cover-open', false)
    expect(changes).toBe(4)
  })
})
