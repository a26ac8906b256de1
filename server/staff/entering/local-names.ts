import { isCommonPassword } from '../../ground/passwords/common-password.ts'
import type { StaffKeys } from '../staff-keys.ts'

const PASSWORD_CHARACTERS_MIN = 10
const PASSWORD_CHARACTERS_MAX = 200
const NAME = /^[\p{L}\p{N}._@-]{2,60}$/u

/** A login name as it counts: people write it in any case. */
export const readLoginName = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()

/** By what an account with a password is found, without its login name in the table. */
export const localSubject = (keys: StaffKeys, typed: string): string => keys.mark('login name', readLoginName(typed))

/** What is wrong with the login name and the password of a new account. */
export function whatIsWrongWithLocal(typed: string, password: string): 'name' | 'short' | 'common' | null {
  const name = readLoginName(typed)
  if (!NAME.test(name)) return 'name'
  const { length } = [...password]
  if (length < PASSWORD_CHARACTERS_MIN || length > PASSWORD_CHARACTERS_MAX) return 'short'
  return isCommonPassword(password, name) ? 'common' : null
}
