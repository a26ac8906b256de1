import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CODE_CHARACTERS,
  ENROLMENT_TEXT,
  enrolmentText,
  FINGERPRINT,
  fingerprintOf,
  grouped,
  readEnrolmentText,
  readFingerprint,
} from './enrolment-text.ts'

const digests = fc.uint8Array({ minLength: 32, maxLength: 32 })
const codes = fc.string({ unit: fc.constantFrom(...CODE_CHARACTERS), minLength: 8, maxLength: 8 })

describe('what a new terminal is given', () => {
  it('is read back, with its dashes and without', () => {
    fc.assert(
      fc.property(codes, digests, (code, digest) => {
        const fingerprint = fingerprintOf(digest)
        const text = enrolmentText(code, fingerprint)
        expect(text).toMatch(/^([A-Z2-9]{4}-){7}[A-Z2-9]{4}$/)
        for (const typed of [text, text.replaceAll('-', ''), text.replaceAll('-', ' ')]) {
          expect(typed).toMatch(ENROLMENT_TEXT)
          expect(readEnrolmentText(typed)).toEqual({ code, fingerprint })
        }
        expect(grouped(fingerprint)).toMatch(FINGERPRINT)
        expect(readFingerprint(grouped(fingerprint))).toBe(fingerprint)
      }),
    )
  })

  it('may be a code alone, which names no server', () => {
    expect('DEMQ2345').toMatch(ENROLMENT_TEXT)
    expect(readEnrolmentText('DEMQ2345')).toEqual({ code: 'DEMQ2345', fingerprint: null })
    for (const wrong of ['DEMQ234', 'DEMQ-2345', 'DEMQ2345-ABCD', 'DEMQ0345', ''])
      expect(wrong).not.toMatch(ENROLMENT_TEXT)
  })

  it('has another fingerprint for each bit of the first 120', () => {
    const zero = new Uint8Array(32)
    const seen = new Set([fingerprintOf(zero)])
    for (let bit = 0; bit < 120; bit++) {
      const one = zero.slice()
      one[bit >> 3]! |= 1 << (bit & 7)
      seen.add(fingerprintOf(one))
    }
    expect(seen.size).toBe(121)
  })
})
