import { sleep } from '../../../src/clock.ts'
import type { JobId, VisitId } from '../../../src/contract/ids.ts'
import { ORDER_WAITS_AT_MOST_MS, type Order } from '../../../src/contract/orders-api.ts'
import { TERMINAL_ROUTES } from '../../../src/contract/terminal-api.ts'
import type { Visitor } from '../../../src/contract/terminals-api.ts'
import type { Language } from '../../../src/contract/texts.ts'
import type { FaultCode } from '../../../src/fault.ts'
import type { Effect } from '../../../src/session/effect.ts'
import { isPassing, untilAnswered } from '../patience.ts'
import type { Refusal } from '../server-client.ts'
import type { DeskTools } from './desk.ts'
import { isUnknown } from './forgotten.ts'
import type { SettlingDesk } from './settling.ts'

const OPEN_WITHIN_MS = 20_000
const CLOSE_WITHIN_MS = 25_000
/** A server answers when it hears of the payment; one that answers sooner, or not at all, is asked again at this pace. */
const WATCH_EVERY_MS = 1_500
/** So often, one after the other, an order must be called unknown before its code is taken off the screen. */
const UNKNOWN_TIMES = 4
/** So often, one after the other, the server must have no code for an order that is not paid: then something is the matter with its payment. */
const WITHOUT_CODE_TIMES = 2
/** Refusals before anything is written down: the first and only request that meets one has ordered nothing. */
const NOTHING_ORDERED: ReadonlySet<FaultCode> = new Set([
  ...(['quote-changed', 'copies-refused', 'document-unavailable', 'visit-expired', 'terminal-refused'] as const),
])

export interface OrderDesk {
  /** Posts `order-opened` or `order-refused`. The ledger knows of the order before the server does. */
  open(effect: Extract<Effect, { kind: 'open-order' }>, language: Language): Promise<void>
  /** Asks until the order is paid or closed, or the server goes on not to know it: then posts `order-unclear`. */
  watch(jobId: JobId): Promise<void>
  /** Posts `order-closed`, `payment-settled` or `order-unclear`. */
  close(jobId: JobId): Promise<void>
}

/** Orders and their payment. What the server says decides; the screen never says that something was paid. */
export function createOrderDesk(tools: DeskTools, settling: Pick<SettlingDesk, 'undo'>): OrderDesk {
  const { client, ledger, clock, log } = tools
  const watched = new Set<JobId>()

  /** Whether a job still waits for its payment; else it is being undone, and no late answer takes it up again. */
  const isAwaited = (jobId: JobId) => ledger.job(jobId)?.state === 'awaiting-payment'

  /** What a settled or closed order means for ledger and visit; false while it is still awaiting payment. */
  const conclude = (jobId: JobId, order: Order): boolean => {
    if (order.state === 'awaiting-payment') return false
    if (!isAwaited(jobId)) return true
    if (order.state === 'ready') {
      ledger.move(jobId, 'printing')
      tools.post({ kind: 'payment-settled', jobId })
    } else {
      ledger.move(jobId, 'closed')
      tools.post({ kind: 'order-closed', jobId })
    }
    return true
  }

  return {
    open: async ({ jobId, visitId, document, quote }, language) => {
      ledger.begin({ ...document, jobId, quote, language })
      let unanswered = false
      const ask = async () => {
        const answer = await client.call(TERMINAL_ROUTES.openOrder, {
          visitId,
          documentId: document.documentId,
          jobId,
          copies: quote.copies,
          expectedAmountFen: quote.amountFen,
        })
        if (!answer.ok && isPassing(answer.error)) unanswered = true
        return answer
      }
      const answer = await untilAnswered(clock, ask, { giveUpAfterMs: OPEN_WITHIN_MS, stopped: tools.closing })
      if (!answer.ok) return refused(answer.error)
      const order = answer.value
      ledger.opened(jobId, order)
      // Given up meanwhile: then it is being undone, and stays so.
      if (ledger.job(jobId)?.state === 'ordering')
        ledger.move(jobId, order.state === 'ready' ? 'printing' : 'awaiting-payment')
      tools.post({ kind: 'order-opened', order })

      async function refused(refusal: Refusal): Promise<void> {
        // A request without an answer may have made the order, whatever the next one was told; and a payment that could not be
        // opened may stand at the server all the same. It stays owed until it is undone.
        const nothingOrdered = !unanswered && NOTHING_ORDERED.has(refusal.fault.code)
        const isGivenUp = ledger.job(jobId)?.state !== 'ordering'
        if (!isGivenUp) ledger.move(jobId, nothingOrdered ? 'closed' : 'abandoned')
        log.warn({ jobId, fault: refusal.fault }, 'order refused')
        const visitor = refusal.fault.code === 'quote-changed' ? await visitorNow(visitId) : null
        tools.post({ kind: 'order-refused', jobId, fault: refusal.fault, visitor })
        if (!nothingOrdered) await settling.undo(jobId)
      }
    },

    watch: async jobId => {
      watched.add(jobId)
      const waitMs = Math.min(ORDER_WAITS_AT_MOST_MS, Math.floor(client.timeoutMs / 2))
      let withoutCode = 0
      for (let unknown = 0; watched.has(jobId) && !tools.closing(); ) {
        const askedMs = clock.monotonic()
        const answer = await client.call(TERMINAL_ROUTES.order, { jobId, waitMs })
        if (!watched.has(jobId) || tools.closing()) return
        if (answer.ok && conclude(jobId, answer.value)) watched.delete(jobId)
        unknown = !answer.ok && isUnknown(answer.error) ? unknown + 1 : 0
        withoutCode = answer.ok && answer.value.codeUrl === null ? withoutCode + 1 : 0
        if (watched.has(jobId) && (unknown === UNKNOWN_TIMES || withoutCode === WITHOUT_CODE_TIMES)) {
          // Its code would take money for an order that nobody knows, or that is being checked already.
          watched.delete(jobId)
          unclear(jobId)
        }
        if (watched.has(jobId)) await sleep(clock, Math.max(0, askedMs + WATCH_EVERY_MS - clock.monotonic()))
      }
    },

    close: async jobId => {
      watched.delete(jobId)
      const ask = () => client.call(TERMINAL_ROUTES.closeOrder, { jobId })
      const answer = await untilAnswered(clock, ask, { giveUpAfterMs: CLOSE_WITHIN_MS, stopped: tools.closing })
      if (tools.closing() || (answer.ok && conclude(jobId, answer.value))) return
      unclear(jobId)
    },
  }

  /** The visit has it undone, whose order it is. */
  function unclear(jobId: JobId): void {
    if (isAwaited(jobId)) ledger.move(jobId, 'abandoned')
    tools.post({ kind: 'order-unclear', jobId })
  }

  async function visitorNow(visitId: VisitId): Promise<Visitor | null> {
    const answer = await client.call(TERMINAL_ROUTES.visit, { visitId })
    return answer.ok ? answer.value : null
  }
}
