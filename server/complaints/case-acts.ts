import { err, ok } from '../../src/result.ts'
import { type Cases, sentence } from '../cases/cases.ts'
import type { Merchants } from '../payments/payments.ts'
import { lockComplaint } from './complaint-rows.ts'

/**
 * A case of a complaint ends when the provider says that it is dealt with. A person closes it only where the provider can't be asked any
 * more: else it would be opened again by the next word of it.
 */
export function hearCaseActs(cases: Pick<Cases, 'hearActs'>, merchants: Pick<Merchants, 'find'>): void {
  cases.hearActs('complaint', {
    lock: async (tx, { subject }) => {
      await lockComplaint(tx, subject)
    },
    carryOut: {
      close: async (tx, { subject }) => {
        const row = await lockComplaint(tx, subject)
        const isAsked = row && merchants.find({ provider: row.provider, merchantId: row.merchant_id }) !== null
        return isAsked && row.state !== 'processed' ? err(sentence('complaint-still-open')) : ok({ isUnderWay: false })
      },
    },
  })
}
