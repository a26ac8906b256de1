import { type Logger, pino } from 'pino'

export type Log = Logger

/**
 * The station's one log: a line of JSON an event. Nothing personal is ever handed to it; the redaction is a second wall for
 * fields that could carry a name or a number.
 */
export function createLog(options: { level: string; file: string | null }): Log {
  const redact = {
    paths: ['*.name', '*.idNumber', '*.uid', '*.nameMasked', '*.numberMasked', '*.scanned', '*.text'],
    censor: '[personal]',
  }
  const destination = pino.destination({ dest: options.file ?? 2, sync: true, mkdir: true })
  // A line that finds no room is lost; the machine has something else to say of its disk.
  destination.on('error', () => {})
  return pino({ level: options.level, base: null, redact }, destination)
}
