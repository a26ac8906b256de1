import { z } from 'zod'

/** The ways of the university by which somebody who works here may be known. */
export const STAFF_WAYS = ['cas', 'oidc'] as const
export type StaffWay = (typeof STAFF_WAYS)[number]

const staffProofSchema = z.strictObject({
  way: z.enum(STAFF_WAYS),
  /** A pseudonym of what the provider calls the person, the same with every login. */
  subjectKey: z.string(),
  /** SHA-256 of what the provider will name the login by; null where it never ends one. */
  providerSession: z.string().nullable(),
})

/** What a login of staff has proven: that the browser is held by whom a provider calls so. Nobody has looked for a person by it. */
export type StaffProof = z.output<typeof staffProofSchema>

/** As it stands in a row. Throws for what we never wrote, a visitor's above all. */
export const readStaffProof = (stored: unknown): StaffProof => staffProofSchema.parse(stored)

export const staffWayIn = (way: unknown): StaffWay | null => STAFF_WAYS.find(one => one === way) ?? null
