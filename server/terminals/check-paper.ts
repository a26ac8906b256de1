import type { TerminalId } from '../../src/contract/ids.ts'
import type { PaperAnswer } from '../../src/contract/paper.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Ground } from '../ground/ground.ts'
import type { DocumentRecords } from '../issuing/issuing.ts'
import { readScanned } from './scanned-code.ts'

/** Faster than anybody lays papers under a scanner. */
const CHECKS_A_MINUTE = 40
const CHECKS_OF_ALL = 2_000
const MINUTE_MS = 60_000

type PaperGround = Pick<Ground, 'clock' | 'guesses' | 'limit' | 'house'>

/** What a terminal asks for a passer-by who holds a printed paper. */
export type PaperCheck = (terminalId: TerminalId, asked: { readonly scanned: string }) => Promise<Result<PaperAnswer>>

/**
 * Answers what the scanner of a terminal read. There is no captcha, because the terminal has signed; but codes that nobody has
 * are counted against it as they are against an address on the public page, are answered as slowly, and stand in the audit trail
 * under its name. Whoever lays a paper of ours under it next is answered at once. An address is compared and never opened. What was
 * scanned is not logged.
 */
export function createPaperCheck(
  { clock, guesses, limit: makeLimit, house: { publicBaseUrl, timeZone } }: PaperGround,
  documents: Pick<DocumentRecords, 'idOfCode' | 'show'>,
): PaperCheck {
  const now = () => new Date(clock.now())
  const limit = makeLimit('terminals papers', {
    times: CHECKS_A_MINUTE,
    timesOfAll: CHECKS_OF_ALL,
    windowMs: MINUTE_MS,
  })
  const site = new URL(publicBaseUrl).host

  const missed = async (terminalId: TerminalId, code: string): Promise<Result<PaperAnswer>> => {
    const said = await guesses.miss({ subject: 'verification', caller: `terminal ${terminalId}`, terminalId, code })
    return said === 'waited' ? ok({ outcome: 'not-found', site }) : err(fault('server-busy'))
  }

  return async (terminalId, { scanned }) => {
    if (!(await limit.allow(terminalId))) return err(fault('server-busy'))
    const read = readScanned(scanned, publicBaseUrl)
    // A bad scan is nobody's guess: it is not counted, and the holder may try again at once.
    if (read.kind !== 'ours') return ok({ outcome: read.kind, site })
    const documentId = await documents.idOfCode(read.code)
    const paper = documentId === undefined ? undefined : await documents.show(documentId)
    if (!paper) return missed(terminalId, read.code)
    return ok({ outcome: 'found', paper, checkedAt: now().toISOString(), timeZone })
  }
}
