import type { FastifyInstance, FastifyRequest } from 'fastify'
import { fault } from '../../../src/fault.ts'
import { Refused } from './refusals.ts'

const bodies = new WeakMap<FastifyRequest, Uint8Array>()
const NOTHING = new Uint8Array()

/** The bytes of a request's body as they came: signatures are over these, not over what a parser makes of them. */
export function rawBodyOf(request: FastifyRequest): Uint8Array {
  return bodies.get(request) ?? NOTHING
}

/** Keeps the raw body of every request, and reads it as JSON; no body reads as an empty object. */
export function keepRawBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    bodies.set(request, body)
    if (body.length === 0) return done(null, {})
    try {
      done(null, JSON.parse(body.toString('utf8')))
    } catch {
      done(new Refused(400, fault('server-nonsense', 'the body is not JSON')))
    }
  })
}

/** Keeps the raw body and reads nothing: for messages that are believed only after their signature. */
export function keepRawBodiesOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    bodies.set(request, body)
    done(null, null)
  })
}
