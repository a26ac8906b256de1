import { type Fault, fault, type PrinterFaultCode } from '../../src/fault.ts'
import { type Attributes, booleanOf, integerOf, textsOf } from '../ipp/read.ts'

/** What a printer says of itself, in the house's words. */
export interface PrinterReading {
  /** Why no paper comes out; null while it could. */
  readonly blocking: Fault | null
  readonly warnings: readonly Fault[]
}

export const PRINTER_ATTRIBUTES = ['printer-state', 'printer-state-reasons', 'printer-is-accepting-jobs'] as const

/** RFC 8011 section 5.4.11. */
const STATE_STOPPED = 5

type Weight = 'blocks' | 'blocks-if-error' | 'warns'

/**
 * Reasons of RFC 8011 section 5.4.12 and of PWG 5100.9 that matter to paper, the gravest fault first. Most block whatever their
 * severity: printers were seen to say `media-empty-warning` while they waited for paper.
 */
const REASONS: readonly (readonly [reason: string, code: PrinterFaultCode, weight: Weight])[] = [
  ['media-jam', 'printer-jam', 'blocks'],
  ['cover-open', 'printer-cover-open', 'blocks'],
  ['door-open', 'printer-cover-open', 'blocks'],
  ['interlock-open', 'printer-cover-open', 'blocks'],
  ['media-empty', 'printer-out-of-paper', 'blocks'],
  ['media-needed', 'printer-out-of-paper', 'blocks'],
  ['input-tray-missing', 'printer-out-of-paper', 'blocks'],
  ['toner-empty', 'printer-no-toner', 'blocks'],
  ['marker-supply-empty', 'printer-no-toner', 'blocks'],
  ['output-area-full', 'printer-output-full', 'blocks'],
  ['output-tray-missing', 'printer-stopped', 'blocks'],
  ['marker-waste-full', 'printer-stopped', 'blocks'],
  ['paused', 'printer-stopped', 'blocks'],
  ['moving-to-paused', 'printer-stopped', 'blocks'],
  ['shutdown', 'printer-stopped', 'blocks'],
  ['spool-area-full', 'printer-stopped', 'blocks-if-error'],
  ['connecting-to-device', 'printer-stopped', 'blocks-if-error'],
  ['timed-out', 'printer-stopped', 'blocks-if-error'],
  ['other', 'printer-stopped', 'blocks-if-error'],
  ['media-low', 'printer-paper-low', 'warns'],
  ['toner-low', 'printer-toner-low', 'warns'],
  ['marker-supply-low', 'printer-toner-low', 'warns'],
  ['output-area-almost-full', 'printer-output-full', 'warns'],
  ['marker-waste-almost-full', 'printer-stopped', 'warns'],
]

/**
 * Reads the answer to a question for `PRINTER_ATTRIBUTES`. `ignored` are reasons, exactly as this printer says them, that mean
 * nothing at this site: an empty second tray, for one.
 */
export function readPrinter(attributes: Attributes, ignored: readonly string[] = []): PrinterReading {
  const said = textsOf(attributes, 'printer-state-reasons').filter(reason => !ignored.includes(reason))
  const stopped = integerOf(attributes, 'printer-state') === STATE_STOPPED
  const known = REASONS.flatMap(([reason, code, weight]) => {
    const match = said.find(candidate => bare(candidate) === reason)
    if (match === undefined) return []
    return [{ fault: fault(code, match), blocks: weight === 'blocks' || (weight !== 'warns' && isError(match)) }]
  })
  const blocking = known.find(({ blocks }) => blocks)?.fault ?? unnamedStop(attributes, stopped, said)
  return { blocking, warnings: known.filter(({ blocks }) => !blocks).map(entry => entry.fault) }
}

function unnamedStop(attributes: Attributes, stopped: boolean, said: readonly string[]): Fault | null {
  if (stopped) return fault('printer-stopped', said.join(' ') || 'stopped without a reason')
  if (booleanOf(attributes, 'printer-is-accepting-jobs') === false) return fault('printer-stopped', 'accepts no jobs')
  return null
}

function bare(reason: string): string {
  return reason.replace(/-(report|warning|error)$/, '')
}

/** A reason without a severity is taken for an error. */
function isError(reason: string): boolean {
  return !/-(report|warning)$/.test(reason)
}
