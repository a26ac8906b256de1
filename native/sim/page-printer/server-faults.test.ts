import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type IppAttributes, ippRequest } from '../../ipp/client.ts'
import { attribute } from '../../ipp/message.ts'
import { attributesOf, groupsOf, integerOf } from '../../ipp/read.ts'
import type { Operation } from '../../ipp/tags.ts'
import { systemClock } from '../../system-clock.ts'
import { printAttributes } from './asking.ts'
import { samplePdf } from './sample-pdf.ts'
import { type RunningPagePrinterSim, startPagePrinterSim } from './server.ts'

let sim: RunningPagePrinterSim
beforeEach(async () => {
  sim = await startPagePrinterSim({ msPerSheet: 20 })
})
afterEach(() => sim.close())

const ask = (operation: Operation, attributes: IppAttributes = {}, timeoutMs = 5_000) =>
  ippRequest(sim.uri, operation, attributes, { clock: systemClock, timeoutMs, data: samplePdf(2) })
const print = (timeoutMs?: number) => ask('Print-Job', printAttributes('A', 'two-sided-long-edge'), timeoutMs)

function reaches(wanted: () => boolean): Promise<void> {
  return new Promise(resolve => {
    const check = () => {
      if (!wanted()) return
      end()
      resolve()
    }
    const end = sim.onChange(check)
    check()
  })
}
const figure = async (name: string) => {
  const answer = await ask('Get-Printer-Attributes')
  return answer.ok ? integerOf(attributesOf(answer.value, 'printer'), name) : null
}

describe('the faults of the printer over a real socket', () => {
  it('hangs: takes the connection, and gives no answer until it wakes', async () => {
    sim.hang(true)
    expect(await ask('Get-Printer-Attributes', {}, 100)).toMatchObject({ error: { kind: 'timeout' } })
    const waiting = ask('Get-Printer-Attributes')
    expect(await ask('Get-Jobs', {}, 100)).toMatchObject({ error: { kind: 'timeout' } })
    sim.hang(false)
    expect(await waiting).toMatchObject({ error: { kind: 'lost' } })
    expect(await ask('Get-Printer-Attributes')).toMatchObject({ ok: true })
  })

  it('is cut off and prints on, and the same number is heard of when the cable is back', async () => {
    sim.emptyTray()
    expect(await print()).toMatchObject({ ok: true })
    await sim.unplugNetwork()
    expect(await ask('Get-Jobs')).toEqual({ ok: false, error: { kind: 'unreachable', detail: 'ECONNREFUSED' } })
    sim.loadTray(250)
    await reaches(() => sim.papers().length === 1)
    await sim.plugNetwork()
    const job = await ask('Get-Job-Attributes', { operation: [attribute.integer('job-id', 1)] })
    expect(job.ok && integerOf(attributesOf(job.value, 'job'), 'job-state')).toBe(9)
  })

  it('takes a power cut for what it is, though the cable is out, and power for no cable', async () => {
    await sim.unplugNetwork()
    await Promise.all([sim.powerOff(), sim.powerOn()])
    expect(await ask('Get-Jobs')).toMatchObject({ error: { kind: 'unreachable' } })
    await Promise.all([sim.plugNetwork(), sim.unplugNetwork(), sim.plugNetwork()])
    expect(await ask('Get-Jobs')).toMatchObject({ ok: true })
    expect(sim.state().powerCycle).toBe(2)
  })

  it('forgets its jobs in the dark, and its life too when told', async () => {
    await print()
    await reaches(() => sim.papers().length === 1)
    expect(await figure('printer-media-sheets-completed')).toBe(2_978)
    await sim.powerOff({ resetLifeCounters: true })
    await sim.powerOn()
    expect(await figure('printer-media-sheets-completed')).toBe(0)
    const jobs = await ask('Get-Jobs', { operation: [attribute.keyword('which-jobs', 'all')] })
    expect(jobs.ok && groupsOf(jobs.value, 'job')).toEqual([])
  })

  it('holds an answer and acts all the same', async () => {
    sim.holdAnswers('Print-Job', 60_000)
    expect(await print(300)).toMatchObject({ error: { kind: 'timeout' } })
    await reaches(() => sim.papers().length === 1)
    expect(sim.papers()).toMatchObject([{ jobName: 'A', jobId: 1, pages: [1, 2] }])
  })

  it('prints one-sided what was ordered two-sided, and says so', async () => {
    sim.behave({ duplex: 'dropped' })
    expect(await print()).toMatchObject({
      value: {
        code: 0x0001,
        groups: [{}, { group: 'unsupported', attributes: [{ name: 'sides' }] }, { group: 'job' }],
      },
    })
    await reaches(() => sim.papers().length === 2)
  })

  it("prints somebody else's job, and shows the file", async () => {
    expect(sim.foreignJob({ pages: 2, name: 'Lecture notes' })).toBe(1)
    await reaches(() => sim.papers().length === 2)
    expect(sim.file(sim.papers()[0]!.sha256)).toEqual(samplePdf(2))
    expect(sim.received()).toEqual([])
  })
})
