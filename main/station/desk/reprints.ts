import { type PagePrinter, sheetsOf } from '../../../src/contract/devices.ts'
import type { JobId, VisitId } from '../../../src/contract/ids.ts'
import type { Reprint } from '../../../src/contract/reprints-api.ts'
import { TERMINAL_ROUTES } from '../../../src/contract/terminal-api.ts'
import type { Language } from '../../../src/contract/texts.ts'
import { fault } from '../../../src/fault.ts'
import type { Result } from '../../../src/result.ts'
import type { Effect, ReprintHow } from '../../../src/session/effect.ts'
import { isPassing, untilAnswered } from '../patience.ts'
import type { Refusal } from '../server-client.ts'
import type { DeskTools } from './desk.ts'
import type { SettlingDesk } from './settling.ts'

const OPEN_WITHIN_MS = 20_000

export interface ReprintDesk {
  /** Posts `reprint-opened` or `reprint-refused`. The ledger knows of the reprint before the server does. */
  open(effect: Extract<Effect, { kind: 'open-reprint' }>, language: Language): Promise<void>
}

/**
 * Copies that came out badly, printed again for nothing. A reprint is a job of the ledger like any other: asked for under its own
 * id as often as it takes, so that a lost answer makes no second one, and undone where nobody waits for it any more.
 */
export function createReprintDesk(
  tools: DeskTools,
  settling: Pick<SettlingDesk, 'undo'>,
  sides: PagePrinter['sides'],
): ReprintDesk {
  const { client, ledger, clock, log } = tools

  return {
    open: async ({ jobId, visitId, how }, language) => {
      ledger.beginReprint(jobId, how.by, language)
      let unanswered = false
      const ask = async (): Promise<Result<Reprint, Refusal>> => {
        const answer = await askOnce(jobId, visitId, how)
        if (!answer.ok && isPassing(answer.error)) unanswered = true
        return answer
      }
      const answer = await untilAnswered(clock, ask, { giveUpAfterMs: OPEN_WITHIN_MS, stopped: tools.closing })
      if (tools.closing()) return
      if (!answer.ok) return refused(jobId, answer.error, unanswered)
      const { order, document } = answer.value
      ledger.reprintOpened(jobId, answer.value, sheetsOf(document.pages, sides))
      // Given up meanwhile: then it is being undone, and stays so.
      if (ledger.job(jobId)?.state === 'ordering')
        ledger.move(jobId, order.state === 'ready' ? 'printing' : 'abandoned')
      const job = ledger.job(jobId)
      if (job?.state !== 'printing') return refused(jobId, { fault: fault('order-conflict'), status: 200 }, true)
      log.info({ jobId, by: how.by, copies: job.quote.copies }, 'reprint opened')
      tools.post({ kind: 'reprint-opened', job })
    },
  }

  function askOnce(jobId: JobId, visitId: VisitId, how: ReprintHow): Promise<Result<Reprint, Refusal>> {
    if (how.by === 'code') return client.call(TERMINAL_ROUTES.reprintByCode, { visitId, jobId, code: how.code })
    const reported = how.reported.map(code => fault(code))
    const { of, copies } = how
    return client.call(TERMINAL_ROUTES.reprintByRule, { jobId: of, visitId, reprintJobId: jobId, copies, reported })
  }

  /** Every refusal comes before anything is written down; but a request without an answer may have been done all the same. */
  async function refused(jobId: JobId, refusal: Refusal, unanswered: boolean): Promise<void> {
    if (ledger.job(jobId)?.state === 'ordering') ledger.move(jobId, unanswered ? 'abandoned' : 'closed')
    log.info({ jobId, fault: refusal.fault }, 'reprint refused')
    tools.post({ kind: 'reprint-refused', jobId, fault: refusal.fault })
    if (unanswered) await settling.undo(jobId)
  }
}
