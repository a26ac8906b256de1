import { z } from 'zod'
import { plainText } from '../rules/plain-text.ts'
import { PURPOSES } from '../rules/purposes.ts'
import { PRICE_CLASSES } from '../rules/tariff.ts'
import { LAYERS } from '../settings/settings.ts'
import { documentKindSchema, editionSchema } from './documents.ts'
import { route, staff } from './routes.ts'
import { bilingualSchema } from './texts.ts'

const PICTURE_BYTES = 8 * 1024 * 1024
const GONE = { 'not-there': 404 } as const

const groupSchema = z.enum(['undergraduate', 'graduate', 'staff'])
const layerSchema = z.enum(LAYERS)
const sampleKeySchema = z.string().regex(/^[a-z][a-z-]{0,30}$/)
const markSchema = z.string().regex(/^[0-9a-f]{64}$/)
const ofGroup = { group: groupSchema.nullable() }

/** Where a value stands that holds for all terminals, and how many sites and terminals say something else. */
const heldSchema = { from: layerSchema, otherSites: z.int(), otherTerminals: z.int() }

export const kindPageSchema = z.object({
  ...{ kind: z.string(), title: bilingualSchema },
  /** The office that answers for it; null: for whoever is of no group that is named. */
  offices: z.array(z.object({ ...ofGroup, office: bilingualSchema })),
  groups: z.array(groupSchema),
  levels: z.array(z.enum(['bachelor', 'master', 'doctor'])).nullable(),
  statuses: z.array(z.enum(['enrolled', 'graduated', 'employed', 'left'])),
  assurance: z.object({ level: z.enum(['A1', 'A2', 'A3']), withinMinutes: z.int().nullable() }),
  paperOnly: z.boolean(),
  validityDays: z.int().nullable(),
  /** Whether it is offered, as the settings for all terminals say. */
  offered: z.object({ ...heldSchema, is: z.boolean() }),
  /** Of each person in a period, of all kinds together. */
  freeCopies: z.object({ ...heldSchema, copies: z.int() }),
  editions: z.array(
    z.object({
      ...{ edition: z.string(), title: bilingualSchema, language: z.enum(['zh', 'en']), template: z.string() },
      price: z.object({ ...heldSchema, fen: z.int(), priceClass: z.enum(Object.keys(PRICE_CLASSES) as ['zh', 'en']) }),
    }),
  ),
  holds: z.array(z.object({ set: z.string(), reason: bilingualSchema })),
  approval: z
    .discriminatedUnion('by', [
      z.object({ by: z.literal('word'), set: z.string(), reason: bilingualSchema }),
      z.object({
        ...{ by: z.literal('office'), office: bilingualSchema, reason: bilingualSchema },
        ...{ withinWorkingDays: z.int(), printableDays: z.int() },
        /** Null: for whatever it is wanted. */
        purposes: z.array(z.enum(PURPOSES)).nullable(),
      }),
    ])
    .nullable(),
  seal: z.object({
    /** Under the star of the drawn seal. `from`: the server's file about this kind, the kind itself, or the server's file about all. */
    words: z.array(z.object({ ...ofGroup, words: z.string(), from: z.enum(['site', 'kind', 'house']) })),
    /** The certificate by which the file is sealed; null where this server holds no seal. */
    certificate: z
      .object({ subject: z.string(), issuer: z.string(), until: z.iso.datetime(), algorithm: z.string() })
      .nullable(),
  }),
  /** Invented people with whom it is looked at. */
  samples: z.array(z.object({ key: sampleKeySchema, title: bilingualSchema })).max(40),
})
export type KindPage = z.infer<typeof kindPageSchema>

