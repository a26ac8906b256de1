import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import type { CopyEvidence, ForgottenOrder, Order, Outcome } from '../../src/contract/orders-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { QuotaSetting } from '../../src/rules/quota.ts'
import type { SettingsInForce } from '../../src/settings/in-force.ts'
import { dayIn } from '../ground/local-day.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { OpenVisit, Visits } from '../identity/identity.ts'
import type { MerchantKey, Merchants, Notice } from '../payments/payments.ts'
import { createTakeAbsence } from './absent-copies.ts'
import type { CardsInHand } from './cards-in-hand.ts'
import { isFetchedBefore } from './fetched-before.ts'
import type { FreeCopies } from './free-copies.ts'
import { createTakeOverLostLedger, type LostLedger } from './lost-ledger.ts'
import { tellMissingOutcomes } from './missing-outcomes.ts'
import { insertOrder } from './open-order.ts'
import { createOrderBell } from './order-bell.ts'
import { createOrderDriver } from './order-driver.ts'
import type { OrderRow } from './order-machine.ts'
import { isUnclear, viewOrder } from './order-view.ts'
import { createTakeOutcome } from './outcomes.ts'
import { createRefundDriver } from './refund-driver.ts'
import type { OpenCases } from './refund-rows.ts'
import { tellSlowRefunds } from './slow-refunds.ts'
import { createTerminalReports } from './terminal-reports.ts'
import { createUnclaimedPayments, type UnclaimedPayments } from './unclaimed-payments.ts'
import { keepUnknownRefund } from './unknown-refunds.ts'

export interface OrderSettings {
  readonly quota: QuotaSetting
  readonly payWithinMs: number
  readonly timeZone: string
  readonly paymentDescription: string
  readonly refundReason: string
  readonly unclearGivenBackUpToFen: number
  /** How long an outcome is waited for before the order is a case. */
  readonly outcomeWithinMs: number
  /** How long a refund may be under way before it is a case. */
  readonly refundWithinMs: number
}

export interface OrderParts {
  readonly db: Kysely<Tables>
  readonly merchants: Merchants
  readonly cases: OpenCases
  readonly visits: Visits
  readonly clock: Clock
  readonly log: Logger
  readonly cards: CardsInHand
  readonly freeCopies: Pick<FreeCopies, 'countFor'>
  /** How many copies may be had at once, by the terminal. */
  readonly inForce: SettingsInForce
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
  /** The order as it is; while it awaits its payment only when something has happened to it, or after `waitMs`. */
  read(terminalId: string, jobId: string, waitMs?: number): Promise<Result<Order>>
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
  /** Takes in the proof that copies of which nobody could tell did not come out. */
  reportAbsent(terminalId: string, jobId: string, copies: readonly CopyEvidence[]): Promise<Result<Order>>
  /** Takes over what a terminal owed that has lost its ledger. */
  reportLostLedger(terminalId: string): Promise<Result<LostLedger>>
  /**
   * Takes in what the merchant `from` has surely said. A payment that no order knows, and a refund that nobody here has asked for, are
   * kept, and people are told; false when it speaks of an order or a refund that is another merchant's.
   */
  takeNotice(from: MerchantKey, notice: Notice): Promise<boolean>
  /** Payments that no order knows. */
  readonly unclaimed: Pick<UnclaimedPayments, 'keep' | 'askDue'>
  /** Asks about, opens and closes every order that is due: at start, and every few seconds. */
  sweepOrders(): Promise<void>
  /** Tries every refund that is due. On its own: many of them, and a provider that hangs, hold up no order. */
  sweepRefunds(): Promise<void>
  /** Makes cases of orders whose terminal has told nothing for too long. Returns how many are new. */
  tellMissing(): Promise<number>
  /** Makes cases of refunds that are under way for too long. Returns how many are new. */
  tellSlowRefunds(): Promise<number>
  /** All of it at once. */
  sweep(): Promise<void>
}

/** A terminal that polls gets a fresh word of the provider at most this often. */
const POLL_GAP_MS = 2_000
/** Another server of the house may have learnt of a payment: so often the row itself is read while a terminal waits. */
const REREAD_EVERY_MS = 1_000

