import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { DECODE_LIMITS, decodeMessage } from './decode.ts'
import { encodeMessage } from './encode.ts'
import { attribute, type IppMessage, type IppValue } from './message.ts'

/** Hexadecimal for numbers, quoted text for characters, as the appendix of RFC 8010 lays its examples out. */
function golden(...parts: readonly string[]): Uint8Array {
  return new Uint8Array(
    Buffer.concat(parts.map(part => (/^"/.test(part) ? Buffer.from(part.slice(1, -1)) : Buffer.from(part, 'hex')))),
  )
}

const OPENING = ['47', '0012', '"attributes-charset"', '0005', '"utf-8"']
const LANGUAGE = ['48', '001b', '"attributes-natural-language"', '0005', '"en-us"']

/** After RFC 8010 appendix A.1: a Print-Job request with a document. */
const PRINT_JOB = golden(
  ...['0101', '0002', '00000001', '01', ...OPENING, ...LANGUAGE],
  ...['45', '000b', '"printer-uri"', '002c', '"ipp://printer.example.com/ipp/print/pinetree"'],
  ...['42', '0008', '"job-name"', '0006', '"foobar"'],
  ...['22', '0016', '"ipp-attribute-fidelity"', '0001', '01', '02'],
  ...['21', '0006', '"copies"', '0004', '00000014'],
  ...['44', '0005', '"sides"', '0013', '"two-sided-long-edge"', '03', '"%!PDF"'],
)

const PRINT_JOB_MESSAGE: IppMessage = {
  version: [1, 1],
  code: 0x0002,
  requestId: 1,
  groups: [
    {
      group: 'operation',
      attributes: [
        attribute.charset('attributes-charset', 'utf-8'),
        attribute.language('attributes-natural-language', 'en-us'),
        attribute.uri('printer-uri', 'ipp://printer.example.com/ipp/print/pinetree'),
        attribute.name('job-name', 'foobar'),
        attribute.boolean('ipp-attribute-fidelity', true),
      ],
    },
    { group: 'job', attributes: [attribute.integer('copies', 20), attribute.keyword('sides', 'two-sided-long-edge')] },
  ],
  data: new TextEncoder().encode('%!PDF'),
}

const answerWith = (...values: IppValue[]): IppMessage => ({
  version: [1, 1],
  code: 0,
  requestId: 7,
  groups: [{ group: 'printer', attributes: [{ name: 'x', values }] }],
  data: new Uint8Array(),
})
/** An answer with one attribute `x` of one value, in bytes. */
const bytesWith = (tag: string, ...body: string[]) => {
  const value = golden(...body)
  const length = value.length.toString(16).padStart(4, '0')
  return golden('0101', '0000', '00000007', '04', tag, '0001', '"x"', length, Buffer.from(value).toString('hex'), '03')
}

describe('IPP bytes', () => {
  it('writes and reads the Print-Job request of RFC 8010 A.1', () => {
    expect(encodeMessage(PRINT_JOB_MESSAGE)).toEqual(PRINT_JOB)
    expect(unwrap(decodeMessage(PRINT_JOB))).toEqual(PRINT_JOB_MESSAGE)
  })

  it('reads an answer with a second value, an unsupported attribute and an out-of-band value, after RFC 8010 A.3', () => {
    const bytes = golden(
      ...['0101', '0001', '00000001', '01', ...OPENING, ...LANGUAGE],
      ...['41', '000e', '"status-message"', '0002', '"ok"', '05'],
      ...['21', '0006', '"copies"', '0004', '00000014', '10', '0005', '"sides"', '0000', '02'],
      ...['21', '0006', '"job-id"', '0004', '00000093', '23', '0009', '"job-state"', '0004', '00000003'],
      ...[
        '44',
        '0011',
        '"job-state-reasons"',
        '000c',
        '"job-incoming"',
        '44',
        '0000',
        '000f',
        '"printer-stopped"',
        '03',
      ],
    )
    const { groups } = unwrap(decodeMessage(bytes))
    expect(groups.map(({ group }) => group)).toEqual(['operation', 'unsupported', 'job'])
    expect(groups[1]!.attributes).toEqual([
      attribute.integer('copies', 20),
      { name: 'sides', values: [{ kind: 'unsupported' }] },
    ])
    expect(groups[2]!.attributes).toEqual([
      attribute.integer('job-id', 147),
      attribute.enum('job-state', 3),
      attribute.keyword('job-state-reasons', 'job-incoming', 'printer-stopped'),
    ])
    expect(encodeMessage(unwrap(decodeMessage(bytes)))).toEqual(bytes)
  })

  it('writes and reads a collection within a collection, after RFC 8010 section 3.1.6', () => {
    const message = answerWith({
      kind: 'collection',
      members: [
        {
          name: 'media-size',
          values: [{ kind: 'collection', members: [attribute.integer('x-dimension', 21000, 14800)] }],
        },
        attribute.keyword('media-color', 'blue'),
      ],
    })
    const bytes = golden(
      ...['0101', '0000', '00000007', '04', '34', '0001', '"x"', '0000'],
      ...['4a', '0000', '000a', '"media-size"', '34', '0000', '0000'],
      ...['4a', '0000', '000b', '"x-dimension"', '21', '0000', '0004', '00005208', '21', '0000', '0004', '000039d0'],
      ...['37', '0000', '0000', '4a', '0000', '000b', '"media-color"', '44', '0000', '0004', '"blue"'],
      ...['37', '0000', '0000', '03'],
    )
    expect(encodeMessage(message)).toEqual(bytes)
    expect(unwrap(decodeMessage(bytes))).toEqual(message)
  })

  it.each<[string, Uint8Array, IppValue]>([
    ['negative integer', bytesWith('21', 'fffffffe'), { kind: 'integer', value: -2 }],
    ['boolean', bytesWith('22', '00'), { kind: 'boolean', value: false }],
    ['octetString', bytesWith('30', '00ff'), { kind: 'octetString', bytes: Uint8Array.of(0, 255) }],
    [
      'dateTime',
      bytesWith('31', '07ea', '0b', '03', '08', '0f', '1e', '05', '"+"', '0800'),
      { kind: 'dateTime', iso: '2026-11-03T08:15:30.5+08:00' },
    ],
    [
      'resolution',
      bytesWith('32', '00000258', '0000012c', '03'),
      { kind: 'resolution', across: 600, feed: 300, unit: 'dpi' },
    ],
    ['range', bytesWith('33', '00000001', '000003e7'), { kind: 'range', lower: 1, upper: 999 }],
    ['name in Chinese', bytesWith('42', 'e58db0e8af81'), { kind: 'name', value: '印证' }],
    [
      'name with language',
      bytesWith('36', '0005', '"zh-cn"', '0003', '"A-1"'),
      { kind: 'name', value: 'A-1', language: 'zh-cn' },
    ],
    [
      'text with language',
      bytesWith('35', '0002', '"en"', '0002', '"hi"'),
      { kind: 'text', value: 'hi', language: 'en' },
    ],
    ['uriScheme', bytesWith('46', '"ipp"'), { kind: 'uriScheme', value: 'ipp' }],
    ['mimeMediaType', bytesWith('49', '"application/pdf"'), { kind: 'mimeMediaType', value: 'application/pdf' }],
    ['unknown', bytesWith('12'), { kind: 'unknown' }],
    ['no-value', bytesWith('13'), { kind: 'no-value' }],
    ['reserved tag 0x4b', bytesWith('4b', '"?"'), { kind: 'other', tag: 0x4b, bytes: Uint8Array.of(0x3f) }],
    [
      'extension tag 0x7f',
      bytesWith('7f', '40000001'),
      { kind: 'other', tag: 0x7f, bytes: Uint8Array.of(0x40, 0, 0, 1) },
    ],
    ['integer of two bytes', bytesWith('21', '0001'), { kind: 'other', tag: 0x21, bytes: Uint8Array.of(0, 1) }],
    ['name that is not UTF-8', bytesWith('42', 'd6d0'), { kind: 'other', tag: 0x42, bytes: Uint8Array.of(0xd6, 0xd0) }],
    [
      'date in month 13',
      bytesWith('31', '07ea0d03080f1e052b0800'),
      { kind: 'other', tag: 0x31, bytes: golden('07ea0d03080f1e052b0800') },
    ],
    [
      'language that is longer than its value',
      bytesWith('36', '0009', '"zh"', '0000'),
      { kind: 'other', tag: 0x36, bytes: golden('0009', '"zh"', '0000') },
    ],
  ])('reads and writes: %s', (_, bytes, value) => {
    expect(unwrap(decodeMessage(bytes))).toEqual(answerWith(value))
    expect(encodeMessage(answerWith(value))).toEqual(bytes)
  })

  it('keeps a group that it has no name for', () => {
    const bytes = golden('0200', '0000', '00000007', '09', '21', '0001', '"x"', '0004', '00000001', '03')
    expect(unwrap(decodeMessage(bytes)).groups).toEqual([{ group: 9, attributes: [attribute.integer('x', 1)] }])
  })
})

describe('malformed IPP', () => {
  it.each<[string, Uint8Array, string]>([
    ['nothing', golden(), 'cut short'],
    ['no end mark', PRINT_JOB.slice(0, 60), 'cut short inside a value'],
    ['a value where a group should begin', golden('0101000000000001', '2100017800040000000103'), 'tag 33'],
    ['a nameless first value', golden('010100000000000104', '210000000400000001', '03'), 'before any name'],
    [
      'a member without value',
      golden('010100000000000104', '340001780000', '4a0000000179', '3700000000', '03'),
      'without a value',
    ],
    ['a collection without end', golden('010100000000000104', '340001780000', '03'), 'a group ends inside a value'],
  ])('says why: %s', (_, bytes, reason) => {
    const message = decodeMessage(bytes)
    expect(message.ok ? null : message.error).toContain(reason)
  })

  it('refuses more values, groups and depth than the limits allow', () => {
    const nested = (depth: number): IppValue =>
      depth === 0 ? { kind: 'no-value' } : { kind: 'collection', members: [{ name: 'm', values: [nested(depth - 1)] }] }
    const decodeIn = (message: IppMessage, limits: Partial<typeof DECODE_LIMITS>) =>
      decodeMessage(encodeMessage(message), { ...DECODE_LIMITS, ...limits })
    const values = answerWith(...Array.from({ length: 5 }, (): IppValue => ({ kind: 'no-value' })))
    expect(decodeIn(values, { maxValues: 5 }).ok).toBe(true)
    expect(decodeIn(values, { maxValues: 4 })).toEqual({ ok: false, error: 'too many values' })
    expect(decodeIn(answerWith(nested(8)), {}).ok).toBe(true)
    expect(decodeIn(answerWith(nested(9)), {})).toEqual({ ok: false, error: 'collections nested too deep' })
    expect(decodeIn(PRINT_JOB_MESSAGE, { maxGroups: 1 })).toEqual({ ok: false, error: 'too many groups' })
  })

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
        expect(typeof decodeMessage(bytes).ok).toBe('boolean')
      }),
      { numRuns: 500 },
    )
  })

  it('never throws for a good message with one byte changed or the end cut off', () => {
    fc.assert(
      fc.property(fc.nat(PRINT_JOB.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const bytes = cut ? PRINT_JOB.slice(0, at) : PRINT_JOB.with(at, byte)
        expect(typeof decodeMessage(bytes).ok).toBe('boolean')
      }),
      { numRuns: 500 },
    )
  })
})

