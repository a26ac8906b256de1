import { z } from 'zod'
import { route, staff } from './routes.ts'
import { bilingualSchema } from './texts.ts'

/** The longest reason that is kept. */
export const REASON_CHARACTERS = 300

const proposalIdSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
const colleagueSchema = z.object({ staffId: z.string(), name: z.string() })
const reasonSchema = z.string().min(1).max(REASON_CHARACTERS)

export const PROPOSAL_STATES = ['waiting', 'carried-out', 'failed', 'declined', 'taken-back', 'run-out'] as const
export type ProposalState = (typeof PROPOSAL_STATES)[number]

/** What one of staff has drafted and another must agree to. */
export const proposalSchema = z.object({
  ...{ proposalId: proposalIdSchema, kind: z.string(), title: bilingualSchema },
  /** Null: of the whole house. */
  siteId: z.string().nullable(),
  /** Why, in the words of whoever drafted it. */
  reason: z.string(),
  state: z.enum(PROPOSAL_STATES),
  ...{ draftedBy: colleagueSchema, draftedAt: z.iso.datetime(), endsAt: z.iso.datetime() },
  ...{ decidedBy: colleagueSchema.nullable(), decidedAt: z.iso.datetime().nullable() },
  isOwn: z.boolean(),
  declineReason: z.string().nullable(),
  /** What came of it, or why it could not be carried out. */
  said: bilingualSchema.nullable(),
})
export type Proposal = z.infer<typeof proposalSchema>

/** One of them with what it changes. */
export const proposalDetailsSchema = proposalSchema.extend({
  details: z.array(z.object({ label: bilingualSchema, before: z.string().nullable(), after: z.string().nullable() })),
  /** The mark of these details, to be said by whoever agrees to them. */
  seen: z.string(),
  ...{ mayAgree: z.boolean(), mayDecline: z.boolean(), mayTakeBack: z.boolean() },
})
export type ProposalDetails = z.infer<typeof proposalDetailsSchema>

/** What became of it. `failed`: it was agreed to, and nothing was changed. */
export const proposalOutcomeSchema = z.object({
  state: z.enum(['carried-out', 'failed', 'declined', 'taken-back']),
  said: bilingualSchema.nullable(),
})
export type ProposalOutcome = z.infer<typeof proposalOutcomeSchema>

/** What waits for a second person. */
export const FOUR_EYES_ROUTES = {
  proposals: route({
    method: 'GET',
    path: '/v1/staff/four-eyes/proposals',
    caller: staff('four-eyes.see'),
    summary: 'What waits for a second person, or did: the newest first',
    input: z.object({
      state: z.enum(['waiting', 'decided', 'all']).default('waiting'),
      after: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ rows: z.array(proposalSchema), next: z.string().nullable() }),
  }),
  proposal: route({
    method: 'GET',
    path: '/v1/staff/four-eyes/proposals/:proposalId',
    caller: staff('four-eyes.see'),
    summary: 'One of them, with what it changes',
    input: z.object({ proposalId: proposalIdSchema }),
    output: proposalDetailsSchema,
  }),
  agreeToProposal: route({
    method: 'POST',
    path: '/v1/staff/four-eyes/proposals/:proposalId/agree',
    caller: staff('four-eyes.decide'),
    summary: 'Agrees to what somebody else has drafted, and has it carried out; asks for a fresh second proof',
    input: z.object({ proposalId: proposalIdSchema, seen: z.string().max(100) }),
    output: proposalOutcomeSchema,
  }),
  declineProposal: route({
    method: 'POST',
    path: '/v1/staff/four-eyes/proposals/:proposalId/decline',
    caller: staff('four-eyes.decide'),
    summary: 'Declines what somebody else has drafted, with a reason',
    input: z.object({ proposalId: proposalIdSchema, reason: reasonSchema }),
    output: proposalOutcomeSchema,
  }),
  takeBackProposal: route({
    method: 'POST',
    path: '/v1/staff/four-eyes/proposals/:proposalId/take-back',
    caller: staff('four-eyes.decide'),
    summary: 'Takes back what one has drafted oneself',
    input: z.object({ proposalId: proposalIdSchema }),
    output: proposalOutcomeSchema,
  }),
} as const