export function createOrders(parts: OrderParts): TerminalOrders {
  const { db, clock, log, settings } = parts
  const { cases, merchants } = parts
  const now = () => new Date(clock.now())
  const bell = createOrderBell(clock)
  const driver = createOrderDriver({ ...parts, bell, paymentDescription: settings.paymentDescription })
  const { learn } = driver
  const refunds = createRefundDriver({ ...parts, learn, refundReason: settings.refundReason })
  const unclaimed = createUnclaimedPayments({ db, merchants, cases, log, now })
  const reports = createTerminalReports({ db, merchants, cases, unclaimed, log, now })
  const { unclearGivenBackUpToFen, outcomeWithinMs, refundWithinMs } = settings
  const takeOutcome = createTakeOutcome({ db, cases, log, now, unclearGivenBackUpToFen })
  /** With its code on a screen, and nothing said of its payment: a doubt is news. */
  const isWaited = (row: OrderRow) => row.state === 'awaiting-payment' && row.doubt === null
  const takeAbsence = createTakeAbsence({ db, cases, log, now })
  const takeOverLostLedger = createTakeOverLostLedger({ db, cases, driver, log, now })
  const view = async (row: OrderRow) => ok(await viewOrder(db, row, now(), parts.freeCopies, parts.merchants))
  const findByJob = async (terminalId: string, jobId: string): Promise<Result<OrderRow>> => {
    const row = await db.selectFrom('print_order').selectAll().where('job_id', '=', jobId).executeTakeFirst()
    return row?.terminal_id === terminalId ? ok(row) : err(fault('order-unknown'))
  }
  const reread = (row: OrderRow) =>
    db.selectFrom('print_order').selectAll().where('order_id', '=', row.order_id).executeTakeFirstOrThrow()

  const insert = async (terminalId: string, visit: OpenVisit, input: OpenOrderInput): Promise<Result<OrderRow>> => {
    const { maxCopies } = (await parts.inForce.at(terminalId)).copies
    if (input.copies > maxCopies) return err(fault('copies-refused'))
    const document = await db
      .selectFrom('document')
      .select(['kind', 'unit_price_fen', 'state', 'revoked_at'])
      .where('document_id', '=', input.documentId)
      .where('visit_key', '=', visit.visitKey)
      .executeTakeFirst()
    if (document?.state !== 'issued' || document.revoked_at) return err(fault('document-unavailable'))
    if (await isFetchedBefore(db, visit)) return err(fault('document-unavailable', 'it was fetched before'))
    const day = dayIn(settings.timeZone, now())
    const count = await parts.freeCopies.countFor(visit.personId, document.kind, terminalId)
    const wish = {
      jobId: input.jobId,
      terminalId,
      visitKey: visit.visitKey,
      documentId: input.documentId,
      unitPriceFen: document.unit_price_fen,
      quotaKey: count.quotaKey,
      // Of a paper that is collected for another neither person's free copies are taken.
      freeCopiesLimit: visit.mandateId === null ? count.limit : 0,
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

  /** Such a payment has no order where it was made; who has signed the notice may know better, and says it again. */
  const isOfAnotherMerchant = async (outTradeNo: string): Promise<boolean> => {
    const row = await db
      .selectFrom('print_order')
      .select('order_id')
      .where('out_trade_no', '=', outTradeNo)
      .executeTakeFirst()
    return row !== undefined
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
    read: async (terminalId, jobId, waitMs = 0) => {
      const found = await findByJob(terminalId, jobId)
      if (!found.ok) return found
      await driver.drive(found.value.order_id, POLL_GAP_MS)
      const untilMs = clock.monotonic() + waitMs
      let row = await reread(found.value)
      for (let leftMs = waitMs; isWaited(row) && leftMs > 0; leftMs = untilMs - clock.monotonic()) {
        await bell.heard(row.order_id, Math.min(leftMs, REREAD_EVERY_MS))
        row = await reread(row)
      }
      return view(row)
    },
    close: async (terminalId, jobId) => {
      const found = await findByJob(terminalId, jobId)
      if (!found.ok) return found
      await driver.close(found.value.order_id)
      const row = await reread(found.value)
      return row.state === 'closing' || isUnclear(row, now()) ? err(fault('payment-unclear')) : view(row)
    },
    reportOutcome: async (terminalId, jobId, outcome) => {
      const found = await findByJob(terminalId, jobId)
      if (!found.ok) return found
      const row = await takeOutcome(found.value.order_id, outcome)
      return row.ok ? view(row.value) : row
    },
    reportForgotten: async (terminalId, told) => ok({ caseNumber: await reports.forgotten(terminalId, told) }),
    reportLatePaper: async (terminalId, jobId, copies) => {
      const found = await findByJob(terminalId, jobId)
      if (!found.ok) return found
      // Before its outcome is known it can't be said which of its copies a person looks at already: it is told again.
      if (found.value.state === 'ready') return err(fault('order-conflict', 'the outcome is not told yet'))
      return ok({ caseNumber: await reports.latePaper(found.value, copies) })
    },
    reportAbsent: async (terminalId, jobId, copies) => {
      const found = await findByJob(terminalId, jobId)
      if (!found.ok) return found
      const row = await takeAbsence(found.value.order_id, copies)
      return row.ok ? view(row.value) : row
    },
    reportLostLedger: async terminalId => ok(await takeOverLostLedger(terminalId)),
    takeNotice: async (from, notice) => {
      if (notice.kind === 'complaint') return false
      if (notice.kind === 'refund')
        return (await refunds.takeIn(from, notice.refund)) || keepUnknownRefund({ db, cases }, from, notice, now())
      const { transaction } = notice
      if (await driver.takeIn(from, transaction)) return true
      await unclaimed.keep(from, transaction, 'notice')
      return !(await isOfAnotherMerchant(transaction.outTradeNo))
    },
    unclaimed,
    sweepOrders: driver.driveDue,
    sweepRefunds: refunds.driveDue,
    tellMissing: () => tellMissingOutcomes({ db, cases, withinMs: outcomeWithinMs }, now()),
    tellSlowRefunds: () => tellSlowRefunds({ db, cases, withinMs: refundWithinMs }, now()),
    sweep: async () => {
      await driver.driveDue()
      await Promise.all([refunds.driveDue(), unclaimed.askDue()])
    },
  }
}
