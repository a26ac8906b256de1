import type { Clock } from '../../src/clock.ts'
import type { CodeScanner, CodeScannerEvent } from '../../src/contract/devices.ts'
import { fault } from '../../src/fault.ts'
import { createAnnouncer } from '../transport/announcer.ts'
import { createHealth } from '../transport/health.ts'
import { keepOpen, type Link } from '../transport/link.ts'
import type { OpenTransport } from '../transport/transport.ts'
import { BURST_BYTES_MAX, decodeBurst, endsLine, type Scan } from './frames.ts'
import type { CodeScannerProfile } from './profile.ts'

export interface CodeScannerOptions {
  readonly open: OpenTransport
  readonly profile: CodeScannerProfile
  readonly clock: Clock
  /** The same code that comes again within this time is one scan; 2000 ms when left out. */
  readonly sameMs?: number
}

/**
 * The silence that ends a code. Behind a line end a short one shows that no other line belongs to it: a USB adapter hands on what
 * it has every 16 ms. Without one, two bytes at 1200 baud are 8 ms apart; where a line end must come, a network may take longer.
 */
const PAUSE_MS = { ended: 30, bare: 60, torn: 300 } as const
/** A torn cable sends damage without end; the visitor is told no oftener than this. */
const UNREADABLE_EVERY_MS = 2_000

/**
 * A scanner of QR codes on a serial line that sends what it reads and hears nothing: `fault()` says whether the link stands, not
 * whether the scanner behind it lives. What it scanned is told once, forgotten after `sameMs`, and never written anywhere: it may
 * be somebody's payment code.
 */
export function createCodeScanner({ open, profile, clock, sameMs = 2_000 }: CodeScannerOptions): CodeScanner {
  const events = createAnnouncer<CodeScannerEvent>()
  const health = createHealth(fault('scanner-lost', 'not opened yet'))
  const burst = new Uint8Array(BURST_BYTES_MAX)
  let filled = 0
  let isOverlong = false
  let link: Link | null = null
  let last: string | null = null
  let unreadableMs = Number.NEGATIVE_INFINITY
  let stopWaiting = () => {}
  let stopRemembering = () => {}

  const drop = () => {
    stopWaiting()
    burst.fill(0)
    filled = 0
    isOverlong = false
  }
  const remember = (text: string | null) => {
    stopRemembering()
    last = text
    if (text !== null) stopRemembering = clock.after(sameMs, () => remember(null))
  }
  const report = (scan: Scan) => {
    if (scan.kind === 'code') {
      const isSame = scan.text === last
      remember(scan.text)
      if (!isSame) events.tell({ kind: 'code-scanned', text: scan.text })
    } else if (scan.kind === 'damaged' && clock.monotonic() - unreadableMs >= UNREADABLE_EVERY_MS) {
      unreadableMs = clock.monotonic()
      events.tell({ kind: 'code-unreadable', detail: scan.detail })
    }
  }
  const end = () => {
    const scan: Scan = isOverlong
      ? { kind: 'damaged', detail: `more than ${BURST_BYTES_MAX} bytes at once` }
      : decodeBurst(burst.subarray(0, filled), profile)
    drop()
    report(scan)
  }
  const listen = (bytes: Uint8Array) => {
    stopWaiting()
    if (bytes.length > burst.length - filled) isOverlong = true
    else if (!isOverlong) {
      burst.set(bytes, filled)
      filled += bytes.length
    }
    const isEnded = !isOverlong && endsLine(burst.subarray(0, filled))
    const pause = isEnded ? 'ended' : profile.end === 'silence' ? 'bare' : 'torn'
    stopWaiting = clock.after(PAUSE_MS[pause], end)
  }

  return {
    fault: health.fault,
    onFault: health.onFault,
    onEvent: events.on,
    forgetLast: () => remember(null),
    open: () => {
      if (link) return
      link = keepOpen(open, clock)
      link.onBytes(listen)
      link.onState(state => {
        drop()
        health.set(state.up ? null : fault('scanner-lost', state.reason))
      })
    },
    close: async () => {
      drop()
      remember(null)
      await link?.close()
    },
  }
}
