import { createHmac, timingSafeEqual } from 'node:crypto'
import { LOGIN_CODE_DIGITS } from '../../../src/contract/logins-api.ts'

/** The digits of a login, which the phone shows and the kiosk is told. */
export interface LoginCodes {
  of(loginKey: string): string
  isRight(loginKey: string, typed: string): boolean
  /** By what typed digits are known again without standing anywhere. */
  markOf(loginKey: string, typed: string): string
}

/**
 * Digits that follow from the login and a key that never leaves the server: they stand in no table, and the page of the phone shows the same
 * ones when it is loaded again. The little that 2^32 leaves over tells nobody anything.
 *
 * @param key 32 bytes
 */
export function createLoginCodes(key: Uint8Array): LoginCodes {
  const of = (loginKey: string) => {
    const number = createHmac('sha256', key).update(`yinzheng-login-code\n${loginKey}`).digest().readUInt32BE(0)
    return String(number % 10 ** LOGIN_CODE_DIGITS).padStart(LOGIN_CODE_DIGITS, '0')
  }
  return {
    of,
    isRight: (loginKey, typed) => {
      const right = Buffer.from(of(loginKey))
      const given = Buffer.from(typed)
      return given.length === right.length && timingSafeEqual(given, right)
    },
    markOf: (loginKey, typed) =>
      createHmac('sha256', key).update(`yinzheng-typed-code\n${loginKey}\n${typed}`).digest('base64url'),
  }
}
