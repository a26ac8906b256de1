import type { Ground } from '../ground/ground.ts'
import { type BackOff, pauseMs, RELAY_BACK_OFF } from './back-off.ts'
import { type Claim, claimMessage, isAnythingDue } from './claim-message.ts'
import type { LastLook } from './mail.ts'
import type { MessageRow } from './message-rows.ts'
import { giveUp, noteOutcome } from './note-outcome.ts'
import { plainReply } from './one-line.ts'
import type { Carrier, Outcome } from './outcome.ts'

export interface SenderParts extends Pick<Ground, 'db' | 'clock' | 'log'> {
  readonly claim: Claim
  /** Null where nothing of the kind is sent: then what waits is given up in its time. */
  readonly carrier: Carrier | null
  readonly backOff: BackOff
  /** What has come between the wish for a message and its going. */
  readonly looks: ReadonlyMap<string, LastLook>
  /** From 0 to 1. */
  readonly random: () => number
}

/**
 * Sends what is due, one message after the other, until nothing is or `signal` says so. Several servers may do it on one database. How a try
 * went is noted before the next message is claimed; while the database is away, it is kept and noted first.
 */
export function createSender(parts: SenderParts): (signal: AbortSignal) => Promise<void> {
  const { db, clock, log, claim, carrier, backOff, random } = parts
  const { kind } = claim
  const now = () => new Date(clock.now())
  let owed: { readonly row: MessageRow; readonly outcome: Outcome } | null = null
  let failures = 0
  let pausedUntilMs = 0

  const note = async (): Promise<void> => {
    if (owed === null || carrier === null) return
    const { row, outcome } = owed
    const waitMs = pauseMs(backOff, row.tries, random)
    await noteOutcome(db, row, outcome, { now: now(), waitMs, mayRepeat: carrier.mayRepeat })
    owed = null
  }
  const pause = (outcome: Outcome) => {
    pausedUntilMs = clock.monotonic() + pauseMs(RELAY_BACK_OFF, ++failures, random)
    log.warn({ kind, reply: plainReply(outcome.reply), failures }, 'nothing can be sent now')
  }

  const lastLook = async (row: MessageRow): Promise<Outcome | null> => {
    try {
      const because = (await parts.looks.get(row.purpose)?.(row.reference)) ?? null
      return because && { kind: 'stopped', because, reply: '' }
    } catch (error) {
      log.warn({ messageId: row.message_id, err: error }, 'nobody could say whether a message may still go')
      return { kind: 'later', ofAll: false, reply: 'nobody could say whether it may still go' }
    }
  }

  return async signal => {
    await note()
    if (!(await isAnythingDue(db, kind, now()))) return
    await giveUp(db, kind, now())
    if (carrier === null || clock.monotonic() < pausedUntilMs) return
    try {
      while (!signal.aborted) {
        const row = await claimMessage(db, claim, now())
        if (row === null) break
        // A gateway that cannot tell a text from its double gets no second one.
        const isLost = row.is_unclear && !carrier.mayRepeat
        const outcome = isLost ? NOBODY_KNOWS : ((await lastLook(row)) ?? (await carrier.carry(row, signal)))
        owed = { row, outcome }
        await note()
        if (isLost || outcome.kind === 'stopped') continue
        const { message_id: messageId, tries } = row
        log.info({ messageId, kind, tries, outcome: outcome.kind }, 'a message was handed over')
        if (outcome.kind === 'unknown' || (outcome.kind === 'later' && outcome.ofAll)) {
          pause(outcome)
          break
        }
        failures = 0
      }
    } finally {
      carrier.rest()
    }
  }
}

const NOBODY_KNOWS: Outcome = { kind: 'unknown', reply: 'the server ended while it was sent' }
