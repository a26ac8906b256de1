import { z } from 'zod'
import { faultSchema } from './fault-schema.ts'

/** The body of every answer that is not 200. */
export const refusalSchema = z.object({
  fault: faultSchema,
  issues: z.array(z.object({ path: z.string(), message: z.string() })).exactOptional(),
})
