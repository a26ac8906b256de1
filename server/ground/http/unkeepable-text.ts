import type { FastifyInstance } from 'fastify'
import { fault } from '../../../src/fault.ts'
import { Refused } from './refusals.ts'

/**
 * Whether every text in what was said can be kept: a database has no NUL and no half of a character. Without a circle of calls, for what is
 * looked through may be as deep as a body is long.
 */
export function isKeepable(said: unknown): boolean {
  const left: unknown[] = [said]
  while (left.length > 0) {
    const one = left.pop()
    if (typeof one === 'string' && (one.includes('\0') || !one.isWellFormed())) return false
    if (typeof one === 'object' && one !== null) left.push(...Object.keys(one), ...Object.values(one))
  }
  return true
}

/** A refusal in place of the error that a database makes of it. */
export function refuseUnkeepable(said: unknown): void {
  if (!isKeepable(said)) throw new Refused(400, fault('server-nonsense', 'a character in it is no part of a text'))
}

/** The same with `nulAs` and U+FFFD for what is no text: of those who say what they have heard, and could not say it in another way. */
export function keepable<Said>(said: Said, nulAs = '\u{fffd}'): Said {
  const clean = (one: unknown): unknown => {
    if (typeof one === 'string') return one.toWellFormed().replaceAll('\0', nulAs)
    if (Array.isArray(one)) return one.map(clean)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(Object.entries(one).map(([name, value]) => [clean(name), clean(value)]))
  }
  return (isKeepable(said) ? said : clean(said)) as Said
}

/**
 * Looks at addresses and forms before anything reads them. A route of a contract refuses them (its JSON it looks at itself, once its schema has
 * cleaned it); a page, which answers people with a page whatever they ask for, reads them without.
 */
export function lookAtAddressesAndForms(app: FastifyInstance): void {
  app.addHook('preValidation', async request => {
    if (request.routeOptions.schema?.operationId !== undefined) {
      refuseUnkeepable(request.params)
      refuseUnkeepable(request.query)
      return
    }
    request.params = keepable(request.params, '')
    request.query = keepable(request.query, '')
    if (/^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? ''))
      request.body = keepable(request.body, '')
  })
}
