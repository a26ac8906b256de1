import { type EvidencePart, sentence } from '../cases/cases.ts'
import type { Payments, Refund, Transaction } from '../payments/payments.ts'

/** What the provider has answered about a number, beyond what its bill says of it. */
export interface Answer<Said> {
  /** Signed, and so to be believed; null when it is not known there, or nothing was heard. */
  readonly said: Said | null
  /** False when nothing was heard: it is asked again. */
  readonly isHeard: boolean
  /** For the list of differences. */
  readonly words: string
  readonly evidence: EvidencePart
}

/** Asks about a payment. */
export async function askAboutTrade(
  payments: Payments,
  outTradeNo: string,
  atMs: number,
): Promise<Answer<Transaction>> {
  const answer = await payments.query(outTradeNo)
  if (!answer.ok) return unsaid(answer.error, atMs)
  const { state, totalFen, paidAt, transactionId } = answer.value
  const words = state === 'paid' ? sentence('paid', { paidFen: totalFen }) : state
  const facts = { outTradeNo, state, totalFen, transactionId, paidAt: paidAt?.toISOString() ?? null }
  return { said: answer.value, isHeard: true, words, evidence: signed(words, facts, atMs) }
}

/** Asks about a refund. */
export async function askAboutRefund(payments: Payments, outRefundNo: string, atMs: number): Promise<Answer<Refund>> {
  const answer = await payments.queryRefund(outRefundNo)
  if (!answer.ok) return unsaid(answer.error, atMs)
  const { state, refundFen } = answer.value
  const words = sentence('state-of', { state, refundFen })
  return { said: answer.value, isHeard: true, words, evidence: signed(words, { outRefundNo, state, refundFen }, atMs) }
}

const signed = (words: string, facts: EvidencePart['facts'] & object, atMs: number): EvidencePart => ({
  ...{ source: 'provider', atMs, says: sentence('signed-answer', { words }), facts },
})

function unsaid({ kind, code }: { readonly kind: string; readonly code: string }, atMs: number): Answer<never> {
  const isHeard = kind === 'not-found'
  const says = isHeard ? sentence('number-unknown', { code }) : sentence('no-answer', { code })
  const words = isHeard ? sentence('not-known', { code }) : sentence('no-answer', { code })
  return { said: null, isHeard, words, evidence: { source: 'provider', atMs, says } }
}