describe('any message', () => {
  const int32 = fc.integer({ min: -0x80000000, max: 0x7fffffff })
  const word = fc.string({ maxLength: 20, unit: 'grapheme' })
  const leaf: fc.Arbitrary<IppValue> = fc.oneof(
    fc.record({ kind: fc.constantFrom('integer' as const, 'enum' as const), value: int32 }),
    fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() }),
    fc.record({ kind: fc.constantFrom('text' as const, 'keyword' as const, 'uri' as const), value: word }),
    fc.record({ kind: fc.constantFrom('text' as const, 'name' as const), value: word, language: word }),
    fc.record({ kind: fc.constant('octetString' as const), bytes: fc.uint8Array({ maxLength: 40 }) }),
    fc.record({ kind: fc.constant('range' as const), lower: int32, upper: int32 }),
    fc.record({ kind: fc.constantFrom('unknown' as const, 'no-value' as const, 'unsupported' as const) }),
  )
  const { value } = fc.letrec<{ value: IppValue; collection: IppValue }>(tie => ({
    value: fc.oneof({ maxDepth: 3 }, leaf, tie('collection')),
    collection: fc.record({
      kind: fc.constant('collection' as const),
      members: fc.array(fc.record({ name: word, values: fc.array(tie('value'), { minLength: 1, maxLength: 3 }) }), {
        maxLength: 3,
      }),
    }),
  }))
  const name = fc.string({ minLength: 1, maxLength: 20 })
  const message: fc.Arbitrary<IppMessage> = fc.record({
    version: fc.constant([2, 0] as const),
    code: fc.nat(0xffff),
    requestId: int32,
    groups: fc.array(
      fc.record({
        group: fc.constantFrom('operation' as const, 'job' as const, 'printer' as const, 9),
        attributes: fc.array(fc.record({ name, values: fc.array(value, { minLength: 1, maxLength: 3 }) }), {
          maxLength: 4,
        }),
      }),
      { maxLength: 3 },
    ),
    data: fc.uint8Array({ maxLength: 50 }),
  })

  it('comes back as it went out', () => {
    fc.assert(
      fc.property(message, sent => {
        expect(unwrap(decodeMessage(encodeMessage(sent)))).toEqual(sent)
      }),
    )
  })
})
