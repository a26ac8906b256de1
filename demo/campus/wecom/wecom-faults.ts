import { z } from 'zod'
import { callFaults } from '../call-faults.ts'
import { aimOf } from '../faults.ts'

export const OPERATIONS = ['gettoken', 'getuserinfo'] as const
export type WecomOperation = (typeof OPERATIONS)[number]

const kind = <T extends string>(name: T) => z.object({ kind: z.literal(name) })

/** What was asked happened, and the reply to it is none of WeCom's. */
const replyFaults = [
  kind('redirect'),
  kind('malformed'),
  kind('oversize'),
  /** Without what it is about. */
  kind('empty'),
] as const

/** In place of what was asked, which does not happen. */
const errcode = z.object({ kind: z.literal('errcode'), errcode: z.int() })

export const wecomFaultSchema = z.intersection(
  z.discriminatedUnion('kind', [...callFaults, ...replyFaults, errcode]),
  aimOf(OPERATIONS),
)
export type WecomFaultInput = z.input<typeof wecomFaultSchema>
export type WecomFault = z.output<typeof wecomFaultSchema>
export const REPLY_FAULTS = replyFaults.map(({ shape }) => shape.kind.value)
export type ReplyFault = (typeof REPLY_FAULTS)[number]
