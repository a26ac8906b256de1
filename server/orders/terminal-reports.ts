import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { CopyEvidence, ForgottenOrder } from '../../src/contract/orders-api.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { OrderRow } from './order-rows.ts'
import { audit } from './orders-audit.ts'

/** What terminals tell of paper and money that the orders here do not explain: written down under a number, for a person. */
export interface TerminalReports {
  forgotten(terminalId: string, told: ForgottenOrder): Promise<string>
  latePaper(order: OrderRow, copies: readonly CopyEvidence[]): Promise<string>
}

export function createTerminalReports({
  db,
  log,
  now,
}: {
  readonly db: Kysely<Tables>
  readonly log: Logger
  now(): Date
}): TerminalReports {
  return {
    forgotten: async (terminalId, told) => {
      const caseNumber = numberOf('forgotten', terminalId, told.jobId)
      const { jobId, orderNumber, stationState, paymentReference, copies, freeCopies, unitPriceFen, outcome } = told
      const detail = {
        ...{ caseNumber, orderNumber, stationState, paymentReference, copies, freeCopies, unitPriceFen },
        copiesDelivered: outcome?.copiesDelivered ?? null,
        copiesUnclear: outcome?.copiesUnclear ?? null,
      }
      await audit(db, now(), { event: 'order-forgotten', subject: jobId, terminalId, detail })
      log.error({ terminalId, jobId, ...detail }, 'a terminal holds an order that is not known here')
      return caseNumber
    },
    latePaper: async (order, copies) => {
      const caseNumber = numberOf('late-paper', order.terminal_id, order.job_id)
      const copyNumbers = copies.map(({ copyNumber }) => copyNumber).join(' ')
      const detail = { caseNumber, copies: copyNumbers }
      const { order_id: subject, terminal_id: terminalId } = order
      await audit(db, now(), { event: 'order-late-paper', subject, terminalId, detail })
      log.error({ terminalId, orderId: subject, ...detail }, 'paper of copies that were given back came out')
      return caseNumber
    },
  }
}

/** The same for the same news, however often it is told. */
function numberOf(kind: string, terminalId: string, jobId: string): string {
  return createHash('sha256').update(`${kind} ${terminalId} ${jobId}`).digest('hex').slice(0, 12).toUpperCase()
}
