import { z } from 'zod'
import { CHECK_STATES } from '../graduation/check.ts'
import { PHOTO_PROBLEMS } from '../graduation/check-event.ts'
import { ENROLMENT_FIELDS } from '../graduation/enrolment.ts'
import { ERRATA_STATES } from '../graduation/errata.ts'
import { CAPTION_FIELDS } from '../graduation/errata-items.ts'
import { readErrataNumber } from '../graduation/errata-number.ts'
import { PROBLEMS } from '../graduation/problem.ts'
import { type RouteTable, route } from './routes.ts'
import { bilingualSchema } from './texts.ts'

const idSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)
/** Names a request: the same one again is no mistake, and is done once. */
const keySchema = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/)
const atSchema = z.iso.datetime()
const hashSchema = z.string().regex(/^[A-Za-z0-9_-]{40,64}$/)
const textSchema = z.string().max(500)
const WORDS = 4_000
export const errataNumberSchema = z
  .string()
  .max(40)
  .transform((typed, context) => {
    const number = readErrataNumber(typed)
    if (number === null) context.addIssue({ code: 'custom', message: 'is no number of an errata form' })
    return number ?? z.NEVER
  })

/** What lay before somebody who decides. */
export const seenSchema = z.object({
  ...{ dataHash: hashSchema, admissionHash: hashSchema.nullable(), graduationHash: hashSchema.nullable() },
})

export const GRADUATION_PHASES = ['not-open', 'checking', 'between', 'recheck', 'over', 'locked'] as const

export const openCampaignSchema = z.object({
  ...{ campaignId: idSchema, title: bilingualSchema, year: z.int(), phase: z.enum(GRADUATION_PHASES) },
  ...{ opensAt: atSchema, closesAt: atSchema, errataClosesAt: atSchema, lockAt: atSchema },
  ...{ recheckFrom: atSchema.nullable(), recheckTo: atSchema.nullable() },
  contact: bilingualSchema,
  /** Pages of the calendar until the close; 0 is today, null once it is over. */
  daysLeft: z.int().nullable(),
})

export const ownEnrolmentSchema = z.object({
  ...{ enrolmentId: idSchema, school: textSchema, level: textSchema, major: textSchema, standing: textSchema },
  ...{ studentNumberMasked: textSchema, enteredOn: textSchema },
  /** In each campaign that is about it; the state is null where there are no buttons. */
  checks: z.array(
    z.object({
      ...{ campaignId: idSchema, belonging: z.enum(['in', 'graduated', 'not-studying', 'day-unknown', 'out']) },
      state: z.enum(CHECK_STATES).nullable(),
    }),
  ),
})

export const ownErrataSchema = z.object({
  ...{ number: z.string(), campaignId: idSchema, enrolmentId: idSchema, state: z.enum(ERRATA_STATES) },
  items: z.array(
    z.object({
      ...{ on: z.enum(['register', 'paper-photo']), field: z.enum(ENROLMENT_FIELDS) },
      ...{ wrong: textSchema, right: textSchema, evidence: z.array(z.string().max(64)) },
    }),
  ),
  ...{ photoProblem: z.enum(PHOTO_PROBLEMS), contact: textSchema, lateReason: z.string().max(WORDS).nullable() },
  history: z.array(
    z.object({
      ...{ state: z.enum(ERRATA_STATES), at: atSchema, by: z.enum(['student', 'staff']) },
      note: z.string().max(WORDS).nullable(),
    }),
  ),
})

export const ownCheckSchema = z.object({
  ...{ campaign: openCampaignSchema, enrolmentId: idSchema, state: z.enum(CHECK_STATES) },
  /** Until when it may be decided, now or in a window that is to come; null where that is over. */
  decideUntil: atSchema.nullable(),
  openFor: z.enum(['now', 'later', 'over']),
  /** An errata form that is handed in now needs a reason, and the college. */
  isErrataLate: z.boolean(),
  /** As the register has it; the number of the identity paper masked. */
  entry: z.record(z.enum(ENROLMENT_FIELDS), textSchema),
  seen: seenSchema,
  receipt: z.object({ number: z.string(), at: atSchema, seen: seenSchema, isForYou: z.boolean() }).nullable(),
  hasLapsed: z.boolean(),
  national: z.object({ isDone: z.boolean(), source: z.enum(['self', 'list']), toldAt: atSchema }).nullable(),
  problems: z.array(z.enum(PROBLEMS)),
  /** When photographs came last, of anybody; null where none have. */
  lastDeliveryAt: atSchema.nullable(),
  notices: z.array(z.object({ at: atSchema, text: z.object({ zh: z.string(), en: z.string() }) })),
  /** The newest first. */
  errata: z.array(ownErrataSchema),
})
export type OwnCheck = z.infer<typeof ownCheckSchema>
export type OwnErrata = z.infer<typeof ownErrataSchema>

const evidenceSchema = z.array(z.literal('on-paper')).max(1)
const saidSchema = z.object({
  items: z
    .array(
      z.discriminatedUnion('on', [
        z.object({
          ...{ on: z.literal('register'), field: z.enum(ENROLMENT_FIELDS), right: textSchema },
          evidence: evidenceSchema,
        }),
        z.object({
          ...{ on: z.literal('paper-photo'), field: z.enum(CAPTION_FIELDS), wrong: textSchema, right: textSchema },
          evidence: evidenceSchema,
        }),
      ]),
    )
    .max(30),
  ...{ photoProblem: z.enum(PHOTO_PROBLEMS), contact: z.string().max(200) },
})

