import type { FaultInput } from '../../demo/wxpay-sim/faults.ts'
import type { Clock } from '../../src/clock.ts'
import type { GatewayOperation } from './gateway-faults.ts'

/** What the provider stands by once it has said it: a fault that has struck, and goes on. */
export interface LastingLies {
  /** A fault struck at a call about this number; `spanMs` is how long it lasts, where it does. */
  begin(kind: string, number: string, spanMs: number): void
  /** What becomes of a call because of an earlier one; null when nothing does. */
  at(operation: GatewayOperation, number: string): string | null
  /** Armed whatever else is. */
  always(): readonly FaultInput[]
  /** When the last of them began to matter: settling is given its time from then on. */
  lastMs(): number
}

/** After a number was given up another one takes its place so much later. */
const CLOSED_REFUND_RESTS_MS = 31 * 60_000
const REFUSED_FOR_GOOD = 'refused for good'

export function createLastingLies(clock: Clock): LastingLies {
  const refused = new Set<string>()
  const unannounced = new Map<string, FaultInput>()
  let hangUntilMs = 0
  let last = 0
  const matters = (untilMs: number) => {
    last = Math.max(last, untilMs)
  }
  return {
    begin: (kind, number, spanMs) => {
      switch (kind) {
        case REFUSED_FOR_GOOD:
          refused.add(number)
          return matters(clock.now())
        case 'refunds hang for minutes':
          hangUntilMs = clock.now() + spanMs
          return matters(hangUntilMs)
        case 'closed by the provider':
          return matters(clock.now() + CLOSED_REFUND_RESTS_MS)
        case 'no notice ever comes':
          unannounced.set(number, { kind: 'dropNotice', match: { out_trade_no: number }, times: 'always' })
      }
    },
    at: (operation, number) => {
      if (operation !== 'refund' && operation !== 'refund-query') return null
      if (clock.now() < hangUntilMs) return 'hangs before'
      return operation === 'refund' && refused.has(number) ? REFUSED_FOR_GOOD : null
    },
    always: () => [...unannounced.values()],
    lastMs: () => last,
  }
}
