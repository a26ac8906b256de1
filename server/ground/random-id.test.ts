import { describe, expect, it } from 'vitest'
import { newVerificationCode, verificationKey } from '../issuing/verification-code.ts'
import { dayIn } from './local-day.ts'
import { randomId, randomReadable, readTyped } from './random-id.ts'

describe('ids and codes', () => {
  it('are of one form and never the same', () => {
    const ids = new Set(Array.from({ length: 500 }, randomId))
    expect(ids.size).toBe(500)
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/)
    expect(randomReadable(40)).toMatch(/^[0-9A-HJKMNP-TV-Z]{40}$/)
  })

  it('are understood as people type them', () => {
    expect(readTyped(' o1il-abcd ')).toBe('0111ABCD')
    const code = newVerificationCode()
    expect(code).toMatch(/^(?:[0-9A-Z]{5}-){4}[0-9A-Z]{6}$/)
    expect(verificationKey(code.toLowerCase().replaceAll('-', ' '))).toBe(verificationKey(code))
    expect(verificationKey(newVerificationCode())).not.toBe(verificationKey(code))
  })
})

describe('dayIn', () => {
  it('is the date on the wall of the zone', () => {
    const at = new Date('2026-11-21T16:30:00Z')
    expect([dayIn('Asia/Shanghai', at), dayIn('UTC', at)]).toEqual(['2026-11-22', '2026-11-21'])
    expect(() => dayIn('Asia/Peking', at)).toThrow()
  })
})
