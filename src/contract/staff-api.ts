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
  /** How many logins of it go on. */
  sessions: z.int(),
})
export type StaffAccount = z.infer<typeof staffAccountSchema>

/** A code that somebody has and has not used. */
export const staffInvitationSchema = z.object({
  /** By which it is taken back; the code itself was shown once. */
  invitationId: z.string(),
  ...{ name: z.string(), role: roleSchema, sites: z.array(z.string()), expiresAt: z.iso.datetime() },
})
export type StaffInvitation = z.infer<typeof staffInvitationSchema>

const handleSchema = z.string().regex(/^[0-9a-f]{16}$/)
/** Where somebody is logged in. */
export const staffSessionSchema = z.object({
  ...{ handle: handleSchema, browser: z.string(), startedAt: z.iso.datetime(), lastSeenAt: z.iso.datetime() },
  /** The one in which it is asked. */
  isThis: z.boolean(),
})
export type StaffSessionSeen = z.infer<typeof staffSessionSchema>
const sessionsSchema = z.object({ sessions: z.array(staffSessionSchema) })

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
  staffInvitations: route({
    method: 'GET',
    path: '/v1/staff/invitations',
    caller: staff('staff.see'),
    summary: 'Codes by which somebody new may still begin, the newest first',
    input: z.object({}),
    output: z.object({ invitations: z.array(staffInvitationSchema) }),
  }),
  takeBackInvitation: route({
    method: 'POST',
    path: '/v1/staff/invitations/take-back',
    caller: staff('staff.manage'),
    summary: 'Takes back a code that nobody has used; asks for a fresh second proof',
    input: z.object({ invitationId: z.string().max(100) }),
    output: z.object({}),
  }),
  changeStaff: route({
    method: 'POST',
    path: '/v1/staff/accounts/:staffId/change',
    caller: staff('staff.manage'),
    summary:
      'Makes somebody else another role or other sites, from their next request on; asks for a fresh second proof',
    /** `before`: what was seen; when it is another by then, nothing is changed. */
    input: z.object({
      ...{ staffId: idSchema, role: roleSchema, sites: sitesSchema },
      before: z.object({ role: roleSchema, sites: sitesSchema }),
    }),
    output: z.object({}),
  }),
  staffSessions: route({
    method: 'GET',
    path: '/v1/staff/accounts/:staffId/sessions',
    caller: staff('staff.see'),
    summary: 'Where somebody is logged in',
    input: z.object({ staffId: idSchema }),
    output: sessionsSchema,
  }),
  endStaffSessions: route({
    method: 'POST',
    path: '/v1/staff/accounts/:staffId/sessions/end',
    caller: staff('staff.manage'),
    summary: 'Ends one login of somebody else, or all of them; asks for a fresh second proof',
    /** Without a handle all of them. */
    input: z.object({ staffId: idSchema, handle: handleSchema.optional() }),
    output: z.object({ ended: z.int() }),
  }),
  ownStaffSessions: route({
    method: 'GET',
    path: '/v1/staff/me/sessions',
    caller: staff('staff.self'),
    summary: 'Where one is logged in oneself',
    input: z.object({}),
    output: sessionsSchema,
  }),
  endOwnStaffSession: route({
    method: 'POST',
    path: '/v1/staff/me/sessions/end',
    caller: staff('staff.self'),
    summary: 'Ends one of one’s own logins',
    input: z.object({ handle: handleSchema }),
    output: z.object({ ended: z.int() }),
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
