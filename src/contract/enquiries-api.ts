import { z } from 'zod'
import type { Brand } from '../brand.ts'
import { plainText } from '../rules/plain-text.ts'
import { documentKindSchema, editionSchema } from './documents.ts'
import { applicationIdSchema } from './portal-api.ts'
import { type RouteTable, route } from './routes.ts'
import { bilingualSchema, languageSchema } from './texts.ts'

export type EnquiryId = Brand<string, 'EnquiryId'>
export type OfficeId = Brand<string, 'OfficeId'>

export const enquiryIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/)
  .transform(text => text as EnquiryId)
export const officeIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
  .transform(text => text as OfficeId)

/** Made by the page for each thing that is wished for: the same wish again is the same thing. */
const wishIdSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/)

export const RIGHT_CHARACTERS = 500
export const QUESTION_CHARACTERS = 2_000
export const ANSWER_CHARACTERS = 4_000

/** Several lines of somebody's own. What cannot be seen is taken out, and something must be left. */
const writtenSchema = (most: number) =>
  z
    .string()
    .max(most)
    .transform(plainText)
    .refine(text => text !== '', 'says nothing')

/** What may be wrong in a document. */
export const WRONGS = ['name', 'mark', 'date', 'missing', 'other'] as const
export type Wrong = (typeof WRONGS)[number]

const share = z.number().min(0).max(1)
/** A spot on a page, in shares of its width and height from its upper left; without width and height it is a point. */
export const spotSchema = z
  .object({ page: z.int().min(1).max(200), x: share, y: share, width: share, height: share })
  .refine(({ x, y, width, height }) => x + width <= 1.001 && y + height <= 1.001, 'lies outside the page')
export type Spot = z.infer<typeof spotSchema>

/** An office of the university that answers. */
export const officeSchema = z.object({
  officeId: officeIdSchema,
  name: bilingualSchema,
  /** What it is for. */
  about: bilingualSchema,
  room: bilingualSchema,
  phone: z.string().max(40),
  hours: bilingualSchema,
})
export type Office = z.infer<typeof officeSchema>

/** `open`: it waits for the office. `asked`: the office waits for the person. */
export const ENQUIRY_STATES = ['open', 'asked', 'answered', 'closed'] as const
export type EnquiryState = (typeof ENQUIRY_STATES)[number]

/** How it ended. `elsewhere`: it is for somebody else than this university's offices. `silent`: nobody has written for long. */
export const OUTCOMES = ['corrected', 'right', 'answered', 'elsewhere', 'silent'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** A correction or a question, as a line of a list. */
export const enquirySchema = z.object({
  enquiryId: enquiryIdSchema,
  /** As it is said on the telephone. */
  number: z.string().max(20),
  kind: z.enum(['correction', 'question']),
  office: bilingualSchema,
  state: z.enum(ENQUIRY_STATES),
  outcome: z.enum(OUTCOMES).nullable(),
  /** The document that it is about; null for a question about none. */
  document: z
    .object({ kind: documentKindSchema, edition: editionSchema, title: bilingualSchema, number: z.string().max(40) })
    .nullable(),
  wrong: z.enum(WRONGS).nullable(),
  openedAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
  /** What the office has said since its person last looked. */
  unread: z.int().min(0),
})
export type Enquiry = z.infer<typeof enquirySchema>

/** What was said or done, in order. */
export const enquiryMessageSchema = z.object({
  at: z.iso.datetime(),
  by: z.enum(['person', 'office']),
  what: z.enum(['said', 'answered', 'asked', 'handed-over', 'closed', 'reopened']),
  /** Which office; of what a person says, to which. */
  office: bilingualSchema,
  text: z.string().max(ANSWER_CHARACTERS),
})
export type EnquiryMessage = z.infer<typeof enquiryMessageSchema>

/** As far as the database counts: a larger number is nobody's. */
const versionSchema = z.int().min(1).max(2_147_483_647)

export const enquiryDetailSchema = enquirySchema.extend({
  messages: z.array(enquiryMessageSchema).max(500),
  spot: spotSchema.nullable(),
  /** Where a letter says that there is an answer, masked; null for nowhere. */
  mailMasked: z.string().max(254).nullable(),
  /** Grows with everything that happens; says what was read. */
  version: versionSchema,
  /** Whether its person may write now. */
  mayWrite: z.boolean(),
  /** Until when it can be opened again, once it is closed. */
  mayReopenUntil: z.iso.datetime().nullable(),
})
export type EnquiryDetail = z.infer<typeof enquiryDetailSchema>

/** Where a letter may say that there is an answer; empty for nowhere. */
const mailSchema = z.string().max(254)

/** Something is wrong, or somebody asks: what a person has from the offices of the university. */
export const ENQUIRIES_ROUTES = {
  offices: route({
    method: 'GET',
    path: '/v1/enquiries/offices',
    caller: 'visitor',
    summary: 'Who answers for what, and where and when',
    input: z.object({}),
    output: z.object({ offices: z.array(officeSchema).max(60), sendsLetters: z.boolean() }),
  }),
  enquiries: route({
    method: 'GET',
    path: '/v1/enquiries',
    caller: 'visitor',
    summary:
      'What the person has asked or said to be wrong, newest change first; of one application alone where it is named',
    input: z.object({ applicationId: applicationIdSchema.optional() }),
    output: z.object({ enquiries: z.array(enquirySchema).max(100), unread: z.int().min(0) }),
  }),
  enquiry: route({
    method: 'GET',
    path: '/v1/enquiries/:enquiryId',
    caller: 'visitor',
    summary: 'One of them with everything that was said',
    input: z.object({ enquiryId: enquiryIdSchema }),
    output: enquiryDetailSchema,
  }),
  correct: route({
    method: 'POST',
    path: '/v1/enquiries/corrections',
    caller: 'visitor',
    summary:
      'Says to the office that owns the data what is wrong in a draft or an application; `wishId` makes it safe to repeat',
    input: z.object({
      applicationId: applicationIdSchema,
      /** Null where nothing was marked. */
      spot: spotSchema.nullable(),
      wrong: z.enum(WRONGS),
      /** What would be right. */
      text: writtenSchema(RIGHT_CHARACTERS),
      ...{ mail: mailSchema, language: languageSchema, wishId: wishIdSchema },
    }),
    output: enquiryDetailSchema,
  }),
  askOffice: route({
    method: 'POST',
    path: '/v1/enquiries/questions',
    caller: 'visitor',
    summary: 'Asks an office something, about an application or about none; `wishId` makes it safe to repeat',
    input: z.object({
      officeId: officeIdSchema,
      applicationId: applicationIdSchema.nullable(),
      text: writtenSchema(QUESTION_CHARACTERS),
      ...{ mail: mailSchema, language: languageSchema, wishId: wishIdSchema },
    }),
    output: enquiryDetailSchema,
  }),
  answerBack: route({
    method: 'POST',
    path: '/v1/enquiries/:enquiryId/messages',
    caller: 'visitor',
    summary: 'Writes to the office once more; opens again what was closed lately',
    input: z.object({ enquiryId: enquiryIdSchema, text: writtenSchema(QUESTION_CHARACTERS), wishId: wishIdSchema }),
    output: enquiryDetailSchema,
  }),
  markRead: route({
    method: 'POST',
    path: '/v1/enquiries/:enquiryId/read',
    caller: 'visitor',
    summary: 'Everything up to a version was read; what came since stays unread',
    input: z.object({ enquiryId: enquiryIdSchema, version: versionSchema }),
    output: z.object({ unread: z.int().min(0) }),
  }),
} as const satisfies RouteTable
