import { z } from 'zod'
import { plainLine, plainText } from '../rules/plain-text.ts'
import { noticeSchema, ownNoticeSchema } from './notice-api.ts'
import { pageInput, pageOf } from './paging.ts'
import { personIdSchema, REASON_CHARACTERS } from './people-api.ts'
import { type RouteTable, route, staff } from './routes.ts'
import { bilingualSchema } from './texts.ts'

export const REQUEST_KINDS = ['access', 'correction', 'erasure', 'withdrawal'] as const
export const REQUEST_CHANNELS = ['paper', 'mail', 'telephone', 'counter'] as const
export const REQUEST_OUTCOMES = ['done', 'refused', 'taken-back'] as const
/** Which requests are listed: those that are open, of these those that are late, those that have ended, or all. */
export const REQUEST_STATES = ['open', 'late', 'ended', 'all'] as const
export const WHO_CHARACTERS_MAX = 300
export const ANSWER_CHARACTERS_MAX = 500

const time = z.iso.datetime()
const day = z.iso.date()
const runIdSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
const requestNumberSchema = z.string().regex(/^P-\d{6}-[0-9A-Z]{4}$/)

/** What one rule has taken away, or would. */
const foundSchema = z.object({
  ...{
    room: z.string(),
    table: z.string(),
    what: bilingualSchema,
    days: z.int(),
    ends: z.enum(['deleted', 'emptied']),
  },
  rows: z.int().min(0),
  /** It did not come to its end; why stands in the log of the server. */
  failed: z.boolean(),
})

export const retentionRunSchema = z.object({
  runId: runIdSchema,
  /** The day whose run it is, by the house's calendar; null of one that somebody asked for. */
  day: day.nullable(),
  /** It was only counted. */
  isDry: z.boolean(),
  askedBy: z.string().nullable(),
  begunAt: time,
  endedAt: time.nullable(),
  /** Begun so long ago that it was stopped in the middle. */
  isStopped: z.boolean(),
  /** Rules that met something alone, or failed. */
  found: z.array(foundSchema),
})
export type RetentionRun = z.infer<typeof retentionRunSchema>

export const retentionRuleSchema = z.object({
  ...{ room: z.string(), table: z.string(), what: bilingualSchema, why: bilingualSchema },
  how: z.discriminatedUnion('kind', [
    z.object({
      ...{ kind: z.literal('by-age'), days: z.int().min(0), since: bilingualSchema },
      ends: z.enum(['deleted', 'emptied']),
      /** The run of the day does it; otherwise its room does by itself, within hours, and no run counts it. */
      isOfRun: z.boolean(),
    }),
    /** No age takes it away: a rule in words. */
    z.object({ kind: z.literal('by-rule'), until: bilingualSchema }),
  ]),
  /** How many rows the last run took; null where none did it, or it is none of the run's. */
  lastRows: z.int().min(0).nullable(),
  hasFailed: z.boolean(),
})
export type RetentionRuleLine = z.infer<typeof retentionRuleSchema>

const requestRowSchema = z.object({
  number: requestNumberSchema,
  kind: z.enum(REQUEST_KINDS),
  channel: z.enum(REQUEST_CHANNELS),
  /** As it was written down, every word starred but for its first letter; null once nobody is to know any more. */
  whoMasked: z.string().nullable(),
  ...{ receivedOn: day, dueOn: day },
  /** By the calendar: 0 on the last day, less than that when it is late; null once it has ended. */
  daysLeft: z.int().nullable(),
  outcome: z.enum(REQUEST_OUTCOMES).nullable(),
})
export type PrivacyRequestLine = z.infer<typeof requestRowSchema>

export const privacyRequestSchema = requestRowSchema.extend({
  ...{ enteredAt: time, enteredBy: z.string(), remindedAt: time.nullable(), toldLateAt: time.nullable() },
  ...{ endedAt: time.nullable(), endedBy: z.string().nullable(), reason: z.string().nullable() },
  /** It ended behind its day, or is open behind it. */
  isLate: z.boolean(),
})
export type PrivacyRequest = z.infer<typeof privacyRequestSchema>

const noticeCountSchema = z.object({
  ...{ notice: noticeSchema, isInForce: z.boolean(), firstAgreedAt: time.nullable() },
  /** Consents, each counted once in however many registers: those that hold, and those that were withdrawn. */
  ...{ agreed: z.int().min(0), withdrawn: z.int().min(0) },
})
export type NoticeCountLine = z.infer<typeof noticeCountSchema>

const personSchema = z.object({ personId: personIdSchema })
const saidSchema = z
  .string()
  .max(REASON_CHARACTERS)
  .transform(plainText)
  .refine(text => text !== '', 'says nothing')
const ofPerson = { 'person-unknown': 404 } as const

