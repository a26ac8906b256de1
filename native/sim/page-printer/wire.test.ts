import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { pagesOfSample, samplePdf } from './sample-pdf.ts'
import { createPagePrinterCore, type SimCore } from './sim.ts'

/** Hexadecimal for numbers, quoted text for characters, as the appendix of RFC 8010 lays its examples out. */
function bytes(...parts: readonly string[]): Uint8Array {
  return new Uint8Array(
    Buffer.concat(parts.map(part => (/^"/.test(part) ? Buffer.from(part.slice(1, -1)) : Buffer.from(part, 'hex')))),
  )
}

const CHARSET = ['47', '0012', '"attributes-charset"', '0005', '"utf-8"']
const ASKED_IN = ['48', '001b', '"attributes-natural-language"', '0005', '"en-us"']
const ANSWERED_IN = ['48', '001b', '"attributes-natural-language"', '0002', '"en"']
const PRINTER_URI = ['45', '000b', '"printer-uri"', '001c', '"ipp://printer.example/pinetr"']
const opening = (code: string) => ['0101', code, '00000001', '01', ...CHARSET, ...ASKED_IN, ...PRINTER_URI]
const answered = (status: string) => ['0101', status, '00000001', '01', ...CHARSET, ...ANSWERED_IN]

/** After RFC 8010 appendix A.1, with one sheet's document and without copies. */
const printJob = (fidelity: '00' | '01') =>
  Buffer.concat([
    bytes(
      ...opening('0002'),
      ...['42', '0008', '"job-name"', '0006', '"foobar"'],
      ...['22', '0016', '"ipp-attribute-fidelity"', '0001', fidelity],
      ...['02', '44', '0005', '"sides"', '0013', '"two-sided-long-edge"', '03'],
    ),
    samplePdf(2),
  ])

function printer(): SimCore {
  const options = { clock: fakeClock(), traySheets: 3, printedBefore: { sheets: 10, impressions: 258 } }
  return createPagePrinterCore(() => 'ipp://printer.example/pinetr', { ...options, countPages: pagesOfSample })
}
async function answerTo(core: SimCore, request: Uint8Array): Promise<string> {
  const reply = await core.receive(new Uint8Array(request))
  return reply.kind === 'bytes' ? Buffer.from(reply.bytes).toString('latin1') : reply.kind
}
const readable = (...parts: readonly string[]) => Buffer.from(bytes(...parts)).toString('latin1')

const JOB = [
  ...['02', '45', '0007', '"job-uri"', '001e', '"ipp://printer.example/pinetr/1"'],
  ...['21', '0006', '"job-id"', '0004', '00000001'],
  ...['23', '0009', '"job-state"', '0004', '00000005'],
  ...['44', '0011', '"job-state-reasons"', '000c', '"job-printing"'],
]
const SIDES = ['05', '44', '0005', '"sides"', '0013', '"two-sided-long-edge"']

describe('the bytes of the standard', () => {
  it('of a job taken (RFC 8010 appendix A.2)', async () => {
    expect(await answerTo(printer(), printJob('01'))).toBe(readable(...answered('0000'), ...JOB, '03'))
  })

  it('of a job refused, with the attribute that can not be (appendix A.3)', async () => {
    const core = printer()
    core.behave({ duplex: 'gone' })
    expect(await answerTo(core, printJob('01'))).toBe(readable(...answered('040b'), ...SIDES, '03'))
  })

  it('of a job taken with an attribute left out (appendix A.4)', async () => {
    const core = printer()
    core.behave({ duplex: 'gone' })
    expect(await answerTo(core, printJob('00'))).toBe(readable(...answered('0001'), ...SIDES, ...JOB, '03'))
  })

  it('of a printer that counts its life, its time and its paper', async () => {
    const request = bytes(
      ...opening('000b'),
      ...['44', '0014', '"requested-attributes"', '000f', '"printer-up-time"'],
      ...['44', '0000', '0012', '"printer-input-tray"'],
      ...['44', '0000', '001d', '"printer-impressions-completed"'],
      ...['44', '0000', '001e', '"printer-media-sheets-completed"'],
      ...['44', '0000', '000b', '"media-ready"', '03'],
    )
    const tray =
      '"type=sheetFeedAutoRemovableTray;mediafeed=297000;mediaxfeed=210000;maxcapacity=250;level=3;status=8;name=tray-1;dimunit=micrometers;unit=sheets;"'
    const core = printer()
    expect(await answerTo(core, request)).toBe(
      readable(
        ...[...answered('0000'), '04'],
        ...['21', '000f', '"printer-up-time"', '0004', '00000001'],
        ...['21', '001d', '"printer-impressions-completed"', '0004', '00000102'],
        ...['21', '001e', '"printer-media-sheets-completed"', '0004', '0000000a'],
        ...['30', '0012', '"printer-input-tray"', '0090', tray],
        ...['44', '000b', '"media-ready"', '0010', '"iso_a4_210x297mm"', '03'],
      ),
    )
  })

  it('of a name with its language', async () => {
    const core = printer()
    await answerTo(core, printJob('00'))
    core.behave({ names: 'with-language' })
    const request = bytes(
      ...opening('0009'),
      ...['21', '0006', '"job-id"', '0004', '00000001'],
      ...['44', '0014', '"requested-attributes"', '0008', '"job-name"', '03'],
    )
    const name = ['36', '0008', '"job-name"', '000f', '0005', '"zh-cn"', '0006', '"foobar"']
    expect(await answerTo(core, request)).toBe(readable(...answered('0000'), '02', ...name, '03'))
  })
})
