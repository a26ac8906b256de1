import { createHmac } from 'node:crypto'
import type { Kysely } from 'kysely'
import { houseSecret } from '../ground/house-secret.ts'
import { createSealedTokens } from '../ground/sealed-token.ts'
import type { Tables } from '../ground/store/tables.ts'

/** What keeps rows from telling what stands behind them. */
export interface StaffKeys {
  /** A pseudonym of a text: the same for the same purpose and text, and nobody finds the text by it. */
  mark(purpose: string, text: string): string
  seal(purpose: string, facts: Readonly<Record<string, string>>): string
  /** Throws for what was never sealed for the purpose. */
  open(purpose: string, sealed: string): Readonly<Record<string, string>>
}

/** What is sealed here is kept, and lasts as long as its row. */
const FOR_EVER_MS = Number.MAX_SAFE_INTEGER

export async function openStaffKeys(db: Kysely<Tables>, now: Date): Promise<StaffKeys> {
  const marks = await houseSecret(db, 'staff-marks', now)
  const tokens = createSealedTokens(await houseSecret(db, 'staff-seals', now))
  return {
    mark: (purpose, text) => createHmac('sha256', marks).update(`${purpose}\n${text}`).digest('base64url'),
    seal: (purpose, facts) => tokens.seal(purpose, facts, FOR_EVER_MS),
    open: (purpose, sealed) => {
      const facts = tokens.open(purpose, sealed, 0)
      if (!facts) throw new Error(`a row of staff holds what was not sealed as ${purpose}`)
      return facts
    },
  }
}
