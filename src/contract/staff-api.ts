import { z } from 'zod'
import { plainLine } from '../rules/plain-text.ts'
import { ROLES } from '../rules/staff-roles.ts'
import { route, staff } from './routes.ts'

const idSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
const roleSchema = z.enum(ROLES)
/** `*` alone for everywhere, or ids of sites. */
export const sitesSchema = z
  .array(z.string().regex(/^(?:\*|[a-z0-9-]{1,40})$/))
  .min(1)
  .max(100)
  .refine(sites => sites.length === 1 || !sites.includes('*'), '* stands alone')
/** A name as colleagues see it, in a list beside others: nothing in it that is not seen, or that turns the direction of writing. */
export const staffNameSchema = z.string().max(200).transform(plainLine).pipe(z.string().min(1).max(60))

/** What a browser is to ask a security key (WebAuthn, PublicKeyCredentialRequestOptionsJSON). */
const askedOfKeySchema = z.object({
  ...{ challenge: z.string(), rpId: z.string().optional(), timeout: z.number().optional() },
  userVerification: z.enum(['required', 'preferred', 'discouraged']).optional(),
  allowCredentials: z.array(
    z.object({ id: z.string(), type: z.literal('public-key'), transports: z.array(z.string()).optional() }),
  ),
})
export type AskedOfKey = z.infer<typeof askedOfKeySchema>

const oneTimeCodeSchema = z.object({ code: z.string(), expiresAt: z.iso.datetime() })

/** Somebody who works here, as colleagues see it. */
export const staffAccountSchema = z.object({
  ...{ staffId: idSchema, name: z.string(), role: roleSchema, sites: z.array(z.string()) },
  proof: z.enum(['cas', 'oidc', 'local']),
  state: z.enum(['active', 'ended']),
  madeAt: z.iso.datetime(),
  seenAt: z.iso.datetime().nullable(),
  /** How many second proofs there are; none while new ones are to be set up. */
  factors: z.int(),
})

/** What programs of staff ask about staff. */
export const STAFF_ROUTES = {
  staffMe: route({
    method: 'GET',
    path: '/v1/staff/me',
    caller: staff('staff.self'),
    summary: 'Who of staff is logged in, and what they may do',
    input: z.object({}),
    output: z.object({
      ...{ staffId: idSchema, name: z.string(), role: roleSchema, sites: z.array(z.string()) },
      permissions: z.array(z.string()),
      /** Until when dangerous acts need no further second proof. */
      steppedUpUntil: z.iso.datetime(),
    }),
  }),
  askStepUp: route({
    method: 'POST',
    path: '/v1/staff/step-up/ask',
    caller: staff('staff.self'),
    summary: 'By what a second proof may be shown once more; a new challenge for security keys with each call',
    input: z.object({}),
    output: z.object({ hasTotp: z.boolean(), key: askedOfKeySchema.nullable() }),
  }),
  stepUp: route({
    method: 'POST',
    path: '/v1/staff/step-up',
    caller: staff('staff.self'),
    summary: 'The second proof once more; tries are counted as on the page',
    input: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('totp'), code: z.string().max(20) }),
      z.object({ kind: z.literal('recovery'), code: z.string().max(40) }),
      /** What the key has said, as the browser gives it. */
      z.object({ kind: z.literal('webauthn'), said: z.unknown() }),
    ]),
    output: z.object({ outcome: z.enum(['stepped-up', 'wrong', 'used', 'recovery-used', 'wait']) }),
  }),
  staffAccounts: route({
    method: 'GET',
    path: '/v1/staff/accounts',
    caller: staff('staff.see'),
    summary: 'Everybody who works here, and those who no longer do',
    input: z.object({}),
    output: z.object({ accounts: z.array(staffAccountSchema) }),
  }),
  inviteStaff: route({
    method: 'POST',
    path: '/v1/staff/invitations',
    caller: staff('staff.manage'),
    summary: 'Makes a one-time code by which somebody begins to work here; asks for a fresh second proof',
    input: z.object({ name: staffNameSchema, role: roleSchema, sites: sitesSchema }),
    output: oneTimeCodeSchema,
  }),
  endStaff: route({
    method: 'POST',
    path: '/v1/staff/accounts/:staffId/end',
    caller: staff('staff.manage'),
    summary: 'Ends somebody else’s account at once; asks for a fresh second proof',
    input: z.object({ staffId: idSchema }),
    output: z.object({}),
  }),
  resetStaffFactors: route({
    method: 'POST',
    path: '/v1/staff/accounts/:staffId/reset-factors',
    caller: staff('staff.manage'),
    summary:
      'Takes somebody else’s second proofs away and makes a one-time code for new ones; asks for a fresh second proof',
    input: z.object({ staffId: idSchema }),
    output: oneTimeCodeSchema,
  }),
}
