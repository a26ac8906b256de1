import { err, ok, type Result } from '../../../src/result.ts'
import type { ProvenSubject, WayRefusal } from '../ways/way.ts'
import { isDeeperThan } from './is-deeper-than.ts'

type Claims = Readonly<Record<string, unknown>>

/** The most that OpenID Connect allows a subject. */
const LENGTH_MAX = 255
const CLAIMS_MAX = 200
const NESTING_MAX = 8
/** What steers a terminal or a page, turns the direction of writing, or is half a character. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
/** They say something of one login and nothing of a person. */
const OF_THE_LOGIN = ['iss', 'aud', 'azp', 'nonce', 'at_hash', 'c_hash', 's_hash', 'jti', 'sid']

/** Whom claims are about that have been checked: those of the ID token, and of userinfo where it was asked. The ID token goes first. */
export function provenSubject(idToken: Claims, userInfo: Claims = {}): Result<ProvenSubject, WayRefusal> {
  const lie = (detail: string) => err({ reason: 'lying', detail } as const)
  const claims = { ...userInfo, ...idToken }
  if (Object.keys(claims).length > CLAIMS_MAX) return lie('too many claims')
  if (isDeeperThan(claims, NESTING_MAX)) return lie('claims that are nested too deep')
  const { sub, sid } = idToken
  if (!isName(sub)) return lie('a subject that is empty, too long or unprintable')
  const attributes = Object.entries(claims)
    .filter(([name]) => !OF_THE_LOGIN.includes(name))
    .map(([name, value]) => [name, (Array.isArray(value) ? value : [value]).filter(isName)] as const)
    .filter(([, values]) => values.length > 0)
  return ok({
    subject: sub,
    attributes: Object.fromEntries(attributes),
    providerSession: isName(sid) ? sid : null,
  })
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= LENGTH_MAX && !UNPRINTABLE.test(value)
