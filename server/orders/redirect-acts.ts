import { err, ok } from '../../src/result.ts'
import { type CaseActs, type Cases, sentence, type TakenAct } from '../cases/cases.ts'
import type { Merchants } from '../payments/payments.ts'
import type { CardsInHand } from './cards-in-hand.ts'
import { type CarryOut, type CarryOutAct, personOf, type Tx } from './on-order.ts'
import { wholeOnly } from './owed-refunds.ts'
import type { RefundRow } from './refund-machine.ts'
import { applyToRefund, lockRefund } from './refund-rows.ts'

export interface RedirectParts {
  readonly merchants: Pick<Merchants, 'find'>
  readonly cards: CardsInHand
}

/** What a person may have done about a refund that the provider could not pay out: it is asked for once this is written down. */
export function redirectActs(cases: Cases, parts: RedirectParts): CarryOut {
  const sent =
    (to: NonNullable<RefundRow['redirected_to']>, what: string): CarryOutAct =>
    async (tx, act, now) => {
      const why = await whyNotElsewhere(parts, tx, act)
      if (why !== null) return err(why)
      const asked = { kind: 'redirect-asked', to, ...personOf(act) } as const
      const step = await applyToRefund(tx, cases, act.subject, asked, now, { actOn: act })
      if (!step) return err(sentence('refund-not-with-people'))
      if (act.card !== null) parts.cards.hold(act.subject, await cardFor(parts, tx, act))
      return ok({ isUnderWay: true, byItself: { what, atMs: now.getTime() } })
    }
  return {
    'refund-to-card': sent('payer-card', sentence('sends-to-card')),
    'return-to-university': sent('merchant', sentence('sends-to-university')),
  }
}

/** Why a refund can't be sent elsewhere as things stand; null when it can, and for every other act. */
export async function whyNotElsewhere(
  { merchants }: RedirectParts,
  tx: Tx,
  { subject, act, card, amountFen }: TakenAct,
): ReturnType<NonNullable<CaseActs['whyNot']>> {
  if (act !== 'refund-to-card' && act !== 'return-to-university') return null
  const row = await lockRefund(tx, subject)
  const offered = merchantOf(merchants, row)?.payments.abnormalRefunds
  if (!offered) return sentence('elsewhere-at-console')
  if (row.state !== 'needs-hand' || row.redirected_to) return sentence('refund-under-way-there')
  if (amountFen !== null && amountFen !== row.refund_fen) return wholeOnly(row.refund_fen)
  if (card === null || offered.bankOf(card.bank) !== null) return null
  const names = offered.banks.map(({ zh }) => zh).join('、')
  return sentence('card-bank-not-offered', { names })
}

/** The card with its bank as the provider calls it. */
async function cardFor({ merchants }: RedirectParts, tx: Tx, { subject, card }: TakenAct) {
  if (card === null) throw new Error('no card was said')
  const bank = merchantOf(merchants, await lockRefund(tx, subject))?.payments.abnormalRefunds?.bankOf(card.bank)
  if (!bank) throw new Error('a bank that was looked up is not known')
  return { ...card, bank }
}

const merchantOf = (merchants: Pick<Merchants, 'find'>, { provider, merchant_id: merchantId }: RefundRow) =>
  merchants.find({ provider, merchantId })
