export { textIn } from '../../src/contract/texts.ts'
export { formatYuan } from '../../src/rules/money.ts'

/** A span as a clock shows it, `4:05`. Part seconds count as whole ones, so that 0:00 means over. */
export function formatSpan(spanMs: number): string {
  const seconds = Math.max(0, Math.ceil(spanMs / 1000))
  return `${Math.trunc(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** The end of an order number, which is what people read out on the telephone. */
export function shortOrderNumber(orderNumber: string): string {
  return orderNumber.slice(-6)
}
