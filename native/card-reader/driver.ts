import type { Clock } from '../../src/clock.ts'
import type { CardReader, CardReaderEvent } from '../../src/contract/devices.ts'
import type { CardUid } from '../../src/contract/ids.ts'
import { fault } from '../../src/fault.ts'
import { createAnnouncer } from '../transport/announcer.ts'
import { createHealth } from '../transport/health.ts'
import { createLineFramer, type LinePiece } from '../transport/lines.ts'
import { keepOpen, type Link } from '../transport/link.ts'
import type { OpenTransport } from '../transport/transport.ts'
import { type CardLine, decodeLine } from './frames.ts'
import type { CardReaderProfile } from './profile.ts'

export interface CardReaderOptions {
  readonly open: OpenTransport
  readonly profile: CardReaderProfile
  readonly clock: Clock
  /** A number that comes again within this time is the same card still lying there; 1500 ms when left out. */
  readonly restMs?: number
}

/** The longest number has 25 digits; twice that leaves room for what a reader puts around it. */
const LINE_BYTES_MAX = 64
/**
 * The pause that ends a number. Two characters at 1200 baud are 8 ms apart, so a short one will do where each card waits for it;
 * where a line end comes anyway, it is long enough for a packet that the network had to send twice.
 */
const SILENCE_MS = { silence: 60, line: 300 } as const
/** A torn cable sends damage without end; the visitor is told no oftener than this. */
const UNREADABLE_EVERY_MS = 2_000

/**
 * A campus-card reader that sends a line for each card, and often goes on sending it while the card lies there. It has no
 * checksum and answers no question: `fault()` says whether the link stands, not whether the reader behind it lives.
 */
export function createCardReader({ open, profile, clock, restMs = 1_500 }: CardReaderOptions): CardReader {
  const events = createAnnouncer<CardReaderEvent>()
  const health = createHealth(fault('reader-lost', 'not opened yet'))
  const lines = createLineFramer({ maxBytes: LINE_BYTES_MAX })
  let link: Link | null = null
  let resting: { uid: CardUid; seenMs: number } | null = null
  let unreadableMs = Number.NEGATIVE_INFINITY
  let stopWaiting = () => {}

  const report = (line: CardLine) => {
    const nowMs = clock.monotonic()
    if (line.kind === 'card') {
      const isSame = resting?.uid === line.uid && nowMs - resting.seenMs < restMs
      resting = { uid: line.uid, seenMs: nowMs }
      if (!isSame) events.tell({ kind: 'card-tapped', uid: line.uid })
    } else if (line.kind === 'damaged' && nowMs - unreadableMs >= UNREADABLE_EVERY_MS) {
      unreadableMs = nowMs
      events.tell({ kind: 'card-unreadable', detail: line.detail })
    }
  }
  const take = (piece: LinePiece) => {
    switch (piece.kind) {
      case 'line':
        return report(decodeLine(piece.bytes, profile))
      case 'overlong':
        return report({ kind: 'damaged', detail: `a line of more than ${piece.maxBytes} bytes` })
      case 'rest': {
        const line = decodeLine(piece.bytes, profile)
        // Seven bytes torn after the fourth look like a whole number of four: without its end, a line counts for nothing.
        if (line.kind !== 'card' || profile.end === 'silence') return report(line)
        return report({ kind: 'damaged', detail: 'a number without a line end' })
      }
    }
  }
  const listen = (bytes: Uint8Array) => {
    stopWaiting()
    for (const piece of lines.push(bytes)) take(piece)
    if (!lines.isOpen()) return
    stopWaiting = clock.after(SILENCE_MS[profile.end], () => {
      for (const piece of lines.flush()) take(piece)
    })
  }
  const drop = () => {
    stopWaiting()
    lines.reset()
  }

  return {
    fault: health.fault,
    onFault: health.onFault,
    onEvent: events.on,
    open: () => {
      if (link) return
      link = keepOpen(open, clock)
      link.onBytes(listen)
      link.onState(state => {
        drop()
        health.set(state.up ? null : fault('reader-lost', state.reason))
      })
    },
    close: async () => {
      drop()
      await link?.close()
    },
  }
}
