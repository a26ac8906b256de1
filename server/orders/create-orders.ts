import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import type { CopyEvidence, ForgottenOrder, Order, Outcome } from '../../src/contract/orders-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { type QuotaSetting, quotaKey } from '../../src/rules/quota.ts'
import { dayIn } from '../ground/local-day.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { OpenVisit, Visits } from '../identity/identity.ts'
import type { MerchantKey, Merchants, Notice } from '../payments/payments.ts'
import { insertOrder } from './open-order.ts'
import { createOrderDriver } from './order-driver.ts'
import { applyToOrder, type OrderRow } from './order-rows.ts'
import { viewOrder } from './order-view.ts'
import { createRefundDriver } from './refund-driver.ts'
import { sweepOrders } from './sweep.ts'
import { createTerminalReports } from './terminal-reports.ts'

export interface OrderSettings {
  readonly quota: QuotaSetting
  readonly maxCopies: number
  readonly payWithinMs: number
  readonly timeZone: string
  readonly paymentDescription: string
  readonly refundReason: string
  readonly unclearGivenBackUpToFen: number
}

export interface OrderParts {
  readonly db: Kysely<Tables>
  readonly merchants: Merchants
  readonly visits: Visits
  readonly clock: Clock
  readonly log: Logger
  readonly settings: OrderSettings
}

export interface OpenOrderInput {
  readonly visitId: string
  readonly documentId: string
  readonly jobId: string
  readonly copies: number
  readonly expectedAmountFen: number
}

/** Orders as terminals ask for them. The life of an order is in `order-machine.ts`. */
export interface TerminalOrders {
  open(terminalId: string, input: OpenOrderInput): Promise<Result<Order>>
  read(terminalId: string, jobId: string): Promise<Result<Order>>
  close(terminalId: string, jobId: string): Promise<Result<Order>>
  reportOutcome(terminalId: string, jobId: string, outcome: Outcome): Promise<Result<Order>>
  /** Writes down what a terminal holds of an order that is not known here; answers with the number of the note. */
  reportForgotten(terminalId: string, told: ForgottenOrder): Promise<Result<{ caseNumber: string }>>
  /** Writes down that paper of copies which had been given back came out; answers with the number of the note. */
  reportLatePaper(
    terminalId: string,
    jobId: string,
    copies: readonly CopyEvidence[],
  ): Promise<Result<{ caseNumber: string }>>
  /** Takes in what the merchant `from` has surely said; false when it speaks of no order that was opened there. */
  takeNotice(from: MerchantKey, notice: Notice): Promise<boolean>
  /** Moves on everything that is due: at start, and every few seconds. */
  sweep(): Promise<void>
}

/** A terminal that polls gets a fresh word of the provider at most this often. */
const POLL_GAP_MS = 2_000

