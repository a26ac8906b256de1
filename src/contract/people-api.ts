import { z } from 'zod'
import { plainText } from '../rules/plain-text.ts'
import { documentKindSchema } from './documents.ts'
import { route, staff } from './routes.ts'
import { bilingualSchema } from './texts.ts'

/** The most people that a look-up shows: whoever has more hits says more. */
export const FOUND_MAX = 20
export const REASON_CHARACTERS = 200

const time = z.iso.datetime()
const day = z.iso.date()
const idSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
/** A person, sealed by the server for a day. It travels in bodies and never in an address. */
export const personIdSchema = z.string().min(1).max(1_000)
const cursor = z.string().max(300).optional()
const limit = z.coerce.number().int().min(1).max(200).default(50)
/** Words of somebody's own. What cannot be seen is taken out, and something must be left. */
const saidSchema = z
  .string()
  .max(REASON_CHARACTERS)
  .transform(plainText)
  .refine(text => text !== '', 'says nothing')
/** In force from today on; null: until somebody ends it. */
const lastDaySchema = day.nullable()
const kindsSchema = z.array(documentKindSchema).min(1).max(60).nullable()

/** Somebody of staff, as colleagues and the person know them. */
const byWhomSchema = z.string().max(200)

export const foundPersonSchema = z.object({
  personId: personIdSchema,
  nameMasked: bilingualSchema,
  numberMasked: z.string().max(400),
  group: z.enum(['undergraduate', 'graduate', 'staff']),
  college: bilingualSchema,
  status: z.enum(['enrolled', 'graduated', 'employed', 'left']),
})
export type FoundPerson = z.infer<typeof foundPersonSchema>

const ofPerson = { personId: personIdSchema, nameMasked: bilingualSchema, numberMasked: z.string().max(400) }
const lasting = { by: byWhomSchema, lastDay: lastDaySchema, endedAt: time.nullable(), endedBy: byWhomSchema.nullable() }

export const holdSchema = z.object({
  ...{ holdId: idSchema, ...ofPerson, kinds: z.array(z.string()).nullable(), reason: bilingualSchema, at: time },
  ...{ ...lasting, endReason: z.string().nullable(), isInForce: z.boolean(), fromList: z.boolean() },
})
export type Hold = z.infer<typeof holdSchema>

export const houseApprovalSchema = z.object({
  ...{ approvalId: idSchema, ...ofPerson, kind: z.string(), note: z.string(), at: time },
  ...{ ...lasting, isInForce: z.boolean(), fromList: z.boolean() },
})
export type HouseApproval = z.infer<typeof houseApprovalSchema>

export const grantSchema = z.object({
  ...{ grantId: idSchema, ...ofPerson, kind: z.string().nullable(), copies: z.int(), reason: z.string(), at: time },
  /** A waiver has a count of its own; otherwise the count of everybody is raised. */
  isWaiver: z.boolean(),
  ...{ ...lasting, isInForce: z.boolean(), fromList: z.boolean() },
})
export type Grant = z.infer<typeof grantSchema>

export const lostCardSchema = z.object({
  lostCardId: idSchema,
  /** Null: every card of the person. */
  cardMasked: z.string().nullable(),
  /** Null where nobody was known to hold it. */
  person: z.object(ofPerson).nullable(),
  ...{ reason: z.string(), reportedAt: time, reportedBy: byWhomSchema, fromList: z.boolean() },
  ...{ foundAt: time.nullable(), foundBy: byWhomSchema.nullable() },
})
export type LostCardLine = z.infer<typeof lostCardSchema>

export const staffLookSchema = z.object({ at: time, by: byWhomSchema, reason: z.string() })
export type StaffLook = z.infer<typeof staffLookSchema>

