import { createHmac } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import { audit } from './audit-events.ts'
import { houseSecret } from './house-secret.ts'
import type { Tables } from './store/tables.ts'
import { createWindowCounter } from './window-counter.ts'

/** What an answer that found nothing waits, whatever the reason: guessing is slow even before any limit. */
export const MISS_DELAY_MS = 600
const WINDOW_MS = 15 * 60_000
/** Wrong codes that one address, and all addresses with one beginning of a code, may try in a window. */
const MISSES_OF_ADDRESS = 8
const MISSES_OF_PREFIX = 12
const PREFIX_CHARACTERS = 8
/** Beyond so many misses of everybody in a window somebody is guessing: said once a window. */
const MISSES_OF_ALL = 100
/** So many misses of a window are written down one by one; the audit trail can't be made to grow without end. */
const AUDITED_MISSES = 200

/** Sees to it that guessing codes is slow, and is noticed. */
export interface GuessWatch {
  /** Seconds that a further try must wait; 0 when it may be made. The same whether the code is right or wrong. */
  waitSeconds(ip: string, code: string | null): number
  /** Counts a code that nothing was found for, and writes it down without the code or the address; by its name for a terminal. */
  miss(ip: string, code: string | null, terminalId?: string): Promise<void>
}

/** The watch of this house, whose pseudonyms stay the same from start to start. */
export async function openGuessWatch(parts: {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly log: Logger
}): Promise<GuessWatch> {
  return createGuessWatch({ ...parts, key: await houseSecret(parts.db, 'verification', new Date(parts.clock.now())) })
}

export function createGuessWatch(parts: {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly log: Logger
  /** Makes pseudonyms of addresses and beginnings of codes. */
  readonly key: Uint8Array
}): GuessWatch {
  const { db, clock, log, key } = parts
  const addresses = createWindowCounter(clock, WINDOW_MS)
  const prefixes = createWindowCounter(clock, WINDOW_MS)
  const everybody = createWindowCounter(clock, WINDOW_MS)
  const pseudonym = (text: string) => createHmac('sha256', key).update(text).digest('hex').slice(0, 16)
  const prefixOf = (code: string | null) => code?.slice(0, PREFIX_CHARACTERS) ?? ''

  return {
    waitSeconds: (ip, code) => {
      const waits = [
        addresses.waitMs(addressGroup(ip), MISSES_OF_ADDRESS),
        code === null ? 0 : prefixes.waitMs(prefixOf(code), MISSES_OF_PREFIX),
      ]
      return Math.ceil(Math.max(...waits) / 1000)
    },
    miss: async (ip, code, terminalId) => {
      addresses.count(addressGroup(ip))
      if (code !== null) prefixes.count(prefixOf(code))
      const misses = everybody.count('all')
      if (misses === MISSES_OF_ALL) log.warn({ misses, windowMs: WINDOW_MS }, 'somebody may be guessing codes')
      if (misses > AUDITED_MISSES) return
      const detail = {
        address: pseudonym(addressGroup(ip)),
        prefix: code === null ? null : pseudonym(prefixOf(code)),
        misses,
      }
      await audit(db, new Date(clock.now()), {
        event: 'unknown-code-tried',
        subject: 'verification',
        terminalId: terminalId ?? null,
        detail,
      })
    },
  }
}

/** One household or office: an IPv4 address, or the /64 of an IPv6 address, whose other half anyone changes at will. */
export function addressGroup(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  if (tail !== undefined) {
    const behind = tail === '' ? 0 : tail.split(':').length
    while (groups.length + behind < 8) groups.push('0')
    if (tail !== '') groups.push(...tail.split(':'))
  }
  return groups
    .slice(0, 4)
    .map(group => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
