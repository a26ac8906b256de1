import { z } from 'zod'

/** The page printer's part of the contract of the dock. */

export const bilingual = z.object({ zh: z.string().max(200), en: z.string().max(200) })

/** A sheet that lies in the printer's output tray. */
const sheetSchema = z.object({
  jobName: z.string(),
  jobId: z.int(),
  /** How often the printer had been switched on: where ids begin anew, both together name one job. */
  powerCycle: z.int(),
  /** Of somebody else's job. */
  foreign: z.boolean(),
  sheet: z.int().min(1),
  /** Sheets of the whole job. */
  ofSheets: z.int().min(1),
  /** Pages of the document on it, front first. */
  pages: z.array(z.int().min(1)),
  /** Of the received file, which lies at `/papers/<sha256>.pdf`. */
  sha256: z.string(),
  atMs: z.number(),
})

const jobSchema = z.object({
  jobName: z.string(),
  jobId: z.int(),
  /** What is true of it. */
  state: z.string(),
  reasons: z.array(z.string()),
  /** What the printer says of it, the same unless its manners are bad; null when it has forgotten it. */
  told: z.object({ state: z.string(), reasons: z.array(z.string()) }).nullable(),
  sides: z.string(),
  pages: z.int().nullable(),
  sheets: z.int(),
  sheetsDelivered: z.int(),
  sha256: z.string(),
})

export const MANNER_GROUPS = ['memory', 'counts', 'answers', 'ends', 'abilities'] as const
export type MannerGroup = (typeof MANNER_GROUPS)[number]

const mannerBase = { name: z.string(), group: z.enum(MANNER_GROUPS), label: bilingual }

/** How the printer speaks and behaves, as its own table lists it. Bad is what a good printer would not do. */
const mannerSchema = z.discriminatedUnion('kind', [
  z.object({ ...mannerBase, kind: z.literal('switch'), value: z.boolean() }),
  z.object({
    ...mannerBase,
    kind: z.literal('amount'),
    value: z.int().nullable(),
    unit: z.enum(['ms', 'characters']),
    usual: z.int(),
  }),
  z.object({
    ...mannerBase,
    kind: z.literal('choice'),
    value: z.string(),
    /** The first is how a good printer is. */
    choices: z.array(z.object({ name: z.string(), label: bilingual })),
  }),
])

export const pagePrinterSchema = z.object({
  port: z.int(),
  uri: z.string(),
  powered: z.boolean(),
  /** Connections are taken and not answered. */
  hung: z.boolean(),
  /** The network cable is pulled. */
  cutOff: z.boolean(),
  /** New jobs are held back. */
  holding: z.boolean(),
  /** The operations whose next answers are held or lost. */
  heldOperations: z.array(z.string()),
  /** What it is: idle, processing, stopped, and why. */
  state: z.string(),
  reasons: z.array(z.string()),
  traySheets: z.int(),
  /** In its life, in truth. */
  sheetsEver: z.int(),
  impressionsEver: z.int(),
  jammed: z.boolean(),
  /** Everything that a switch makes and mends, with the words on its button in either position. */
  troubles: z.array(z.object({ name: z.string(), make: bilingual, mend: bilingual, on: z.boolean() })),
  manners: z.array(mannerSchema),
  /** The sheet at which the next job is going to jam. */
  jamPlannedAtSheet: z.int().nullable(),
  /** Newest first. */
  jobs: z.array(jobSchema),
  /** Newest first. */
  sheets: z.array(sheetSchema),
})

export type DockPagePrinter = z.infer<typeof pagePrinterSchema>
export type DockSheet = z.infer<typeof sheetSchema>
export type DockJob = z.infer<typeof jobSchema>
export type DockManner = z.infer<typeof mannerSchema>

export const HELD_OPERATIONS = [
  'Print-Job',
  'Validate-Job',
  'Cancel-Job',
  'Get-Job-Attributes',
  'Get-Jobs',
  'Get-Printer-Attributes',
] as const

const nothing = z.strictObject({})
const onOff = z.strictObject({ on: z.boolean() })

/** What can be done to the page printer. */
export const PAGE_PRINTER_ACTIONS = {
  '/printer/jam-at-sheet': z.strictObject({
    sheet: z.int().min(1).max(999),
    /** The job waits until the jam is cleared, or ends at once, or ends when the paper is taken out. */
    kind: z.enum(['hold', 'abort', 'abort-on-clear']).default('hold'),
  }),
  '/printer/clear-jam': nothing,
  '/printer/empty-tray': nothing,
  '/printer/load-tray': z.strictObject({ sheets: z.int().min(1).max(5000).default(250) }),
  '/printer/low-paper': nothing,
  /** `name` is one that the state lists. */
  '/printer/trouble': z.strictObject({ name: z.string().min(1).max(40), on: z.boolean() }),
  /** `name` and `value` are such as the state lists. */
  '/printer/manner': z.strictObject({
    name: z.string().min(1).max(40),
    value: z.union([z.boolean(), z.int(), z.string().max(40), z.null()]),
  }),
  '/printer/good-manners': nothing,
  /** Jobs are lost, and ids begin anew, unless told. */
  '/printer/power-off': z.strictObject({
    keepJobs: z.boolean().default(false),
    keepIds: z.boolean().default(false),
    interruptedJob: z.enum(['goes-on', 'starts-over', 'aborted']).default('goes-on'),
    spoilSheet: z.boolean().default(false),
    resetLifeCounters: z.boolean().default(false),
  }),
  '/printer/power-on': nothing,
  '/printer/hang': onOff,
  '/printer/cut-off': onOff,
  '/printer/hold-jobs': onOff,
  /** The next `count` requests of the operation wait so long, are acted on then or before or never, and are answered or not. */
  '/printer/hold-answers': z.strictObject({
    operation: z.enum(HELD_OPERATIONS).default('Print-Job'),
    seconds: z.int().min(0).max(600).default(30),
    acts: z.enum(['before', 'after', 'never', 'after-hanging-up']).default('before'),
    answers: z.boolean().default(true),
    count: z.int().min(1).max(1_000).default(1),
  }),
  '/printer/foreign-job': z.strictObject({ pages: z.int().min(1).max(99).default(1) }),
} as const satisfies Record<string, z.ZodType>
