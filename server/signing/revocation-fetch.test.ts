import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOW_MS, party } from '../../tests/attacks/pki.ts'
import { crl, ocsp } from '../../tests/attacks/revocation.ts'
import { fetchRevocation } from './revocation-fetch.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 3600 * 1000
const issuer = party('issuing-ec')
const { certificate } = party('p256')
const time = { thisUpdateMs: NOW_MS - DAY_MS, nextUpdateMs: NOW_MS + DAY_MS }
const aboutSeal = { certificate, issuer, responder: issuer, status: 'good', ...time } as const

/** What is answered at `/list` and at `/answer`. */
let given: Uint8Array
let server: Server
let base: string
beforeAll(async () => {
  server = createServer((_, response) => response.end(given))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

/** The kind of what comes back, and what the one source said. */
async function settled(from: 'list' | 'answer', bytes: Uint8Array): Promise<string> {
  given = bytes
  const url = `${base}/${from}`
  const sources = { crlUrls: from === 'list' ? [url] : [], ocspUrls: from === 'answer' ? [url] : [], timeoutMs: 2000 }
  const pairs = [{ subject: certificate, issuer: issuer.certificate }]
  const found = await fetchRevocation(pairs, sources, { now: () => NOW_MS })
  if (!found.ok) return `${found.error.kind}, ${found.error.said.join().replace(`${url}: `, '')}`
  return [...found.value.crls, ...found.value.ocsps].length === 1 ? 'kept' : 'lost'
}

describe('a list of now', () => {
  it.each([
    ['is kept', {}, 'kept'],
    ['is of no use without an end: it could be of last year', { nextUpdateMs: null }, 'not-known, not-current'],
    ['is of no use once it has run out', { nextUpdateMs: NOW_MS - MINUTE_MS }, 'not-known, not-current'],
    ['revokes', { revoked: [{ certificate, atMs: NOW_MS - DAY_MS }] }, 'revoked, revoked'],
    [
      'revokes from a day that is still to come',
      { revoked: [{ certificate, atMs: NOW_MS + DAY_MS }] },
      'revoked, revoked',
    ],
    ['is of no use about another authority', { issuer: party('issuing-rsa') }, 'not-known, of-another'],
  ])('%s', async (_, changes, expected) => {
    expect(await settled('list', crl({ issuer, ...time, ...changes }))).toBe(expected)
  })
})

describe('an answer of now', () => {
  it.each([
    ['is kept', {}, 'kept'],
    ['is of no use once it has run out', { nextUpdateMs: NOW_MS - MINUTE_MS }, 'not-known, not-current'],
    ['revokes', { status: { revokedAtMs: NOW_MS - DAY_MS } }, 'revoked, revoked'],
    ['revokes from a day that is still to come', { status: { revokedAtMs: NOW_MS + DAY_MS } }, 'revoked, revoked'],
    ['is of no use when the authority knows nothing', { status: 'unknown' as const }, 'not-known, unknown'],
  ])('%s', async (_, changes, expected) => {
    expect(await settled('answer', ocsp({ ...aboutSeal, ...changes }))).toBe(expected)
  })
})
