import { z } from 'zod'
import { jobIdSchema, visitIdSchema } from './ids.ts'
import { type RouteTable, route } from './routes.ts'

/** By which a terminal asks for a handover that it has begun. Stands in no code and no address. */
export const handoverTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{22,64}$/)

/** A phone shows so many digits, and the kiosk the same ones, for the visitor to compare. */
export const HANDOVER_DIGITS = 2
const digitsSchema = z.string().regex(/^\d{2}$/)

/** Why a file goes to no phone any more. `ended`: the visitor said that the phone is another's, or the visit is over. */
export const HANDOVER_ENDS = ['expired', 'ended'] as const
export type HandoverEnd = (typeof HANDOVER_ENDS)[number]

/** A span, since a terminal's clock may be off. */
const withinMsSchema = z.int().min(0).max(3_600_000)

/** How far a handover is. */
export const handoverStateSchema = z.discriminatedUnion('state', [
  /** Its code waits for a phone. */
  z.object({ state: z.literal('shown'), withinMs: withinMsSchema }),
  /** A phone asks for the file, it alone, and shows these digits. Nothing is given yet. */
  z.object({ state: z.literal('asked'), digits: digitsSchema, withinMs: withinMsSchema }),
  /** The visitor has said that it is theirs: that phone may take the file. */
  z.object({ state: z.literal('given') }),
  z.object({ state: z.literal('over'), why: z.enum(HANDOVER_ENDS) }),
])
export type HandoverState = z.infer<typeof handoverStateSchema>

/** The file of what was just printed, given to the phone of whoever stands at the kiosk. */
export const HANDOVERS_ROUTES = {
  beginHandover: route({
    method: 'POST',
    path: '/v1/handovers',
    caller: 'terminal',
    summary:
      'Begins handing over the file of an order of this visit that came out on paper; one of before ends. Refuses with handover-refused what is given on paper alone',
    input: z.object({ visitId: visitIdSchema, jobId: jobIdSchema }),
    output: z.object({
      handover: handoverTokenSchema,
      /** What the kiosk shows as a QR code. */
      url: z.url().max(300),
      withinMs: withinMsSchema,
    }),
  }),
  handover: route({
    method: 'POST',
    path: '/v1/handovers/state',
    caller: 'terminal',
    summary: 'How far a handover of this terminal is',
    input: z.object({ handover: handoverTokenSchema }),
    output: handoverStateSchema,
  }),
  /** Safe to repeat. Other digits than the phone's change nothing. */
  giveHandover: route({
    method: 'POST',
    path: '/v1/handovers/give',
    caller: 'terminal',
    summary: 'The visitor has compared the digits: the phone that shows them may take the file',
    input: z.object({ handover: handoverTokenSchema, digits: digitsSchema }),
    output: handoverStateSchema,
  }),
  endHandover: route({
    method: 'POST',
    path: '/v1/handovers/end',
    caller: 'terminal',
    summary: 'Ends a handover that was not given; its code is worth nothing from then on',
    input: z.object({ handover: handoverTokenSchema }),
    output: z.object({}),
  }),
} as const satisfies RouteTable
