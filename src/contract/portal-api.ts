import { z } from 'zod'
import type { Brand } from '../brand.ts'
import { PURPOSES } from '../rules/purposes.ts'
import { documentKindSchema, documentOfferSchema, editionSchema } from './documents.ts'
import { momentSchema } from './moment.ts'
import { type RouteTable, route } from './routes.ts'
import { bilingualSchema, languageSchema } from './texts.ts'

export type ApplicationId = Brand<string, 'ApplicationId'>
export type DeliveryId = Brand<string, 'DeliveryId'>
export type RecordId = Brand<string, 'RecordId'>
export type ShareId = Brand<string, 'ShareId'>

const opaque = <Name extends string>() =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]{22,64}$/)
    .transform(text => text as Brand<string, Name>)
export const applicationIdSchema = opaque<'ApplicationId'>()
export const deliveryIdSchema = opaque<'DeliveryId'>()
/** One document, applied for on the web or made at a kiosk, or a visit at a kiosk in which none was made. */
export const recordIdSchema = opaque<'RecordId'>()
export const shareIdSchema = opaque<'ShareId'>()

/** One line of what a person may apply for. `unavailable`: why not, and whom to ask. */
export const portalOfferSchema = documentOfferSchema.extend({
  /** Copies on paper that cost nothing. A file costs nothing and takes none of them: the tariff has no price for one. */
  freeCopiesLeft: z.int().min(0),
  validityDays: z.int().min(1).nullable(),
  /** The office that must agree first; null where none. */
  approval: z
    .object({
      office: bilingualSchema,
      reason: bilingualSchema,
      withinWorkingDays: z.int().min(1),
      /** The usual purposes for which it is asked, as it is for whatever is said in own words; null: always. */
      purposes: z.array(z.enum(PURPOSES)).nullable(),
      /** What the person has applied for and waits. */
      waiting: z.object({ applicationId: applicationIdSchema, since: z.iso.datetime() }).nullable(),
    })
    .nullable(),
})
export type PortalOffer = z.infer<typeof portalOfferSchema>

/**
 * How far an application is. `draft`: its pages were made and looked at; it is dropped after a day. `waiting`: an office must agree first, and
 * `sent-back`: it did not.
 */
export const APPLICATION_STATES = [
  ...(['draft', 'waiting', 'sent-back', 'withdrawn', 'applied', 'replaced', 'revoked', 'expired'] as const),
] as const

/** One application, as a line of the records. */
export const applicationSchema = z.object({
  applicationId: applicationIdSchema,
  kind: documentKindSchema,
  edition: editionSchema,
  title: bilingualSchema,
  documentNumber: z.string().max(40),
  state: z.enum(APPLICATION_STATES),
  purpose: z.string().max(200),
  pages: z.int().min(1).max(200),
  createdAt: z.iso.datetime(),
  appliedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
})
export type Application = z.infer<typeof applicationSchema>

/** A letter with the file, as far as it has come. */
export const deliverySchema = z.object({
  deliveryId: deliveryIdSchema,
  /** Masked: `z***@example.edu.cn`. */
  toMasked: z.string().max(254),
  state: z.enum(['waiting', 'sent', 'delayed', 'bounced', 'given-up', 'stopped']),
  /** The state as a sentence, with what to do. */
  said: bilingualSchema,
  at: z.iso.datetime(),
  /** Whether it may be sent to the same address once more now. */
  maySendAgain: z.boolean(),
})
export type Delivery = z.infer<typeof deliverySchema>

/** A link by which others see the file. */
export const shareSchema = z.object({
  shareId: shareIdSchema,
  /** For whom, in the person's own words. */
  label: z.string().max(60),
  url: z.url().max(300),
  endsAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  openedCount: z.int().min(0),
  lastOpenedAt: z.iso.datetime().nullable(),
})
export type Share = z.infer<typeof shareSchema>

/** A step of an application, in the order in which it happened. */
export const stepSchema = z.object({
  at: z.iso.datetime(),
  what: z.enum([
    'made',
    'applied',
    'approval-asked',
    'approval-late',
    'approved',
    'sent-back',
    'withdrawn',
    'downloaded',
    'sent',
    'shared',
    'share-opened',
    'share-ended',
    'pickup-made',
    'pickup-used',
    'pickup-ended',
    'mandate-made',
    'mandate-collected',
    'mandate-ended',
    'printed',
    'checked',
    'taken-along',
    'sent-to',
  ]),
  /** The same as a sentence. */
  said: z.object({ zh: z.string().max(1_200), en: z.string().max(1_200) }),
})

/** The approval that an application needs or has had, as its person may know it. */
export const shownApprovalSchema = z.object({
  state: z.enum(['needed', 'waiting', 'approved', 'sent-back', 'withdrawn']),
  office: bilingualSchema,
  /** Why it is needed, or why it was sent back. */
  reason: z.object({ zh: z.string().max(1_000), en: z.string().max(1_000) }).nullable(),
  withinWorkingDays: z.int().min(1).nullable(),
  purposes: z.array(z.enum(PURPOSES)).nullable(),
  askedAt: z.iso.datetime().nullable(),
  promisedAt: z.iso.datetime().nullable(),
  /** Whether word of the decision can be sent by mail. */
  canNotify: z.boolean(),
})
export type ShownApproval = z.infer<typeof shownApprovalSchema>

