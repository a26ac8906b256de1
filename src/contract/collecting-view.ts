import { z } from 'zod'
import { faultSchema } from './fault-schema.ts'

/** A code is typed or was scanned, by which paper is collected. */
export const collectingViewSchema = z.object({
  screen: z.literal('collecting'),
  typed: z.string().regex(/^\d*$/),
  digits: z.int().min(1),
  /** A scanner is there and works: the code may be held under it. */
  canScan: z.boolean(),
  /** What is wrong with what was typed, or why nobody can say so now; gone with the next touch of a key. */
  fault: faultSchema.nullable(),
  busy: z.boolean(),
})
