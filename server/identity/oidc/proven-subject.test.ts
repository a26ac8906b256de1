import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../../../src/result.ts'
import { provenSubject } from './proven-subject.ts'

describe('who claims are about', () => {
  it('is the subject, whole, with every text as a list and nothing of the login itself', () => {
    const idToken = {
      ...{ sub: '0020210001', iss: 'https://x.example', aud: 'house', nonce: 'n', jti: 'j', at_hash: 'a', sid: 's-1' },
      ...{ iat: 1, exp: 2, email_verified: true, student_number: '0012', groups: ['a', 1, 'b'], address: { x: 'y' } },
    }
    expect(unwrap(provenSubject(idToken))).toEqual({
      ...{ subject: '0020210001', providerSession: 's-1' },
      attributes: { sub: ['0020210001'], student_number: ['0012'], groups: ['a', 'b'] },
    })
  })

  it('has what userinfo says besides, and where both say something, what was signed', () => {
    const { attributes } = unwrap(provenSubject({ sub: 'x', number: '1' }, { sub: 'x', number: '2', name: '林' }))
    expect(attributes).toEqual({ sub: ['x'], number: ['1'], name: ['林'] })
  })

  it('has no attribute that is empty, too long or unprintable', () => {
    const claims = { sub: 'x', empty: '', long: 'x'.repeat(256), odd: 'a\u0000', none: [], sid: '\n' }
    expect(unwrap(provenSubject(claims))).toEqual({ subject: 'x', attributes: { sub: ['x'] }, providerSession: null })
  })

  it('is said of 255 letters, of names that objects have anyway, and of 200 claims', () => {
    expect(unwrap(provenSubject({ sub: 'x'.repeat(255) })).subject).toHaveLength(255)
    const odd = JSON.parse('{"sub":"x","__proto__":"p","constructor":"c"}') as object
    expect(Object.entries(unwrap(provenSubject({ ...odd })).attributes)).toContainEqual(['__proto__', ['p']])
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, nth) => [`c${nth}`, 'x']))
    expect(provenSubject({ sub: 'x', ...many(199) }).ok).toBe(true)
    expect(provenSubject({ sub: 'x', ...many(200) }).ok).toBe(false)
  })

  it('never throws, and is printable if anybody', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (claims, sub) => {
        const proven = provenSubject({ ...claims, sub })
        if (!proven.ok) return proven.error.reason === 'lying'
        const texts = [proven.value.subject, ...Object.values(proven.value.attributes).flat()]
        return texts.every(text => text.length > 0 && text.length <= 255 && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(text))
      }),
    )
  })
})
