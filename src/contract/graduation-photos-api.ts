import { z } from 'zod'
import { PHOTO_KINDS } from '../graduation/enrolment.ts'
import { plainLine } from '../rules/plain-text.ts'
import { pageInput, pageOf } from './paging.ts'
import { type RouteTable, route, staff } from './routes.ts'

/** As large as a photograph is drawn for a screen, whatever it has: admission and graduation photographs stand side by side. */
export const SHOWN_PHOTO = { widthPx: 480, heightPx: 640 } as const
const PICTURE_BYTES = 1024 * 1024

const enrolmentIdSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)
/** Opens one photograph for whoever it was given to, for a short while, and for nobody else. */
const showingSchema = z.string().regex(/^[A-Za-z0-9_-]{40,1000}$/)
const reasonSchema = z
  .string()
  .max(200)
  .transform(plainLine)
  .refine(text => text !== '', 'says nothing')
const picture = { mediaType: 'image/*', maxBytes: PICTURE_BYTES } as const
const GONE = { 'not-there': 404 } as const

export const shownPhotographSchema = z.object({
  kind: z.enum(PHOTO_KINDS),
  /** YYYY-MM-DD, as the collector says; null where nobody does. */
  takenOn: z.string().nullable(),
  showing: showingSchema,
})
export type ShownPhotograph = z.infer<typeof shownPhotographSchema>

export const ownPhotographsSchema = z.object({
  enrolments: z
    .array(
      z.object({
        enrolmentId: enrolmentIdSchema,
        photographs: z.array(shownPhotographSchema).max(2),
        /** What is known of a graduation photograph that is not there; null where it is. */
        missing: z
          .object({ capture: z.enum(['never', 'taken', 'delivered']), lastDeliveredAt: z.iso.datetime().nullable() })
          .nullable(),
      }),
    )
    .max(20),
  /** When the person's own were shown to the person, the newest first; what staff have opened stands among the looks. */
  shown: z.array(z.object({ at: z.iso.datetime(), kind: z.enum(PHOTO_KINDS) })).max(50),
})
export type OwnPhotographs = z.infer<typeof ownPhotographsSchema>

const claimIdSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
const claimStateSchema = z.enum(['waiting', 'agreed', 'refused', 'withdrawn', 'overtaken'])
const time = z.iso.datetime()
const numbers = z.array(z.string().max(100)).max(50)

/** What somebody says yes to once more before it is a claim. */
export const claimToConfirmSchema = z.object({
  ...{ confirmation: showingSchema, name: z.string(), studentNumberMasked: z.string() },
  ...{ school: z.string(), major: z.string() },
})
export type ClaimToConfirm = z.infer<typeof claimToConfirmSchema>

export const ownClaimSchema = z.object({
  ...{ claimId: claimIdSchema, enrolmentId: enrolmentIdSchema, state: claimStateSchema },
  /** Why it was refused. */
  reason: z.string().nullable(),
  ...{ madeAt: time, decidedAt: time.nullable() },
})
export type OwnClaim = z.infer<typeof ownClaimSchema>

export const claimLineSchema = z.object({
  ...{ claimId: claimIdSchema, enrolmentId: enrolmentIdSchema, state: claimStateSchema },
  ...{ madeAt: time, decidedAt: time.nullable(), nameMasked: z.string(), numberMasked: z.string() },
  /** How many others say the same of the same photograph. */
  otherClaims: z.int(),
})
export type ClaimLine = z.infer<typeof claimLineSchema>

export const claimDetailSchema = claimLineSchema.extend({
  ...{ decidedBy: z.string().nullable(), reason: z.string().nullable(), school: z.string() },
  /** As the register has them. */
  numbersMasked: numbers,
  /** As the collector wrote them; null where the photograph is gone. */
  collected: z
    .object({ nameMasked: z.string(), numbersMasked: numbers, school: z.string(), takenOn: z.string().nullable() })
    .nullable(),
})
export type ClaimDetail = z.infer<typeof claimDetailSchema>

export const openedClaimSchema = z.object({
  ...{ name: z.string(), numbers },
  collected: z.object({ name: z.string(), numbers }).nullable(),
  ...{ claimed: showingSchema.nullable(), admission: showingSchema.nullable() },
})
export type OpenedClaim = z.infer<typeof openedClaimSchema>

