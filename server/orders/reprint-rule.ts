import type { FaultCode } from '../../src/fault.ts'

/** What a printer says when a copy that came out whole may still look bad. */
const MAY_SPOIL: Readonly<Partial<Record<FaultCode, true>>> = {
  'printer-jam': true,
  'printer-no-toner': true,
  'printer-toner-low': true,
  'printer-waste-nearly-full': true,
  'printer-needs-care': true,
}

/** What the rule must know of an order whose copies came out badly. */
export interface SpoiltOrder {
  readonly state: string
  readonly isReprint: boolean
  readonly overAtMs: number | null
  readonly copiesDelivered: number
  /** What stopped it, if anything did. */
  readonly outcomeFault: string | null
  /** Reprints of it that came out or may still. */
  readonly reprints: number
}

/**
 * Why an order is not printed again without anybody having looked; null when it is: within the time, once, no more copies than came out,
 * and only where the printer itself has said what may have spoilt them.
 */
export function whyNoReprint(
  order: SpoiltOrder,
  wish: { readonly copies: number; readonly reported: readonly FaultCode[] },
  nowMs: number,
  withinMs: number,
): string | null {
  if (order.state !== 'ended' || order.overAtMs === null) return `the order is ${order.state}`
  if (order.isReprint) return 'it is a reprint itself'
  if (order.reprints > 0) return 'it was printed again before'
  if (nowMs - order.overAtMs > withinMs) return 'it is too long ago'
  if (wish.copies > order.copiesDelivered) return `${order.copiesDelivered} copies came out`
  const said = [...wish.reported, ...(order.outcomeFault === null ? [] : [order.outcomeFault])]
  return said.some(code => Object.hasOwn(MAY_SPOIL, code))
    ? null
    : 'the printer has reported nothing that spoils a copy'
}
