import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { lastLines } from '../src/last-lines.ts'
import { portTaken } from './own-port.ts'

const CHARACTERS_KEPT = 8_000
const LINES_TOLD = 3
/** A child of the program's own may hold the stream open after it. */
const SILENT_WITHIN_MS = 1_000
/** What stands around the message of an error that nobody caught, and the JSON of a log. */
const NO_WORDS = /^(?:\s|[{}]|file:|node:|Node\.js v|$)/
const TAKEN = /\bEADDRINUSE\b.*:(\d+)$/

/**
 * Listens to what a program complains about. The answer resolves once it has fallen silent, or a second after it was asked for,
 * to the lines that say why the program ended. A taken port is told as the demo tells it.
 */
export function hearLastWords(who: string, complaints: Readable): () => Promise<readonly string[]> {
  let heard = ''
  complaints.setEncoding('utf8').on('data', (text: string) => {
    heard = lastLines(heard + text, CHARACTERS_KEPT)
  })
  // A stream that breaks off has said what it had to say.
  const silent = finished(complaints, { writable: false }).catch(() => undefined)
  return async () => {
    await Promise.race([silent, delay(SILENT_WITHIN_MS, undefined, { ref: false })])
    const words = heard.split('\n').filter(line => !NO_WORDS.test(line))
    return words.slice(-LINES_TOLD).map(line => {
      const port = TAKEN.exec(line)?.[1]
      return port === undefined ? line : portTaken(who, Number(port))
    })
  }
}
