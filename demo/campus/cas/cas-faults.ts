import { z } from 'zod'
import { callFaults } from '../call-faults.ts'
import { aimOf } from '../faults.ts'

const OPERATIONS = ['login', 'validate', 'logout'] as const
export type CasOperation = (typeof OPERATIONS)[number]

const kind = <T extends string>(name: T) => z.object({ kind: z.literal(name) })

/** How an answer to a validation can be wrong. */
const replyFaults = [
  kind('malformedXml'),
  /** Refuses, and writes the ticket into its answer as it came, although it is no text but marked up. */
  kind('ticketEchoed'),
  /** Knows neither version 3 nor JSON. */
  kind('v2Only'),
  kind('attributesMissing'),
  kind('doctype'),
  kind('huge'),
  kind('twoRoots'),
  kind('otherNamespace'),
  /** Answers in XML whatever is wished for. */
  kind('xmlAlways'),
] as const

const habits = [
  /** Leaves a ticket usable after it was refused for another service, as Apereo 6.6 does. */
  kind('keepsTicket'),
  /** Does not tell services that a login is over. */
  kind('noLogoutMessage'),
] as const

export const casFaultSchema = z.intersection(
  z.discriminatedUnion('kind', [...callFaults, ...replyFaults, ...habits]),
  aimOf(OPERATIONS),
)
export type CasFaultInput = z.input<typeof casFaultSchema>
export type CasFault = z.output<typeof casFaultSchema>
export type ReplyFault = Extract<CasFault, { kind: z.output<(typeof replyFaults)[number]>['kind'] }>
export const REPLY_FAULTS = replyFaults.map(({ shape }) => shape.kind.value) as readonly ReplyFault['kind'][]