export const personPageSchema = foundPersonSchema.extend({
  idNumberMasked: z.string().nullable(),
  major: bilingualSchema.nullable(),
  level: z.enum(['bachelor', 'master', 'doctor']).nullable(),
  since: day,
  until: day.nullable(),
  documents: z.array(
    z.object({
      ...{ documentId: z.string(), documentNumber: z.string(), title: bilingualSchema, issuedAt: time },
      state: z.enum(['valid', 'revoked', 'replaced', 'expired']),
    }),
  ),
  orders: z.array(
    z.object({
      ...{ orderId: z.string(), orderNumber: z.string(), documentNumber: z.string(), title: bilingualSchema, at: time },
      ...{ copies: z.int(), copiesDelivered: z.int().nullable(), paidFen: z.int(), refundFen: z.int() },
      state: z.enum(['awaiting-payment', 'ready', 'closed', 'ended']),
    }),
  ),
  /** Copies that cost nothing, of each kind that the person may have or has had. */
  freeCopies: z.array(z.object({ kind: z.string(), title: bilingualSchema, left: z.int() })),
  /** Whether each kind has a count of its own, so that what is granted is granted for one. */
  countsByKind: z.boolean(),
  /** What is offered now, and why not where it is not. */
  offers: z.array(
    z.object({
      kind: z.string(),
      edition: z.string(),
      title: bilingualSchema,
      unavailable: bilingualSchema.nullable(),
    }),
  ),
  cards: z.array(lostCardSchema),
  holds: z.array(holdSchema),
  approvals: z.array(houseApprovalSchema),
  grants: z.array(grantSchema),
  looks: z.array(staffLookSchema),
})
export type PersonPage = z.infer<typeof personPageSchema>

const done = z.object({})
const list = { state: z.enum(['in-force', 'over', 'all']).default('in-force'), after: cursor, limit }
const rowsOf = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), next: z.string().nullable() })

/** Why something about a person was not done. */
const REASONS = { 'person-unknown': 404, 'not-there': 404, 'kind-unknown': 409, 'day-over': 409 } as const