const says = z.object({ zh: z.string(), en: z.string() })
const flawedSchema = z.object({
  outcome: z.literal('flawed'),
  rows: z.array(z.object({ row: z.int(), flaw: z.string(), says })),
  flaws: z.array(z.object({ flaw: z.string(), says })),
})
/** What came of it, with the check as it stands: the second of two devices goes on from there. */
export const checkActedSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done'), check: ownCheckSchema }),
  z.object({ outcome: z.literal('refused'), why: z.string(), says, check: ownCheckSchema }),
  flawedSchema,
])
export type CheckActed = z.infer<typeof checkActedSchema>

const acted = {
  output: checkActedSchema,
  statusOf: ({ outcome }: CheckActed) => ({ done: 200, refused: 409, flawed: 422 })[outcome],
  reasons: { 'not-there': 404 },
} as const
const check = { campaignId: idSchema, enrolmentId: idSchema }
const CHECK_PATH = '/v1/me/graduation/checks/:campaignId/:enrolmentId'
const ERRATA_PATH = '/v1/me/graduation/errata/:errataNumber'

/** What a student does in the check of photographs and enrolments before graduation. Another's are like what there is not. */
export const GRADUATION_ROUTES = {
  ownGraduation: route({
    method: 'GET',
    path: '/v1/me/graduation',
    caller: 'visitor',
    summary: 'The person’s enrolments, and the campaigns that are about them with the days left',
    input: z.object({}),
    output: z.object({
      match: z.enum(['none', 'one', 'several']),
      problems: z.array(z.enum(PROBLEMS)),
      campaigns: z.array(openCampaignSchema),
      enrolments: z.array(ownEnrolmentSchema),
    }),
  }),
  ownCheck: route({
    method: 'GET',
    path: CHECK_PATH,
    caller: 'visitor',
    summary:
      'The register’s entry with its number masked, how its check stands, what can be done, and the forms about it',
    input: z.object(check),
    output: ownCheckSchema,
    reasons: { 'not-there': 404 },
  }),
  revealIdNumber: route({
    method: 'POST',
    path: '/v1/me/graduation/enrolments/:enrolmentId/reveal',
    caller: 'visitor',
    summary: 'The number of the identity paper as the register has it, whole; that it was shown is written down',
    input: z.object({ enrolmentId: idSchema }),
    output: z.object({ idNumber: textSchema }),
    reasons: { 'not-there': 404 },
  }),
  confirmCheck: route({
    method: 'POST',
    path: `${CHECK_PATH}/confirm`,
    caller: 'visitor',
    summary: 'Says that data and photograph are right, with both ticks, of what was seen; for good, with a receipt',
    input: z.object({
      ...{ ...check, key: keySchema, seen: seenSchema },
      ticks: z.object({ data: z.boolean(), photo: z.boolean() }),
    }),
    ...acted,
  }),
  tellNationalCheck: route({
    method: 'POST',
    path: `${CHECK_PATH}/national`,
    caller: 'visitor',
    summary: 'Says whether the check at the national site is done',
    input: z.object({ ...check, key: keySchema, isDone: z.boolean() }),
    ...acted,
  }),
  beginErrata: route({
    method: 'POST',
    path: `${CHECK_PATH}/errata`,
    caller: 'visitor',
    summary: 'Begins an errata form: a draft, one at a time',
    input: z.object({ ...check, key: keySchema, said: saidSchema }),
    ...acted,
  }),
  rewriteErrata: route({
    method: 'POST',
    path: `${ERRATA_PATH}/rewrite`,
    caller: 'visitor',
    summary: 'Writes anew what a form says that is in hand',
    input: z.object({ errataNumber: errataNumberSchema, key: keySchema, said: saidSchema }),
    ...acted,
  }),
  submitErrata: route({
    method: 'POST',
    path: `${ERRATA_PATH}/submit`,
    caller: 'visitor',
    summary: 'Hands a form in to the college, of what was seen; after the deadline with a reason',
    input: z.object({
      ...{ errataNumber: errataNumberSchema, key: keySchema, seen: seenSchema },
      lateReason: z.string().max(WORDS).nullable(),
    }),
    ...acted,
  }),
  supplementErrata: route({
    method: 'POST',
    path: `${ERRATA_PATH}/supplement`,
    caller: 'visitor',
    summary: 'Adds a word or proof on paper, as the registry has asked',
    input: z.object({
      ...{ errataNumber: errataNumberSchema, key: keySchema, row: z.int().min(0).max(30).nullable() },
      ...{ evidence: evidenceSchema, note: z.string().max(WORDS) },
    }),
    ...acted,
  }),
  withdrawErrata: route({
    method: 'POST',
    path: `${ERRATA_PATH}/withdraw`,
    caller: 'visitor',
    summary: 'Takes a form back, until the college has agreed',
    input: z.object({ errataNumber: errataNumberSchema, key: keySchema }),
    ...acted,
  }),
} as const satisfies RouteTable
