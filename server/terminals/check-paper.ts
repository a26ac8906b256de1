import { sleep } from '../../src/clock.ts'
import type { TerminalId } from '../../src/contract/ids.ts'
import type { PaperAnswer } from '../../src/contract/paper.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Ground } from '../ground/ground.ts'
import { MISS_DELAY_MS } from '../ground/guess-watch.ts'
import { createRateLimit } from '../ground/http/rate-limit.ts'
import type { DocumentRecords } from '../issuing/issuing.ts'
import { readScanned } from './scanned-code.ts'

/** Faster than anybody lays papers under a scanner. */
const CHECKS_A_MINUTE = 40
const MINUTE_MS = 60_000

/** What a terminal asks for a passer-by who holds a printed paper. */
export type PaperCheck = (terminalId: TerminalId, asked: { readonly scanned: string }) => Promise<Result<PaperAnswer>>

/**
 * Answers what the scanner of a terminal read. There is no captcha, because the terminal has signed; but codes that nobody has
 * are counted against it as they are against an address on the public page, are answered as slowly, and stand in the audit trail
 * under its name. An address is compared and never opened. What was scanned is not logged.
 */
export function createPaperCheck(
  { clock, guesses, house: { publicBaseUrl, timeZone } }: Pick<Ground, 'clock' | 'guesses' | 'house'>,
  documents: Pick<DocumentRecords, 'idOfCode' | 'show'>,
): PaperCheck {
  const now = () => new Date(clock.now())
  const limit = createRateLimit(clock, CHECKS_A_MINUTE, MINUTE_MS)
  const site = new URL(publicBaseUrl).host

  const missed = async (terminalId: TerminalId, caller: string, code: string): Promise<Result<PaperAnswer>> => {
    await Promise.all([guesses.miss(caller, code, terminalId), sleep(clock, MISS_DELAY_MS)])
    return ok({ outcome: 'not-found', site })
  }

  return async (terminalId, { scanned }) => {
    if (!limit.allow(terminalId)) return err(fault('server-busy'))
    const read = readScanned(scanned, publicBaseUrl)
    // A bad scan is nobody's guess: it is not counted, and the holder may try again at once.
    if (read.kind !== 'ours') return ok({ outcome: read.kind, site })
    const caller = `terminal ${terminalId}`
    if (guesses.waitSeconds(caller, read.code) > 0) return err(fault('server-busy'))
    const documentId = await documents.idOfCode(read.code)
    const paper = documentId === undefined ? undefined : await documents.show(documentId)
    if (!paper) return missed(terminalId, caller, read.code)
    return ok({ outcome: 'found', paper, checkedAt: now().toISOString(), timeZone })
  }
}
