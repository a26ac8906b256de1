import { z } from 'zod'
import { layerIdSchema } from '../settings/layer-id.ts'
import { LAYERS, layerSchema, settingsSchema } from '../settings/settings.ts'
import { settingsMarkSchema } from '../settings/settings-mark.ts'
import { signedSettingsSchema } from '../settings/signed-settings.ts'
import { documentKindSchema } from './documents.ts'
import { type RouteTable, route, staff } from './routes.ts'
import { bilingualSchema, timeZoneSchema } from './texts.ts'

/** What a terminal asks and says about its settings. */
export const TERMINAL_SETTINGS_ROUTES = {
  publishedSettings: route({
    method: 'GET',
    path: '/v1/terminal/settings/published',
    caller: 'terminal',
    summary: 'The settings of the terminal as they were published, signed for it alone',
    input: z.object({}),
    output: signedSettingsSchema,
  }),
  reportSettings: route({
    method: 'POST',
    path: '/v1/terminal/settings/running',
    caller: 'terminal',
    summary: 'Says which settings the terminal runs, and which it could not take',
    input: z.object({
      /** Null: none yet, it goes by its own file. */
      running: settingsMarkSchema.nullable(),
      refused: z.object({ version: z.int().min(0).max(2_000_000_000), why: z.string().max(300) }).nullable(),
    }),
    output: z.object({}),
  }),
} as const satisfies RouteTable

/** A layer as somebody typed it; what is wrong with it is answered value by value. */
const typedSchema = z.record(z.string().max(40), z.record(z.string().max(40), z.unknown()))
const colleague = z.string().max(200)
const versionSchema = z.int().min(0).max(2_000_000_000)

/** A side that says nothing is not there once it has travelled as JSON. */
export const changeSchema = z.object({
  path: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
})
const problemSchema = z.object({ path: z.string(), words: bilingualSchema })

const draftSchema = z.object({
  content: layerSchema,
  /** The version that was published when it was begun; 0: none was. */
  basedOn: versionSchema,
  /** Of the newest save. */
  revision: versionSchema,
  ...{ begunAt: z.iso.datetime(), savedBy: colleague, savedAt: z.iso.datetime() },
})
export type SettingsDraft = z.infer<typeof draftSchema>

const publishedSchema = z.object({
  version: versionSchema,
  content: layerSchema,
  hash: z.string(),
  ...{ publishedBy: colleague, agreedBy: colleague.nullable(), publishedAt: z.iso.datetime() },
  /** The version whose content was brought back. */
  restoredFrom: versionSchema.nullable(),
  /** Against the version before. */
  changes: z.array(changeSchema),
})
export type PublishedLayer = z.infer<typeof publishedSchema>

/** What came of saving or publishing. Nothing that was typed is lost by any of them: it was never taken from whoever typed it. */
const notDone = [
  /** Somebody else has saved since: the draft as it is now, and what differs between it and what was typed. */
  z.object({ outcome: z.literal('changed'), draft: draftSchema.nullable(), changes: z.array(changeSchema) }),
  /** Another version runs since the draft was begun: what differs between it and what was typed. */
  z.object({ outcome: z.literal('outdated'), published: publishedSchema, changes: z.array(changeSchema) }),
  z.object({ outcome: z.literal('wrong'), problems: z.array(problemSchema) }),
] as const
const publishOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('published'), version: versionSchema }),
  /** Another person must agree first. */
  z.object({ outcome: z.literal('proposed'), proposalId: z.string() }),
  /** It is what runs already. */
  z.object({ outcome: z.literal('same') }),
  ...notDone,
])
export type PublishOutcome = z.infer<typeof publishOutcomeSchema>
const saveOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('saved'), draft: draftSchema }),
  ...notDone,
])
export type SaveOutcome = z.infer<typeof saveOutcomeSchema>

const runningSchema = z.object({
  ...{ terminalId: z.string(), name: bilingualSchema, siteId: z.string(), state: z.string() },
  /** What it is to run; null: it has never asked. */
  saved: settingsMarkSchema.extend({ issuedAt: z.iso.datetime() }).nullable(),
  /** What it says that it runs; null: it goes by its own file, or has never said. */
  running: z.object({ version: versionSchema, hash: z.string(), since: z.iso.datetime() }).nullable(),
  refused: z.object({ version: versionSchema, why: z.string() }).nullable(),
  saidAt: z.iso.datetime().nullable(),
  /** It runs for half an hour what is not what was published for it. */
  isDrifted: z.boolean(),
})
export type RunningSettings = z.infer<typeof runningSchema>

