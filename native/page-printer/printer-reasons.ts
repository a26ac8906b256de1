import type { PrinterFaultCode } from '../../src/fault.ts'

/**
 * What is said of a printer that goes on printing, the most useful to a visitor first. Nothing milder than an error may be given
 * any other words.
 */
export const PRINTER_WARNINGS = [
  'printer-paper-low',
  'printer-output-nearly-full',
  'printer-toner-low',
  'printer-waste-nearly-full',
  'printer-needs-care',
] as const satisfies readonly PrinterFaultCode[]
export type PrinterWarning = (typeof PRINTER_WARNINGS)[number]

/** Where a reason stands in the house: it stops paper, it is worth a word, or it means nothing here. */
export type ReasonMeaning =
  | { readonly kind: 'stops'; readonly code: Exclude<PrinterFaultCode, PrinterWarning> }
  | { readonly kind: 'warns'; readonly code: PrinterWarning }
  | { readonly kind: 'nothing' }

/**
 * Conditions in which no paper comes out, the gravest first, whatever severity a printer gives them: printers were seen to say
 * `media-empty-warning` while they waited for paper. Each has words of its own, none that says no more than "stopped".
 */
const CONDITIONS: readonly (readonly [
  reason: string,
  code: Exclude<PrinterFaultCode, PrinterWarning | 'printer-stopped'>,
])[] = [
  ['media-jam', 'printer-jam'],
  ['cover-open', 'printer-cover-open'],
  ['door-open', 'printer-cover-open'],
  ['interlock-open', 'printer-cover-open'],
  ['media-empty', 'printer-out-of-paper'],
  ['media-needed', 'printer-out-of-paper'],
  ['input-tray-missing', 'printer-out-of-paper'],
  ['toner-empty', 'printer-no-toner'],
  ['marker-supply-empty', 'printer-no-toner'],
  ['output-area-full', 'printer-output-full'],
]

/** What is still to come (PWG 5100.9), also where a printer calls it an error. The first that fits. */
const TO_COME: readonly (readonly [reason: RegExp, code: PrinterWarning])[] = [
  [/^media-low$/, 'printer-paper-low'],
  [/^(?:toner-low|marker-(?:supply|toner)-(?:low|almost-empty))$/, 'printer-toner-low'],
  [/^(?:output-area|media-path-media-tray)-almost-full$/, 'printer-output-nearly-full'],
  [/^marker-waste-(?:toner-receptacle-)?almost-full$/, 'printer-waste-nearly-full'],
  [/(?:^|-)(?:almost|nearly|near)-|-(?:low|life-warn)$/, 'printer-needs-care'],
]

/** News that printers without severities tell as well; CUPS in front of a printer adds keywords of its own. */
const NEWS =
  /^(?:none|cups-.+|identify-printer-requested|marker-adjusting-print-quality|media-drying|power-up|printer-(?:manual|nms)-reset|resuming|wifi-not-configured)$|-(?:change|change-entry|closed|power-saver|ready-to-print|resource-added|turned-on|warming-up)$/

/** A full waste box that does not stop the printer yet. */
const WASTE_FULL = /^marker-waste-(?:toner-receptacle-)?full$/

/** What a keyword of `printer-state-reasons` means for paper. A keyword that nobody knows means what its severity says. */
export function meaningOf(said: string): ReasonMeaning {
  const [, reason = said, severity] = /^(.+?)(?:-(report|warning|error))?$/.exec(said) ?? []
  const condition = CONDITIONS.find(([name]) => name === reason)
  if (condition) return { kind: 'stops', code: condition[1] }
  const toCome = TO_COME.find(([pattern]) => pattern.test(reason))
  if (toCome) return { kind: 'warns', code: toCome[1] }
  if (severity === undefined && NEWS.test(reason)) return { kind: 'nothing' }
  // RFC 8011 section 5.4.12: the printer can't print with an error, can with a warning, and without a severity it is an error.
  if (severity === undefined || severity === 'error') return { kind: 'stops', code: 'printer-stopped' }
  if (WASTE_FULL.test(reason)) return { kind: 'warns', code: 'printer-waste-nearly-full' }
  return severity === 'warning' ? { kind: 'warns', code: 'printer-needs-care' } : { kind: 'nothing' }
}

/** Sorts what stops paper: the lower, the graver. */
export function gravityOf(said: string): number {
  const reason = said.replace(/-(?:report|warning|error)$/, '')
  const place = CONDITIONS.findIndex(([name]) => name === reason)
  return place < 0 ? CONDITIONS.length : place
}
