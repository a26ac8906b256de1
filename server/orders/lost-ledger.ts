import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import { sentence } from '../cases/cases.ts'
import type { Tables } from '../ground/store/tables.ts'
import { tellMissing } from './missing-outcomes.ts'
import type { OrderDriver } from './order-driver.ts'
import type { OrderRow } from './order-machine.ts'
import { audit } from './orders-audit.ts'
import type { OpenCases } from './refund-rows.ts'

/** What became of the open orders of a terminal that remembers none of them. */
export interface LostLedger {
  /** Those for which a person looks by now. */
  readonly cases: number
  /** Those that may still be paid: the terminal is to tell again. */
  readonly open: number
}

const PAYABLE = ['opening', 'awaiting-payment', 'closing'] as const satisfies readonly OrderRow['state'][]

/**
 * Takes over what a terminal owed whose ledger is lost. What is not paid is closed at its provider; of what is paid, or free, nobody will
 * tell any more what came out: a person is given it at once, in place of after a day. Repeating it changes nothing.
 */
export function createTakeOverLostLedger(parts: {
  readonly db: Kysely<Tables>
  readonly cases: OpenCases
  readonly driver: Pick<OrderDriver, 'close'>
  readonly log: Logger
  now(): Date
}): (terminalId: string) => Promise<LostLedger> {
  const { db, driver, log, now } = parts
  const ordersOf = (terminalId: string, states: readonly OrderRow['state'][]) =>
    db
      .selectFrom('print_order')
      .select('order_id')
      .where('terminal_id', '=', terminalId)
      .where('state', 'in', states)
      .orderBy('created_at')
      .execute()

  return async terminalId => {
    for (const { order_id } of await ordersOf(terminalId, PAYABLE)) await driver.close(order_id)
    const ready = await ordersOf(terminalId, ['ready'])
    const why = { says: sentence('ledger-lost'), terminalState: 'ledger-lost' }
    let told = 0
    for (const { order_id } of ready) if (await tellMissing(parts, order_id, why, now())) told++
    const open = await ordersOf(terminalId, PAYABLE)
    const answer = { cases: ready.length, open: open.length }
    // Told again until nothing can be paid any more: only what is new in it is worth a line.
    if (told > 0 || open.length === 0) {
      log.error({ terminalId, ...answer }, 'a terminal has lost its ledger')
      await audit(db, now(), { event: 'ledger-lost', subject: terminalId, terminalId, detail: { ...answer } })
    }
    return answer
  }
}
