import { z } from 'zod'
import { plainLine } from '../rules/plain-text.ts'
import { beatFaultSchema, suppliesSchema } from './heartbeat-api.ts'
import { terminalIdSchema } from './ids.ts'
import { momentSchema } from './moment.ts'
import { pageInput, pageOf } from './paging.ts'
import { type RouteTable, route, staff } from './routes.ts'
import { changeSchema } from './settings-api.ts'
import { bilingualSchema } from './texts.ts'

const time = z.iso.datetime()
export const siteIdSchema = z.string().regex(/^[a-z0-9-]{1,40}$/)

const lackSchema = z.object({ part: z.string(), code: z.string(), minutesAhead: z.int().optional() })
const letIn = ['active', 'suspended', 'quarantined', 'retired'] as const

/** The truth about a terminal, as `servingOf` says it. */
export const servingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('can'), since: time, lacks: z.array(lackSchema) }),
  z.object({ kind: z.literal('cannot'), since: time, missing: lackSchema, lacks: z.array(lackSchema) }),
  z.object({ kind: z.literal('silent'), since: time }),
  z.object({ kind: z.literal('never-heard') }),
  z.object({ kind: z.literal('taken-out'), since: time }),
  z.object({ kind: z.literal('shut-out'), letIn: z.enum(letIn).exclude(['active']) }),
  z.object({ kind: z.literal('closed') }),
])
export type ServingWords = z.infer<typeof servingSchema>

export const SERVING_KINDS = ['can', 'cannot', 'silent', 'never-heard', 'taken-out', 'shut-out', 'closed'] as const

const siteSchema = z.object({ siteId: siteIdSchema, name: bilingualSchema })
export type SiteWords = z.infer<typeof siteSchema>

const takenOutWordsSchema = z.object({ since: time, reason: bilingualSchema, until: time.nullable() })

/** A terminal in a list. */
export const fleetTerminalSchema = z.object({
  terminalId: terminalIdSchema,
  name: bilingualSchema,
  place: bilingualSchema,
  siteId: siteIdSchema,
  letIn: z.enum(letIn),
  serving: servingSchema,
  takenOut: takenOutWordsSchema.nullable(),
  /** Null: never. What stands below was said then. */
  lastHeardAt: time.nullable(),
  isInVisit: z.boolean(),
  version: z.string().nullable(),
  openJobs: z.int().nullable(),
  visitsToday: z.int(),
})
export type FleetTerminal = z.infer<typeof fleetTerminalSchema>

const deviceWordsSchema = z.object({
  kind: z.string(),
  state: z.enum(['works', 'warns', 'fails', 'gone']),
  faults: z.array(beatFaultSchema),
  since: time,
})

/** One terminal with everything that is known of it. */
export const fleetTerminalPageSchema = fleetTerminalSchema.extend({
  enrolledAt: time,
  isKeyDue: z.boolean(),
  startedAt: time.nullable(),
  /** By how much its clock was ahead. */
  clockOffsetMs: z.int().nullable(),
  blockedBy: z.array(beatFaultSchema),
  devices: z.array(deviceWordsSchema),
  supplies: suppliesSchema.nullable(),
  oldestJobAt: time.nullable(),
  settingsVersion: z.int().nullable(),
  diskFreeMib: z.int().nullable(),
  diskAllMib: z.int().nullable(),
  /** The newest first. */
  changes: z.array(deviceWordsSchema.omit({ since: true }).extend({ at: time })),
  /** Spans in which it could serve, could not, or was silent; the newest first. */
  spans: z.array(
    z.object({
      serving: z.enum(['can', 'cannot', 'silent']),
      missing: lackSchema.nullable(),
      from: time,
      until: time.nullable(),
    }),
  ),
  /** Of the audit trail; the newest first. */
  events: z.array(z.object({ event: z.string(), at: time, by: z.string().nullable(), said: z.string().nullable() })),
})
export type FleetTerminalPage = z.infer<typeof fleetTerminalPageSchema>

const terminal = { terminalId: terminalIdSchema }
const named = z.object({
  zh: z.string().max(400).transform(plainLine),
  en: z.string().max(400).transform(plainLine),
})
const reasonText = z.string().max(400).transform(plainLine).pipe(z.string().min(1).max(120))
const done = z.object({})

