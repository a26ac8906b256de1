import { type Fault, fault } from '../../src/fault.ts'
import { type Attributes, booleanOf, integerOf, textsOf } from '../ipp/read.ts'
import { gravityOf, meaningOf, PRINTER_WARNINGS } from './printer-reasons.ts'

/** What a printer says of itself, in the house's words. */
export interface PrinterReading {
  /** Why no paper comes out; null while it could. */
  readonly blocking: Fault | null
  readonly warnings: readonly Fault[]
}

export const PRINTER_ATTRIBUTES = ['printer-state', 'printer-state-reasons', 'printer-is-accepting-jobs'] as const

/** RFC 8011 section 5.4.11. */
const STATE_STOPPED = 5

/**
 * Reads the answer to a question for `PRINTER_ATTRIBUTES`. `ignored` are reasons, exactly as this printer says them, that mean
 * nothing at this site: an empty second tray, for one.
 */
export function readPrinter(attributes: Attributes, ignored: readonly string[] = []): PrinterReading {
  const said = textsOf(attributes, 'printer-state-reasons').filter(reason => !ignored.includes(reason))
  const stopped = integerOf(attributes, 'printer-state') === STATE_STOPPED
  const meant = said.map(reason => ({ reason, ...meaningOf(reason) }))
  const gravest = meant
    .filter(meaning => meaning.kind === 'stops')
    .toSorted((a, b) => gravityOf(a.reason) - gravityOf(b.reason))[0]
  const warned = Map.groupBy(
    meant.filter(meaning => meaning.kind === 'warns'),
    meaning => meaning.code,
  )
  return {
    blocking: gravest ? fault(gravest.code, gravest.reason) : unnamedStop(attributes, stopped, said),
    warnings: PRINTER_WARNINGS.flatMap(code => {
      const reasons = warned.get(code)?.map(({ reason }) => reason)
      return reasons ? [fault(code, reasons.join(' '))] : []
    }),
  }
}

function unnamedStop(attributes: Attributes, stopped: boolean, said: readonly string[]): Fault | null {
  if (stopped) return fault('printer-stopped', said.join(' ') || 'stopped without a reason')
  if (booleanOf(attributes, 'printer-is-accepting-jobs') === false) return fault('printer-stopped', 'accepts no jobs')
  return null
}
