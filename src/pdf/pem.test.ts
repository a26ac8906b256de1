import { describe, expect, it } from 'vitest'
import { derOfPem } from './pem.ts'

const block = (body: string) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`

describe('reading PEM', () => {
  it('gives every block of the label in order and passes over the rest', () => {
    const text = `subject=a\n${block('AQID')}-----BEGIN PRIVATE KEY-----\nBBBB\n-----END PRIVATE KEY-----\n${block('/+8\r\n=')}`
    expect(derOfPem(text)).toEqual([Uint8Array.of(1, 2, 3), Uint8Array.of(0xff, 0xef)])
    expect(derOfPem('nothing')).toEqual([])
  })

  it('agrees with Node on every length', () => {
    for (let length = 0; length < 70; length++) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 37) & 0xff)
      expect(derOfPem(block(Buffer.from(bytes).toString('base64')))).toEqual([bytes])
    }
  })

  it('throws on a block that is not closed or not base64', () => {
    expect(() => derOfPem('-----BEGIN CERTIFICATE-----\nAQID')).toThrow(/not closed/)
    expect(() => derOfPem(block('AQ*D'))).toThrow(/not base64/)
  })
})
