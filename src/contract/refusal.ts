import { z } from 'zod'
import { faultSchema } from './fault-schema.ts'

/** The body of every answer of the server that is no success, unless its route says otherwise. */
export const refusalSchema = z.object({
  fault: faultSchema,
  issues: z.array(z.object({ path: z.string(), message: z.string() })).exactOptional(),
})
export type Refusal = z.infer<typeof refusalSchema>
