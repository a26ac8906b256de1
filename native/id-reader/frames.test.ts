import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COMMANDS, meaningOf, textOf } from './commands.ts'
import { type Answer, createAnswerFramer, encodeRequest } from './frames.ts'

const HEAD = 'AA AA AA 96 69 '
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
const hex = (data: Uint8Array) =>
  Buffer.from(data)
    .toString('hex')
    .toUpperCase()
    .replace(/..(?!$)/g, '$& ')
/** An independent encoder of answers: length, body, XOR. */
const frame = (body: Uint8Array) => {
  const counted = Uint8Array.of((body.length + 1) >> 8, (body.length + 1) & 0xff, ...body)
  return Uint8Array.of(
    ...bytes(HEAD),
    ...counted,
    counted.reduce((xor, byte) => xor ^ byte, 0),
  )
}
const readAnswer = (photo: Uint8Array) =>
  frame(Uint8Array.of(0, 0, 0x90, 1, 0, 4, 0, ...new Uint8Array(256).fill(0x20), ...photo))
const cut = (...pieces: Uint8Array[]) => {
  const framer = createAnswerFramer()
  return pieces.flatMap(piece => framer.push(piece))
}

const FOUND = bytes(`${HEAD} 00 08 00 00 9F 00 00 00 00 97`)
const SELECTED = bytes(`${HEAD} 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C`)
const NO_CARD = bytes(`${HEAD} 00 04 00 00 80 84`)

describe('requests to the module', () => {
  it.each([
    ['reset', '00 03 10 FF EC'],
    ['find', '00 03 20 01 22'],
    ['select', '00 03 20 02 21'],
    ['read', '00 03 30 01 32'],
  ] as const)('%s is the frame of the document', (command, rest) => {
    expect(hex(COMMANDS[command].request)).toBe(HEAD + rest)
  })

  it.each([
    [0x11, 0xff, '00 03 11 FF ED'],
    [0x12, 0xff, '00 03 12 FF EE'],
    [0x30, 0x10, '00 03 30 10 23'],
    [0x30, 0x03, '00 03 30 03 30'],
    [0x60, 0x04, '00 03 60 04 67'],
  ])('%i %i is checked as in the document', (command, parameter, rest) => {
    expect(hex(encodeRequest(command, parameter))).toBe(HEAD + rest)
  })
})

describe('answers of the module', () => {
  it.each([
    ['00 04 00 00 80 84', 0x80],
    ['00 04 00 00 81 85', 0x81],
    ['00 04 00 00 41 45', 0x41],
    ['00 04 00 00 10 14', 0x10],
    ['00 04 00 00 11 15', 0x11],
    ['00 04 00 00 21 25', 0x21],
    ['00 04 00 00 91 95', 0x91],
  ])('%s is status %i without data', (rest, status) => {
    expect(cut(bytes(HEAD + rest))).toEqual([{ status, data: new Uint8Array(0) }])
  })

  it('are cut with their data, one after the other', () => {
    expect(cut(Uint8Array.of(...FOUND, ...SELECTED))).toEqual([
      { status: 0x9f, data: new Uint8Array(4) },
      { status: 0x90, data: new Uint8Array(8) },
    ])
  })

  it('may hold the preamble in their photo', () => {
    const photo = new Uint8Array(1_024)
    photo.set(NO_CARD, 300)
    const [answer, ...more] = cut(readAnswer(photo), FOUND)
    expect(answer?.data.length).toBe(4 + 256 + 1_024)
    expect(more.map(({ status }) => status)).toEqual([0x9f])
  })

  it('has 1295 bytes for text and photo, and longer ones with fingerprints', () => {
    expect(readAnswer(new Uint8Array(1_024))).toHaveLength(1_295)
    const withFingers = frame(Uint8Array.of(0, 0, 0x90, ...new Uint8Array(0x090a - 4)))
    expect(withFingers).toHaveLength(2_321)
    expect(cut(withFingers)[0]?.data).toHaveLength(0x090a - 4)
  })

  it('is found behind a longer run of AA than the preamble has', () => {
    expect(cut(bytes('AA AA AA AA'), NO_CARD)).toHaveLength(1)
  })

  it('is found behind a frame with a wrong XOR, even inside of it', () => {
    const torn = readAnswer(new Uint8Array(1_024)).slice(0, 700)
    const filler = new Uint8Array(595)
    filler.set(NO_CARD, 20)
    expect(cut(torn, filler).map(({ status }) => status)).toEqual([0x80])
  })

  it.each(['00 00', '00 03', '09 0B', 'FF FF'])('is found behind a frame of the impossible length %s', length => {
    expect(cut(bytes(HEAD + length), NO_CARD).map(({ status }) => status)).toEqual([0x80])
  })

  it('may be the short time-out of some readers, which is two bytes less than its length says', () => {
    expect(cut(bytes(`${HEAD} 00 05 05 05 05`), NO_CARD).map(({ status }) => status)).toEqual([0x050505, 0x80])
  })

  it('does not swallow the next one when half of it never came and the framer was reset', () => {
    const framer = createAnswerFramer()
    expect(framer.push(readAnswer(new Uint8Array(1_024)).slice(0, 640))).toEqual([])
    framer.reset()
    expect(framer.push(NO_CARD)).toHaveLength(1)
  })

  it('belongs to its receiver: the next one does not change it', () => {
    const framer = createAnswerFramer()
    const [first] = framer.push(readAnswer(new Uint8Array(1_024).fill(7)))
    framer.push(readAnswer(new Uint8Array(1_024).fill(9)))
    expect(first?.data.at(-1)).toBe(7)
  })
})

