import { Converter } from 'opencc-js/t2cn'
import { wholeNumber } from '../../src/plain-number.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { readTyped } from '../ground/random-id.ts'
import { sentence } from './sentences.ts'

/** Who decides about a case: by a command the name that was said and the user of the operating system, in the console an account of staff. */
export interface Person {
  readonly name: string
  /** The user of the operating system; `console` of an account. */
  readonly user: string
  readonly staffId?: string
}

const NAME_CHARACTERS_MAX = 40
export const REASON_CHARACTERS_MAX = 500
const NOT_WRITTEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u
/** Chinese characters and plain Latin letters: others look like these and are not, and with digits one person could be two. */
const NAME = /^(?:(?=\p{L})\p{Script=Han}|[A-Za-z .·'-])+$/u
const REFERENCE = /^[\p{Script=Han}A-Za-z0-9 ._/#:()-]{4,64}$/u
const AMOUNT_FEN_MAX = 10_000_000

const withoutMarks = (text: string) => text.normalize('NFKD').replaceAll(/\p{Mn}/gu, '')

/** A person's name as it is kept for ever. The error is a sentence. */
export function readName(said: string): Result<string, string> {
  const name = said.normalize('NFKC').replaceAll('•', '·').replaceAll(/\s+/gu, ' ').trim()
  if ([...name].length > NAME_CHARACTERS_MAX) return err(sentence('name-long', { most: NAME_CHARACTERS_MAX }))
  if (!NAME.test(withoutMarks(name)) || nameKey(name).length < 2) {
    return err(sentence('name-wrong'))
  }
  return ok(name)
}

const simplified = Converter({ from: 't', to: 'cn' })

/**
 * The same for every way to write a name: blanks, case, accents, dots, digits, and traditional beside simplified characters make no
 * second person. Each character is taken for itself, so that a name has one key whatever stands beside it.
 */
export const nameKey = (name: string): string =>
  [
    ...withoutMarks(name)
      .toLowerCase()
      .replaceAll(/[^\p{L}]/gu, ''),
  ]
    .map(simplified)
    .join('')

/** The same of the name of an account, whose digits tell people apart. */
const accountKey = (name: string): string =>
  [
    ...withoutMarks(name)
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]/gu, ''),
  ]
    .map(simplified)
    .join('')

/**
 * Whether two who decide together may be one person: the same account, or two accounts of one name, or a name that was said and is that of
 * the other. Who can’t be told apart counts as one.
 */
export const mayBeOnePerson = (a: Omit<Person, 'user'>, b: Omit<Person, 'user'>): boolean =>
  a.staffId !== undefined && b.staffId !== undefined
    ? a.staffId === b.staffId || accountKey(a.name) === accountKey(b.name)
    : nameKey(a.name) === nameKey(b.name)

/** A reason as it is kept for ever: one line. The error is a sentence. */
export function readReason(said: string): Result<string, string> {
  const reason = said.replaceAll(/\s+/gu, ' ').trim()
  if ([...reason].length > REASON_CHARACTERS_MAX) return err(sentence('reason-long', { most: REASON_CHARACTERS_MAX }))
  if (NOT_WRITTEN.test(reason)) return err(sentence('reason-characters'))
  if (!/\p{L}/u.test(reason)) return err(sentence('reason-words'))
  return ok(reason)
}

/** Under which a refund by hand is found again. The error is a sentence. */
export function readReference(said: string): Result<string, string> {
  const reference = said.normalize('NFKC').replaceAll(/\s+/gu, ' ').trim()
  return REFERENCE.test(reference) ? ok(reference) : err(sentence('reference-wrong'))
}

/** An amount in fen as it was typed. The error is a sentence. */
export function readAmountFen(said: string): Result<number, string> {
  const amountFen = wholeNumber(said, 1, AMOUNT_FEN_MAX)
  return amountFen !== null ? ok(amountFen) : err(sentence('amount-number', { most: AMOUNT_FEN_MAX }))
}

/** An amount in yuan as it was typed, always with both digits behind the point: a bare number could be meant in fen. The error is a sentence. */
export function readAmountYuan(said: string): Result<number, string> {
  const [, yuan, part] = /^¥?(\d{1,6})\.(\d{2})$/.exec(said.normalize('NFKC').trim()) ?? []
  const amountFen = yuan === undefined || part === undefined ? 0 : Number(yuan) * 100 + Number(part)
  return amountFen >= 1 && amountFen <= AMOUNT_FEN_MAX ? ok(amountFen) : err(sentence('amount-yuan'))
}

/** The number of an order however it was typed, `261129-7KQ4MXA`. What is none is given back as it was said. */
export function readOrderNumber(said: string): string {
  const [, day, rest] = /^(\d{6})([0-9A-HJKMNP-TV-Z]{7})$/.exec(readTyped(said)) ?? []
  return day === undefined ? said : `${day}-${rest}`
}

/** A case number however it was typed: in small letters, without lines, with the look-alikes of its characters. Null when it is none. */
export function readCaseNumber(said: string): string | null {
  const [, day, rest] = /^C(\d{6})([0-9A-HJKMNP-TV-Z]{4})$/.exec(readTyped(said)) ?? []
  return day === undefined ? null : `C-${day}-${rest}`
}
