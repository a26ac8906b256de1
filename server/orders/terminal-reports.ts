import type { Kysely, Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { CopyEvidence, ForgottenOrder } from '../../src/contract/orders-api.ts'
import { quote } from '../../src/rules/quota.ts'
import { chargeFor } from '../../src/rules/settlement.ts'
import { type EvidencePart, sentence } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Merchants } from '../payments/payments.ts'
import { copyUnclear, latePaper, orderEvidence, paperEvidence, unclearCopies } from './order-cases.ts'
import type { OrderRow } from './order-machine.ts'
import { audit } from './orders-audit.ts'
import type { OpenCases } from './refund-rows.ts'
import type { UnclaimedPayments } from './unclaimed-payments.ts'

/** What terminals tell of paper and money that the orders here do not explain: cases, whose numbers they are answered with. */
export interface TerminalReports {
  forgotten(terminalId: string, told: ForgottenOrder): Promise<string>
  latePaper(order: OrderRow, copies: readonly CopyEvidence[]): Promise<string>
}

export function createTerminalReports(parts: {
  readonly db: Kysely<Tables>
  readonly cases: OpenCases
  readonly merchants: Merchants
  readonly unclaimed: UnclaimedPayments
  readonly log: Logger
  now(): Date
}): TerminalReports {
  const { db, cases, merchants, unclaimed, log, now } = parts

  /** Of a copy of which nobody could tell, a person looks already: that it came out is said there, and makes no second case of one sheet. */
  const sayLate = async (
    tx: Transaction<Tables>,
    order: OrderRow,
    copies: readonly CopyEvidence[],
  ): Promise<string> => {
    const unclear = unclearCopies(order)
    const [doubted, others] = [true, false].map(is =>
      copies.filter(({ copyNumber }) => (unclear?.has(copyNumber) ?? false) === is),
    ) as [CopyEvidence[], CopyEvidence[]]
    const known =
      doubted.length === 0
        ? null
        : await cases.tell(tx, { ...copyUnclear(order), evidence: paperEvidence(doubted, now()) }, now())
    if (known !== null && others.length === 0) return known
    const evidence = [orderEvidence(order, now()), ...paperEvidence(known === null ? copies : others, now())]
    return cases.open(tx, { ...latePaper(order), orderId: order.order_id, evidence }, now())
  }

  return {
    forgotten: async (terminalId, told) => {
      const { jobId, paymentReference } = told
      const evidence = [ledgerEvidence(terminalId, told, now())]
      const caseNumber = await db.transaction().execute(async tx => {
        const amountFen = owedFen(told)
        const news = { kind: 'order-forgotten', subject: jobId, amountFen, evidence } as const
        const number = await cases.open(tx, news, now())
        const detail = { caseNumber: number, orderNumber: told.orderNumber, paymentReference, amountFen }
        await audit(tx, now(), { event: 'order-forgotten', subject: jobId, terminalId, detail })
        return number
      })
      log.error({ terminalId, jobId, caseNumber }, 'a terminal holds an order that is not known here')
      if (paymentReference !== null) {
        // Under whom it was opened nobody knows any more: each merchant is asked, and what each answers stands in the case.
        const said = { outTradeNo: paymentReference, transactionId: null, totalFen: null, paidAt: null }
        for (const merchant of merchants.all) await unclaimed.keep(merchant, said, 'station', jobId)
        await unclaimed.askNow(paymentReference)
      }
      return caseNumber
    },
    latePaper: (order, copies) =>
      db.transaction().execute(async tx => {
        const { order_id: orderId, terminal_id: terminalId } = order
        const caseNumber = await sayLate(tx, order, copies)
        const detail = { caseNumber, copies: copies.map(({ copyNumber }) => copyNumber).join(' ') }
        await audit(tx, now(), { event: 'order-late-paper', subject: orderId, terminalId, detail })
        log.error({ terminalId, orderId, ...detail }, 'paper of copies that were given back came out')
        return caseNumber
      }),
  }
}

/** What would have to go back, had it been paid: all of it, less what the copies cost that came out. Null for a free order. */
function owedFen({ copies, freeCopies, unitPriceFen, outcome }: ForgottenOrder): number | null {
  const { amountFen } = quote(copies, freeCopies, unitPriceFen)
  if (amountFen === 0) return null
  const delivered = Math.min(outcome?.copiesDelivered ?? 0, copies)
  return amountFen - chargeFor({ freeCopies, unitPriceFen }, delivered)
}

function ledgerEvidence(terminalId: string, told: ForgottenOrder, at: Date): EvidencePart {
  const { jobId, orderNumber, documentId, stationState, paymentReference, outcome } = told
  const { copies, freeCopies, unitPriceFen } = told
  return {
    source: 'station',
    atMs: at.getTime(),
    says: sentence('ledger-has', { state: stationState }),
    facts: {
      ...{
        terminalId,
        jobId,
        orderNumber,
        documentId,
        stationState,
        paymentReference,
        copies,
        freeCopies,
        unitPriceFen,
      },
      ...{ copiesDelivered: outcome?.copiesDelivered ?? null, copiesUnclear: outcome?.copiesUnclear ?? null },
    },
  }
}