/** What staff do about terminals. */
export const FLEET_ROUTES = {
  fleetOverview: route({
    method: 'GET',
    path: '/v1/staff/fleet/overview',
    caller: staff('fleet.read'),
    summary: 'Sites with their terminals, and whether each can serve now',
    input: z.object({}),
    output: z.object({
      now: time,
      sites: z.array(siteSchema.extend({ terminals: z.array(fleetTerminalSchema) })),
      /** Since when somebody listens without a break: silence of before says nothing of a terminal. */
      listeningSince: time,
    }),
  }),
  fleetTerminals: route({
    method: 'GET',
    path: '/v1/staff/fleet/terminals',
    caller: staff('fleet.read'),
    summary: 'Terminals, by site and by name',
    input: z.object({ ...pageInput, siteId: siteIdSchema.optional(), serving: z.enum(SERVING_KINDS).optional() }),
    output: pageOf(fleetTerminalSchema),
  }),
  fleetTerminal: route({
    method: 'GET',
    path: '/v1/staff/fleet/terminals/:terminalId',
    caller: staff('fleet.read'),
    summary: 'One terminal with its devices, supplies and history',
    input: z.object(terminal),
    output: fleetTerminalPageSchema,
  }),
  fleetSites: route({
    method: 'GET',
    path: '/v1/staff/fleet/sites',
    caller: staff('fleet.read'),
    summary: 'The sites of which the account is in charge',
    input: z.object({}),
    output: z.object({ sites: z.array(siteSchema), mayAdd: z.boolean() }),
  }),
  addFleetSite: route({
    method: 'POST',
    path: '/v1/staff/fleet/sites',
    caller: staff('fleet.manage'),
    summary: 'Adds a site; for who is in charge of all of them',
    input: z.object({ siteId: siteIdSchema, name: named }),
    output: done,
  }),
  changeFleetSite: route({
    method: 'POST',
    path: '/v1/staff/fleet/sites/:siteId',
    caller: staff('fleet.manage'),
    summary: 'Gives a site other names, or another place in the list',
    input: z.object({
      siteId: siteIdSchema,
      name: named,
      position: z.int().min(1).max(1_000).nullable().default(null),
    }),
    output: done,
  }),
  enrolFleetTerminal: route({
    method: 'POST',
    path: '/v1/staff/fleet/enrolments',
    caller: staff('fleet.manage'),
    summary: 'Makes a one-time code that a new terminal is enrolled with; asks for a fresh second proof',
    input: z.object({ name: named, place: named, siteId: siteIdSchema }),
    output: z.object({
      /** The code with the server's fingerprint behind it: what is scanned, and typed. Shown this once. */
      text: z.string(),
      /** Of the server, in fours. */
      fingerprint: z.string(),
      expiresAt: time,
    }),
  }),
  changeFleetTerminal: route({
    method: 'POST',
    path: '/v1/staff/fleet/terminals/:terminalId/change',
    caller: staff('fleet.manage'),
    summary:
      'Gives a terminal another name, place or site; another site asks for a fresh second proof, and for a second person where visitors would pay otherwise',
    input: z.object({
      /** For the second person, where one is needed. */
      reason: z.string().max(300).optional(),
      ...{ ...terminal, name: named, place: named, siteId: siteIdSchema },
      /** As they were when somebody began to change them. */
      seen: z.object({ name: bilingualSchema, place: bilingualSchema, siteId: siteIdSchema }),
    }),
    /** With a proposal nothing has changed yet. */
    output: z.object({ proposalId: z.string().nullable() }),
  }),
  fleetMove: route({
    method: 'GET',
    path: '/v1/staff/fleet/terminals/:terminalId/move',
    caller: staff('fleet.manage'),
    summary: 'What would hold otherwise at a terminal if it stood at another site',
    input: z.object({ ...terminal, siteId: siteIdSchema }),
    output: z.object({
      changes: z.array(changeSchema),
      /** Visitors would pay otherwise: another person must agree. */
      needsAgreement: z.boolean(),
    }),
  }),
  takeFleetTerminalOut: route({
    method: 'POST',
    path: '/v1/staff/fleet/terminals/:terminalId/take-out',
    caller: staff('fleet.operate'),
    summary: 'Takes a terminal out of service, between visits, with a reason that visitors read',
    input: z.object({
      ...terminal,
      reason: z.object({ zh: reasonText, en: reasonText }),
      until: momentSchema.nullable().default(null),
    }),
    output: done,
  }),
  bringFleetTerminalBack: route({
    method: 'POST',
    path: '/v1/staff/fleet/terminals/:terminalId/bring-back',
    caller: staff('fleet.operate'),
    summary: 'Brings a terminal back into service',
    input: z.object(terminal),
    output: done,
  }),
  suspendFleetTerminal: route({
    method: 'POST',
    path: '/v1/staff/fleet/terminals/:terminalId/suspend',
    caller: staff('fleet.manage'),
    summary: 'Shuts a terminal out at once; asks for a fresh second proof',
    input: z.object(terminal),
    output: done,
  }),
  resumeFleetTerminal: route({
    method: 'POST',
    path: '/v1/staff/fleet/terminals/:terminalId/resume',
    caller: staff('fleet.manage'),
    summary: 'Lets a terminal in again that is suspended or in quarantine; asks for a fresh second proof',
    input: z.object(terminal),
    output: done,
  }),
  retireFleetTerminal: route({
    method: 'POST',
    path: '/v1/staff/fleet/terminals/:terminalId/retire',
    caller: staff('fleet.manage'),
    summary: 'Shuts a terminal out for good; asks for a fresh second proof',
    input: z.object(terminal),
    output: done,
  }),
  askFleetTerminalForKey: route({
    method: 'POST',
    path: '/v1/staff/fleet/terminals/:terminalId/new-key',
    caller: staff('fleet.manage'),
    summary: 'Has a terminal make itself a new key; asks for a fresh second proof',
    input: z.object(terminal),
    output: done,
  }),
} as const satisfies RouteTable
