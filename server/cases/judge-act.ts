import { wholeNumber } from '../../src/plain-number.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { type BankCard, readCard } from './bank-card.ts'
import type { CaseRow } from './case-rows.ts'
import { CASE_ACTS, CASE_KINDS, type CaseAct, type CaseKind, type KindFacts } from './kinds.ts'
import { readAmountFen, readAmountYuan, readReason, readReference } from './said-by-person.ts'
import { sayYuan } from './say-figures.ts'
import { sentence } from './sentences.ts'

/** What a person wants to be done about a case, as it was said. */
export interface SaidAct {
  readonly act: string
  readonly reason?: string | undefined
  readonly reference?: string | undefined
  /** In yuan, or in fen: one of them. */
  readonly amount?: string | undefined
  readonly amountFen?: string | undefined
  readonly copies?: string | undefined
  readonly card?: string | undefined
}

/** The same, fit to be carried out. */
export interface JudgedAct {
  readonly act: CaseAct
  readonly reason: string | null
  readonly reference: string | null
  readonly amountFen: number | null
  readonly copies: number | null
  readonly card: BankCard | null
}

export const kindFacts = (kind: CaseKind): KindFacts => CASE_KINDS[kind]

/**
 * Whether an act can't be done without saying why, whatever the amount: nothing is given back, or more than the rules give, as where the
 * case has no money in it.
 */
export const needsReason = (row: Pick<CaseRow, 'kind' | 'amount_fen'>, act: CaseAct): boolean =>
  act === 'close' || act === 'book-loss' || row.kind === 'bad-print' || (paysBack(act) && !row.amount_fen)

/** Whether an act pays money back. */
export const paysBack = (act: CaseAct): boolean =>
  act === 'refund' || act === 'refund-to-card' || act === 'refunded-by-hand'

/** Whether an act has money moved, to the payer or back to the university, or says in the books that it was. */
export const movesMoney = (act: CaseAct): boolean =>
  paysBack(act) || act === 'return-to-university' || act === 'book-loss'

/** Whether an act is one that can end such a case, and is said whole. The error is a sentence. */
export function judgeAct(row: Pick<CaseRow, 'kind' | 'amount_fen'>, said: SaidAct): Result<JudgedAct, string> {
  const act = CASE_ACTS.find(one => one === said.act)
  const { acts } = kindFacts(row.kind)
  if (!act || !acts.includes(act)) return err(sentence('kind-ended-by', { kind: row.kind, acts: acts.join(', ') }))
  const reason = readIf(said.reason, readReason)
  if (!reason.ok) return reason
  const reference = readIf(said.reference, readReference)
  if (!reference.ok) return reference
  if ((act === 'refunded-by-hand') !== (reference.value !== null)) {
    return err(act === 'refunded-by-hand' ? sentence('reference-missing') : sentence('reference-elsewhere', { act }))
  }
  const amount = amountOf(row, act, said)
  if (!amount.ok) return amount
  const copies = copiesOf(act, said.copies)
  if (!copies.ok) return copies
  const card = cardOf(act, said.card)
  if (!card.ok) return card
  const isPart = paysBack(act) && row.amount_fen !== null && (amount.value ?? 0) < row.amount_fen
  if (reason.value === null && (needsReason(row, act) || isPart)) return err(whyReason(act, isPart))
  const figures = { amountFen: amount.value, copies: copies.value }
  return ok({ act, reason: reason.value, reference: reference.value, ...figures, card: card.value })
}

/** The card that a refund is sent to, and of every other act none. */
function cardOf(act: CaseAct, said: string | undefined): Result<BankCard | null, string> {
  if (act !== 'refund-to-card') return said === undefined ? ok(null) : err(sentence('card-elsewhere', { act }))
  return said === undefined ? err(sentence('card-missing')) : readCard(said)
}

const COPIES_MAX = 99

function copiesOf(act: CaseAct, said: string | undefined): Result<number | null, string> {
  if (act !== 'reprint-code') return said === undefined ? ok(null) : err(sentence('copies-elsewhere', { act }))
  const copies = wholeNumber(said ?? '1', 1, COPIES_MAX)
  return copies !== null ? ok(copies) : err(sentence('copies-number'))
}

function whyReason(act: CaseAct, isPart: boolean): string {
  if (isPart) return sentence('reason-for-part')
  return sentence(act === 'close' ? 'reason-to-close' : 'reason-missing')
}

function amountOf(
  row: Pick<CaseRow, 'amount_fen'>,
  act: CaseAct,
  said: Pick<SaidAct, 'amount' | 'amountFen'>,
): Result<number | null, string> {
  if (said.amount !== undefined && said.amountFen !== undefined) return err(sentence('amount-twice'))
  const amount = said.amount === undefined ? readIf(said.amountFen, readAmountFen) : readIf(said.amount, readAmountYuan)
  if (!amount.ok) return amount
  if (!paysBack(act)) {
    if (amount.value !== null)
      return err(sentence('amount-elsewhere', { option: said.amount === undefined ? '--amount-fen' : '--amount', act }))
    // A loss is what has left, and no part of it.
    return ok(act === 'book-loss' ? row.amount_fen : null)
  }
  if (amount.value === null) {
    return row.amount_fen ? ok(row.amount_fen) : err(sentence('amount-missing'))
  }
  return row.amount_fen !== null && amount.value > row.amount_fen
    ? err(sentence('amount-beyond', { amountFen: row.amount_fen }))
    : amount
}

function readIf<T>(said: string | undefined, read: (said: string) => Result<T, string>): Result<T | null, string> {
  return said === undefined ? ok(null) : read(said)
}

/** Why one person is not enough where so much is at stake; null when one is. */
export function whyFourEyes(atStakeFen: number, fourEyesAboveFen: number): string | null {
  return atStakeFen > fourEyesAboveFen
    ? sentence('four-eyes', { stake: sayYuan(atStakeFen), above: sayYuan(fourEyesAboveFen) })
    : null
}