export function createOrders(parts: OrderParts): TerminalOrders {
  const { db, clock, log, settings } = parts
  const driver = createOrderDriver({ ...parts, paymentDescription: settings.paymentDescription })
  const refunds = createRefundDriver({ ...parts, refundReason: settings.refundReason })
  const now = () => new Date(clock.now())
  const reports = createTerminalReports({ db, log, now })
  const view = async (row: OrderRow) => ok(await viewOrder(db, row, now(), settings.quota.freeCopies, parts.merchants))
  const findByJob = async (terminalId: string, jobId: string): Promise<Result<OrderRow>> => {
    const row = await db.selectFrom('print_order').selectAll().where('job_id', '=', jobId).executeTakeFirst()
    return row?.terminal_id === terminalId ? ok(row) : err(fault('order-unknown'))
  }
  const reread = (row: OrderRow) =>
    db.selectFrom('print_order').selectAll().where('order_id', '=', row.order_id).executeTakeFirstOrThrow()

  const insert = async (terminalId: string, visit: OpenVisit, input: OpenOrderInput): Promise<Result<OrderRow>> => {
    if (input.copies > settings.maxCopies) return err(fault('copies-refused'))
    const document = await db
      .selectFrom('document')
      .select(['kind', 'unit_price_fen', 'state', 'revoked_at'])
      .where('document_id', '=', input.documentId)
      .where('visit_key', '=', visit.visitKey)
      .executeTakeFirst()
    if (document?.state !== 'issued' || document.revoked_at) return err(fault('document-unavailable'))
    const day = dayIn(settings.timeZone, now())
    const wish = {
      jobId: input.jobId,
      terminalId,
      visitKey: visit.visitKey,
      documentId: input.documentId,
      unitPriceFen: document.unit_price_fen,
      quotaKey: quotaKey(settings.quota, visit.personId, document.kind, day),
      freeCopiesLimit: settings.quota.freeCopies,
      copies: input.copies,
      merchant: parts.merchants.present,
      expectedAmountFen: input.expectedAmountFen,
      payWithinMs: settings.payWithinMs,
      day,
    }
    const inserted = await insertOrder(db, wish, now())
    if (inserted.ok) return inserted
    // The same request, sent twice at once: the other one has made the order, and has perhaps taken the free copies.
    const made = await findByJob(terminalId, input.jobId)
    return made.ok ? made : inserted
  }

  return {
    open: async (terminalId, input) => {
      let found = await findByJob(terminalId, input.jobId)
      if (!found.ok) {
        const visit = await parts.visits.use(terminalId, input.visitId)
        if (!visit.ok) return visit
        found = await insert(terminalId, visit.value, input)
      }
      if (!found.ok) return found
      if (found.value.document_id !== input.documentId || found.value.copies !== input.copies) {
        return err(fault('order-conflict', 'another order has this job'))
      }
      if (found.value.state === 'opening') await driver.drive(found.value.order_id, 0)
      const row = await reread(found.value)
      if (row.state === 'opening' || (row.state === 'closed' && row.code_url === null)) {
        return err(fault('payment-unavailable'))
      }
      return view(row)
    },
    read: async (terminalId, jobId) => {
      const found = await findByJob(terminalId, jobId)
      if (!found.ok) return found
      await driver.drive(found.value.order_id, POLL_GAP_MS)
      return view(await reread(found.value))
    },
    close: async (terminalId, jobId) => {
      const found = await findByJob(terminalId, jobId)
      if (!found.ok) return found
      await driver.close(found.value.order_id)
      const row = await reread(found.value)
      return row.state === 'closing' ? err(fault('payment-unclear')) : view(row)
    },
    reportOutcome: async (terminalId, jobId, outcome) => {
      const found = await findByJob(terminalId, jobId)
      if (!found.ok) return found
      const { copiesDelivered, copiesUnclear } = outcome
      const { unclearGivenBackUpToFen } = settings
      const event = { kind: 'printed', copiesDelivered, copiesUnclear, unclearGivenBackUpToFen } as const
      const row = await applyToOrder(db, found.value.order_id, event, now(), {
        sheetsDelivered: outcome.sheetsDelivered,
        outcomeFault: outcome.fault?.code ?? null,
      })
      if (row.state !== 'ended' && outcome.copiesDelivered > 0) {
        log.error({ orderId: row.order_id, state: row.state }, 'copies came out under an order that was not ready')
        return err(fault('order-conflict', `the order is ${row.state}`))
      }
      return view(row)
    },
    reportForgotten: async (terminalId, told) => ok({ caseNumber: await reports.forgotten(terminalId, told) }),
    reportLatePaper: async (terminalId, jobId, copies) => {
      const found = await findByJob(terminalId, jobId)
      return found.ok ? ok({ caseNumber: await reports.latePaper(found.value, copies) }) : found
    },
    takeNotice: (from, notice) =>
      notice.kind === 'refund' ? refunds.takeIn(from, notice.refund) : driver.takeIn(from, notice.transaction),
    sweep: () => sweepOrders({ db, driver, refunds, log, now }),
  }
}
