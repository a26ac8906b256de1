import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { createServerLog } from '../log.ts'
import { isOneOf } from './proxies.ts'
import { createCallerWatch, proxyWarnings } from './proxy-warnings.ts'

const HTTPS = 'https://print.example.edu.cn'
const HOUR_MS = 3_600_000

describe('a configuration', () => {
  it.each([
    ['plain http beyond this machine', { host: '0.0.0.0' }, HTTPS, /^listen: plain http at 0\.0\.0\.0 /],
    ['plain http on a network', { host: '10.0.0.5' }, HTTPS, /^listen: plain http at 10\.0\.0\.5 /],
    [
      'a proxy on this machine that is not named',
      { host: '127.0.0.1' },
      HTTPS,
      /^listen\.trustedProxies: something ends TLS for print\.example/,
    ],
    ['a named proxy', { host: '127.0.0.1', trustedProxies: ['127.0.0.1'] }, HTTPS, null],
    ['a named proxy elsewhere', { host: '0.0.0.0', trustedProxies: ['10.0.0.0/8'] }, HTTPS, null],
    ['TLS of its own', { host: '0.0.0.0', tls: {} }, HTTPS, null],
    ['this machine alone', { host: '::1' }, 'http://127.0.0.1:8080', null],
    ['this machine alone, by name', { host: 'localhost' }, 'https://localhost:8443', null],
  ])('with %s', (_, listen, publicBaseUrl, said) => {
    const warnings = proxyWarnings({ tls: null, trustedProxies: [], ...listen }, publicBaseUrl)
    expect(warnings.map(({ en }) => en)).toEqual(said === null ? [] : [expect.stringMatching(said)])
  })
})

describe('the watch over callers', () => {
  const start = () => {
    const clock = fakeClock()
    const lines: string[] = []
    const watch = createCallerWatch(clock, createServerLog('info', { write: line => void lines.push(line) }))
    /** An hour of requests, from these addresses in turn. */
    const hour = async (ips: readonly string[], isForwarded = true, requests = 200) => {
      for (let at = 0; at < requests; at++) watch.hear(ips[at % ips.length]!, isForwarded)
      await clock.advance(HOUR_MS)
      watch.hear(ips[0]!, isForwarded)
      await clock.advance(HOUR_MS)
    }
    return { lines, hour, warning: watch.warning }
  }

  it('says once a day that everybody has one address, and which where it is nobody’s', async () => {
    const { lines, hour } = start()
    for (let hours = 0; hours < 5; hours++) await hour(['127.0.0.1'])
    expect(lines).toEqual([expect.stringMatching(/"proxy":"127\.0\.0\.1".*listen\.trustedProxies/)])
    for (let hours = 0; hours < 12; hours++) await hour(['127.0.0.1'])
    expect(lines).toHaveLength(2)
  })

  it('says so to whoever asks as long as it is so', async () => {
    const { hour, warning } = start()
    expect(warning()).toBeNull()
    for (let hours = 0; hours < 3; hours++) await hour(['127.0.0.1'])
    expect(warning()?.en).toContain('listen.trustedProxies')
    await hour(['127.0.0.1', '192.0.2.1'])
    expect(warning()).toBeNull()
  })

  it('writes down no address that may be a person’s', async () => {
    const { lines, hour } = start()
    await hour(['203.0.113.77'])
    expect(lines).toHaveLength(1)
    expect(lines[0]).not.toContain('203.0.113')
  })

  it('says nothing of two addresses, of few requests, or of one visitor who speaks for nobody else', async () => {
    const { lines, hour } = start()
    await hour(['127.0.0.1', '192.0.2.1'])
    await hour(['127.0.0.1'], true, 150)
    await hour(['203.0.113.77'], false)
    expect(lines).toEqual([])
  })
})

it.each([
  [['loopback'], '::ffff:127.0.0.1', true],
  [['10.0.0.0/8', '2001:db8::/32'], '2001:db8:7::1', true],
  [['10.0.0.0/8'], '11.0.0.1', false],
  [['192.0.2.1'], '192.0.2.1', true],
  [['uniquelocal', 'linklocal'], 'fe80::1%eth0', true],
  [[], '127.0.0.1', false],
])('%s with %s', (nets, ip, is) => expect(isOneOf(nets)(ip)).toBe(is))
