import type { Logger } from 'pino'
import type { Clock } from '../../../src/clock.ts'
import { type Bilingual, both } from '../../../src/contract/texts.ts'
import { addressGroup } from '../limits/address-group.ts'
import { isLocal, isLoopback } from './proxies.ts'

interface Listens {
  readonly host: string
  readonly tls: object | null
  readonly trustedProxies: readonly string[]
}

/** What a configuration says of a proxy that it does not name; a sentence for each, for whoever starts the server. */
export function proxyWarnings({ host, tls, trustedProxies }: Listens, publicBaseUrl: string): readonly Bilingual[] {
  if (tls !== null || trustedProxies.length > 0) return []
  if (host !== 'localhost' && !isLoopback(host))
    return [
      both(
        `listen：${host} 上的明文 http 别的机器也能连到，又没有写代理：请设 listen.tls，或由代理负责 TLS 并写进 listen.trustedProxies`,
        `listen: plain http at ${host} can be reached from other machines, and no proxy is named: set listen.tls, or let a proxy end TLS and name it in listen.trustedProxies`,
      ),
    ]
  // Of an address on this machine alone nobody but this machine's programs makes use.
  const { protocol, hostname } = new URL(publicBaseUrl)
  if (protocol !== 'https:' || hostname === 'localhost' || isLoopback(hostname)) return []
  return [
    both(
      `listen.trustedProxies：${hostname} 的 TLS 由别的程序负责，而这里没有写它：所有人都会是它的地址，一个人的限额就成了所有人的`,
      `listen.trustedProxies: something ends TLS for ${hostname} and is not named here: everybody will have its address, and the limits of one will be those of all`,
    ),
  ]
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Fewer may be those of one visitor. */
const REQUESTS_MIN = 200

/** Sees when everybody seems to call from one address, which is then that of a proxy. */
export interface CallerWatch {
  /** What is to be said of the last whole hour in which anybody called; null where nothing is. */
  warning(): Bilingual | null
  /** A request of somebody who is no terminal: by which address, and whether it speaks of another one behind it. */
  hear(ip: string, isForwarded: boolean): void
}

const ONE_ADDRESS = both(
  '最近一小时所有人都是同一个地址：请把服务器前面的代理写进 listen.trustedProxies',
  'everybody of the last hour has one and the same address: name the proxy before this server in listen.trustedProxies',
)

/** Says it at most once a day, after an hour in which it was so. */
export function createCallerWatch(clock: Clock, log: Pick<Logger, 'warn'>): CallerWatch {
  let saidMs: number | null = null
  let hour: { beganMs: number; ip: string; requests: number; isOne: boolean; isForwarded: boolean } | null = null
  let isWarned = false
  const judge = () => {
    isWarned = hour?.isOne === true && hour.requests >= REQUESTS_MIN && (hour.isForwarded || isLocal(hour.ip))
    if (!hour || !isWarned) return
    if (saidMs !== null && clock.monotonic() - saidMs < DAY_MS) return
    saidMs = clock.monotonic()
    // The address of a person is no matter of a log.
    const of = isLocal(hour.ip) ? { proxy: hour.ip } : {}
    log.warn({ ...of, requests: hour.requests, isForwarded: hour.isForwarded }, ONE_ADDRESS.en)
  }
  return {
    warning: () => (isWarned ? ONE_ADDRESS : null),
    hear: (ip, isForwarded) => {
      const nowMs = clock.monotonic()
      if (hour && nowMs - hour.beganMs >= HOUR_MS) {
        judge()
        hour = null
      }
      hour ??= { beganMs: nowMs, ip, requests: 0, isOne: true, isForwarded }
      hour.requests++
      hour.isOne &&= addressGroup(ip) === addressGroup(hour.ip)
      hour.isForwarded &&= isForwarded
    },
  }
}
