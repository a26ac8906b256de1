import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../src/contract/texts.ts'
import { sentencesOf } from '../../src/words/catalogue-problems.ts'
import { KIOSK_WORDS } from '../../src/words/languages.ts'
import { encodePrintable, printableText, UNPRINTABLE, widthColumns } from './gb18030.ts'

const hex = (text: string) =>
  Buffer.from(encodePrintable(printableText(text)))
    .toString('hex')
    .toUpperCase()

describe('text for the printer', () => {
  it.each([
    ['中文', 'D6D0CEC4'],
    ['A1', '4131'],
    ['¥', 'A3A4'],
    ['—', 'A1AA'],
    ['·', 'A1A4'],
    ['“”', 'A1B0A1B1'],
    ['①', 'A2D9'],
    ['℃', 'A1E6'],
    ['€', 'A2E3'],
    ['䶮', 'FE9F'],
  ])('encodes %s as the standard does', (text, bytes) => {
    expect(hex(text)).toBe(bytes)
  })

  it.each(['㐂', '𬭛', '鿭', '😀', '\ue000', '\u0301'])('prints the mark for %s, which has no two-byte code', text => {
    expect(printableText(text)).toContain(UNPRINTABLE)
  })

  it('leaves an accent away that the font does not have', () => {
    expect(printableText('Reçu, Noël, coût, À')).toBe('Recu, Noel, cout, A')
    expect(printableText('é è ê à ù')).toBe('é è ê à ù')
  })

  it.each(LANGUAGES)('prints each word of a receipt in %s', language => {
    for (const [key, text] of sentencesOf(KIOSK_WORDS[language].receipt))
      expect(printableText(text), key).not.toContain(UNPRINTABLE)
  })

  it('keeps the rest of a line with a rare character in its place', () => {
    expect(printableText('㐂12 份')).toBe('〓12 份')
    expect(hex('㐂12')).toBe('A1FE3132')
  })

  it('lets no command through in text', () => {
    expect(printableText('a\u001b@b\u0010\u0004\u0001\nc\u007f\u0085')).toBe('a@bc')
    expect(printableText('a\tb\u00a0c')).toBe('a b c')
  })

  it('refuses text that was not made printable', () => {
    expect(() => encodePrintable('㐂')).toThrow(RangeError)
  })

  it('comes back unchanged through an independent decoder, one byte a column', () => {
    const decoder = new TextDecoder('gb18030')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const printable = printableText(text)
        const bytes = encodePrintable(printable)
        expect(decoder.decode(bytes)).toBe(printable)
        expect(bytes.length).toBe(widthColumns(printable))
        expect(bytes.every(byte => byte >= 0x20)).toBe(true)
        expect(printableText(printable)).toBe(printable)
      }),
    )
  })
})
