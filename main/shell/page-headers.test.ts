import { expect, it } from 'vitest'
import { pageHeaders } from './page-headers.ts'

const directives = (connectTo?: string) =>
  new Map(
    pageHeaders(connectTo)
      ['Content-Security-Policy']!.split('; ')
      .map(directive => [directive.split(' ')[0]!, directive.split(' ').slice(1)]),
  )

it('allows nothing that is not named, and no code that is not a file of the page', () => {
  const policy = directives()
  expect(policy.get('default-src')).toEqual(["'none'"])
  for (const name of ['base-uri', 'form-action', 'frame-ancestors', 'frame-src', 'object-src'])
    expect(policy.get(name)).toEqual(["'none'"])
  for (const name of ['script-src', 'worker-src', 'style-src', 'connect-src'])
    expect(policy.get(name)).toEqual(["'self'"])
  expect(policy.get('require-trusted-types-for')).toEqual(["'script'"])
  expect([...policy.values()].flat().filter(source => /unsafe|\*|https?:/.test(source))).toEqual([])
})

it('opens the way to the port where that is not the same origin', () => {
  expect(directives('ws://127.0.0.1:4000').get('connect-src')).toEqual(["'self'", 'ws://127.0.0.1:4000'])
})

it('forbids guessing of types, referrers and caching', () => {
  expect(pageHeaders()).toMatchObject({
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  })
})
