import { err, ok, type Result } from '../../../src/result.ts'
import { isCommonPassword } from '../../ground/passwords/common-password.ts'
import { readAddress } from '../../mail/mail.ts'
import type { AccountError } from './account-errors.ts'
import { PASSWORD_CHARACTERS_MIN } from './account-rules.ts'

/** A hash takes any length; a form need not. */
const PASSWORD_CHARACTERS_MAX = 128

export interface NewPassword {
  readonly password: string
  readonly repeat: string
}

export interface TypedSignUp extends NewPassword {
  readonly mail: string
  readonly terms: string
}

/** A mailbox as it is kept: small letters, so that one mailbox is one account. Null when it is none. */
export function readMail(typed: string): string | null {
  const read = readAddress(typed.trim())
  return read.ok ? read.value.toLowerCase() : null
}

/** What is wrong with a new password; empty when it may be taken. */
export function passwordErrors({ password, repeat }: NewPassword, mail: string): AccountError[] {
  const { length } = [...password]
  const isFit = length >= PASSWORD_CHARACTERS_MIN && length <= PASSWORD_CHARACTERS_MAX && !/\p{Cc}/u.test(password)
  if (!isFit || isCommonPassword(password, mail)) return ['E_PW_RULE']
  return password === repeat ? [] : ['E_PW_REPEAT']
}

/** A wish for an account; every fault of it is told, in the order of the form. */
export function readSignUp(
  typed: TypedSignUp,
): Result<{ readonly mail: string; readonly password: string }, readonly AccountError[]> {
  const mail = readMail(typed.mail)
  const errors: AccountError[] = [
    ...(mail === null ? (['E_MAIL_FORMAT'] as const) : []),
    ...passwordErrors(typed, mail ?? ''),
    ...(typed.terms === 'yes' ? [] : (['E_TERMS'] as const)),
  ]
  return mail !== null && errors.length === 0 ? ok({ mail, password: typed.password }) : err(errors)
}
