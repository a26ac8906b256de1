import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterRealTime, hasPaper, stateOfAuto, statusFramer, UNKNOWN_STATE, whyNot } from './status.ts'

const frame = (...chunks: number[][]) => {
  const framer = statusFramer()
  return chunks.flatMap(chunk => framer(Uint8Array.from(chunk)))
}

describe('what the printer sends', () => {
  it('tells the three kinds of answer apart', () => {
    expect(frame([0x12], [0x18, 0x00, 0x0f, 0x00], [0x00], [0x0c])).toEqual([
      { kind: 'real-time', byte: 0x12 },
      { kind: 'auto', bytes: [0x18, 0x00, 0x0f, 0x00] },
      { kind: 'paper-sensor', byte: 0x00 },
      { kind: 'paper-sensor', byte: 0x0c },
    ])
  })

  it('puts an automatic status together from single bytes', () => {
    expect(frame([0x10], [0x00], [0x03], [0x00])).toEqual([{ kind: 'auto', bytes: [0x10, 0, 3, 0] }])
  })

  it('skips flow control inside and outside', () => {
    expect(frame([0x11, 0x10, 0x13, 0x00, 0x11, 0x00, 0x00, 0x13])).toEqual([{ kind: 'auto', bytes: [0x10, 0, 0, 0] }])
  })

  it('hears a real-time answer in the middle of an automatic status', () => {
    expect(frame([0x10, 0x00, 0x16, 0x00, 0x00]).map(({ kind }) => kind)).toEqual(['real-time', 'auto'])
  })

  it('begins anew after a torn automatic status', () => {
    expect(frame([0x10, 0x00], [0x18, 0x00, 0x0f, 0x00])).toEqual([{ kind: 'auto', bytes: [0x18, 0, 0x0f, 0] }])
  })

  it('finds the same messages however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.integer({ min: 1, max: 7 }), (bytes, step) => {
        const pieces = statusFramer()
        const cut: unknown[] = []
        for (let at = 0; at < bytes.length; at += step) cut.push(...pieces(bytes.subarray(at, at + step)))
        expect(cut).toEqual(statusFramer()(bytes))
      }),
    )
  })
})

describe('what it means', () => {
  const asked = (n1: number, n2: number, n3: number, n4: number) =>
    ([1, 2, 3, 4] as const).reduce(
      (state, question) => afterRealTime(state, question, [n1, n2, n3, n4][question - 1]!),
      UNKNOWN_STATE,
    )

  it.each([
    ['idle', asked(0x12, 0x12, 0x12, 0x12), null],
    ['nothing said yet', UNKNOWN_STATE, null],
    ['near end of paper', asked(0x12, 0x12, 0x12, 0x1e), null],
    ['paper end and open cover', asked(0x1a, 0x36, 0x12, 0x7e), 'the cover is open'],
    ['paper end', asked(0x1a, 0x32, 0x12, 0x7e), 'out of paper'],
    ['cutter', asked(0x1a, 0x52, 0x1a, 0x12), 'the cutter is stuck'],
    ['hot head', asked(0x1a, 0x52, 0x52, 0x12), 'the printer reports an error'],
    ['switched off-line', asked(0x1a, 0x12, 0x12, 0x12), 'the printer is off-line'],
    ['auto: idle', stateOfAuto([0x10, 0, 0, 0]), null],
    ['auto: near end', stateOfAuto([0x10, 0, 3, 0]), null],
    ['auto: paper end', stateOfAuto([0x18, 0, 0x0f, 0]), 'out of paper'],
    ['auto: cover too', stateOfAuto([0x38, 0, 0x0f, 0]), 'the cover is open'],
    ['auto: clearing', stateOfAuto([0x38, 0, 0, 0]), 'the cover is open'],
    ['auto: cutter', stateOfAuto([0x18, 0x08, 0, 0]), 'the cutter is stuck'],
  ])('%s', (_name, state, why) => {
    expect(whyNot(state)).toBe(why)
  })

  it('reads the paper sensor', () => {
    expect([0x00, 0x03, 0x0c, 0x0f].map(hasPaper)).toEqual([true, true, false, false])
  })
})
