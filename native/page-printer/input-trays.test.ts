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
    ['words that make no sense', ['level=lots;;=;x'], null],
  ])('%s', (_, trays, sheets) => expect(left(...trays)).toBe(sheets))

  it('is not known at a printer that does not tell of its trays', () => {
    expect(readInputTrays(new Map())).toBeNull()
    expect(readInputTrays(new Map([['printer-input-tray', [{ kind: 'no-value' } as const]]]))).toBeNull()
  })
})
