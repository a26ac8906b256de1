import { describe, expect, it } from 'vitest'
import type { IppValue } from '../ipp/message.ts'
import { readInputTrays, sheetsOfMedia } from './input-trays.ts'

const A4 = 'iso_a4_210x297mm'
const octets = (text: string): IppValue => ({ kind: 'octetString', bytes: new TextEncoder().encode(text) })
const left = (...trays: string[]) => {
  const read = readInputTrays(new Map([['printer-input-tray', trays.map(octets)]]))
  return read && sheetsOfMedia(read, A4)
}
const tray = (level: number, more = 'mediafeed=297000;mediaxfeed=210000;unit=sheets;') =>
  `type=sheetFeedAutoRemovableTray;maxcapacity=250;level=${level};status=0;name=tray-1;${more}`

describe('paper that is left', () => {
  it.each([
    ['a tray that says its level', [tray(120)], 120],
    ['an empty one', [tray(0)], 0],
    ['two together', [tray(120), tray(30)], 150],
    ['a full one and one that only says "some"', [tray(120), tray(-3)], null],
    ['one that does not know', [tray(-2)], null],
    ['one in percent', [tray(40, 'mediafeed=297000;mediaxfeed=210000;unit=percent;')], null],
    ['long edge first, in hundredths of a mm', [tray(12, 'mediafeed=21000;mediaxfeed=29700')], 12],
    ['in ten-thousandths of an inch', [tray(12, 'mediafeed=116929;mediaxfeed=82677')], 12],
    ['envelopes beside it', [tray(12), tray(50, 'mediafeed=220000;mediaxfeed=110000')], 12],
    ['envelopes alone', [tray(50, 'mediafeed=220000;mediaxfeed=110000')], null],
    ['a tray that does not say what lies in it', [tray(12), tray(-2, '')], null],
    [
      '"whichever fits" as a tray of its own',
      ['type=sheetFeedAutoRemovableTray;mediafeed=0;mediaxfeed=0;maxcapacity=-2;level=-2;status=0;name=auto', tray(12)],
      12,
    ],
    [
      '"whichever fits" that does not say what it holds',
      ['name=auto;mediafeed=297000;mediaxfeed=210000;level=-2', 'name=auto;maxcapacity=0;level=-2', tray(12)],
      12,
    ],
    ['a tray that is called so and holds sheets', ['name=auto;maxcapacity=1;level=7', tray(12)], 19],
    ['a tray of unknown capacity', ['name=tray-2;maxcapacity=-2;level=7', tray(12)], 19],
    ['one whose size is half said', [tray(12, 'mediafeed=297000;mediaxfeed=-2')], 12],
    ['one whose size is said in the other half', [tray(12, 'mediafeed=-2;mediaxfeed=297000')], 12],
    ['one that tells the length alone', [tray(12, 'mediafeed=297000')], 12],
    ['one that tells the width alone', [tray(12, 'mediaxfeed=297000')], 12],
    ['one whose size is any', [tray(12, 'mediafeed=-1;mediaxfeed=-1')], 12],
    ['one whose size is told as nothing', [tray(12, 'mediafeed=0;mediaxfeed=0')], 12],
    ['paper that is as wide and longer', [tray(50, 'mediafeed=420000;mediaxfeed=210000')], null],
    ['paper that is as long and narrower', [tray(50, 'mediafeed=297000;mediaxfeed=110000')], null],
    ['paper that is told as three mm wider', [tray(12, 'mediafeed=297000;mediaxfeed=213000')], 12],
    ['a level in units by their numbers', [tray(12, 'unit=8'), tray(3, 'unit=18'), tray(4, 'unit=items')], 19],
    ['words that make no sense', ['level=lots;;=;x'], null],
  ])('%s', (_, trays, sheets) => expect(left(...trays)).toBe(sheets))

  it('is not known at a printer that does not tell of its trays', () => {
    expect(readInputTrays(new Map())).toBeNull()
    expect(readInputTrays(new Map([['printer-input-tray', [{ kind: 'no-value' } as const]]]))).toBeNull()
  })

  it('is told as text by some printers, and nothing else is read', () => {
    const told = (...values: IppValue[]) => readInputTrays(new Map([['printer-input-tray', values]]))
    expect(told({ kind: 'text', value: tray(12) })).toMatchObject([{ sheets: 12 }])
    expect(told({ kind: 'integer', value: 12 })).toBeNull()
    expect(told({ kind: 'boolean', value: true }, octets(tray(12)))).toMatchObject([{ sheets: 12 }])
  })

  it.each([
    ['of letter, named in inches', 'na_letter_8.5x11in', 'mediafeed=279400;mediaxfeed=215900', 5],
    ['of letter, in mm with a fraction', 'om_letter_215.94x279.41mm', 'mediafeed=279400;mediaxfeed=215900', 5],
    [
      'not of A4, where letter is asked for in mm',
      'om_letter_215.94x279.41mm',
      'mediafeed=297000;mediaxfeed=210000',
      null,
    ],
    ['not of A4, where letter is asked for', 'na_letter_8.5x11in', 'mediafeed=297000;mediaxfeed=210000', null],
    ['of whatever is there, where the name has no size', 'auto', 'mediafeed=220000;mediaxfeed=110000', 5],
    ['of whatever is there, where the size is not its end', 'x_210x297mm-tab', 'mediafeed=220000;mediaxfeed=110000', 5],
  ])('is %s', (_, media, size, sheets) => {
    const trays = readInputTrays(new Map([['printer-input-tray', [octets(tray(5, size))]]]))
    expect(trays && sheetsOfMedia(trays, media)).toBe(sheets)
  })
})
