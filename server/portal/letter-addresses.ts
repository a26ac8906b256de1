import { createHmac } from 'node:crypto'
import type { Kysely } from 'kysely'
import { type Proof, suffices } from '../../src/rules/assurance.ts'
import type { SealedTokens } from '../ground/sealed-token.ts'
import type { Tables } from '../ground/store/tables.ts'

const PURPOSE = 'portal-address'
/** So long a letter may be sent to the same address once more. */
const KEPT_MS = 400 * 24 * 3_600_000
/** Another address than ever before wants to know who is there: a browser that was left open sends nothing away. */
const FRESH_MINUTES = 10

/** Addresses of letters: sealed where they are kept, and known again by a pseudonym. */
export interface LetterAddresses {
  keyOf(address: string): string
  seal(address: string): string
  /** Null when it was kept too long. */
  open(sealed: string): string | null
  /** Whether the person has had something sent there before. */
  isKnown(personId: string, address: string): Promise<boolean>
}

/** @param key makes pseudonyms */
export function createLetterAddresses(parts: {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly tokens: SealedTokens
  readonly key: Uint8Array
}): LetterAddresses {
  const { db, clock, tokens, key } = parts
  const keyOf = (address: string) =>
    createHmac('sha256', key).update(`yinzheng-portal-address\n${address.toLowerCase()}`).digest('base64url')
  return {
    keyOf,
    seal: address => tokens.seal(PURPOSE, { address }, clock.now() + KEPT_MS),
    open: sealed => tokens.open(PURPOSE, sealed, clock.now())?.address ?? null,
    isKnown: async (personId, address) => {
      const row = await db
        .selectFrom('delivery')
        .innerJoin('application', 'application.application_id', 'delivery.application_id')
        .select('delivery_id')
        .where('application.person_id', '=', personId)
        .where('address_key', '=', keyOf(address))
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
  }
}

/** Whether the person has shown who they are just now, by the university's login or by an account here. */
export const isFresh = (proofs: readonly Proof[], nowMs: number): boolean =>
  suffices(proofs, { level: 'A3', withinMinutes: FRESH_MINUTES }, nowMs) ||
  suffices(
    proofs.filter(({ way }) => way === 'local-account'),
    { level: 'A1', withinMinutes: FRESH_MINUTES },
    nowMs,
  )
