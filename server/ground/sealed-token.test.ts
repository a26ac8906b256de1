import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSealedTokens } from './sealed-token.ts'

const key = new Uint8Array(randomBytes(32))
const tokens = createSealedTokens(key)

describe('a sealed token', () => {
  const token = tokens.seal('ticket', { documentId: 'd1' }, 1_000)

  it('gives back what was put in, until it ends', () => {
    expect(tokens.open('ticket', token, 999)).toEqual({ documentId: 'd1' })
    expect(tokens.open('ticket', token, 1_000)).toBeNull()
    expect(createSealedTokens(key).open('ticket', token, 0)).toEqual({ documentId: 'd1' })
  })

  it('is of one purpose and of one house', () => {
    expect(tokens.open('captcha', token, 0)).toBeNull()
    expect(createSealedTokens(new Uint8Array(randomBytes(32))).open('ticket', token, 0)).toBeNull()
  })

  it('says nothing to who carries it, and breaks when he changes it', () => {
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('d1')
    for (let at = 0; at < token.length; at++) {
      const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
      if (Buffer.from(changed, 'base64url').equals(Buffer.from(token, 'base64url'))) continue
      expect(tokens.open('ticket', changed, 0)).toBeNull()
    }
    for (const broken of ['', 'x', token.slice(0, 20)]) expect(tokens.open('ticket', broken, 0)).toBeNull()
  })
})
