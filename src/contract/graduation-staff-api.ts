import { z } from 'zod'
import { CHECK_STATES } from '../graduation/check.ts'
import { ENROLMENT_FIELDS } from '../graduation/enrolment.ts'
import { ERRATA_STATES } from '../graduation/errata.ts'
import { plainLine } from '../rules/plain-text.ts'
import { siteIdSchema } from './fleet-api.ts'
import { errataNumberSchema, seenSchema } from './graduation-api.ts'
import { type RouteTable, route, staff } from './routes.ts'
import { bilingualSchema } from './texts.ts'

const idSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)
const keySchema = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/)
const wordSchema = z.string().max(100).transform(plainLine)
const wordsSchema = z.array(wordSchema).max(200)
const reasonSchema = z.string().max(2_000)
const atSchema = z.iso.datetime({ offset: true })
const daySchema = z.iso.date().nullable()
const says = z.object({ zh: z.string(), en: z.string() })

/** A campaign as staff write it. */
export const writtenCampaignSchema = z.object({
  ...{ title: bilingualSchema, year: z.int().min(2000).max(2200), contact: bilingualSchema },
  ...{ opensAt: atSchema, closesAt: atSchema, errataClosesAt: atSchema, lockAt: atSchema },
  ...{ recheckFrom: atSchema.nullable(), recheckTo: atSchema.nullable() },
  filter: z.object({
    ...{ levels: wordsSchema, categories: wordsSchema, modes: wordsSchema, colleges: wordsSchema },
    ...{ expectedFrom: daySchema, expectedTo: daySchema },
  }),
  offices: z.array(z.object({ siteId: siteIdSchema, colleges: wordsSchema })).max(200),
})
const staffCampaignSchema = z.object({
  ...writtenCampaignSchema.shape,
  ...{ campaignId: idSchema, version: z.int() },
  /** How many checks stand so, of the colleges for which the account works. */
  counts: z.partialRecord(z.enum(CHECK_STATES), z.int()),
})
const campaignKeptSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('kept'), campaignId: idSchema, version: z.int() }),
  z.object({ outcome: z.literal('stale'), version: z.int() }),
  z.object({ outcome: z.literal('flawed'), flaws: z.array(z.object({ flaw: z.string(), says })) }),
])
export type CampaignKept = z.infer<typeof campaignKeptSchema>
const kept = {
  output: campaignKeptSchema,
  statusOf: ({ outcome }: CampaignKept) => ({ kept: 200, stale: 409, flawed: 422 })[outcome],
} as const

export const staffErrataSchema = z.object({
  ...{ number: z.string(), state: z.enum(ERRATA_STATES), campaignId: idSchema, enrolmentId: idSchema },
  ...{ college: z.string(), className: z.string(), nameMasked: z.string(), studentNumberMasked: z.string() },
  ...{ changedAt: z.iso.datetime(), lateReason: z.string().nullable(), photoProblem: z.string(), contact: z.string() },
  items: z.array(
    z.object({
      ...{ on: z.enum(['register', 'paper-photo']), field: z.enum(ENROLMENT_FIELDS) },
      ...{ wrong: z.string(), right: z.string() },
    }),
  ),
})
export type StaffErrata = z.infer<typeof staffErrataSchema>

const staffActedSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done'), state: z.string() }),
  /** With how it stands. */
  z.object({ outcome: z.literal('refused'), why: z.string(), says, state: z.string() }),
])
export type StaffActed = z.infer<typeof staffActedSchema>
const acted = {
  output: staffActedSchema,
  statusOf: ({ outcome }: StaffActed) => (outcome === 'done' ? 200 : 409),
  reasons: { 'not-there': 404 },
} as const
const CHECK_PATH = '/v1/staff/graduation/campaigns/:campaignId/checks/:enrolmentId'

/** What staff do in the check before graduation: of the colleges for which the offices of their account work. */
export const GRADUATION_STAFF_ROUTES = {
  graduationCampaigns: route({
    method: 'GET',
    path: '/v1/staff/graduation/campaigns',
    caller: staff('graduation.see'),
    summary: 'Every campaign, with how many checks stand how',
    input: z.object({}),
    output: z.object({ campaigns: z.array(staffCampaignSchema) }),
  }),
  makeGraduationCampaign: route({
    method: 'POST',
    path: '/v1/staff/graduation/campaigns',
    caller: staff('graduation.manage'),
    summary: 'Makes a campaign, or says everything that is wrong with it',
    input: writtenCampaignSchema,
    ...kept,
  }),
  changeGraduationCampaign: route({
    method: 'POST',
    path: '/v1/staff/graduation/campaigns/:campaignId',
    caller: staff('graduation.manage'),
    summary: 'Changes the campaign that was seen; its checks follow within the minute',
    input: z.object({ ...writtenCampaignSchema.shape, campaignId: idSchema, version: z.int().min(1) }),
    ...kept,
    reasons: { 'not-there': 404 },
  }),
  errataForms: route({
    method: 'GET',
    path: '/v1/staff/graduation/errata',
    caller: staff('graduation.see'),
    summary: 'Errata forms that wait for a college or the registry, the oldest first',
    input: z.object({ campaignId: idSchema, waitsFor: z.enum(['college', 'registry', 'student']).default('college') }),
    output: z.object({ forms: z.array(staffErrataSchema) }),
  }),
  actOnErrataForCollege: route({
    method: 'POST',
    path: '/v1/staff/graduation/errata/:errataNumber/college',
    caller: staff('graduation.work'),
    summary: 'The college agrees to a form, also to a late one, or gives it back with the reason',
    input: z.object({
      ...{ errataNumber: errataNumberSchema, key: keySchema, act: z.enum(['college-approve', 'college-return']) },
      ...{ acceptsLate: z.boolean(), reason: reasonSchema },
    }),
    ...acted,
  }),
  actOnErrataForRegistry: route({
    method: 'POST',
    path: '/v1/staff/graduation/errata/:errataNumber/registry',
    caller: staff('graduation.manage'),
    summary: 'The registry agrees, refuses, asks, sends, and writes down what became of a form',
    input: z.object({
      ...{ errataNumber: errataNumberSchema, key: keySchema, reason: reasonSchema },
      act: z.enum([
        ...(['registry-approve', 'registry-reject', 'registry-ask-more'] as const),
        ...(['export', 'fix', 'external-fail'] as const),
      ]),
    }),
    ...acted,
  }),
  confirmCheckForStudent: route({
    method: 'POST',
    path: `${CHECK_PATH}/confirm`,
    caller: staff('graduation.work'),
    summary: 'Confirms in the student’s place, with a reason that the student is told',
    input: z.object({
      campaignId: idSchema,
      enrolmentId: idSchema,
      key: keySchema,
      seen: seenSchema,
      reason: reasonSchema,
    }),
    ...acted,
  }),
  reopenCheck: route({
    method: 'POST',
    path: `${CHECK_PATH}/reopen`,
    caller: staff('graduation.manage'),
    summary: 'Gives a check back to the student, with a reason that the student is told',
    input: z.object({
      ...{ campaignId: idSchema, enrolmentId: idSchema, key: keySchema, reason: reasonSchema },
      until: atSchema.nullable(),
    }),
    ...acted,
  }),
} as const satisfies RouteTable
