import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SimIdCard, textBlockOf } from '../sim/id-card.ts'
import { decodeTextBlock } from './text-block.ts'

/** A block written field by field at the offsets of the standard's table, blank elsewhere. */
const blockWith = (...fields: (readonly [offset: number, content: string])[]) => {
  const block = Buffer.from(' '.repeat(128), 'utf16le')
  for (const [offset, content] of fields) Buffer.from(content, 'utf16le').copy(block, offset)
  return block
}
const RESIDENT = [
  [0, '张三'],
  [30, '1'],
  [32, '01'],
  [36, '19800101'],
  [52, '示例省示例市学府路1号'],
  [122, '34052419800101001X'],
  [158, '示例市公安局'],
  [188, '20100101'],
  [204, '长期'],
] as const

describe('text block of an ID card', () => {
  it('of a resident', () => {
    expect(decodeTextBlock(blockWith(...RESIDENT))).toEqual({
      ok: true,
      value: { type: 'resident', name: '张三', idNumber: '34052419800101001X', validUntil: null },
    })
  })

  it('of a resident of Hong Kong, Macao or Taiwan', () => {
    const block = blockWith(
      [0, '陈大文'],
      [122, '810000199001010019'],
      [204, '20280630'],
      [220, 'H12345678'],
      [248, 'J'],
    )
    expect(decodeTextBlock(block)).toEqual({
      ok: true,
      value: { type: 'hk-macao-taiwan', name: '陈大文', idNumber: '810000199001010019', validUntil: '20280630' },
    })
  })

  it('of a foreigner, card of 2017, without and with a Chinese name', () => {
    const fields = [
      [0, 'MUSTERFRAU, ERIKA MARIA ANNA'],
      [122, 'DEU110000123456'],
      [204, '20270131'],
      [248, 'I'],
    ] as const
    expect(decodeTextBlock(blockWith(...fields))).toEqual({
      ok: true,
      value: {
        type: 'foreign-2017',
        name: 'MUSTERFRAU, ERIKA MARIA ANNA',
        idNumber: 'DEU110000123456',
        validUntil: '20270131',
      },
    })
    const both = decodeTextBlock(blockWith(...fields, [158, '艾丽卡']))
    expect(both.ok && both.value.name).toBe('艾丽卡')
  })

  it('of a foreigner, card of 2023, whose name lies in two places', () => {
    const block = blockWith(
      [52, 'VAN DER EXAMPLE-LONGNAME, MAXIMILIA'],
      [220, 'N JOHANNES'],
      [122, '911000199203040018'],
      [204, '20331231'],
      [248, 'Y'],
    )
    expect(decodeTextBlock(block)).toEqual({
      ok: true,
      value: {
        type: 'foreign-2023',
        name: 'VAN DER EXAMPLE-LONGNAME, MAXIMILIAN JOHANNES',
        idNumber: '911000199203040018',
        validUntil: '20331231',
      },
    })
  })

  it.each(['阿依古丽·麦麦提', '𠮷田𬭚', '\ue863某', '\ud842某'])('keeps the name %j as it stands', name => {
    const decoded = decodeTextBlock(blockWith(...RESIDENT.slice(1), [0, name]))
    expect(decoded.ok && decoded.value.name).toBe(name)
  })

  it('takes zeros for blanks at the end of a field', () => {
    const block = blockWith(...RESIDENT)
    block.fill(0, 4, 30)
    block.fill(0, 248, 250)
    const decoded = decodeTextBlock(block)
    expect(decoded.ok && decoded.value.name).toBe('张三')
  })

  it.each([
    ['a kind of card that is not known', [[248, 'Q']]],
    ['a card without a name', [[0, '  ']]],
    ['an identity number of the wrong shape', [[122, '34052419800101001']]],
    ['an identity number of the wrong shape', [[122, '34052419800101001A']]],
    ['an end of validity that is no date', [[204, '20300231']]],
    ['an end of validity that is no date', [[204, '2030    ']]],
    ['an end of validity that is no date', [[204, '        ']]],
  ] as const)('is refused: %s', (error, changes) => {
    const blanked = RESIDENT.map(([offset, content]) => [offset, content] as const)
    const padded = changes.map(([offset, content]) => [offset, content.padEnd(offset === 122 ? 18 : 1)] as const)
    expect(decodeTextBlock(blockWith(...blanked, ...padded))).toEqual({ ok: false, error })
  })

  it.each([0, 255, 257])('is refused when it has %i bytes', length => {
    expect(decodeTextBlock(new Uint8Array(length)).ok).toBe(false)
  })

  it('gives a card or an error for any 256 bytes, and the error holds nothing of them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 256, maxLength: 256 }), block => {
        const decoded = decodeTextBlock(block)
        if (!decoded.ok) expect(decoded.error).toMatch(/^an? [a-z ]+$/)
      }),
    )
  })

  const cards: SimIdCard[] = [
    { type: 'resident', name: '张三', idNumber: '34052419800101001X', validUntil: null },
    { type: 'hk-macao-taiwan', name: '陈大文', idNumber: '810000199001010019', validUntil: '20280630' },
    {
      type: 'foreign-2017',
      name: 'DOE, JANE',
      latinName: 'DOE, JANE',
      idNumber: 'GBR110000123456',
      validUntil: '20270131',
    },
    {
      type: 'foreign-2023',
      name: '简',
      latinName: 'DOE, JANE',
      idNumber: '911000199203040018',
      validUntil: '20331231',
    },
  ]
  it.each(cards)('comes back as it was laid on the simulator: $type', card => {
    const block = textBlockOf(card)
    const { latinName: _, ...wanted } = card
    expect(block).toHaveLength(256)
    expect(decodeTextBlock(block)).toEqual({ ok: true, value: wanted })
  })
})
