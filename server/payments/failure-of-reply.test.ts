import { describe, expect, it } from 'vitest'
import { failureOfReply, failureWithoutReply } from './failure-of-reply.ts'

describe('what a reply that is no success means', () => {
  const codes = { notFound: new Set(['NO_TRADE']), open: new Set(['BUSY']) }
  const meant = (status: number, code: string | null) => failureOfReply(status, { code }, codes).kind

  it.each<[number, string | null, string]>([
    [400, 'WRONG', 'refused'],
    [403, 'WRONG', 'refused'],
    [404, 'NO_TRADE', 'not-found'],
    [404, null, 'unknown'],
    [404, 'WRONG', 'refused'],
    [400, 'BUSY', 'unknown'],
    [408, 'WRONG', 'unknown'],
    [429, 'WRONG', 'unknown'],
    [500, 'NO_TRADE', 'unknown'],
    [503, null, 'unknown'],
    [302, 'WRONG', 'unknown'],
    [202, 'WRONG', 'unknown'],
  ])('%s with the code %s: %s', (status, code, kind) => expect(meant(status, code)).toBe(kind))

  it('keeps the provider’s words, and says the status where it names no code', () => {
    expect(failureOfReply(400, { code: 'WRONG', words: '参数错误' }, codes)).toEqual({
      ...{ kind: 'refused', code: 'WRONG', words: '参数错误' },
    })
    expect(failureOfReply(502, { code: null }, codes)).toEqual({ kind: 'unknown', code: 'HTTP_502' })
    expect(failureWithoutReply('TIMEOUT')).toEqual({ kind: 'unknown', code: 'TIMEOUT' })
  })
})
