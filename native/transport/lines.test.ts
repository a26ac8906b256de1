import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLineFramer, type LinePiece } from './lines.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')
const told = (pieces: LinePiece[]) =>
  pieces.map(piece => (piece.kind === 'overlong' ? 'overlong' : `${piece.kind}:${Buffer.from(piece.bytes)}`))

describe('line framer', () => {
  it('takes CR, LF and both as one end, and no empty lines', () => {
    const lines = createLineFramer({ maxBytes: 8 })
    expect(told(lines.push(bytes('one\r\ntwo\nthree\r\r\n\nfour')))).toEqual(['line:one', 'line:two', 'line:three'])
    expect(lines.isOpen()).toBe(true)
    expect(told(lines.flush())).toEqual(['rest:four'])
    expect(lines.isOpen()).toBe(false)
    expect(lines.flush()).toEqual([])
  })

  it('takes a line of the full length and reports one byte more once', () => {
    const lines = createLineFramer({ maxBytes: 8 })
    expect(told(lines.push(bytes('12345678\n')))).toEqual(['line:12345678'])
    expect(told(lines.push(bytes('123456789')))).toEqual(['overlong'])
    expect(told(lines.push(bytes('0'.repeat(1000))))).toEqual([])
    expect(told(lines.push(bytes('00\nnext\n')))).toEqual(['line:next'])
  })

  it('ends a line that is too long at a silence', () => {
    const lines = createLineFramer({ maxBytes: 4 })
    expect(told(lines.push(bytes('12345')))).toEqual(['overlong'])
    expect(lines.isOpen()).toBe(true)
    expect(lines.flush()).toEqual([])
    expect(told(lines.push(bytes('next\n')))).toEqual(['line:next'])
  })

  it('forgets the open piece at a reset', () => {
    const lines = createLineFramer({ maxBytes: 8 })
    lines.push(bytes('half'))
    lines.reset()
    expect(told(lines.push(bytes('next\n')))).toEqual(['line:next'])
  })

  it('cuts the same lines however the bytes are split', () => {
    const anyBytes = fc.uint8Array({ maxLength: 200 })
    fc.assert(
      fc.property(anyBytes, fc.array(fc.nat({ max: 40 })), (stream, cuts) => {
        const whole = createLineFramer({ maxBytes: 16 })
        const wanted = [...whole.push(stream), ...whole.flush()]
        const split = createLineFramer({ maxBytes: 16 })
        const got: LinePiece[] = []
        let at = 0
        for (const cut of cuts) {
          got.push(...split.push(stream.subarray(at, at + cut)))
          at += cut
        }
        got.push(...split.push(stream.subarray(at)), ...split.flush())
        expect(got).toEqual(wanted)
        for (const piece of got) if (piece.kind !== 'overlong') expect(piece.bytes.length).toBeLessThanOrEqual(16)
      }),
    )
  })
})