/** What is kept of people and how long, what they ask of it, and what they have agreed to. */
export const PRIVACY_ROUTES = {
  retention: route({
    method: 'GET',
    path: '/v1/staff/privacy/retention',
    caller: staff('privacy.see'),
    summary: 'How long each kind of data is kept and why, and what the last run has taken away',
    input: z.object({}),
    output: z.object({
      rules: z.array(retentionRuleSchema),
      /** From when on the run of each day begins, HH:MM by the house's clocks. */
      at: z.string(),
      lastRun: retentionRunSchema.nullable(),
      /** The newest first, those that only counted too. */
      runs: z.array(retentionRunSchema),
    }),
  }),
  retentionRun: route({
    method: 'GET',
    path: '/v1/staff/privacy/retention/runs/:runId',
    caller: staff('privacy.see'),
    summary: 'One run: whether it is over, and what it has found',
    input: z.object({ runId: runIdSchema }),
    output: retentionRunSchema,
    reasons: { 'run-unknown': 404 },
  }),
  countRetention: route({
    method: 'POST',
    path: '/v1/staff/privacy/retention/count',
    caller: staff('privacy.see'),
    summary: 'Counts what the next run would take away, and takes nothing away; stands in the audit trail',
    input: z.object({}),
    output: retentionRunSchema,
  }),
  carryOutRetention: route({
    method: 'POST',
    path: '/v1/staff/privacy/retention/carry-out',
    caller: staff('privacy.retain'),
    summary: 'Begins to take away what is over by its age, now. Asks for a fresh second proof',
    input: z.object({}),
    output: z.object({ runId: runIdSchema }),
    reasons: { 'under-way': 409 },
  }),
  privacyRequests: route({
    method: 'GET',
    path: '/v1/staff/privacy/requests',
    caller: staff('privacy.see'),
    summary: 'Requests about personal data: those that are open, what is due first before; else the newest first',
    input: z.object({
      ...pageInput,
      /** The number of a request, whole. */
      search: z.string().max(100).transform(plainLine).optional(),
      state: z.enum(REQUEST_STATES).default('open'),
      kind: z.enum(REQUEST_KINDS).optional(),
    }),
    output: pageOf(requestRowSchema),
  }),
  privacyRequest: route({
    method: 'GET',
    path: '/v1/staff/privacy/requests/:number',
    caller: staff('privacy.see'),
    summary: 'One request: who asks, masked, until when it is to be ended, and what was done',
    input: z.object({ number: requestNumberSchema }),
    output: privacyRequestSchema,
    reasons: { 'request-unknown': 404 },
  }),
  uncoverPrivacyRequest: route({
    method: 'POST',
    path: '/v1/staff/privacy/requests/:number/uncover',
    caller: staff('privacy.work'),
    summary: 'Who asks and how they are reached, whole; stands in the audit trail. Asks for a fresh second proof',
    input: z.object({ number: requestNumberSchema }),
    output: z.object({ who: z.string().nullable() }),
    reasons: { 'request-unknown': 404 },
  }),
  enterPrivacyRequest: route({
    method: 'POST',
    path: '/v1/staff/privacy/requests',
    caller: staff('privacy.work'),
    summary: 'Writes down a request that came on paper, by mail, by telephone or at a counter',
    input: z.object({
      ...{ kind: z.enum(REQUEST_KINDS), channel: z.enum(REQUEST_CHANNELS), receivedOn: day },
      who: z.string().max(WHO_CHARACTERS_MAX).transform(plainText),
    }),
    output: privacyRequestSchema,
    reasons: { 'day-wrong': 409, 'who-missing': 409 },
  }),
  endPrivacyRequest: route({
    method: 'POST',
    path: '/v1/staff/privacy/requests/:number/end',
    caller: staff('privacy.work'),
    summary: 'Ends a request with its outcome, for good; a refusal says why',
    input: z.object({
      ...{ number: requestNumberSchema, outcome: z.enum(REQUEST_OUTCOMES) },
      reason: z.string().max(ANSWER_CHARACTERS_MAX).transform(plainText),
    }),
    output: privacyRequestSchema,
    reasons: { 'request-unknown': 404, over: 409, 'reason-missing': 409 },
  }),
  notices: route({
    method: 'GET',
    path: '/v1/staff/privacy/notices',
    caller: staff('privacy.see'),
    summary: 'Each text of the notice, the one in force first, with how many consents hold and how many were withdrawn',
    input: z.object({}),
    output: z.object({ notices: z.array(noticeCountSchema) }),
  }),
  consentOfPerson: route({
    method: 'POST',
    path: '/v1/staff/privacy/people/consent',
    caller: staff('privacy.see'),
    summary: 'To what one person has agreed, and whether that holds',
    input: personSchema,
    output: ownNoticeSchema.omit({ notice: true }).extend({
      /** Whether people are asked here at all. */
      isAsked: z.boolean(),
    }),
    reasons: ofPerson,
  }),
  withdrawForPerson: route({
    method: 'POST',
    path: '/v1/staff/privacy/people/withdraw',
    caller: staff('privacy.work'),
    summary:
      'Withdraws what a person has agreed to, who has asked for it on paper or at a counter: nothing new is made until they agree again. Asks for a fresh second proof',
    input: personSchema.extend({ reason: saidSchema }),
    output: z.object({ registers: z.int().min(1) }),
    reasons: { ...ofPerson, 'nothing-agreed': 409 },
  }),
} as const satisfies RouteTable
