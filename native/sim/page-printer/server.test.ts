import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { CopyProgress } from '../../../src/contract/devices.ts'
import { ippRequest } from '../../ipp/client.ts'
import { createPagePrinter } from '../../page-printer/driver.ts'
import { systemClock } from '../../system-clock.ts'
import { samplePdf } from './sample-pdf.ts'
import { type RunningPagePrinterSim, startPagePrinterSim } from './server.ts'

const running: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of running.splice(0).reverse()) await each.close()
})

async function start(msPerSheet = 30) {
  const sim = await startPagePrinterSim({ msPerSheet })
  running.push(sim)
  const timing = { pollMs: 20, idlePollMs: 20, retryMs: 20, requestTimeoutMs: 2_000, counterGraceMs: 5_000 }
  const printer = createPagePrinter({ uri: sim.uri, sides: 'one-sided', clock: systemClock, ...timing })
  running.push(printer)
  printer.open()
  return { sim, printer }
}

/** Resolves when the simulated printer comes to be as wanted. */
function reaches(sim: RunningPagePrinterSim, wanted: () => boolean): Promise<void> {
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

describe('the simulated printer over HTTP', () => {
  it.each([false, true])('prints a PDF, packed: %s', async packed => {
    const { sim, printer } = await start()
    const pdf = samplePdf(3, { packed })
    const progress: CopyProgress[] = []
    const outcome = await printer.printCopy({ jobName: '印证-1', pages: 3, pdf }, step => progress.push(step))
    expect(outcome).toMatchObject({ kind: 'delivered', sheetsDelivered: 3, proof: 'counted' })
    expect(sim.received()).toMatchObject([{ jobName: '印证-1', pages: 3, bytes: pdf }])
    expect(sim.papers().map(({ sheet, sha256 }) => [sheet, sha256])).toEqual(
      [1, 2, 3].map(sheet => [sheet, sim.received()[0]!.sha256]),
    )
  })

  it('aborts bytes that no reader makes sense of', async () => {
    const { printer } = await start()
    const pdf = samplePdf(3).slice(0, 120)
    const outcome = await printer.printCopy({ jobName: 'J-1', pages: 3, pdf }, () => {})
    expect(outcome).toMatchObject({ kind: 'not-delivered', fault: { code: 'printer-refused' } })
  })

  it('is refused connections while off, and goes on with its job when back', async () => {
    const { sim, printer } = await start(100)
    const outcome = printer.printCopy({ jobName: 'J-1', pages: 3, pdf: samplePdf(3) }, () => {})
    await reaches(sim, () => sim.papers().length === 1)
    const dark = new Promise(resolve => printer.onFault(resolve))
    await sim.powerOff({ keepJobs: true })
    expect(await dark).toMatchObject({ code: 'printer-unreachable' })
    await sim.powerOn()
    expect(await outcome).toMatchObject({ kind: 'delivered', sheetsDelivered: 3 })
    expect(sim.received()).toHaveLength(1)
  })

  it('drops the connection when told to, and the driver finds its job', async () => {
    const { sim, printer } = await start()
    sim.loseAnswers('Print-Job', 'after')
    expect(await printer.printCopy({ jobName: 'J-1', pages: 2, pdf: samplePdf(2) }, () => {})).toMatchObject({
      kind: 'delivered',
    })
    expect(sim.received()).toHaveLength(1)
  })

  it('answers nonsense when told to', async () => {
    const { sim } = await start()
    sim.answerNonsense(true)
    const options = { clock: systemClock, timeoutMs: 2_000 }
    expect(await ippRequest(sim.uri, 'Get-Printer-Attributes', {}, options)).toMatchObject({
      error: { kind: 'nonsense' },
    })
  })

  it.each(['GET', 'POST'])('answers 400 to a %s that is not IPP', async method => {
    const { sim } = await start()
    const status = await new Promise(resolve => {
      request({ port: sim.port, method }, response => resolve(response.resume().statusCode)).end('hello')
    })
    expect(status).toBe(400)
  })

  it('jams at the sheet that was named', async () => {
    const { sim, printer } = await start()
    sim.jamAtSheet(2, 'abort')
    const outcome = await printer.printCopy({ jobName: 'J-1', pages: 3, pdf: samplePdf(3) }, () => {})
    expect(outcome).toMatchObject({ kind: 'not-delivered', sheetsDelivered: 1, fault: { code: 'printer-jam' } })
    expect(sim.state()).toMatchObject({ jammed: true, state: 'stopped', traySheets: 248 })
    sim.clearJam()
    expect(sim.state()).toMatchObject({ jammed: false, state: 'idle' })
  })
})

const IPPTOOL = '/usr/bin/ipptool'

describe.skipIf(!existsSync(IPPTOOL))("the simulated printer before CUPS' ipptool", () => {
  it('passes the conformance suite of IPP/1.1', async () => {
    const { sim } = await start(50)
    const folder = await mkdtemp(join(tmpdir(), 'yinzheng-ipptool-'))
    await writeFile(join(folder, 'three.pdf'), samplePdf(3))
    const args = ['-I', '-V', '1.1', '-tv', '-f', join(folder, 'three.pdf'), sim.uri, 'ipp-1.1.test']
    const child = spawn(IPPTOOL, args, { stdio: ['ignore', 'pipe', 'ignore'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)))
    await new Promise(resolve => child.once('close', resolve))
    await rm(folder, { recursive: true })
    const failed = output.split('\n').filter(line => line.includes('[FAIL]'))
    expect(failed).toEqual([])
    expect(output).toMatch(/Summary: \d+ tests, 2\d passed, 0 failed/)
  })
})
