import { describe, expect, it } from 'vitest'
import { isDatabaseAway } from './database-away.ts'

const failure = (facts: object, message = '') => Object.assign(new Error(message), facts)

describe('a failure because the database is away', () => {
  it.each([
    failure({ code: 'ECONNREFUSED', syscall: 'connect' }),
    failure({ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }),
    failure({ code: 'ENOENT', syscall: 'connect' }),
    failure({ code: 'ECONNRESET', syscall: 'read' }),
    new AggregateError([failure({ code: 'ECONNREFUSED', syscall: 'connect' })]),
    failure({ code: '57P01' }),
    failure({ code: '57P03' }),
    failure({ code: '08006' }),
    failure({ code: '53300' }),
    failure({}, 'Connection terminated unexpectedly'),
    failure({}, 'timeout exceeded when trying to connect'),
  ])('is told as that: %o', error => expect(isDatabaseAway(error)).toBe(true))

  it.each([
    failure({ code: '23505' }),
    failure({ code: '57014' }),
    failure({ code: 'ENOENT', syscall: 'open' }),
    failure({ code: 'FST_ERR_VALIDATION' }),
    failure({}, 'a bug'),
    'not even an error',
    null,
  ])('is not any other: %o', error => expect(isDatabaseAway(error)).toBe(false))
})
