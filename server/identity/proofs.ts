import { z } from 'zod'
import { type Proof, WAYS } from '../../src/rules/assurance.ts'

const proofsSchema = z.array(z.object({ way: z.enum(WAYS), atMs: z.number() }))

/** Proofs as they stand in a row. Throws for what we never wrote. */
export const readProofs = (stored: unknown): readonly Proof[] => proofsSchema.parse(stored)
