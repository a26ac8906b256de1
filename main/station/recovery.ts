import type { JobId } from '../../src/contract/ids.ts'
import type { Order } from '../../src/contract/orders-api.ts'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import type { DeskTools } from './desk/desk.ts'
import type { LedgerJob } from './ledger/ledger.ts'
import { mayPass, untilAnswered } from './patience.ts'

/** So far a clock may be set back by whoever keeps the time. */
const CLOCK_SET_BACK_MS = 60_000

/**
 * What every start does, after a power cut as after a good night: reads the ledger and gives each open job its end. The newest
 * one, if its visitor may still stand at the screen, is taken up where it was; all others are settled without anyone.
 *
 * Whether the visitor may still stand there is judged at the start and by the last that was written down of the job. The server
 * may be up later than the station: until it is, the machine serves nobody else, so that it is waited for with the visitor at
 * the screen. For a payment it is asked for `resumeWithinMs`; a job that is being printed waits for its file as long as for paper.
 * `undo` begins to settle a job, and is not waited for: a server that is away must not keep the newest one waiting.
 */
export async function recover(tools: DeskTools, undo: (jobId: JobId) => void, resumeWithinMs: number): Promise<void> {
  const open = tools.ledger.open()
  const newest = open.at(-1)
  for (const job of open) {
    const ageMs = tools.clock.now() - job.changedAtMs
    // A clock that has lost its time does not say how long the break was; then nothing is printed for somebody who may be gone.
    const fresh = job === newest && ageMs >= -CLOCK_SET_BACK_MS && ageMs <= resumeWithinMs
    tools.log.info({ jobId: job.jobId, state: job.state, fresh }, 'open job found at start')
    if (fresh && (await resume(tools, job, resumeWithinMs))) continue
    undo(job.jobId)
  }
}

/** Takes a visit up again; false when there is nothing to take up. */
async function resume(tools: DeskTools, job: LedgerJob, resumeWithinMs: number): Promise<boolean> {
  if (job.state === 'printing') return printOn(tools, job)
  if (job.state !== 'awaiting-payment') return false
  const { jobId, language } = job
  tools.post({ kind: 'payment-recovering', job, withinMs: resumeWithinMs, language })
  const ask = () => tools.client.call(TERMINAL_ROUTES.order, { jobId })
  const patience = { giveUpAfterMs: resumeWithinMs, stopped: tools.closing, passes: mayPass }
  const answer = await untilAnswered(tools.clock, ask, patience)
  if (tools.closing()) return true
  if (answer.ok && takeUp(tools, job, answer.value)) return true
  tools.post({ kind: 'order-unclear', jobId })
  return false
}

function takeUp(tools: DeskTools, job: LedgerJob, order: Order): boolean {
  const { jobId, language } = job
  if (order.state === 'ready') {
    tools.ledger.move(jobId, 'printing')
    return printOn(tools, job)
  }
  if (order.state === 'closed') {
    tools.ledger.move(jobId, 'closed')
    tools.post({ kind: 'order-closed', jobId })
    return true
  }
  if (order.state !== 'awaiting-payment' || order.codeUrl === null || order.payWithinMs === null) return false
  const { codeUrl, payWithinMs } = order
  // A ledger of before does not say how it is paid.
  const known = { ...job, payment: job.payment ?? order.payment }
  tools.post({ kind: 'paying-recovered', job: known, codeUrl, payWithinMs, language })
  return true
}

function printOn(tools: DeskTools, job: LedgerJob): boolean {
  const copies = tools.ledger.copies(job.jobId)
  const copiesDelivered = copies.filter(copy => copy.state === 'delivered').length
  // Sheets that the visitor has seen counted before the break are not taken back.
  const sheetsDelivered = copies.reduce((sum, copy) => sum + Math.min(copy.sheetsDelivered, job.sheetsPerCopy), 0)
  tools.post({ kind: 'printing-recovered', job, copiesDelivered, sheetsDelivered, language: job.language })
  return true
}
