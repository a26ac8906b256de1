import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOfLatin1, fromHex } from './bytes.ts'
import { stringOfText, textOfString } from './text-string.ts'

describe('a text string', () => {
  it('is read back as it was written, in any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect(textOfString(fromHex(stringOfText(text).slice(1, -1)))).toBe(text)
      }),
    )
  })

  it('without a mark is read byte for byte, and half a character is left out', () => {
    expect(textOfString(bytesOfLatin1('Seal 1'))).toBe('Seal 1')
    expect(textOfString(fromHex('feff5370ff'))).toBe('印')
  })
})
