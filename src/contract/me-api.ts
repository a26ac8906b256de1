import { z } from 'zod'
import { ASSURANCES, WAYS } from '../rules/assurance.ts'
import { type RouteTable, route } from './routes.ts'
import { REGISTERS_MAX } from './terminals-api.ts'
import { bilingualSchema } from './texts.ts'

/** A register that the person stands in, as its holder knows it. */
const ownRegisterSchema = z.object({ title: bilingualSchema, detail: bilingualSchema, isChosen: z.boolean() })

/** Whoever is logged in on the web, as the person sees it. Masked by the server. */
export const meSchema = z.object({
  /** The same for the same person, another for anybody else; nothing else is told by it. */
  personKey: z.string().regex(/^[a-f0-9]{16}$/),
  nameMasked: bilingualSchema,
  numberMasked: z.string().max(40),
  group: z.enum(['undergraduate', 'graduate', 'staff']),
  registers: z.array(ownRegisterSchema).min(1).max(REGISTERS_MAX),
  /** False while there are several registers, and the person has not said which one it is about. */
  hasChosen: z.boolean(),
  assurance: z.enum(ASSURANCES),
  /** The last proof: how, and when. */
  shown: z.object({ way: z.enum(WAYS), at: z.iso.datetime() }),
  /** The site has digits beside campus cards, which people set on a page of the server. */
  hasCardPin: z.boolean().default(false),
})
export type Me = z.infer<typeof meSchema>

const handleSchema = z.string().regex(/^[a-f0-9]{16}$/)

/** One of the person's own sessions. */
export const ownSessionSchema = z.object({
  handle: handleSchema,
  /** Kind of browser and system; empty where it did not say. */
  browser: z.string().max(60),
  startedAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  isThis: z.boolean(),
})
export type OwnSession = z.infer<typeof ownSessionSchema>

/** A way to log in, under the site's own name for it. */
const offeredWaySchema = z.object({ way: z.enum(WAYS), label: bilingualSchema })
export type OfferedWay = z.infer<typeof offeredWaySchema>

/** A visit of the person at a kiosk, of the last day. */
export const ownVisitSchema = z.object({
  handle: handleSchema,
  place: bilingualSchema,
  name: bilingualSchema,
  startedAt: z.iso.datetime(),
  isOpen: z.boolean(),
})
export type OwnVisit = z.infer<typeof ownVisitSchema>

/** What concerns whoever is logged in, whatever they have come for. */
export const ME_ROUTES = {
  ways: route({
    method: 'GET',
    path: '/v1/ways',
    caller: 'anyone',
    summary: 'The ways to log in that the site has, in the order in which they are offered',
    input: z.object({}),
    output: z.object({ ways: z.array(offeredWaySchema).max(10) }),
  }),
  me: route({
    method: 'GET',
    path: '/v1/me',
    caller: 'visitor',
    summary: 'Who is logged in, and in which of several registers',
    input: z.object({}),
    output: meSchema,
  }),
  chooseRegister: route({
    method: 'POST',
    path: '/v1/me/register',
    caller: 'visitor',
    summary: 'Says which of several registers it is about, by its place in the list',
    input: z.object({
      index: z
        .int()
        .min(0)
        .max(REGISTERS_MAX - 1),
    }),
    output: meSchema,
  }),
  sessions: route({
    method: 'GET',
    path: '/v1/me/sessions',
    caller: 'visitor',
    summary: 'Where the person is logged in, and the visits at kiosks of the last day',
    input: z.object({}),
    output: z.object({
      sessions: z.array(ownSessionSchema).max(50),
      visits: z.array(ownVisitSchema).max(50),
    }),
  }),
  endOthers: route({
    method: 'POST',
    path: '/v1/me/sessions/end-others',
    caller: 'visitor',
    summary: 'Ends every session but this one, and every visit that is under way',
    input: z.object({}),
    output: z.object({}),
  }),
  endOwnVisit: route({
    method: 'POST',
    path: '/v1/me/visits/:handle/end',
    caller: 'visitor',
    summary: 'Ends a visit at a kiosk that is under way',
    input: z.object({ handle: handleSchema }),
    output: z.object({}),
  }),
  endSession: route({
    method: 'POST',
    path: '/v1/me/sessions/:handle/end',
    caller: 'visitor',
    summary: 'Ends one of them',
    input: z.object({ handle: handleSchema }),
    output: z.object({}),
  }),
  logOut: route({
    method: 'POST',
    path: '/v1/me/log-out',
    caller: 'visitor',
    summary: 'Ends this session; answers where the university’s own login is left too, where it has such a place',
    input: z.object({}),
    output: z.object({ providerUrl: z.url().max(1_000).nullable() }),
    endsLogin: true,
  }),
} as const satisfies RouteTable
