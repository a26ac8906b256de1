import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CopyOutcome, CopyProgress, PagePrinter, SentCopy } from '../../src/contract/devices.ts'
import { type Ippeveprinter, ippeveprinterAvailable, startIppeveprinter } from '../../tests/peers/ippeveprinter.ts'
import { samplePdf } from '../sim/page-printer/sample-pdf.ts'
import { systemClock } from '../system-clock.ts'
import { createPagePrinter, type PagePrinterOptions } from './driver.ts'

const pdf = samplePdf(3)
let peer: Ippeveprinter
let started: Ippeveprinter | null = null
const opened: PagePrinter[] = []
let copies = 0

function openDriver(options: Partial<PagePrinterOptions> = {}): PagePrinter {
  const timing = { pollMs: 50, idlePollMs: 100, retryMs: 100 }
  const printer = createPagePrinter({ uri: peer.uri, sides: 'one-sided', clock: systemClock, ...timing, ...options })
  opened.push(printer)
  printer.open()
  return printer
}

/** Prints three pages; `when` hears every progress. */
function print(printer: PagePrinter, when: (step: CopyProgress) => void = () => {}) {
  copies++
  const jobName = `印证-${copies}`
  const progress: CopyProgress[] = []
  let sent: SentCopy = { jobName, pages: 3, standing: null, printerJobId: null, sheetsDelivered: 0, othersSeen: false }
  const outcome: Promise<CopyOutcome> = printer.printCopy(
    { jobName, pages: 3, pdf },
    step => {
      progress.push(step)
      sent = { ...sent, sheetsDelivered: step.sheetsDelivered }
      when(step)
    },
    {
      sending: standing => {
        sent = { ...sent, standing }
      },
      accepted: printerJobId => {
        sent = { ...sent, printerJobId }
      },
      othersSeen: () => {
        sent = { ...sent, othersSeen: true }
      },
    },
  )
  return { jobName, progress, outcome, sent: () => sent }
}

describe.skipIf(!ippeveprinterAvailable)("at CUPS' ippeveprinter", () => {
  // One printer for all of them; it may end by itself after a cancelled job, and the next test is not to suffer for it.
  beforeEach(async () => {
    if (started?.runs()) return
    await started?.stop()
    started = await startIppeveprinter()
    peer = started
  })
  afterEach(async () => {
    for (const printer of opened.splice(0)) await printer.close()
  })
  afterAll(async () => {
    await started?.stop()
  })

  it('three pages come out, counted, and the file arrives byte for byte', async () => {
    await peer.setMode('ok')
    const { outcome, progress, jobName } = print(openDriver())
    expect(await outcome).toMatchObject({ kind: 'delivered', sheetsDelivered: 3, proof: 'counted' })
    expect(progress.at(-1)).toEqual({ sheetsDelivered: 3, stalled: null })
    expect(progress.length).toBeGreaterThan(1)
    expect(await peer.received()).toEqual([{ jobName, bytes: pdf }])
  })

  it('two-sided takes two sheets', async () => {
    await peer.setMode('ok')
    const { outcome } = print(openDriver({ sides: 'two-sided-long-edge' }))
    expect(await outcome).toMatchObject({ kind: 'delivered', sheetsDelivered: 2, proof: 'counted' })
  })

  it('a jam at sheet 2 of 3 leaves one sheet and a fault that stays', async () => {
    await peer.setMode('jam')
    const printer = openDriver()
    const { outcome, progress } = print(printer)
    expect(await outcome).toMatchObject({ kind: 'not-delivered', sheetsDelivered: 1, fault: { code: 'printer-jam' } })
    expect(progress.at(-1)?.sheetsDelivered).toBe(1)
    expect(printer.fault()?.code).toBe('printer-jam')
    const cleared = new Promise<void>(resolve => printer.onFault(fault => fault === null && resolve()))
    await peer.clearFaults()
    await cleared
    expect(printer.fault()).toBeNull()
  })

  it('an empty tray is waited for, and filling it completes the same job', async () => {
    await peer.setMode('empty')
    const before = (await peer.received()).length
    const { outcome, progress } = print(openDriver(), step => {
      if (step.stalled) void peer.refill()
    })
    expect(await outcome).toMatchObject({ kind: 'delivered', sheetsDelivered: 3, proof: 'counted' })
    expect(progress.map(step => step.stalled?.code)).toContain('printer-out-of-paper')
    expect(progress.at(-1)?.stalled).toBeNull()
    expect(await peer.received()).toHaveLength(before + 1)
  })

  it('an open cover is told and waited for', async () => {
    await peer.setMode('cover')
    const { outcome, progress } = print(openDriver(), step => {
      if (step.stalled) void peer.closeCover()
    })
    expect(await outcome).toMatchObject({ kind: 'delivered', sheetsDelivered: 3 })
    expect(progress[0]).toMatchObject({ sheetsDelivered: 0, stalled: { code: 'printer-cover-open' } })
  })

  it('a printing program that dies leaves nothing delivered', async () => {
    await peer.setMode('crash')
    const { outcome } = print(openDriver())
    expect(await outcome).toMatchObject({
      kind: 'not-delivered',
      sheetsDelivered: 0,
      fault: { code: 'printer-aborted' },
    })
  })

  it('a copy for which the printer is busy waits its turn', async () => {
    await peer.setMode('ok')
    const printer = openDriver()
    const [first, second] = [print(printer), print(printer)]
    expect(await first.outcome).toMatchObject({ kind: 'delivered' })
    expect(await second.outcome).toMatchObject({ kind: 'delivered' })
  })

  it('a cancelled copy of which it counts every sheet all the same cannot be told', async () => {
    await peer.setMode('slow')
    const printer = openDriver()
    const { outcome, jobName } = print(printer, () => void printer.cancelCopy(jobName))
    expect(await outcome).toMatchObject({ kind: 'cannot-be-told', fault: { code: 'printer-outcome-unknown' } })
  })

  it('an option that it lacks is known before anything is sent', async () => {
    const printer = openDriver({ media: 'no_such-paper_1x1mm' })
    const fault = await new Promise(resolve => printer.onFault(resolve))
    expect(fault).toMatchObject({ code: 'printer-refused' })
  })

  it('a station that starts anew finds its copy and follows it', async () => {
    await peer.setMode('empty')
    const before = openDriver()
    let stalled = () => {}
    const copy = print(before, step => step.stalled && stalled())
    await new Promise<void>(resolve => {
      stalled = resolve
    })
    await before.close()
    const outcome = openDriver().resumeCopy(copy.sent(), () => {})
    await peer.refill()
    expect(await outcome).toMatchObject({ kind: 'delivered', sheetsDelivered: 3, proof: 'counted' })
  })

  // The last one: nothing is left of the printer after it.
  it('killed in the midst of a copy, leaves the outcome unknown and nothing to ask', async () => {
    await peer.setMode('empty')
    const printer = openDriver({ lostAfterMs: 1_000 })
    const { outcome } = print(printer, step => {
      if (step.stalled?.code === 'printer-out-of-paper') void peer.kill()
    })
    expect(await outcome).toMatchObject({
      kind: 'cannot-be-told',
      sheetsDelivered: 1,
      fault: { code: 'printer-outcome-unknown', detail: 'the printer was lost' },
    })
    expect(printer.fault()?.code).toBe('printer-unreachable')
  })
})
