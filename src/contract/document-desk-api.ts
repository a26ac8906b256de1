import { z } from 'zod'
import { plainText } from '../rules/plain-text.ts'
import { documentStateSchema, revocationReasonSchema } from '../verification/states.ts'
import { documentKindSchema, editionSchema } from './documents.ts'
import { pageOf } from './paging.ts'
import { personIdSchema } from './people-api.ts'
import { route, staff } from './routes.ts'
import { bilingualSchema } from './texts.ts'

/** The most documents that one list takes back, and the most that one batch makes. */
export const REVOKED_AT_ONCE = 2_000
export const BATCH_MAX = 5_000
const PICTURE_BYTES = 8 * 1024 * 1024

const time = z.iso.datetime()
const documentIdSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)
const batchIdSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
const saidSchema = z
  .string()
  .max(200)
  .transform(plainText)
  .refine(text => text !== '', 'says nothing')

export const documentLineSchema = z.object({
  ...{ documentId: documentIdSchema, documentNumber: z.string(), title: bilingualSchema },
  ...{ kind: z.string(), edition: z.string(), nameMasked: bilingualSchema, numberMasked: z.string() },
  ...{ issuedAt: time, state: documentStateSchema },
})
export type DocumentLine = z.infer<typeof documentLineSchema>

export const documentPageSchema = documentLineSchema.extend({
  personId: personIdSchema,
  pages: z.int(),
  /** How it was made. */
  way: z.enum(['kiosk', 'web', 'batch', 'desk']),
  stateSince: time.nullable(),
  reason: revocationReasonSchema.nullable(),
  replacedBy: z.object({ documentId: documentIdSchema, documentNumber: z.string() }).nullable(),
  expiresAt: time.nullable(),
  /** The newest file: how far it is proved. */
  level: z.string().nullable(),
  /** Of its kind; null: the server's own. */
  templateVersion: z.int().nullable(),
  printed: z.array(z.object({ copies: z.int(), at: time, place: bilingualSchema })),
  /** How often it was checked, by the hour. */
  checks: z.array(z.object({ at: time, how: z.enum(['code', 'file']), times: z.int() })),
})
export type DocumentPage = z.infer<typeof documentPageSchema>

export const deskBatchSchema = z.object({
  ...{ batchId: batchIdSchema, title: z.string(), kind: z.string(), edition: z.string(), at: time, by: z.string() },
  ...{ items: z.int(), issued: z.int(), failed: z.int(), waiting: z.int() },
})
export type DeskBatch = z.infer<typeof deskBatchSchema>

export const listFaultSchema = z.object({
  line: z.int(),
  what: z.enum(['unknown', 'twice', 'not-for', 'no-number', 'several']),
})
export type ListFault = z.infer<typeof listFaultSchema>

const done = z.object({})
const GONE = { 'not-there': 404 } as const
const ofClass = {
  ...{ kind: documentKindSchema, edition: editionSchema },
  /** A line each, as they were typed. */
  numbers: z.array(z.string().max(100)).min(1).max(BATCH_MAX),
}

export const deskKindSchema = z.object({
  ...{ kind: z.string(), title: bilingualSchema, office: bilingualSchema },
  groups: z.array(z.enum(['undergraduate', 'graduate', 'staff'])),
  statuses: z.array(z.enum(['enrolled', 'graduated', 'employed', 'left'])),
  editions: z.array(
    z.object({ edition: z.string(), title: bilingualSchema, language: z.enum(['zh', 'en']), unitPriceFen: z.int() }),
  ),
  validityDays: z.int().nullable(),
  paperOnly: z.boolean(),
  assurance: z.string(),
  /** Words under the star of the drawn seal, as the kind says them itself. */
  sealWords: z.string().nullable(),
  holds: z.array(bilingualSchema),
  /** `word`: rows of the university's data, or somebody's word here; `office`: its people agree to each. */
  approval: z.object({ by: z.enum(['word', 'office']), reason: bilingualSchema }).nullable(),
})
export type DeskKind = z.infer<typeof deskKindSchema>

