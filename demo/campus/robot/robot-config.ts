import { z } from 'zod'
import { callFaults } from '../call-faults.ts'
import { aimOf } from '../faults.ts'

/** What the robot of a group can be told. */
export const robotConfigSchema = z.strictObject({
  /** Stands in its address: whoever knows it may post. */
  key: z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .default('00000000-0000-4000-8000-00000000test'),
})
export type RobotConfig = z.output<typeof robotConfigSchema>

/** In place of posting: a code of the robot's own. */
const errcode = z.object({ kind: z.literal('errcode'), errcode: z.int() })
const malformed = z.object({ kind: z.literal('malformed') })

export const robotFaultSchema = z.intersection(
  z.discriminatedUnion('kind', [...callFaults, errcode, malformed]),
  aimOf(['send']),
)
export type RobotFaultInput = z.input<typeof robotFaultSchema>
export type RobotFault = z.output<typeof robotFaultSchema>