/** What comes of a look at a kind with an invented person. */
export const sampleLookSchema = z.discriminatedUnion('is', [
  /** `mark` names the pages. */
  z.object({ is: z.literal('pages'), pages: z.int().min(1), mark: markSchema }),
  /** The person would not be offered it at all. */
  z.object({ is: z.literal('hidden') }),
  /** The person would read why not. */
  z.object({ is: z.literal('refused'), reason: bilingualSchema }),
  /** It would be sent to a person's hand, or fail; `detail` names the character or the field. */
  z.object({ is: z.literal('failed'), byHand: z.boolean(), detail: z.string() }),
])
export type SampleLook = z.infer<typeof sampleLookSchema>

/** A ZIP of templates, and what is in it. */
export const ZIP_BYTES_MAX = 2 * 1024 * 1024
export const FOLDER_BYTES_MAX = 6 * 1024 * 1024
export const FOLDER_FILES_MAX = 60
/** So much of a file goes in one request. */
export const PART_BYTES = 32 * 1024
const FAULTS_MAX = 120

export const folderFaultSchema = z.object({
  what: z.enum([
    ...(['not-a-zip', 'empty', 'too-many', 'too-large', 'name', 'kind-of-file', 'outside', 'link'] as const),
    ...(['encrypted', 'twice', 'no-template', 'other-rules', 'package'] as const),
  ]),
  /** The file that is meant; empty where it is the whole. */
  path: z.string(),
})
export type FolderFault = z.infer<typeof folderFaultSchema>

/** A place on a page, in thousandths of it. */
export const spotSchema = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() })
export type Spot = z.infer<typeof spotSchema>

export const templateVersionSchema = z.object({
  ...{ number: z.int(), at: z.iso.datetime(), by: z.string(), byteLength: z.int() },
  /** What came of its last trial. */
  outcome: z.enum(['passed', 'refused']).nullable(),
})
export type TemplateVersion = z.infer<typeof templateVersionSchema>

/** One document of a trial. */
export const triedDocumentSchema = z.object({
  ...{ key: z.string(), sample: bilingualSchema, edition: bilingualSchema },
  is: z.discriminatedUnion('is', [
    z.object({ is: z.literal('waiting') }),
    z.object({
      ...{ is: z.literal('drawn'), before: z.int(), after: z.int() },
      /** Those that differ, or that one of the two does not have. */
      pages: z.array(
        z.object({ page: z.int(), hasBefore: z.boolean(), hasAfter: z.boolean(), spots: z.array(spotSchema) }),
      ),
    }),
    z.object({
      is: z.literal('refused'),
      why: z.enum(['engine', 'outside', 'package', 'pages', 'paper', 'time', 'memory', 'crash']),
      words: z.string(),
      /** What runs refuses this person too: it is no fault of what was brought. */
      runningToo: z.boolean(),
    }),
  ]),
})
export type TriedDocument = z.infer<typeof triedDocumentSchema>

export const templateTrialSchema = templateVersionSchema.extend({
  ...{ kind: z.string(), title: bilingualSchema, isOver: z.boolean() },
  /** The version that it is compared with, which documents are made with now; 0: the server's own templates. */
  running: z.int(),
  files: z.array(z.object({ path: z.string(), bytes: z.int() })),
  documents: z.array(triedDocumentSchema),
})
export type TemplateTrial = z.infer<typeof templateTrialSchema>

const numberSchema = z.coerce.number().int().min(1).max(1_000_000)

const ofSample = { kind: documentKindSchema, edition: editionSchema, sample: sampleKeySchema }

