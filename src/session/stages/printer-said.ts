import type { FaultCode } from '../../fault.ts'
import type { Readiness } from '../state.ts'

/** More than a printer can have at once. */
const MOST = 20

/** What the printer says now, each once, behind what it has said `before`. The server judges by it whether a copy may be spoilt. */
export function printerSaid(
  { printer, warnings }: Pick<Readiness, 'printer' | 'warnings'>,
  before: readonly FaultCode[] = [],
): readonly FaultCode[] {
  const now = [printer, ...warnings].flatMap(fault => (fault?.code.startsWith('printer-') ? [fault.code] : []))
  return [...new Set([...before, ...now])].slice(0, MOST)
}
