import type { Clock } from '../../src/clock.ts'
import type { IdCardReader, IdCardReaderEvent } from '../../src/contract/devices.ts'
import { fault } from '../../src/fault.ts'
import { createAnnouncer } from '../transport/announcer.ts'
import { createHealth } from '../transport/health.ts'
import { keepOpen, type Link } from '../transport/link.ts'
import type { OpenTransport } from '../transport/transport.ts'
import { type Ask, createExchange, type Reply } from './exchange.ts'
import { createPresentation } from './presentation.ts'
import { takeCard } from './take-card.ts'

export interface IdCardReaderOptions {
  readonly open: OpenTransport
  readonly clock: Clock
  /** Between two looks for a card; 400 ms when left out. The module wants 300 to 500: oftener heats its field and hangs it. */
  readonly pollMs?: number
}

/** Failures in a row before the reader counts as lost and the module is reset. */
const FAILURES_BEFORE_RESET = 3
/** Failures in a row before the connection itself is given up: a USB adapter stays open when the reader behind it is off. */
const FAILURES_BEFORE_REOPEN = 9

/**
 * A reader of second-generation ID cards with a SAM_V module. Looks for a card, selects it and reads its text; the photo comes
 * with it and is wiped at once.
 */
export function createIdCardReader({ open, clock, pollMs = 400 }: IdCardReaderOptions): IdCardReader {
  const events = createAnnouncer<IdCardReaderEvent>()
  const health = createHealth(fault('reader-lost', 'not opened yet'))
  const presentation = createPresentation(events.tell)
  let link: Link | null = null
  let isClosed = false
  let failures = 0
  let wake = () => {}

  const worked = () => {
    failures = 0
    health.set(null)
  }
  const troubled = async (ask: Ask, detail: string, resetNow = false) => {
    failures++
    const isLost = failures % FAILURES_BEFORE_RESET === 0
    if (isLost) {
      health.set(fault('reader-lost', detail))
      presentation.ended(detail)
    }
    if (failures % FAILURES_BEFORE_REOPEN === 0) link?.reopen(detail)
    else if (isLost || resetNow) await ask('reset')
  }
  /** Sorts out what every question may be answered with. Returns whether the answer is a success. */
  const check = async (ask: Ask, reply: Reply, command: 'find' | 'select' | 'read'): Promise<boolean> => {
    if (reply.kind === 'lost') return false
    if (reply.kind === 'silent') {
      presentation.failed('the reader does not answer')
      // A card's data may still come, when another visitor's card is lying there: a reset makes the module forget them.
      await troubled(ask, 'the reader does not answer', command === 'read')
      return false
    }
    switch (reply.meaning) {
      case 'success':
        worked()
        return true
      case 'no-card':
        worked()
        if (command === 'find') presentation.missed()
        else presentation.failed(reply.words)
        return false
      case 'again':
      case 'resend':
        if (command === 'find') await troubled(ask, reply.words)
        else {
          worked()
          presentation.failed(reply.words)
        }
        return false
      case 'refused':
        worked()
        presentation.refused(reply.words)
        return false
      case 'reset':
        presentation.failed(reply.words)
        await troubled(ask, reply.words, true)
        return false
      case 'broken':
        health.set(fault('reader-lost', reply.words))
        presentation.ended(reply.words)
        return false
    }
  }
  const look = async (ask: Ask) => {
    if (!(await check(ask, await ask('find'), 'find')) || !presentation.seen()) return
    if (!(await check(ask, await ask('select'), 'select'))) return
    const reply = await ask('read')
    if (!(await check(ask, reply, 'read')) || reply.kind !== 'answered') return
    const card = takeCard(reply.data)
    if (card.ok) presentation.read(card.value)
    // The XOR was right, so this is what the card holds; and most modules show a card that they have read no second time.
    else presentation.refused(card.error)
  }
  const run = async (live: Link, ask: Ask) => {
    while (!isClosed) {
      if (live.state().up) await look(ask)
      if (isClosed) return
      await new Promise<void>(resolve => {
        const callOff = live.state().up ? clock.after(pollMs, resolve) : () => {}
        wake = () => {
          callOff()
          resolve()
        }
      })
    }
  }

  return {
    fault: health.fault,
    onFault: health.onFault,
    onEvent: events.on,
    open: () => {
      if (link) return
      link = keepOpen(open, clock)
      const ask = createExchange(link, clock)
      link.onState(state => {
        if (!state.up) {
          failures = 0
          health.set(fault('reader-lost', state.reason))
          presentation.ended(state.reason)
        }
        wake()
      })
      void run(link, ask)
    },
    close: async () => {
      isClosed = true
      wake()
      await link?.close()
    },
  }
}
