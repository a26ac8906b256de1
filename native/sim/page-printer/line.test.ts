import { describe, expect, it } from 'vitest'
import { createAsking, printAttributes } from './asking.ts'
import { samplePdf } from './sample-pdf.ts'

const printA = ['Print-Job', printAttributes('A'), samplePdf(1)] as const

describe('the line to the printer', () => {
  it.each([
    ['before', []],
    ['after', [1]],
  ] as const)('loses one answer, %s acting', async (when, known) => {
    const { sim, ask, jobs } = createAsking()
    sim.loseAnswers('Print-Job', when)
    expect(await ask(...printA)).toMatchObject({ error: { kind: 'lost' } })
    expect(await jobs()).toEqual(known)
    expect(await ask(...printA)).toMatchObject({ ok: true })
  })

  it.each([
    ['before', true, ['A/1'], { ok: true }],
    ['after', true, [], { ok: true }],
    ['before', false, ['A/1'], { error: { kind: 'lost' } }],
    ['after', false, [], { error: { kind: 'lost' } }],
    ['never', false, [], { error: { kind: 'lost' } }],
  ] as const)('hangs in Print-Job for 30 s, acts %s, answers: %s', async (acts, answers, meanwhile, end) => {
    const { clock, sim, begin, pages } = createAsking()
    sim.holdAnswers('Print-Job', 30_000, { acts, answers })
    const printing = begin(...printA)
    await clock.advance(29_999)
    expect(printing.answer()).toBeNull()
    expect(pages()).toEqual(meanwhile)
    await clock.advance(1)
    expect(printing.answer()).toMatchObject(end)
    await clock.advance(1_000)
    expect(pages()).toEqual(acts === 'never' ? [] : ['A/1'])
  })

  it('hangs up at once, and acts eight seconds later as if it had all the time in the world', async () => {
    const { clock, sim, ask, begin, pages } = createAsking()
    sim.holdAnswers('Print-Job', 8_000, { acts: 'after-hanging-up' })
    const printing = begin(...printA)
    await clock.advance(0)
    expect(printing.answer()).toMatchObject({ error: { kind: 'lost' } })
    await clock.advance(7_999)
    expect(sim.state()).toMatchObject({ state: 'idle', jobs: [] })
    await clock.advance(1_001)
    expect(pages()).toEqual(['A/1'])
    expect(await ask('Get-Jobs')).toMatchObject({ ok: true })
  })

  it('has no memory of what it hung up on once its power was cut', async () => {
    const { clock, sim, begin, pages } = createAsking()
    sim.holdAnswers('Print-Job', 8_000, { acts: 'after-hanging-up' })
    begin(...printA)
    await clock.advance(1_000)
    sim.powerOff()
    sim.powerOn()
    await clock.advance(20_000)
    expect(pages()).toEqual([])
  })

  it('holds answers of several operations, so many of each', async () => {
    const { sim, ask } = createAsking()
    sim.loseAnswers('Get-Jobs', 'after', 2)
    sim.loseAnswers('Get-Printer-Attributes', 'before')
    const lost = { error: { kind: 'lost' } }
    expect(await ask('Get-Jobs')).toMatchObject(lost)
    expect(await ask('Get-Printer-Attributes')).toMatchObject(lost)
    expect(await ask('Get-Printer-Attributes')).toMatchObject({ ok: true })
    expect([...sim.line().held]).toEqual([['Get-Jobs', { ms: 0, acts: 'before', answers: false, count: 1 }]])
    expect(await ask('Get-Jobs')).toMatchObject(lost)
    expect(await ask('Get-Jobs')).toMatchObject({ ok: true })
  })

  it('acts on a request whose client has given up long since', async () => {
    const { clock, sim, pages } = createAsking()
    sim.holdAnswers('Print-Job', 30_000, { acts: 'after' })
    const answer = sim.exchange(sim.uri, 'Print-Job', printAttributes('A'), {
      ...{ clock, timeoutMs: 10_000, data: samplePdf(1) },
    })
    await clock.advance(10_000)
    expect(await answer).toMatchObject({ error: { kind: 'timeout' } })
    await clock.advance(21_000)
    expect(pages()).toEqual(['A/1'])
  })

  it.each([
    ['Get-Printer-Attributes', 6_000],
    ['Get-Jobs', 6_000],
    ['Validate-Job', 0],
  ] as const)('answers about its state after six seconds: %s', async (operation, ms) => {
    const { clock, sim, begin } = createAsking()
    sim.behave({ statusAfterMs: 6_000 })
    const asked = begin(operation)
    await clock.advance(Math.max(0, ms - 1))
    expect(asked.answer() === null).toBe(ms > 0)
    await clock.advance(1)
    expect(asked.answer()).toMatchObject({ ok: true })
  })

  it('says nothing of its state for ten seconds after it took a job', async () => {
    const { clock, sim, begin, ask } = createAsking()
    sim.behave({ silentAfterJobMs: 10_000 })
    expect(await ask('Get-Printer-Attributes')).toMatchObject({ ok: true })
    expect(await ask(...printA)).toMatchObject({ ok: true })
    await clock.advance(4_000)
    const asked = begin('Get-Printer-Attributes')
    await clock.advance(5_999)
    expect(asked.answer()).toBeNull()
    await clock.advance(1)
    expect(asked.answer()).toMatchObject({ ok: true })
  })

  it('hangs for a time: nothing is answered or acted on, paper goes on', async () => {
    const { clock, sim, begin, ask, print, pages, jobs } = createAsking()
    await print('A', 2)
    sim.hang(true)
    const asked = begin('Get-Printer-Attributes')
    const printing = begin(...printA)
    await clock.advance(16_000)
    expect([asked.answer(), printing.answer()]).toEqual([null, null])
    expect(pages()).toEqual(['A/1', 'A/2'])
    sim.hang(false)
    await clock.advance(0)
    expect(printing.answer()).toMatchObject({ error: { kind: 'lost' } })
    expect(await jobs('all')).toEqual([1])
    expect(await ask('Get-Printer-Attributes')).toMatchObject({ ok: true })
  })

  it('is cut off, and the printer goes on; empty and refilled, too', async () => {
    const { clock, sim, begin, ask, print, pages } = createAsking({ traySheets: 1 })
    await print('A', 3)
    sim.goSlow(2_000)
    const asked = begin('Get-Printer-Attributes')
    sim.unplugNetwork()
    await clock.advance(5_000)
    expect(asked.answer()).toMatchObject({ error: { kind: 'lost' } })
    expect(await ask('Get-Printer-Attributes')).toMatchObject({ error: { kind: 'unreachable' } })
    expect(pages()).toEqual(['A/1'])
    sim.loadTray(250)
    await clock.advance(1_000)
    expect(pages()).toEqual(['A/1', 'A/2'])
    sim.plugNetwork()
    sim.goSlow(0)
    expect(await ask('Get-Printer-Attributes')).toMatchObject({ ok: true })
    await clock.advance(1_000)
    expect(pages()).toEqual(['A/1', 'A/2', 'A/3'])
  })

  it('answers nonsense', async () => {
    const { sim, ask } = createAsking()
    sim.answerNonsense(true)
    expect(await ask('Get-Jobs')).toMatchObject({ error: { kind: 'nonsense' } })
  })
})
