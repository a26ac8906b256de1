import { createHmac } from 'node:crypto'
import { createSealedTokens } from '../ground/sealed-token.ts'

/** What a sealed value is: another row, or another column, opens nothing. */
type Column = 'body' | 'picture' | 'address'

/** Seals what is personal of corrections and questions before it reaches the database. */
export interface EnquirySeals {
  seal(enquiryId: string, column: Column, value: string): string
  /** Throws for what we never sealed there. */
  open(enquiryId: string, column: Column, sealed: string): string
  /** A pseudonym of an address, to count by. */
  keyOf(address: string): string
}

/** A seal that does not end: the row that holds it does. */
const NEVER_MS = Number.MAX_SAFE_INTEGER

/** @param secrets 32 bytes each: one seals, the other makes pseudonyms */
export function createEnquirySeals(secrets: { readonly seal: Uint8Array; readonly keys: Uint8Array }): EnquirySeals {
  const tokens = createSealedTokens(secrets.seal)
  const purposeOf = (enquiryId: string, column: Column) => `enquiry ${enquiryId} ${column}`
  return {
    seal: (enquiryId, column, value) => tokens.seal(purposeOf(enquiryId, column), { value }, NEVER_MS),
    open: (enquiryId, column, sealed) => {
      const value = tokens.open(purposeOf(enquiryId, column), sealed, 0)?.value
      if (value === undefined) throw new Error('a value of an enquiry is not sealed as it was written')
      return value
    },
    keyOf: address => createHmac('sha256', secrets.keys).update(address.toLowerCase()).digest('base64url'),
  }
}
