import { z } from 'zod'
import type { Brand } from '../brand.ts'
import { applicationIdSchema } from './portal-api.ts'
import { type RouteTable, route } from './routes.ts'
import { visitorSchema } from './terminals-api.ts'
import { bilingualSchema } from './texts.ts'

export type PickupId = Brand<string, 'PickupId'>
const pickupIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/)
  .transform(text => text as PickupId)

/** What is typed at a kiosk; shown in two groups of four. */
export const PICKUP_CODE_DIGITS = 8
export const pickupCodeSchema = z.string().regex(/^\d{8}$/)

/** A code by which the paper of an application is fetched at any kiosk, as its person sees it. */
export const pickupSchema = z.object({
  pickupId: pickupIdSchema,
  state: z.enum(['open', 'used', 'over', 'ended']),
  endsAt: z.iso.datetime(),
  /** When and where it was typed last; null until then. */
  lastUsed: z.object({ at: z.iso.datetime(), terminal: bilingualSchema }).nullable(),
})
export type Pickup = z.infer<typeof pickupSchema>

/** A kiosk, and when the server has heard of it last. */
export const kioskPlaceSchema = z.object({
  name: bilingualSchema,
  place: bilingualSchema,
  /** `heard`: of it in the last minutes, and it is not shut out; whether it has paper is not said. */
  state: z.enum(['heard', 'silent', 'out-of-service']),
  lastHeardAt: z.iso.datetime().nullable(),
})
export type KioskPlace = z.infer<typeof kioskPlaceSchema>

/** Applied for on the web, fetched on paper. */
export const PICKUPS_ROUTES = {
  makePickup: route({
    method: 'POST',
    path: '/v1/portal/applications/:applicationId/pickups',
    caller: 'visitor',
    summary: 'Makes a code by which the paper is fetched at any kiosk; it is shown this once, and one of before ends',
    input: z.object({ applicationId: applicationIdSchema }),
    output: z.object({ pickup: pickupSchema, code: pickupCodeSchema }),
  }),
  pickups: route({
    method: 'GET',
    path: '/v1/portal/applications/:applicationId/pickups',
    caller: 'visitor',
    summary: 'The codes of an application, newest first',
    input: z.object({ applicationId: applicationIdSchema }),
    output: z.object({ pickups: z.array(pickupSchema).max(50) }),
  }),
  endPickup: route({
    method: 'POST',
    path: '/v1/portal/pickups/:pickupId/end',
    caller: 'visitor',
    summary: 'Ends a code',
    input: z.object({ pickupId: pickupIdSchema }),
    output: pickupSchema,
  }),
} as const satisfies RouteTable

/** The same at the kiosk. */
export const COLLECT_ROUTES = {
  collect: route({
    method: 'POST',
    path: '/v1/pickups',
    caller: 'terminal',
    summary:
      'Begins a visit for the paper that a code stands for; one that is wrong, used, over or ended gets the same refusal',
    input: z.object({ code: pickupCodeSchema }),
    /** With one offer: the document that was applied for. */
    output: visitorSchema,
  }),
} as const satisfies RouteTable

/** Where that is. */
export const KIOSKS_ROUTES = {
  kiosks: route({
    method: 'GET',
    path: '/v1/portal/kiosks',
    caller: 'visitor',
    summary: 'Where paper may be fetched, and what the server last heard from each',
    input: z.object({}),
    output: z.object({ kiosks: z.array(kioskPlaceSchema).max(1_000) }),
  }),
} as const satisfies RouteTable
