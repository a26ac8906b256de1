import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { ippRequest } from '../../native/ipp/client.ts'
import { attribute } from '../../native/ipp/message.ts'
import { MANNER_NAMES, PRINTER_MANNERS } from '../../native/sim/page-printer/manners.ts'
import { samplePdf } from '../../native/sim/page-printer/sample-pdf.ts'
import { systemClock } from '../../native/system-clock.ts'
import type { DockPagePrinter } from '../../renderer/dev-dock/page-printer-contract.ts'
import { openTestDesk } from './test-desk.ts'

const desk = await openTestDesk({ pagePrinter: { msPerSheet: 20 } })
afterEach(async () => {
  await desk.act('/printer/good-manners', {})
  await desk.act('/printer/hang', { on: false })
})
afterAll(() => desk.close())

const uri = `ipp://127.0.0.1:${desk.listening.pagePrinter}/ipp/print`
const shown = async () => (await desk.state()).pagePrinter!
const ask = (timeoutMs = 5_000) => ippRequest(uri, 'Get-Printer-Attributes', {}, { clock: systemClock, timeoutMs })
const print = (name: string) =>
  ippRequest(
    uri,
    'Print-Job',
    { operation: [attribute.name('job-name', name)] },
    { clock: systemClock, timeoutMs: 5_000, data: samplePdf(1) },
  )
const manner = async (name: string) => (await shown()).manners.find(one => one.name === name)
const until = (wanted: (printer: DockPagePrinter) => boolean) =>
  expect.poll(async () => wanted(await shown())).toBe(true)

describe('the faults of the page printer through the control interface', () => {
  it('shows every manner of the table, all good', async () => {
    const { manners } = await shown()
    expect(manners.map(({ name }) => name)).toEqual(MANNER_NAMES)
    for (const one of manners)
      expect(one.label).toEqual(PRINTER_MANNERS[one.name as keyof typeof PRINTER_MANNERS].label)
  })

  it.each(MANNER_NAMES)('%s can be changed and is shown, and is good again', async name => {
    const table = PRINTER_MANNERS[name]
    const good = (await manner(name))!.value
    const values =
      table.kind === 'choice'
        ? Object.keys(table.choices)
        : table.kind === 'amount'
          ? [table.usual, null]
          : [true, false]
    for (const value of values) {
      expect((await desk.act('/printer/manner', { name, value })).status).toBe(200)
      expect(await manner(name)).toMatchObject({ value })
    }
    await desk.act('/printer/good-manners', {})
    expect((await manner(name))!.value).toBe(good)
  })

  it.each([
    ['haunted', true],
    ['names', 'loudly'],
    ['forgetsAfterMs', 'soon'],
  ])('knows no manner that its table does not name: %s %s', async (name, value) =>
    expect((await desk.act('/printer/manner', { name, value })).status).toBe(409),
  )

  it('hangs and wakes', async () => {
    await desk.act('/printer/hang', { on: true })
    expect(await ask(100)).toMatchObject({ error: { kind: 'timeout' } })
    expect((await shown()).hung).toBe(true)
    await desk.act('/printer/hang', { on: false })
    expect(await ask()).toMatchObject({ ok: true })
  })

  it('is cut off and comes back', async () => {
    await desk.act('/printer/cut-off', { on: true })
    expect(await ask()).toMatchObject({ error: { kind: 'unreachable' } })
    expect((await shown()).cutOff).toBe(true)
    await desk.act('/printer/cut-off', { on: false })
    expect(await ask()).toMatchObject({ ok: true })
  })

  it('holds one answer, and shows which until it was', async () => {
    await desk.act('/printer/hold-answers', { operation: 'Print-Job', seconds: 0, answers: false })
    expect((await shown()).heldOperations).toEqual(['Print-Job'])
    expect(await print('HELD')).toMatchObject({ error: { kind: 'lost' } })
    await until(({ sheets }) => sheets.some(({ jobName }) => jobName === 'HELD'))
    expect((await shown()).heldOperations).toEqual([])
  })

  it("prints somebody else's job, and has its file", async () => {
    const before = await shown()
    await desk.act('/printer/foreign-job', { pages: 2 })
    await until(({ sheetsEver }) => sheetsEver === before.sheetsEver + 2)
    const { sheets, impressionsEver } = await shown()
    expect(sheets.slice(0, 2)).toMatchObject([
      { foreign: true, sheet: 2, ofSheets: 2 },
      { foreign: true, sheet: 1 },
    ])
    expect(impressionsEver).toBe(before.impressionsEver + 2)
    expect((await fetch(`${desk.url}/papers/${sheets[0]!.sha256}.pdf`)).status).toBe(200)
  })

  it('shows what is true of a job beside what the printer says of it', async () => {
    await desk.act('/printer/manner', { name: 'ending', value: 'queued-in-device' })
    await desk.act('/printer/hold-jobs', { on: true })
    expect(await print('QUEUED')).toMatchObject({ ok: true })
    expect((await shown()).jobs[0]).toMatchObject({
      ...{ jobName: 'QUEUED', state: 'pending-held', sheetsDelivered: 0 },
      told: { state: 'completed', reasons: ['queued-in-device'] },
    })
    expect((await shown()).holding).toBe(true)
    await desk.act('/printer/hold-jobs', { on: false })
    await until(({ jobs }) => jobs[0]?.told?.reasons[0] === 'job-completed-successfully')
  })

  it('tells its watchers that a job was forgotten, which only time brings about', async () => {
    await desk.act('/printer/manner', { name: 'forgetsAfterMs', value: 300 })
    const gone = new AbortController()
    const response = await fetch(`${desk.url}/events`, { signal: gone.signal })
    const texts = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    expect(await print('FORGOTTEN')).toMatchObject({ ok: true })
    let heard = ''
    while (!/"jobName":"FORGOTTEN"[^}]*"told":null/.test(heard)) heard += (await texts.read()).value ?? ''
    gone.abort()
    expect((await shown()).jobs[0]).toMatchObject({ jobName: 'FORGOTTEN', state: 'completed', told: null })
  })

  it('forgets in the dark what it is told to forget', async () => {
    await desk.act('/printer/power-off', { resetLifeCounters: true })
    expect((await desk.act('/printer/foreign-job', {})).status).toBe(409)
    await desk.act('/printer/power-on', {})
    expect(await shown()).toMatchObject({ jobs: [], sheetsEver: 0, impressionsEver: 0 })
    await desk.act('/printer/foreign-job', {})
    await until(({ sheets }) => sheets[0]?.powerCycle === 2 && sheets[0].jobId === 1)
  })
})
