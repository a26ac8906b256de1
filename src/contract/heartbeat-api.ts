import { z } from 'zod'
import { plainLine } from '../rules/plain-text.ts'
import { type RouteTable, route } from './routes.ts'

/** How often a terminal says how it is. */
export const HEARTBEAT_EVERY_MS = 30_000

/** Words of a device or of a newer terminal: cut and made plain, so that neither page nor table breaks on them. */
const words = (max: number) =>
  z
    .string()
    .max(4_000)
    .transform(text => plainLine(text).slice(0, max).toWellFormed())
/** A name that a newer terminal may give and this server not know. */
const slug = z.string().regex(/^[a-z0-9-]{1,60}$/)
/** No longer than anybody will look back. */
const ageSeconds = z
  .number()
  .min(0)
  .transform(seconds => Math.min(Math.floor(seconds), 40_000_000))
const bytes = z.int().min(0)

export const beatFaultSchema = z.object({ code: slug, detail: words(200).optional() })
export type BeatFault = z.infer<typeof beatFaultSchema>

/**
 * How full something is, as the printer tells it. `some`: there is some left, and no more is known. `unknown`: it does not tell, which is
 * neither empty nor full.
 */
export const levelSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('known'), value: z.int().min(0).max(1_000_000) }),
  z.object({ kind: z.literal('some') }),
  z.object({ kind: z.literal('unknown') }),
])
export type Level = z.infer<typeof levelSchema>

/** Toner, waste boxes, drums: `level` in percent of a full one. */
const markerSchema = z.object({ name: words(60), kind: words(40), color: words(20), level: levelSchema })
export type Marker = z.infer<typeof markerSchema>

/** An input tray: `level` in sheets. */
const traySchema = z.object({
  name: words(60),
  /** Shorter and longer side in mm; null where it does not say. */
  sizeMm: z.tuple([z.int().min(1).max(2_000), z.int().min(1).max(2_000)]).nullable(),
  level: levelSchema,
  maxSheets: z.int().min(1).max(100_000).nullable(),
})
export type Tray = z.infer<typeof traySchema>

export const suppliesSchema = z.object({
  markers: z.array(markerSchema).max(16),
  trays: z.array(traySchema).max(16),
  /** The trays from which a job may ask for its paper, as the printer names them (`media-source-supported`); null where it does not tell. */
  sources: z.array(words(60)).max(32).nullable().default(null),
  /** `printer-state-reasons`, as they are said. */
  reasons: z.array(words(80)).max(24),
})
export type Supplies = z.infer<typeof suppliesSchema>

const deviceSchema = z.object({
  /** `page-printer`, `campus-card-reader` and the like. */
  kind: slug,
  /** `warns`: it works, and wants somebody to come. */
  state: z.enum(['works', 'warns', 'fails']),
  /** How long it has been so, in this start of the terminal at least: ages, for two clocks may differ. */
  forSeconds: ageSeconds,
  faults: z.array(beatFaultSchema).max(8),
})
export type BeatDevice = z.infer<typeof deviceSchema>

export const heartbeatSchema = z.object({
  /** Of the program. */
  version: words(40),
  /** Which start of the program, and the how-manieth of it: one that was late says nothing new. */
  start: z.string().regex(/^[A-Za-z0-9_-]{8,40}$/),
  nth: z.int().min(1).max(2_000_000_000),
  upSeconds: ageSeconds,
  /** The terminal's own clock. */
  clockMs: z.int().min(0).max(8_640_000_000_000_000),
  /** `in-visit` says nothing of whom. */
  standing: z.enum(['idle', 'in-visit', 'out-of-service']),
  /** Why nobody else can be served now; empty where a visit may begin. */
  blockedBy: z.array(beatFaultSchema).max(8),
  devices: z
    .array(deviceSchema)
    .max(24)
    .refine(devices => new Set(devices.map(({ kind }) => kind)).size === devices.length, 'a device is named once'),
  /** Null where the page printer has not told yet. */
  supplies: suppliesSchema.nullable(),
  /** What the ledger still owes. */
  jobs: z.object({ open: z.int().min(0).max(1_000_000), oldestSeconds: ageSeconds.nullable() }),
  /** The version of the settings that run; null where the terminal runs none that have one. */
  settingsVersion: z.int().min(0).nullable(),
  /** Where the ledger lies; null where it can't be told. */
  disk: z.object({ freeBytes: bytes, allBytes: bytes }).nullable(),
})
export type Heartbeat = z.infer<typeof heartbeatSchema>

/**
 * How a terminal says that it is there. What it says is no evidence of the next minute: the server keeps when it was said. The question which
 * visits are over is another one: it is asked each 3 s while somebody stands there, is a use of these visits, and must not wait for this.
 */
export const HEARTBEAT_ROUTES = {
  heartbeat: route({
    method: 'POST',
    path: '/v1/terminal/heartbeat',
    caller: 'terminal',
    summary: 'How the terminal and its devices are now',
    input: heartbeatSchema,
    output: z.object({}),
  }),
} as const satisfies RouteTable
