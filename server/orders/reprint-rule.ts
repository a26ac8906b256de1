import { type Fault, type FaultCode, fault } from '../../src/fault.ts'

/** What a printer says when a copy that came out whole may still look bad. */
const MAY_SPOIL: ReadonlySet<string> = new Set<FaultCode>([
  ...(['printer-jam', 'printer-no-toner', 'printer-toner-low', 'printer-waste-nearly-full'] as const),
  'printer-needs-care',
])

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
 * and only where the printer itself has said what may have spoilt them. What a visitor may learn of why has a word of its own.
 */
export function whyNoReprint(
  order: SpoiltOrder,
  wish: { readonly copies: number; readonly reported: readonly FaultCode[] },
  nowMs: number,
  withinMs: number,
): Fault | null {
  if (order.state !== 'ended' || order.overAtMs === null) return fault('reprint-refused', `the order is ${order.state}`)
  if (order.isReprint) return fault('reprint-refused', 'it is a reprint itself')
  if (order.reprints > 0) return fault('reprint-done-before')
  if (nowMs - order.overAtMs > withinMs) return fault('reprint-too-late')
  if (wish.copies > order.copiesDelivered) return fault('reprint-refused', `${order.copiesDelivered} copies came out`)
  const said = [...wish.reported, ...(order.outcomeFault === null ? [] : [order.outcomeFault])]
  return said.some(code => MAY_SPOIL.has(code)) ? null : fault('reprint-not-reported')
}
