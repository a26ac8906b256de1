import { afterEach, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { createInMemoryPagePrinter } from '../sim/page-printer/in-memory.ts'
import type { Manners } from '../sim/page-printer/manners.ts'
import { pagesOfSample, samplePdf } from '../sim/page-printer/sample-pdf.ts'
import { createPagePrinter } from './driver.ts'
import { paperOf } from './paper-of.ts'

let close = async () => {}
afterEach(() => close())

async function open(secondTray: Manners['secondTray']) {
  const clock = fakeClock()
  const sim = createInMemoryPagePrinter({ clock, msPerSheet: 200, countPages: pagesOfSample })
  sim.behave({ secondTray })
  const printer = createPagePrinter({ uri: sim.uri, sides: 'one-sided', clock, exchange: sim.exchange })
  close = () => printer.close()
  printer.open()
  await clock.advance(2_000)
  let nth = 0
  const print = async (tray: string | null, pages = 1) => {
    nth++
    const outcome = printer.printCopy({ jobName: `copy-${nth}`, pdf: samplePdf(pages), pages, tray }, () => {})
    let ended: Awaited<typeof outcome> | null = null
    void outcome.then(end => {
      ended = end
    })
    for (let ms = 0; ms < 60_000 && !ended; ms += 250) await clock.advance(250)
    return ended as Awaited<typeof outcome> | null
  }
  return { clock, sim, printer, print }
}

it('takes the paper of a copy from the tray that is named, sheet by sheet', async () => {
  const { sim, printer, print } = await open('told')
  expect(printer.tray('tray-2')).toEqual({ there: 'yes', sheets: 100 })
  expect(await print('tray-2', 2)).toMatchObject({ kind: 'delivered' })
  expect(await print(null)).toMatchObject({ kind: 'delivered' })
  expect(sim.papers().map(({ tray }) => tray)).toEqual(['tray-2', 'tray-2', 'tray-1'])
  expect(printer.tray('tray-2')).toEqual({ there: 'yes', sheets: 98 })
  expect(printer.tray('tray-9')).toEqual({ there: 'no', sheets: null })
})

it('knows nothing of the trays of a printer that does not tell them, and gets the paper all the same', async () => {
  const { sim, printer, print } = await open('untold')
  expect(printer.tray('tray-2')).toEqual({ there: 'untold', sheets: null })
  expect(await print('tray-2')).toMatchObject({ kind: 'delivered' })
  expect(sim.papers().map(({ tray }) => tray)).toEqual(['tray-2'])
})

it('gets no sheet from a printer that lacks the tray, rather than one of other paper', async () => {
  const { sim, printer, print } = await open('none')
  expect(printer.tray('tray-2').there).toBe('untold')
  expect(await print('tray-2')).toMatchObject({ kind: 'not-delivered', fault: { code: 'printer-refused' } })
  expect(sim.papers()).toEqual([])
})

it('waits at an empty tray, though the other one has paper', async () => {
  const { clock, sim, printer } = await open('told')
  sim.loadSecondTray(0)
  const stalled: (string | null)[] = []
  const copy = { jobName: 'waits', pdf: samplePdf(1), pages: 1, tray: 'tray-2' }
  const outcome = printer.printCopy(copy, progress => stalled.push(progress.stalled?.code ?? null))
  await clock.advance(5_000)
  expect(stalled).toContain('printer-out-of-paper')
  expect(sim.papers()).toEqual([])
  sim.loadSecondTray(10)
  await clock.advance(20_000)
  expect(await outcome).toMatchObject({ kind: 'delivered' })
  expect(sim.papers().map(({ tray }) => tray)).toEqual(['tray-2'])
})

it('names the size or the tray with its size, never both', () => {
  expect(paperOf('iso_a4_210x297mm', null)).toMatchObject({ name: 'media' })
  const [value] = paperOf('iso_a4_210x297mm', 'tray-2').values
  expect(JSON.stringify(value)).toContain('"value":21000')
  expect(JSON.stringify(value)).toContain('"value":29700')
})