/** Kinds of document: what holds for them, and how they look. */
export const TEMPLATES_ROUTES = {
  kindPage: route({
    method: 'GET',
    path: '/v1/staff/kinds/:kind',
    caller: staff('templates.see'),
    summary: 'A kind of document: for whom, at which price and by which settings, what it waits for, how it is sealed',
    input: z.object({ kind: documentKindSchema }),
    output: kindPageSchema,
    reasons: GONE,
  }),
  lookAtSample: route({
    method: 'GET',
    path: '/v1/staff/kinds/:kind/editions/:edition/samples/:sample',
    caller: staff('templates.see'),
    summary: 'Makes it for an invented person, as it is made now and without the seal',
    input: z.object(ofSample),
    output: sampleLookSchema,
    reasons: GONE,
  }),
  samplePicture: route({
    method: 'GET',
    path: '/v1/staff/kinds/:kind/editions/:edition/samples/:sample/pages/:page',
    caller: staff('templates.see'),
    summary: 'A page of that as a picture that says all over that it is a sample',
    input: z.object({ ...ofSample, page: z.coerce.number().int().min(1).max(200), mark: markSchema }),
    output: { mediaType: 'image/png', maxBytes: PICTURE_BYTES },
    reasons: GONE,
  }),
  templateVersions: route({
    method: 'GET',
    path: '/v1/staff/kinds/:kind/versions',
    caller: staff('templates.see'),
    summary: 'Folders of templates that were brought for a kind, the newest first',
    input: z.object({ kind: documentKindSchema }),
    /** `running`: the version that documents are made with; 0: the server's own templates. */
    output: z.object({ running: z.int(), versions: z.array(templateVersionSchema).max(200) }),
    reasons: GONE,
  }),
  bringTemplatePart: route({
    method: 'POST',
    path: '/v1/staff/kinds/:kind/versions/parts',
    caller: staff('templates.bring'),
    summary: 'A part of a ZIP in base64, in order; with the last one it is read, and kept as a version or refused',
    input: z.object({
      kind: documentKindSchema,
      /** SHA-256 of the whole. */
      digest: markSchema,
      byteLength: z.int().min(1).max(ZIP_BYTES_MAX),
      at: z
        .int()
        .min(0)
        .max(Math.ceil(ZIP_BYTES_MAX / PART_BYTES)),
      content: z
        .string()
        .max(48_000)
        .regex(/^[A-Za-z0-9+/]*={0,2}$/),
    }),
    output: z.union([
      z.object({ state: z.literal('arriving') }),
      z.object({ state: z.literal('kept'), number: z.int() }),
      z.object({ state: z.literal('refused'), faults: z.array(folderFaultSchema).max(FAULTS_MAX) }),
    ]),
    reasons: { ...GONE, 'other-file': 409 },
  }),
  templateTrial: route({
    method: 'GET',
    path: '/v1/staff/kinds/:kind/versions/:number',
    caller: staff('templates.see'),
    summary:
      'A version beside what runs: each document of each invented person, page by page; begins the trial where it is not there',
    input: z.object({ kind: documentKindSchema, number: numberSchema }),
    output: templateTrialSchema,
    reasons: GONE,
  }),
  proposeTemplates: route({
    method: 'POST',
    path: '/v1/staff/kinds/:kind/publish',
    caller: staff('templates.bring'),
    summary:
      'Drafts the use of a version that has passed, of an earlier one, or (0) of the server’s own; somebody else must agree',
    input: z.object({
      ...{ kind: documentKindSchema, version: z.int().min(0).max(1_000_000) },
      reason: z.string().max(400).transform(plainText),
    }),
    output: z.object({ proposalId: z.string() }),
    reasons: { ...GONE, 'not-passed': 409, 'runs-already': 409 },
  }),
  trialPicture: route({
    method: 'GET',
    path: '/v1/staff/kinds/:kind/versions/:number/pages/:page',
    caller: staff('templates.see'),
    summary: 'A page that differs, as it is and as it would be, marked as a sample all over',
    input: z.object({
      ...{ kind: documentKindSchema, number: numberSchema, page: z.coerce.number().int().min(1).max(200) },
      ...{ key: z.string().regex(/^[a-z][a-z0-9-]{0,30}\.[a-z][a-z-]{0,30}$/), side: z.enum(['before', 'after']) },
    }),
    output: { mediaType: 'image/png', maxBytes: PICTURE_BYTES },
    reasons: GONE,
  }),
} as const
