import { z } from 'zod'
import type { Brand } from '../brand.ts'
import { pickupCodeSchema, pickupSchema } from './pickups-api.ts'
import { applicationIdSchema } from './portal-api.ts'
import { type RouteTable, route } from './routes.ts'
import { bilingualSchema } from './texts.ts'

export type MandateId = Brand<string, 'MandateId'>
const mandateIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/)
  .transform(text => text as MandateId)

/** `over`: its last moment has passed, or the document is not in force any more. */
const stateSchema = z.enum(['open', 'collected', 'over', 'ended'])
const collectedSchema = z.object({ at: z.iso.datetime(), terminal: bilingualSchema }).nullable()

/** Days that somebody else may have for collecting. */
export const MANDATE_DAYS_MAX = 30

/** That somebody else may collect the paper of an application, as its owner sees it. */
export const mandateSchema = z.object({
  mandateId: mandateIdSchema,
  /** As they were typed, masked: it is not said whether there is such a person. */
  collector: z.object({ nameMasked: z.string().max(120), numberMasked: z.string().max(40) }),
  state: stateSchema,
  madeAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  collected: collectedSchema,
})
export type Mandate = z.infer<typeof mandateSchema>

/** The same as the person sees it who was named. */
export const errandSchema = z.object({
  mandateId: mandateIdSchema,
  ownerMasked: bilingualSchema,
  title: bilingualSchema,
  state: stateSchema,
  endsAt: z.iso.datetime(),
  collected: collectedSchema,
  /** The newest code of the collector; null before there was one. */
  pickup: pickupSchema.nullable(),
})
export type Errand = z.infer<typeof errandSchema>

/** Paper that another person of the university collects. */
export const MANDATES_ROUTES = {
  makeMandate: route({
    method: 'POST',
    path: '/v1/portal/applications/:applicationId/mandates',
    caller: 'visitor',
    summary: 'Names who may collect the paper, and until when; the answer does not tell whether there is such a person',
    input: z.object({
      applicationId: applicationIdSchema,
      number: z.string().trim().min(1).max(40),
      name: z.string().trim().min(1).max(120),
      days: z.int().min(1).max(MANDATE_DAYS_MAX),
    }),
    output: mandateSchema,
  }),
  mandates: route({
    method: 'GET',
    path: '/v1/portal/applications/:applicationId/mandates',
    caller: 'visitor',
    summary: 'Who was named for an application, newest first',
    input: z.object({ applicationId: applicationIdSchema }),
    output: z.object({ mandates: z.array(mandateSchema).max(50) }),
  }),
  endMandate: route({
    method: 'POST',
    path: '/v1/portal/mandates/:mandateId/end',
    caller: 'visitor',
    summary: 'Ends it at once, with its codes and a visit that runs on it',
    input: z.object({ mandateId: mandateIdSchema }),
    output: mandateSchema,
  }),
  errands: route({
    method: 'GET',
    path: '/v1/portal/errands',
    caller: 'visitor',
    summary: 'What others have named the person to collect, newest first',
    input: z.object({}),
    output: z.object({ errands: z.array(errandSchema).max(50) }),
  }),
  makeErrandPickup: route({
    method: 'POST',
    path: '/v1/portal/errands/:mandateId/pickups',
    caller: 'visitor',
    summary: 'Makes a code for whoever was named; it is shown this once, and one of before ends',
    input: z.object({ mandateId: mandateIdSchema }),
    output: z.object({ pickup: pickupSchema, code: pickupCodeSchema }),
  }),
} as const satisfies RouteTable
