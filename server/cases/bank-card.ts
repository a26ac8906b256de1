import { err, ok, type Result } from '../../src/result.ts'
import { readName } from './said-by-person.ts'
import { sentence } from './sentences.ts'

/** A bank card of a payer, as a person has said it. It is held in memory while an act needs it, and written nowhere. */
export interface BankCard {
  readonly bank: string
  readonly number: string
  readonly holderName: string
}

const CARD_CHARACTERS_MAX = 400
const BANK = /^[\p{Script=Han}A-Za-z .&-]{2,40}$/u
/** Debit cards have sixteen to nineteen digits, the last of which proves the others. */
const NUMBER = /^\d{16,19}$/

/**
 * A card as it is typed: three lines, the bank, the number and the name of the holder. The error is a sentence in which nothing of the
 * card stands.
 */
export function readCard(said: string): Result<BankCard, string> {
  if (said.length > CARD_CHARACTERS_MAX) return err(sentence('card-lines'))
  const lines = said
    .normalize('NFKC')
    .split(/\r?\n/)
    .map(line => line.replaceAll('\ufeff', '').trim())
    .filter(line => line !== '')
  const [bank = '', number = '', holder = ''] = lines
  if (lines.length !== 3) return err(sentence('card-lines'))
  if (!BANK.test(bank)) return err(sentence('card-bank'))
  const digits = number.replaceAll(/[ -]/g, '')
  if (!NUMBER.test(digits)) return err(sentence('card-number'))
  if (!isProven(digits)) return err(sentence('card-digit'))
  const name = readName(holder)
  return name.ok ? ok({ bank, number: digits, holderName: name.value }) : err(sentence('card-holder'))
}

/** Luhn: every second digit from the right counts double. */
function isProven(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const counted = place % 2 === 0 ? Number(digit) : Number(digit) * 2
    return total + (counted > 9 ? counted - 9 : counted)
  }, 0)
  return sum % 10 === 0
}

export const isSameCard = (one: BankCard, other: BankCard): boolean =>
  one.bank === other.bank && one.number === other.number && one.holderName === other.holderName
