import { expect, it } from 'vitest'
import { newToken, sameToken } from './token.ts'

it('makes tokens of 256 bits that fit an address and a subprotocol, each a new one', () => {
  const tokens = Array.from({ length: 50 }, newToken)
  expect(new Set(tokens).size).toBe(50)
  for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
})

it('knows its own token and no other, of whatever length', () => {
  const token = newToken()
  expect(sameToken(token, token)).toBe(true)
  for (const other of ['', token.slice(1), `${token}x`, newToken(), token.toLowerCase()])
    expect(sameToken(token, other)).toBe(false)
})