/** People, with what the house itself has written down of them. */
export const PEOPLE_ROUTES = {
  findPeople: route({
    method: 'POST',
    path: '/v1/staff/people/find',
    caller: staff('people-desk.see'),
    summary: 'People by number, name or card, masked: twenty at most',
    input: z.object({ by: z.enum(['number', 'name', 'card']), search: z.string().min(1).max(100) }),
    output: z.object({ people: z.array(foundPersonSchema).max(FOUND_MAX), hasMore: z.boolean() }),
    reasons: { 'name-too-short': 409, 'no-card-number': 409 },
  }),
  personPage: route({
    method: 'POST',
    path: '/v1/staff/people/person',
    caller: staff('people-desk.see'),
    summary: 'One of them, masked, with documents, orders, cards, free copies, holds and approvals',
    input: z.object({ personId: personIdSchema }),
    output: personPageSchema,
    reasons: REASONS,
  }),
  unmaskPerson: route({
    method: 'POST',
    path: '/v1/staff/people/unmask',
    caller: staff('people-desk.unmask'),
    summary: 'What is masked of a person, for a reason that the person reads; asks for a fresh second proof',
    input: z.object({ personId: personIdSchema, reason: saidSchema }),
    output: z.object({
      ...{ nameZh: z.string(), nameEn: z.string(), number: z.string(), idNumber: z.string().nullable() },
      ...{ bornOn: day, mail: z.string().nullable() },
    }),
    reasons: REASONS,
  }),
  placeHold: route({
    method: 'POST',
    path: '/v1/staff/people/holds',
    caller: staff('people-desk.manage'),
    summary: 'Holds kinds of document back from a person, with a reason that the person reads',
    input: z.object({ personId: personIdSchema, kinds: kindsSchema, reason: bilingualSchema, lastDay: lastDaySchema }),
    output: done,
    reasons: REASONS,
  }),
  endHold: route({
    method: 'POST',
    path: '/v1/staff/people/holds/:holdId/end',
    caller: staff('people-desk.manage'),
    summary: 'Ends a hold; asks for a fresh second proof',
    input: z.object({ holdId: idSchema, reason: saidSchema }),
    output: done,
    reasons: REASONS,
  }),
  holds: route({
    method: 'GET',
    path: '/v1/staff/people/holds',
    caller: staff('people-desk.see'),
    summary: 'Holds of the house, the newest first',
    input: z.object({ ...list, kind: documentKindSchema.optional() }),
    output: rowsOf(holdSchema),
  }),
  giveHouseApproval: route({
    method: 'POST',
    path: '/v1/staff/people/approvals',
    caller: staff('people-desk.manage'),
    summary: 'Writes down that a person may have a kind which waits for that; asks for a fresh second proof',
    input: z.object({ personId: personIdSchema, kind: documentKindSchema, note: saidSchema, lastDay: lastDaySchema }),
    output: done,
    reasons: { ...REASONS, 'kind-waits-for-nothing': 409 },
  }),
  endHouseApproval: route({
    method: 'POST',
    path: '/v1/staff/people/approvals/:approvalId/end',
    caller: staff('people-desk.manage'),
    summary: 'Ends what was written down',
    input: z.object({ approvalId: idSchema }),
    output: done,
    reasons: REASONS,
  }),
  houseApprovals: route({
    method: 'GET',
    path: '/v1/staff/people/approvals',
    caller: staff('people-desk.see'),
    summary: 'Approvals of the house, the newest first',
    input: z.object({ ...list, kind: documentKindSchema.optional() }),
    output: rowsOf(houseApprovalSchema),
  }),
  grantCopies: route({
    method: 'POST',
    path: '/v1/staff/people/grants',
    caller: staff('people-desk.manage'),
    summary: 'Gives copies that cost nothing: more free ones, or a waiver until a day; asks for a fresh second proof',
    input: z.object({
      ...{ personId: personIdSchema, kind: documentKindSchema.nullable(), copies: z.int().min(1).max(99) },
      /** Null: the count of free copies that runs now is raised. */
      waiverUntil: day.nullable(),
      reason: saidSchema,
    }),
    output: done,
    reasons: { ...REASONS, 'kind-needed': 409, 'kind-not-counted': 409 },
  }),
  endGrant: route({
    method: 'POST',
    path: '/v1/staff/people/grants/:grantId/end',
    caller: staff('people-desk.manage'),
    summary: 'Ends such a gift; what was printed of it stays free',
    input: z.object({ grantId: idSchema }),
    output: done,
    reasons: REASONS,
  }),
  grants: route({
    method: 'GET',
    path: '/v1/staff/people/grants',
    caller: staff('people-desk.see'),
    summary: 'Copies that were granted or waived, the newest first',
    input: z.object({ ...list, kind: documentKindSchema.optional() }),
    output: rowsOf(grantSchema),
  }),
  lostCards: route({
    method: 'POST',
    path: '/v1/staff/cards/list',
    caller: staff('people-desk.see'),
    summary: 'Cards that the house refuses or did, the newest first; a number finds one card',
    input: z.object({
      state: z.enum(['lost', 'found', 'all']).default('lost'),
      card: z.string().max(60).optional(),
      ...{ after: cursor, limit: z.int().min(1).max(200).default(50) },
    }),
    output: rowsOf(lostCardSchema),
  }),
  reportLostCard: route({
    method: 'POST',
    path: '/v1/staff/cards/lost',
    caller: staff('people-desk.block-cards'),
    summary: 'Has a card refused at every kiosk from now on: one by its number, or all of a person',
    input: z.object({
      which: z.union([z.strictObject({ card: z.string().max(60) }), z.strictObject({ personId: personIdSchema })]),
      reason: saidSchema,
    }),
    output: z.object({ lostCardId: idSchema }),
    reasons: { ...REASONS, 'no-card-number': 409, 'lost-already': 409 },
  }),
  cardFound: route({
    method: 'POST',
    path: '/v1/staff/cards/lost/:lostCardId/found',
    caller: staff('people-desk.block-cards'),
    summary: 'Lets it be used again; asks for a fresh second proof',
    input: z.object({ lostCardId: idSchema }),
    output: done,
    reasons: REASONS,
  }),
} as const
