import type { PagePrinter } from '../../../src/contract/devices.ts'
import type { JobId } from '../../../src/contract/ids.ts'
import type { CopyEvidence } from '../../../src/contract/orders-api.ts'
import { TERMINAL_ROUTES } from '../../../src/contract/terminal-api.ts'
import type { Aftermath, LedgerCopy } from '../ledger/copies.ts'
import type { DeskTools } from './desk.ts'
import { forgottenPaper, isUnknown, type UnknownWatch, watchUnknown, wordOf } from './forgotten.ts'
import type { Pace } from './pace.ts'
import { sentOf } from './sent-copy.ts'
import { type StillOwed, untilProven } from './until-proven.ts'

/** There is nothing more of such a copy at the printer, as far as was known. */
const WATCHED_ON: ReadonlySet<Aftermath> = new Set(['none', 'gone', 'absent', 'absent-told'])
/** A later start watches on over a copy that was given back before it no longer than that ago. */
const WATCHED_FOR_MS = 3_600_000

/** What the server is told of copies that were given back. */
type Told = 'late' | 'absent'

export interface LeftBehindDesk {
  /** Takes up what an earlier start has left: copies at the printer, and late paper that nobody was told of. */
  takeUp(): void
  /** Sees to the copies of a job that were given back and may still come out. The printer serves nobody until they are gone. */
  clear(jobId: JobId): void
}

/**
 * Paper that had been given back must not come out in front of somebody else; if it came out all the same, a person hears of it. And
 * when it is proven that a copy of which nobody could tell did not come out, the server puts that right by itself. Both are debts as any
 * other: told as often as it takes, and ended when the server has it, or has taken down an order that it forgot.
 */
export function createLeftBehindDesk(
  tools: DeskTools,
  printer: Pick<PagePrinter, 'clearCopy' | 'watchAfterwards'>,
  pace: Pick<Pace, 'pause'>,
  run: (work: Promise<unknown>) => void,
): LeftBehindDesk {
  const { client, clock, ledger, log } = tools
  const telling = new Set<string>()
  const watched = new Set<string>()
  const isRecent = (atMs: number) => Math.abs(clock.now() - atMs) < WATCHED_FOR_MS

  const clearOne = async (jobId: JobId, copy: LedgerCopy, pages: number): Promise<void> => {
    const cleared = await printer.clearCopy(sentOf(copy, pages))
    if (tools.closing()) return
    const late = cleared.cameOut || cleared.sheetsDelivered > copy.sheetsDelivered
    const absent = cleared.isProven && copy.state === 'cannot-be-told'
    const { sheetsDelivered: sheetsInTheEnd, evidence } = cleared
    const aftermath = late ? 'late' : absent ? 'absent' : 'gone'
    ledger.copyCleared(jobId, copy.copyNumber, { sheetsInTheEnd, aftermath, evidence })
    log.info({ jobId, copyNumber: copy.copyNumber, ...cleared, aftermath }, 'copy given back is gone from the printer')
    if (aftermath !== 'late') run(watchOn(jobId, { ...copy, sheetsInTheEnd }, pages))
    if (aftermath !== 'gone') await tell(jobId, aftermath)
  }

  /** Given back, and gone by all that was known: should its paper come out now, a person hears of it. */
  const watchOn = async (jobId: JobId, copy: LedgerCopy, pages: number): Promise<void> => {
    const { copyNumber, jobName } = copy
    // What comes out after a later copy was offered may be of that one.
    if (watched.has(jobName) || ledger.lastOffered()?.copy.jobName !== jobName) return
    watched.add(jobName)
    const known = Math.max(copy.sheetsDelivered, copy.sheetsInTheEnd ?? 0)
    const came = await printer.watchAfterwards({ ...sentOf(copy, pages), sheetsDelivered: known })
    if (tools.closing() || came === null) return
    const { sheetsDelivered: sheetsInTheEnd, evidence } = came
    ledger.copyCleared(jobId, copyNumber, { sheetsInTheEnd, aftermath: 'late', evidence })
    log.warn({ jobId, copyNumber, ...came }, 'paper of a copy that was given back came out')
    await tell(jobId, 'late')
  }

  const tell = async (jobId: JobId, what: Told): Promise<void> => {
    const once = `${what} ${jobId}`
    if (telling.has(once)) return
    telling.add(once)
    const unknown = watchUnknown(clock)
    await untilProven(tools, pace, { jobId, what: `${what} copies told` }, () => tellOnce(jobId, what, unknown))
    telling.delete(once)
  }

  /** Each time all that is known by then: a further copy may have come out meanwhile. */
  const tellOnce = async (jobId: JobId, what: Told, unknown: UnknownWatch): Promise<StillOwed> => {
    const job = ledger.job(jobId)!
    const owed = ledger.copies(jobId).filter(copy => copy.aftermath === what)
    if (owed.length === 0) return null
    const copies = owed.map(copy => evidenceOf(copy, job.sheetsPerCopy))
    const answer =
      what === 'late'
        ? await client.call(TERMINAL_ROUTES.reportLatePaper, { jobId, copies })
        : await client.call(TERMINAL_ROUTES.reportAbsentCopies, { jobId, copies })
    if (tools.closing()) return 'closing'
    if (answer.ok) return told(jobId, what, owed)
    if (!isUnknown(answer.error) || !unknown.saidAgain()) return wordOf(answer.error)
    const all = forgottenPaper(job, copies, what === 'absent' ? copies.length : 0)
    const handedOver = await client.call(TERMINAL_ROUTES.reportForgottenOrder, all)
    if (tools.closing()) return 'closing'
    return handedOver.ok ? told(jobId, what, owed) : wordOf(handedOver.error)
  }

  const told = (jobId: JobId, what: Told, copies: readonly LedgerCopy[]): StillOwed => {
    ledger.aftermathTold(jobId, what, copies)
    log.info({ jobId, copies: copies.length }, `${what} copies told`)
    return ledger.copies(jobId).some(copy => copy.aftermath === what) ? 'one more of them' : null
  }

  const clear = (jobId: JobId): void => {
    const { pages } = ledger.job(jobId)!
    for (const copy of ledger.copies(jobId)) {
      if (copy.aftermath === 'at-printer') run(clearOne(jobId, copy, pages))
      else if (copy.aftermath === 'none' && isGivenBack(copy)) run(watchOn(jobId, copy, pages))
    }
  }
  return {
    clear,
    takeUp: () => {
      for (const jobId of ledger.jobsWith('at-printer')) clear(jobId)
      const last = ledger.lastOffered()
      if (last && WATCHED_ON.has(last.copy.aftermath) && isGivenBack(last.copy) && isRecent(last.changedAtMs))
        run(watchOn(last.jobId, last.copy, ledger.job(last.jobId)!.pages))
      for (const what of ['late', 'absent'] as const) for (const jobId of ledger.jobsWith(what)) run(tell(jobId, what))
    },
  }
}

function isGivenBack({ state, standing }: LedgerCopy): boolean {
  return standing !== null && (state === 'not-delivered' || state === 'cannot-be-told')
}

function evidenceOf(copy: LedgerCopy, sheetsPerCopy: number): CopyEvidence {
  const { copyNumber, sheetsDelivered, sheetsInTheEnd, evidenceInTheEnd: evidence } = copy
  const sheetsCounted = sheetsInTheEnd ?? sheetsDelivered
  return { copyNumber, end: sheetsCounted >= sheetsPerCopy ? 'delivered' : 'not-delivered', sheetsCounted, evidence }
}
