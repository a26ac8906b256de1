import { createHmac } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import { type Clock, sleep } from '../../../src/clock.ts'
import { audit } from '../audit-events.ts'
import type { Tables } from '../store/tables.ts'
import { addressGroup } from './address-group.ts'
import type { RateCounts } from './rate-counts.ts'

/** What an answer that found nothing waits, whatever the reason: guessing is slow from the first try. */
export const MISS_DELAY_MS = 600
/** What it waits at most: less than any caller's patience. */
export const MISS_DELAY_MAX_MS = 4_800
const WINDOW_MS = 15 * 60_000
/** From so many wrong codes on, of one caller, with one beginning, or of everybody, each further one waits twice as long. */
const MISSES_OF_CALLER = 8
const MISSES_OF_PREFIX = 12
const MISSES_OF_ALL = 2_000
const PREFIX_CHARACTERS = 8
/** Beyond so many misses of everybody in a window somebody is guessing: said once a window. */
const MISSES_TO_SAY = 100
/** So many misses of a window are written down one by one; the audit trail can't be made to grow without end. */
const AUDITED_MISSES = 200
/** So many answers are held back at once, of one caller and of everybody: held ones cost something too. */
const HELD_OF_CALLER = 20
const HELD_OF_ALL = 400

/** A code that nothing was found for. */
export interface Miss {
  /** What kind of code was tried. */
  readonly subject: 'verification' | 'enrolment' | 'share' | 'pickup'
  /** The address that it came from; of a terminal that has signed, its name. */
  readonly caller: string
  readonly terminalId?: string
  /** Null where beginnings of it are not worth watching. */
  readonly code: string | null
}

/**
 * Sees to it that guessing codes is slow, and is noticed. It hears of wrong codes alone, after they were looked up: whoever has the right
 * one is answered at once, whatever others behind the same address, or with the same beginning, have tried.
 */
export interface GuessWatch {
  /**
   * Counts a miss and writes it down without the code or the address; resolves when its answer may go out. `too-many` when more answers
   * of this caller are held back than may be: they are to try again later.
   */
  miss(miss: Miss): Promise<'waited' | 'too-many'>
}

export function createGuessWatch(parts: {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly log: Logger
  readonly counts: RateCounts
  /** Makes pseudonyms of addresses and beginnings of codes, for the trail. */
  readonly key: Uint8Array
}): GuessWatch {
  const { db, clock, log, counts, key } = parts
  const held = createHeld()
  const pseudonym = (text: string) => createHmac('sha256', key).update(text).digest('hex').slice(0, 16)

  const countMiss = async ({ subject, caller, terminalId, code }: Miss): Promise<number> => {
    const group = addressGroup(caller)
    const prefix = code === null ? null : code.slice(0, PREFIX_CHARACTERS)
    const name = `guess ${subject}`
    const [own, all, ofPrefix] = await counts.count(
      [
        ...[
          { name, who: group },
          { name: `${name} of all`, who: 'everybody' },
        ],
        ...(prefix === null ? [] : [{ name: `${name} by beginning`, who: prefix }]),
      ],
      WINDOW_MS,
    )
    const misses = all?.count ?? 0
    if (misses === MISSES_TO_SAY) log.warn({ subject, misses, windowMs: WINDOW_MS }, 'somebody may be guessing codes')
    if (misses <= AUDITED_MISSES) {
      const detail = { address: pseudonym(group), prefix: prefix === null ? null : pseudonym(prefix), misses }
      const entry = { event: 'unknown-code-tried', subject, terminalId: terminalId ?? null, detail } as const
      await audit(db, new Date(clock.now()), entry)
    }
    const beyond = [
      (own?.count ?? 0) - MISSES_OF_CALLER,
      misses - MISSES_OF_ALL,
      (ofPrefix?.count ?? 0) - MISSES_OF_PREFIX,
    ]
    return delayOf(Math.max(0, ...beyond))
  }

  return {
    miss: async miss => {
      const release = held.take(addressGroup(miss.caller))
      if (!release) return 'too-many'
      try {
        const beganMs = clock.monotonic()
        const delayMs = await countMiss(miss)
        await sleep(clock, Math.max(0, delayMs - (clock.monotonic() - beganMs)))
        return 'waited'
      } finally {
        release()
      }
    },
  }
}

const delayOf = (beyond: number) => Math.min(MISS_DELAY_MAX_MS, MISS_DELAY_MS * 2 ** Math.min(beyond, 10))

/** Counts answers that are held back. */
function createHeld() {
  const groups = new Map<string, number>()
  let all = 0
  return {
    /** Null when there are enough; otherwise to be called when the answer goes out. */
    take: (group: string): (() => void) | null => {
      const own = groups.get(group) ?? 0
      if (own >= HELD_OF_CALLER || all >= HELD_OF_ALL) return null
      all++
      groups.set(group, own + 1)
      return () => {
        all--
        const left = (groups.get(group) ?? 1) - 1
        if (left === 0) groups.delete(group)
        else groups.set(group, left)
      }
    },
  }
}
