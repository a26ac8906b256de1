import { describe, expect, it } from 'vitest'
import * as escpos from './escpos.ts'

const hex = (commands: readonly escpos.EscposCommand[]) =>
  Buffer.from(escpos.bytesOf(commands)).toString('hex').toUpperCase().match(/../g)!.join(' ')

describe('the bytes of each command', () => {
  it.each([
    ['initialise', escpos.INITIALISE, '1B 40'],
    ['Chinese mode', escpos.CHINESE_ON, '1C 26'],
    ['automatic status', escpos.AUTO_STATUS_ON, '1D 61 FF'],
    ['paper sensor in order', escpos.PAPER_SENSOR, '1D 72 01'],
    ['feed and partial cut', escpos.FEED_AND_CUT, '1D 56 42 00'],
    ['line feed', escpos.LINE_FEED, '0A'],
    ['left', escpos.align('left'), '1B 61 00'],
    ['centre', escpos.align('center'), '1B 61 01'],
    ['right', escpos.align('right'), '1B 61 02'],
    ['bold', escpos.bold(true), '1B 45 01'],
    ['not bold', escpos.bold(false), '1B 45 00'],
    ['normal size', escpos.size(1), '1D 21 00'],
    ['twice as wide and high', escpos.size(2), '1D 21 11'],
    ['feed 5', escpos.feed(5), '1B 64 05'],
    ['feed too much', escpos.feed(999), '1B 64 FF'],
    ['ask for the printer', escpos.askRealTime(1), '10 04 01'],
    ['ask for the paper', escpos.askRealTime(4), '10 04 04'],
  ])('%s', (_name, command, bytes) => {
    expect(hex([command])).toBe(bytes)
  })

  it('writes a QR code as model, size, level, data and print', () => {
    expect(hex(escpos.qrCode('KIOSK', 6))).toBe(
      [
        '1D 28 6B 04 00 31 41 32 00',
        '1D 28 6B 03 00 31 43 06',
        '1D 28 6B 03 00 31 45 31',
        '1D 28 6B 08 00 31 50 30 4B 49 4F 53 4B',
        '1D 28 6B 03 00 31 51 30',
      ].join(' '),
    )
  })

  it('counts the data of a long QR code in two bytes, low first', () => {
    const [, , , store] = escpos.qrCode('a'.repeat(300), 4)
    expect([...store!.bytes.subarray(0, 5)]).toEqual([0x1d, 0x28, 0x6b, 303 & 0xff, 303 >> 8])
  })

  it('refuses a QR code that would not scan', () => {
    expect(() => escpos.qrCode('', 6)).toThrow(RangeError)
    expect(() => escpos.qrCode('文'.repeat(333), 6)).toThrow(RangeError)
  })

  it('gives no two commands the same bytes', () => {
    const all = [
      escpos.INITIALISE,
      escpos.CHINESE_ON,
      escpos.AUTO_STATUS_ON,
      escpos.PAPER_SENSOR,
      escpos.FEED_AND_CUT,
      escpos.LINE_FEED,
      ...(['left', 'center', 'right'] as const).map(escpos.align),
      ...[true, false].map(escpos.bold),
      ...([1, 2] as const).map(escpos.size),
      ...([1, 2, 3, 4] as const).map(escpos.askRealTime),
    ]
    expect(new Set(all.map(command => hex([command]))).size).toBe(all.length)
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
  })
})