const NOT_THERE = { 'not-there': 404 } as const

/** What staff do with settings. */
export const STAFF_SETTINGS_ROUTES = {
  settingsPlaces: route({
    method: 'GET',
    path: '/v1/staff/settings/places',
    caller: staff('settings.read'),
    summary: 'Whose settings there are to see: of all terminals, of sites, and sites by their names',
    input: z.object({}),
    output: z.object({
      hasGlobal: z.boolean(),
      sites: z.array(z.object({ siteId: z.string(), name: bilingualSchema })),
    }),
  }),
  settingsTerminals: route({
    method: 'GET',
    path: '/v1/staff/settings/terminals',
    caller: staff('settings.read'),
    summary: 'What each terminal runs beside what was published for it',
    input: z.object({
      search: z.string().max(80).optional(),
      siteId: z.string().max(40).optional(),
      only: z.enum(['all', 'differing']).default('all'),
      after: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: z.object({ rows: z.array(runningSchema), next: z.string().nullable() }),
  }),
  settingsLayer: route({
    method: 'GET',
    path: '/v1/staff/settings/layer',
    caller: staff('settings.read'),
    summary: 'What a layer says, its draft, what lies below it, and its last versions',
    input: layerIdSchema,
    output: z.object({
      name: bilingualSchema,
      /** As the kiosk shows them, for the picture of its screen. */
      ...{ university: bilingualSchema, place: bilingualSchema, timeZone: timeZoneSchema },
      /** Null: nothing was published of it. */
      published: publishedSchema.nullable(),
      draft: draftSchema.nullable(),
      /** What holds where this layer says nothing, and from which layer. */
      below: settingsSchema,
      from: z.record(z.string(), z.enum(LAYERS)),
      /** The newest first: each can be brought back. */
      history: z.array(publishedSchema).max(6),
      kinds: z.array(z.object({ kind: documentKindSchema, title: bilingualSchema })),
      /** Of a terminal: the trays that its printer names; null where it does not tell. */
      trays: z.array(z.string()).nullable(),
      /** Whatever changes here, another person agrees first. Of other layers only where money changes. */
      needsAgreement: z.boolean(),
      mayEdit: z.boolean(),
      /** A proposal that waits for the second person. */
      waiting: z.string().nullable(),
    }),
    reasons: NOT_THERE,
  }),
  saveSettingsDraft: route({
    method: 'POST',
    path: '/v1/staff/settings/draft',
    caller: staff('settings.edit'),
    summary: 'Keeps what was typed of a layer as its draft',
    input: layerIdSchema.and(
      z.object({
        content: typedSchema,
        /** The published version that was seen. */
        basedOn: versionSchema,
        /** The save that was seen; 0: there was no draft. */
        revision: versionSchema,
      }),
    ),
    output: saveOutcomeSchema,
    reasons: NOT_THERE,
  }),
  dropSettingsDraft: route({
    method: 'POST',
    path: '/v1/staff/settings/draft/drop',
    caller: staff('settings.edit'),
    summary: 'Throws the draft of a layer away',
    input: layerIdSchema.and(z.object({ revision: versionSchema })),
    output: z.discriminatedUnion('outcome', [z.object({ outcome: z.literal('dropped') }), notDone[0]]),
    reasons: NOT_THERE,
  }),
  publishSettings: route({
    method: 'POST',
    path: '/v1/staff/settings/publish',
    caller: staff('settings.edit'),
    summary: 'Publishes the draft of a layer, or proposes that; asks for a fresh second proof',
    input: layerIdSchema.and(z.object({ revision: versionSchema, reason: z.string().max(300) })),
    output: publishOutcomeSchema,
    reasons: NOT_THERE,
  }),
  restoreSettings: route({
    method: 'POST',
    path: '/v1/staff/settings/restore',
    caller: staff('settings.edit'),
    summary:
      'Publishes the content of an earlier version as a new one, or proposes that; asks for a fresh second proof',
    input: layerIdSchema.and(z.object({ version: versionSchema, basedOn: versionSchema, reason: z.string().max(300) })),
    output: publishOutcomeSchema,
    reasons: NOT_THERE,
  }),
} as const satisfies RouteTable

export const SETTINGS_ROUTES = { ...TERMINAL_SETTINGS_ROUTES, ...STAFF_SETTINGS_ROUTES } as const
