import { z } from 'zod'
import { callFaults } from '../call-faults.ts'
import { aimOf } from '../faults.ts'

/** What the phones that get texts can be told. */
export const phoneConfigSchema = z.strictObject({
  /** What `Authorization` of a call must be. */
  secret: z.string().min(1).max(128).default('sms-double-secret'),
})
export type PhoneConfig = z.output<typeof phoneConfigSchema>

/** In place of sending: a word of the gateway's own. */
const code = z.object({ kind: z.literal('code'), code: z.string().min(1).max(40) })
const malformed = z.object({ kind: z.literal('malformed') })

export const phoneFaultSchema = z.intersection(
  z.discriminatedUnion('kind', [...callFaults, code, malformed]),
  aimOf(['send']),
)
export type PhoneFaultInput = z.input<typeof phoneFaultSchema>
export type PhoneFault = z.output<typeof phoneFaultSchema>
