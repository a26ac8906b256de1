import { z } from 'zod'
import { WAYS } from '../../../src/rules/assurance.ts'
import type { PersonId } from '../../records/records.ts'

const claimSchema = z.object({
  personIds: z.array(z.string().transform(id => id as PersonId)).min(1),
  proof: z.object({ way: z.enum(WAYS), atMs: z.number() }),
  providerSession: z.string().nullable(),
})

/** Who was proven to hold the browser: one person, in each of the registers; and by what the provider, hashed, will name the login. */
export type LoginClaim = z.output<typeof claimSchema>

/** A claim as it stands in a row. Throws for what we never wrote. */
export const readClaim = (stored: unknown): LoginClaim => claimSchema.parse(stored)
