import { randomReadable, readTyped } from '../../ground/random-id.ts'
import type { StaffKeys } from '../staff-keys.ts'

/** 80 random bits to read out and type, in groups of four. */
const CODE_CHARACTERS = 16
const RECOVERY_CHARACTERS = 10
const grouped = (text: string, size: number) => text.match(new RegExp(`.{1,${size}}`, 'g'))?.join('-') ?? ''

/** A one-time code, and by what its row is found. */
export function makeCode(keys: StaffKeys): { readonly code: string; readonly codeKey: string } {
  const code = randomReadable(CODE_CHARACTERS)
  return { code: grouped(code, 4), codeKey: codeKeyOf(keys, code) }
}

export const codeKeyOf = (keys: StaffKeys, typed: string): string => keys.mark('one-time code', readTyped(typed))

/** A code for the drawer, which takes the place of a second proof once. */
export const makeRecoveryCode = (): string => grouped(randomReadable(RECOVERY_CHARACTERS), 5)

export const recoveryKeyOf = (keys: StaffKeys, staffId: string, typed: string): string =>
  keys.mark('recovery code', `${staffId}\n${readTyped(typed)}`)