/** Photographs of enrolments, with words over them, to the person and to staff. They are about all registers of the person. */
export const GRADUATION_PHOTO_ROUTES = {
  ownPhotographs: route({
    method: 'GET',
    path: '/v1/me/graduation/photographs',
    caller: 'visitor',
    summary: 'The photographs of the person’s enrolments, each to be opened for a few minutes in this login alone',
    input: z.object({}),
    output: ownPhotographsSchema,
  }),
  ownPhotograph: route({
    method: 'GET',
    path: '/v1/me/graduation/photographs/picture',
    caller: 'visitor',
    summary: 'One of them as a JPEG, with the name and the minute all over it; that it was shown is written down',
    input: z.object({ showing: showingSchema }),
    output: picture,
    reasons: GONE,
  }),
  lookAtPhotographs: route({
    method: 'POST',
    path: '/v1/staff/graduation/enrolments/:enrolmentId/photographs/look',
    caller: staff('graduation.see-photographs'),
    summary:
      'Opens the photographs of an enrolment for a few minutes, for a reason that its person reads; asks for a fresh second proof',
    input: z.object({ enrolmentId: enrolmentIdSchema, reason: reasonSchema }),
    output: z.object({ photographs: z.array(shownPhotographSchema).max(2) }),
    reasons: GONE,
  }),
  openedPhotograph: route({
    method: 'GET',
    path: '/v1/staff/graduation/photographs/picture',
    caller: staff('graduation.see-photographs'),
    summary: 'A photograph as a JPEG for who has opened it, with that name and the minute all over it',
    input: z.object({ showing: showingSchema }),
    output: picture,
    reasons: GONE,
  }),
  searchPhotographs: route({
    method: 'POST',
    path: '/v1/me/graduation/photo-search',
    caller: 'visitor',
    summary:
      'Looks among the photographs that nobody has for one of the same name and nearly the same number; three times a day',
    input: z.object({ enrolmentId: enrolmentIdSchema }),
    output: z.object({ found: z.array(z.object({ showing: showingSchema })).max(3) }),
    reasons: { ...GONE, 'has-photo': 409, 'searched-enough': 429 },
  }),
  foundPhotograph: route({
    method: 'GET',
    path: '/v1/me/graduation/photo-search/picture',
    caller: 'visitor',
    summary: 'One of those found, small, with the name and the minute all over it',
    input: z.object({ showing: showingSchema }),
    output: picture,
    reasons: GONE,
  }),
  beginClaim: route({
    method: 'POST',
    path: '/v1/me/graduation/claims/begin',
    caller: 'visitor',
    summary: '“This is my photograph”: what the person says yes to once more',
    input: z.object({ showing: showingSchema }),
    output: claimToConfirmSchema,
    reasons: { ...GONE, 'has-photo': 409 },
  }),
  claimPhotograph: route({
    method: 'POST',
    path: '/v1/me/graduation/claims',
    caller: 'visitor',
    summary: 'Says it once more: it waits for staff, and nothing is tied to anybody before',
    input: z.object({ confirmation: showingSchema }),
    output: ownClaimSchema,
    reasons: { ...GONE, 'has-photo': 409, 'waits-already': 409 },
  }),
  ownClaims: route({
    method: 'GET',
    path: '/v1/me/graduation/claims',
    caller: 'visitor',
    summary: 'What the person has said to be the person’s photograph, and what became of it; the newest first',
    input: z.object({}),
    output: z.object({ claims: z.array(ownClaimSchema).max(50) }),
  }),
  withdrawClaim: route({
    method: 'POST',
    path: '/v1/me/graduation/claims/:claimId/withdraw',
    caller: 'visitor',
    summary: 'Takes one back that waits',
    input: z.object({ claimId: claimIdSchema }),
    output: ownClaimSchema,
    reasons: { ...GONE, 'decided-already': 409 },
  }),
  photoClaims: route({
    method: 'GET',
    path: '/v1/staff/graduation/claims',
    caller: staff('graduation.decide-claims'),
    summary: 'Photographs that people say are theirs, the newest first',
    input: z.object({ after: pageInput.after, limit: pageInput.limit, state: claimStateSchema.optional() }),
    output: pageOf(claimLineSchema),
  }),
  photoClaim: route({
    method: 'GET',
    path: '/v1/staff/graduation/claims/:claimId',
    caller: staff('graduation.decide-claims'),
    summary: 'One of them: what the register has and what the collector wrote, side by side and masked',
    input: z.object({ claimId: claimIdSchema }),
    output: claimDetailSchema,
    reasons: GONE,
  }),
  lookAtClaim: route({
    method: 'POST',
    path: '/v1/staff/graduation/claims/:claimId/look',
    caller: staff('graduation.decide-claims'),
    summary:
      'The same unmasked, with the claimed photograph and the one of the admission, for a reason that the person reads; asks for a fresh second proof',
    input: z.object({ claimId: claimIdSchema, reason: reasonSchema }),
    output: openedClaimSchema,
    reasons: GONE,
  }),
  decideClaim: route({
    method: 'POST',
    path: '/v1/staff/graduation/claims/:claimId/decide',
    caller: staff('graduation.decide-claims'),
    summary:
      'Agrees, and the photograph is the enrolment’s, or refuses for a reason that the person reads; whoever comes second is shown what the first did; asks for a fresh second proof',
    input: z.object({ claimId: claimIdSchema, decision: z.enum(['agree', 'refuse']), reason: reasonSchema }),
    output: z.object({ isYours: z.boolean(), claim: claimDetailSchema }),
    reasons: GONE,
  }),
} as const satisfies RouteTable