/** What was issued, and what becomes of it. */
export const DOCUMENT_DESK_ROUTES = {
  deskKinds: route({
    method: 'GET',
    path: '/v1/staff/kinds',
    caller: staff('document-desk.see'),
    summary: 'Kinds of document: for whom, at which price, what holds them back, and how long they count',
    input: z.object({}),
    output: z.object({ kinds: z.array(deskKindSchema).max(200) }),
  }),
  issuedDocuments: route({
    method: 'POST',
    path: '/v1/staff/documents/list',
    caller: staff('document-desk.see'),
    summary: 'What was issued, the newest first: by number on the paper, code, person, kind, state, or days',
    input: z.object({
      /** A document’s number or its verification code: finds that one. */
      search: z.string().trim().max(100).optional(),
      /** Student or staff number. */
      number: z.string().trim().max(100).optional(),
      kind: documentKindSchema.optional(),
      state: documentStateSchema.optional(),
      ...{ from: z.iso.date().optional(), to: z.iso.date().optional() },
      ...{ after: z.string().max(400).optional(), limit: z.int().min(1).max(200).default(50) },
    }),
    output: pageOf(documentLineSchema),
  }),
  issuedDocument: route({
    method: 'GET',
    path: '/v1/staff/documents/:documentId',
    caller: staff('document-desk.see'),
    summary: 'One of them: who has it, how it stands, where it was printed, and how often it was checked',
    input: z.object({ documentId: documentIdSchema }),
    output: documentPageSchema,
    reasons: GONE,
  }),
  lookAtPages: route({
    method: 'POST',
    path: '/v1/staff/documents/:documentId/look',
    caller: staff('document-desk.look'),
    summary:
      'Opens its real pages for a quarter of an hour, for a reason that its person reads; asks for a fresh second proof',
    input: z.object({ documentId: documentIdSchema, reason: saidSchema }),
    output: z.object({ token: z.string(), pages: z.int() }),
    reasons: GONE,
  }),
  pagePicture: route({
    method: 'GET',
    path: '/v1/staff/documents/:documentId/pages/:page',
    caller: staff('document-desk.look'),
    summary: 'A page as a picture, for who has opened them',
    input: z.object({
      documentId: documentIdSchema,
      page: z.coerce.number().int().min(1).max(200),
      token: z.string().max(2_000),
    }),
    output: { mediaType: 'image/png', maxBytes: PICTURE_BYTES },
    reasons: GONE,
  }),
  draftDocument: route({
    method: 'POST',
    path: '/v1/staff/documents/drafts',
    caller: staff('document-desk.issue'),
    summary: 'Makes a document for a person, to be looked at: it is not issued yet; asks for a fresh second proof',
    input: z.object({
      ...{ personId: personIdSchema, kind: documentKindSchema, edition: editionSchema, reason: saidSchema },
      /** The document in whose place it is to stand. */
      replaces: documentIdSchema.nullable(),
    }),
    output: z.object({ documentId: documentIdSchema, pages: z.int(), token: z.string() }),
    reasons: { ...GONE, 'not-valid': 409, 'not-of-one-person': 409 },
  }),
  issueDraft: route({
    method: 'POST',
    path: '/v1/staff/documents/drafts/:documentId/issue',
    caller: staff('document-desk.issue'),
    summary: 'Issues what was looked at, and puts it in the place of the other; asks for a fresh second proof',
    input: z.object({ documentId: documentIdSchema }),
    output: z.object({ documentNumber: z.string() }),
    reasons: { ...GONE, 'not-valid': 409 },
  }),
  dropDraft: route({
    method: 'POST',
    path: '/v1/staff/documents/drafts/:documentId/drop',
    caller: staff('document-desk.issue'),
    summary: 'Lets go what was looked at',
    input: z.object({ documentId: documentIdSchema }),
    output: done,
    reasons: GONE,
  }),
  revokeIssued: route({
    method: 'POST',
    path: '/v1/staff/documents/:documentId/revoke',
    caller: staff('document-desk.revoke'),
    summary: 'Takes one back for good, for a reason that everyone may know; asks for a fresh second proof',
    input: z.object({ documentId: documentIdSchema, reason: revocationReasonSchema }),
    output: done,
    reasons: { ...GONE, 'revoked-already': 409 },
  }),
  proposeRevocation: route({
    method: 'POST',
    path: '/v1/staff/documents/revoke-many',
    caller: staff('document-desk.revoke'),
    summary: 'Drafts the revocation of many, by their numbers or of a batch; somebody else must agree',
    input: z.object({
      which: z.union([
        z.strictObject({ documentNumbers: z.array(z.string().max(60)).min(1).max(REVOKED_AT_ONCE) }),
        z.strictObject({ batchId: batchIdSchema }),
      ]),
      ...{ reason: revocationReasonSchema, why: saidSchema },
    }),
    output: z.union([
      z.object({ proposalId: z.string(), documents: z.int() }),
      /** Nothing was drafted: these lines name no document that is in force. */
      z.object({
        faults: z
          .array(z.object({ line: z.int(), what: z.enum(['unknown', 'revoked', 'twice']) }))
          .max(REVOKED_AT_ONCE),
      }),
    ]),
    reasons: { ...GONE, 'too-many': 409 },
  }),
  checkClass: route({
    method: 'POST',
    path: '/v1/staff/batches/check',
    caller: staff('document-desk.issue'),
    summary: 'What is wrong in a list of numbers, line by line: nothing is made',
    input: z.object(ofClass),
    output: z.object({ documents: z.int(), faults: z.array(listFaultSchema).max(BATCH_MAX) }),
    reasons: { 'kind-unknown': 409 },
  }),
  issueClass: route({
    method: 'POST',
    path: '/v1/staff/batches',
    caller: staff('document-desk.issue'),
    summary: 'Issues a document for each of a list; the same list is the same batch; asks for a fresh second proof',
    input: z.object({ ...ofClass, title: saidSchema }),
    output: z.object({ batchId: batchIdSchema }),
    reasons: { 'kind-unknown': 409, 'list-has-faults': 409 },
  }),
  deskBatches: route({
    method: 'GET',
    path: '/v1/staff/batches',
    caller: staff('document-desk.see'),
    summary: 'Batches, the newest first, with how far each is',
    input: z.object({
      after: z.string().max(400).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    output: pageOf(deskBatchSchema),
  }),
  deskBatch: route({
    method: 'GET',
    path: '/v1/staff/batches/:batchId',
    caller: staff('document-desk.see'),
    summary: 'One of them, with what could not be made and why',
    input: z.object({ batchId: batchIdSchema }),
    output: deskBatchSchema.extend({
      failures: z.array(z.object({ line: z.int(), fault: z.string() })).max(200),
    }),
    reasons: GONE,
  }),
  tryBatchAgain: route({
    method: 'POST',
    path: '/v1/staff/batches/:batchId/again',
    caller: staff('document-desk.issue'),
    summary: 'Tries again what could not be made',
    input: z.object({ batchId: batchIdSchema }),
    output: done,
    reasons: GONE,
  }),
} as const