describe('any stream', () => {
  const noise = fc.uint8Array({ maxLength: 60 }).filter(data => !data.includes(0xaa))
  const body = fc.uint8Array({ minLength: 3, maxLength: 200 })

  it('gives the same answers however it is split, with noise between the frames', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(noise, body), { maxLength: 6 }), fc.array(fc.nat(50)), (parts, cuts) => {
        const stream = Uint8Array.of(...parts.flatMap(([sparks, inner]) => [...sparks, ...frame(inner)]))
        const framer = createAnswerFramer()
        const got: Answer[] = []
        let at = 0
        for (const length of cuts) {
          got.push(...framer.push(stream.subarray(at, at + length)))
          at += length
        }
        got.push(...framer.push(stream.subarray(at)))
        expect(got.map(({ data }) => [...data])).toEqual(parts.map(([, inner]) => [...inner.subarray(3)]))
      }),
    )
  })

  it('never stops the framer for good: behind any garbage a frame is found after a reset', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), garbage => {
        const framer = createAnswerFramer()
        framer.push(garbage)
        framer.reset()
        expect(framer.push(NO_CARD)).toHaveLength(1)
      }),
    )
  })

  const good: [keyof typeof COMMANDS, Uint8Array][] = [
    ['find', FOUND],
    ['select', SELECTED],
    ['reset', frame(Uint8Array.of(0, 0, 0x90))],
    ['read', readAnswer(new Uint8Array(1_024).map((_, at) => (at * 89) & 0xff))],
  ]
  it.each(good)('with one flipped bit is never taken for the success of %s', (command, whole) => {
    const isTaken = (stream: Uint8Array) => cut(stream).some(answer => meaningOf(command, answer)?.[0] === 'success')
    expect(isTaken(whole)).toBe(true)
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const flipped = whole.slice()
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(isTaken(flipped)).toBe(false)
    }
  })
})

describe('what an answer means', () => {
  const empty = new Uint8Array(0)
  const readData = cut(readAnswer(new Uint8Array(1_024)))[0]?.data ?? empty

  it('is null when it carries the data of another command', () => {
    expect(meaningOf('select', { status: 0x90, data: readData })).toBeNull()
    expect(meaningOf('find', { status: 0x90, data: readData })).toBeNull()
    expect(meaningOf('reset', { status: 0x90, data: readData })).toBeNull()
    expect(meaningOf('read', { status: 0x90, data: new Uint8Array(8) })).toBeNull()
    expect(meaningOf('select', { status: 0x9f, data: new Uint8Array(4) })).toBeNull()
    expect(meaningOf('find', { status: 0x9f, data: empty })).toBeNull()
  })

  it.each([
    [0x80, 'no-card'],
    [0x81, 'again'],
    [0x10, 'resend'],
    [0x33, 'refused'],
    [0x66, 'broken'],
    [0x24, 'reset'],
  ])('of status %i is %s', (status, meaning) => {
    expect(meaningOf('read', { status, data: empty })?.[0]).toBe(meaning)
  })

  it('of a status that no table knows is a device error with its code', () => {
    expect(meaningOf('find', { status: 0x0500a7, data: empty })).toEqual(['reset', 'device error 0500A7'])
  })

  it('slices the text by the lengths that the answer gives', () => {
    expect(textOf(readData)).toHaveLength(256)
    expect(textOf(Uint8Array.of(0, 2, 0, 1, 65, 66, 99))).toEqual(Uint8Array.of(65, 66))
    expect(textOf(Uint8Array.of(0, 2, 0, 2, 65, 66, 99))).toBeNull()
    expect(textOf(Uint8Array.of(1, 0))).toBeNull()
  })
})
