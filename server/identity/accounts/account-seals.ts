import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Kysely } from 'kysely'
import { houseSecret } from '../../ground/house-secret.ts'
import { createSealedTokens } from '../../ground/sealed-token.ts'
import type { Tables } from '../../ground/store/tables.ts'

/** What is kept of people: sealed values, and pseudonyms by which the same value is found again. */
export interface AccountSeals {
  /** `what`: of which row and column; a value that is laid elsewhere opens nothing. */
  seal(what: string, value: string): string
  /** Throws for what we never sealed there. */
  open(what: string, sealed: string): string
  /** A pseudonym of a value among others of its kind. */
  keyOf(kind: 'mail' | 'number' | 'phone' | 'code' | 'try', value: string): string
}

const NEVER_MS = Number.MAX_SAFE_INTEGER

/** @param secrets 32 bytes each: one seals, the other makes pseudonyms */
export function createAccountSeals(secrets: { readonly seal: Uint8Array; readonly keys: Uint8Array }): AccountSeals {
  const tokens = createSealedTokens(secrets.seal)
  return {
    seal: (what, value) => tokens.seal(`account ${what}`, { value }, NEVER_MS),
    open: (what, sealed) => {
      const value = tokens.open(`account ${what}`, sealed, 0)?.value
      if (value === undefined) throw new Error('a value of an account is not sealed as it was written')
      return value
    },
    keyOf: (kind, value) => createHmac('sha256', secrets.keys).update(`${kind}\n${value}`).digest('base64url'),
  }
}

/** The seals of this house. */
export async function openAccountSeals(db: Kysely<Tables>, now: Date): Promise<AccountSeals> {
  return createAccountSeals({
    seal: await houseSecret(db, 'accounts', now),
    keys: await houseSecret(db, 'account-keys', now),
  })
}

/** Whether two pseudonyms are the same, in a time that does not tell how far they agree. */
export const isSameKey = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