export const applicationDetailSchema = applicationSchema.extend({
  /** Under which everything about it stands on one page. */
  recordId: recordIdSchema,
  /** Its file is given out; else its paper alone is to be had. */
  hasFile: z.boolean(),
  approval: shownApprovalSchema.nullable().default(null),
  steps: z.array(stepSchema).max(500),
  deliveries: z.array(deliverySchema).max(100),
  shares: z.array(shareSchema).max(100),
})
export type ApplicationDetail = z.infer<typeof applicationDetailSchema>

const PDF_BYTES_MAX = 64 * 1024 * 1024
const PICTURE_BYTES_MAX = 4 * 1024 * 1024

/** What a person does on the web: the same documents as at a kiosk, from anywhere. Everything is about the register that was chosen. */
export const PORTAL_ROUTES = {
  offers: route({
    method: 'GET',
    path: '/v1/portal/offers',
    caller: 'visitor',
    summary: 'What the person may apply for, and why not the rest',
    input: z.object({}),
    output: z.object({ offers: z.array(portalOfferSchema).max(60) }),
  }),
  draft: route({
    method: 'POST',
    path: '/v1/portal/applications',
    caller: 'visitor',
    summary:
      'Makes the document, sealed, so that its real pages can be looked at; the same draft again while it is fresh',
    input: z.object({ kind: documentKindSchema, edition: editionSchema }),
    output: applicationSchema,
  }),
  page: route({
    method: 'GET',
    path: '/v1/portal/applications/:applicationId/pages/:page',
    caller: 'visitor',
    summary: 'A page of it as a picture',
    input: z.object({ applicationId: applicationIdSchema, page: z.coerce.number().int().min(1).max(200) }),
    output: { mediaType: 'image/png', maxBytes: PICTURE_BYTES_MAX },
  }),
  apply: route({
    method: 'POST',
    path: '/v1/portal/applications/:applicationId/apply',
    caller: 'visitor',
    summary: 'Makes an application of a draft; safe to repeat',
    input: z.object({
      applicationId: applicationIdSchema,
      purpose: z.string().max(200),
      /** Which of the usual ones it is; null where it is said in own words or not at all. */
      purposeKind: z.enum(PURPOSES).nullable().default(null),
      /** Where the person wants word of an office's decision, and in which language. */
      notice: z
        .object({ to: z.string().max(254).nullable().default(null), language: languageSchema })
        .default({ to: null, language: 'zh-CN' }),
    }),
    output: applicationSchema,
  }),
  withdraw: route({
    method: 'POST',
    path: '/v1/portal/applications/:applicationId/withdraw',
    caller: 'visitor',
    summary: 'Takes an application back that waits for an office; safe to repeat',
    input: z.object({ applicationId: applicationIdSchema }),
    output: applicationSchema,
  }),
  applications: route({
    method: 'GET',
    path: '/v1/portal/applications',
    caller: 'visitor',
    summary: 'The records: every application, newest first',
    input: z.object({ before: momentSchema.optional() }),
    output: z.object({ applications: z.array(applicationSchema).max(50), hasMore: z.boolean() }),
  }),
  application: route({
    method: 'GET',
    path: '/v1/portal/applications/:applicationId',
    caller: 'visitor',
    summary: 'One application with its steps, letters and links',
    input: z.object({ applicationId: applicationIdSchema }),
    output: applicationDetailSchema,
  }),
  file: route({
    method: 'GET',
    path: '/v1/portal/applications/:applicationId/file',
    caller: 'visitor',
    summary: 'The signed file, for the person to keep',
    input: z.object({ applicationId: applicationIdSchema }),
    output: { mediaType: 'application/pdf', maxBytes: PDF_BYTES_MAX },
  }),
  send: route({
    method: 'POST',
    path: '/v1/portal/applications/:applicationId/letters',
    caller: 'visitor',
    summary: 'Sends the file by mail; `wishId` makes it safe to repeat',
    input: z.object({
      applicationId: applicationIdSchema,
      to: z.string().min(3).max(254),
      language: languageSchema,
      /** Made by the page for each letter that is wished for. */
      wishId: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
    }),
    output: deliverySchema,
  }),
  sendAgain: route({
    method: 'POST',
    path: '/v1/portal/letters/:deliveryId/again',
    caller: 'visitor',
    summary: 'Sends it to the same address once more',
    input: z.object({ deliveryId: deliveryIdSchema }),
    output: deliverySchema,
  }),
  share: route({
    method: 'POST',
    path: '/v1/portal/applications/:applicationId/shares',
    caller: 'visitor',
    summary: 'Makes a link for somebody else, with a code that is told apart and is shown this once',
    input: z.object({
      applicationId: applicationIdSchema,
      label: z.string().min(1).max(60),
      days: z.int().min(1).max(180),
    }),
    output: z.object({ share: shareSchema, code: z.string().regex(/^\d{6}$/) }),
  }),
  endShare: route({
    method: 'POST',
    path: '/v1/portal/shares/:shareId/end',
    caller: 'visitor',
    summary: 'Switches a link off',
    input: z.object({ shareId: shareIdSchema }),
    output: shareSchema,
  }),
} as const satisfies RouteTable
