import { type IncomingMessage, ServerResponse } from 'node:http'

/** By name, as they stand in the head of every answer. */
export type Guards = Readonly<Record<string, string>>

/** Every answer says what its bytes are, and that nobody is to guess (Fetch standard, "nosniff"). */
const NO_GUESSING: Guards = { 'x-content-type-options': 'nosniff' }
/** RFC 6797: for a year, and of this name alone, for other names of the university are not ours to speak for. */
const HSTS: Guards = { 'strict-transport-security': 'max-age=31536000' }

/** What stands in every head. `isSecure`: the server is reached by https, and browsers are to come by no other way. */
export const guardsOf = (isSecure: boolean): Guards => ({ ...NO_GUESSING, ...(isSecure ? HSTS : {}) })

/**
 * Answers that have the guards in their head from the beginning. In place of a hook of the routes: what Node and the framework answer by
 * themselves, before any hook, comes out of the same class.
 */
export const guardedAnswers = (guards: Guards): typeof ServerResponse =>
  class<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
    constructor(...parts: ConstructorParameters<typeof ServerResponse<Request>>) {
      super(...parts)
      for (const [name, value] of Object.entries(guards)) this.setHeader(name, value)
    }
  }
