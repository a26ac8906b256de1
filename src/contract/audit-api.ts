import { z } from 'zod'
import { FINDING_KINDS, type FindingKind } from '../audit/findings.ts'
import { momentSchema } from './moment.ts'
import { pageInput, pageOf } from './paging.ts'
import { route, staff } from './routes.ts'
import { bilingualSchema } from './texts.ts'

const seqSchema = z.string().regex(/^\d{1,19}$/)
const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)
const idSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
const moment = z.iso.datetime()
const day = z.iso.date().regex(/^2\d{3}-/)
const text = z.string().trim().min(1).max(200)

/** What a list or an export is narrowed to. */
const filters = {
  event: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .optional(),
  /** Exactly: the id of an order, a document, a terminal, a visit. */
  subject: text.optional(),
  /** Exactly: who of staff did it. */
  by: text.optional(),
  terminalId: text.optional(),
  from: momentSchema.optional(),
  to: momentSchema.optional(),
  /** Days of the house, both included. */
  ...{ fromDay: day.optional(), toDay: day.optional() },
} as const

const detail = z.record(z.string(), z.json())

/** A row of the trail. */
export const auditRowSchema = z.object({
  ...{
    seq: seqSchema,
    at: z.string(),
    event: z.string(),
    subject: z.string(),
    terminalId: z.string().nullable(),
    detail,
  },
  /** Its place in the chain; null while it waits for its link. */
  position: z.int().positive().nullable(),
})

const proofSchema = z.object({
  /** The checkpoint that signs it. */
  ...{ number: z.int(), size: z.int(), statement: z.string(), signature: z.string() },
  /** The way from its leaf to the root in the statement (RFC 6962, 2.1.1). */
  path: z.array(hashSchema),
})

const findingSchema = z.object({
  kind: z.enum(Object.keys(FINDING_KINDS) as [FindingKind, ...FindingKind[]]),
  ...{ position: z.int().nullable(), seq: z.string().nullable(), number: z.int().nullable() },
  /** Of the chain of a terminal: `number` is the entry in it. */
  terminalId: z.string().nullable().default(null),
})

const placeSchema = z.object({ position: z.int(), at: z.string() })

/** What came of a verification. */
export const verifyReportSchema = z.object({
  outcome: z.enum(['whole', 'broken', 'stopped']),
  ...{ from: placeSchema.nullable(), through: placeSchema.nullable() },
  ...{ entries: z.int(), checkpoints: z.int(), waiting: z.int() },
  late: z.object({ count: z.int(), first: z.int().nullable() }),
  witness: z.object({ checkpoints: z.int(), through: z.int() }).nullable(),
  terminals: z.object({ chains: z.int(), entries: z.int() }).default({ chains: 0, entries: 0 }),
  witnesses: z.array(z.object({ name: z.string(), checkpoints: z.int(), through: z.int() })).default([]),
  /** Outside copies that could not be read. */
  unread: z.array(z.string()).default([]),
  findings: z.array(findingSchema),
  ...{ findingsCount: z.int(), tookMs: z.number() },
})

const verificationSchema = z.object({
  ...{ verificationId: idSchema, begunAt: moment, endedAt: moment.nullable(), by: z.string() },
  report: verifyReportSchema.nullable(),
  progress: z.object({ done: z.int(), of: z.int() }).nullable(),
})

const checkpointSchema = z.object({
  ...{ number: z.int(), size: z.int(), at: moment, root: z.string(), signature: z.string() },
})

const witnessSchema = z.object({
  ...{ name: z.string(), kind: z.enum(['file', 's3', 'mail']), place: z.string() },
  ...{ deliveredNumber: z.int(), deliveredAt: moment.nullable() },
  ...{ failingSince: moment.nullable(), tries: z.int(), why: z.string().nullable() },
})

/** What staff and their programs ask about the audit trail. */
export const AUDIT_ROUTES = {
  auditEntries: route({
    method: 'GET',
    path: '/v1/staff/audit/entries',
    caller: staff('audit.read'),
    summary: 'Entries of the audit trail, the newest first; reading them stands in it too',
    input: z.object({ ...pageInput, ...filters }),
    output: pageOf(auditRowSchema),
  }),
  auditEntry: route({
    method: 'GET',
    path: '/v1/staff/audit/entries/:seq',
    caller: staff('audit.read'),
    summary: 'One entry with its link, and with its proof once a checkpoint signs it',
    input: z.object({ seq: seqSchema }),
    output: z.object({
      entry: auditRowSchema,
      /** What has happened, in the words of the documentation. */
      what: bilingualSchema.nullable(),
      link: z
        .object({
          /** Canonical JSON (RFC 8785): what is hashed, with the hash before. */
          ...{ record: z.string(), linkedAt: z.string(), before: hashSchema.nullable(), hash: hashSchema },
          /** Whether the entry is what was linked. */
          fits: z.boolean(),
        })
        .nullable(),
      proof: proofSchema.nullable(),
    }),
  }),
  auditEvents: route({
    method: 'GET',
    path: '/v1/staff/audit/events',
    caller: staff('audit.read'),
    summary: 'Every event that the trail knows, with what it means',
    input: z.object({}),
    output: z.object({ events: z.array(z.object({ event: z.string(), room: z.string(), what: bilingualSchema })) }),
  }),
  auditStanding: route({
    method: 'GET',
    path: '/v1/staff/audit/standing',
    caller: staff('audit.read'),
    summary: 'How far the chain is, who keeps its checkpoints outside, and the last verification',
    input: z.object({}),
    output: z.object({
      ...{ links: z.int(), beginsAfter: z.int(), waiting: z.int(), keptDays: z.int() },
      checkpoint: checkpointSchema.nullable(),
      witnesses: z.array(witnessSchema),
      verification: verificationSchema.nullable(),
    }),
  }),
  auditCheckpoints: route({
    method: 'GET',
    path: '/v1/staff/audit/checkpoints',
    caller: staff('audit.read'),
    summary: 'The signed checkpoints, the newest first',
    input: z.object(pageInput),
    output: pageOf(checkpointSchema),
  }),
  auditConsistency: route({
    method: 'GET',
    path: '/v1/staff/audit/checkpoints/:number/consistency',
    caller: staff('audit.read'),
    summary: 'The proof that the newest checkpoint begins with an older one (RFC 6962, 2.1.2)',
    input: z.object({ number: z.coerce.number().int().positive() }),
    output: z.object({
      ...{ older: z.object({ statement: z.string(), signature: z.string() }) },
      newer: z.object({ statement: z.string(), signature: z.string() }),
      path: z.array(hashSchema),
    }),
  }),
  beginAuditExport: route({
    method: 'POST',
    path: '/v1/staff/audit/exports',
    caller: staff('audit.export'),
    summary: 'Lets the same account fetch entries as CSV within five minutes; asks for a fresh second proof',
    input: z.object(filters),
    /** Below the server's own address. */
    output: z.object({ path: z.string() }),
  }),
  beginAuditVerification: route({
    method: 'POST',
    path: '/v1/staff/audit/verifications',
    caller: staff('audit.verify'),
    summary: 'Begins to verify the whole chain, or names the verification that is under way',
    input: z.object({}),
    output: z.object({ verificationId: idSchema }),
  }),
  auditVerification: route({
    method: 'GET',
    path: '/v1/staff/audit/verifications/:verificationId',
    caller: staff('audit.read'),
    summary: 'How far a verification is, and what came of it',
    input: z.object({ verificationId: idSchema }),
    output: verificationSchema,
  }),
}

export type AuditFilters = z.output<typeof AUDIT_ROUTES.beginAuditExport.input>
