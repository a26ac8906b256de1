import { z } from 'zod'
import { pageInput, pageOf } from './paging.ts'
import { route, staff } from './routes.ts'

export const LIST_KINDS = ['holds', 'approvals', 'waivers', 'lost-cards'] as const
export type ListKind = (typeof LIST_KINDS)[number]
/** A million rows. */
export const LIST_BYTES_MAX = 64 * 1024 * 1024
/** So much of a file goes in one request. */
export const PART_BYTES = 32 * 1024
/** So many rows that are wrong are named; the rest is counted. */
export const FAULTS_MAX = 500

const listIdSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const time = z.iso.datetime()

export const ROW_FAULTS = [
  ...(['no-number', 'unknown', 'no-reason', 'kind-unknown', 'kind-waits-for-nothing', 'no-copies', 'no-day'] as const),
  ...(['day-over', 'no-card', 'twice', 'lost-already'] as const),
] as const
export type RowFault = (typeof ROW_FAULTS)[number]

export const peopleListSchema = z.object({
  ...{ listId: listIdSchema, kind: z.enum(LIST_KINDS), name: z.string(), at: time, by: z.string() },
  state: z.enum(['arriving', 'to-check', 'checked', 'to-take', 'taken', 'refused']),
  ...{ good: z.int(), bad: z.int() },
  /** Why it could not be read at all. */
  refusal: z.enum(['no-text', 'no-heading', 'broken']).nullable(),
})
export type PeopleList = z.infer<typeof peopleListSchema>

export const rowFaultSchema = z.object({ line: z.int(), what: z.enum(ROW_FAULTS) })

/** Lists of holds, approvals, waivers and lost cards. */
export const PEOPLE_LISTS_ROUTES = {
  peopleLists: route({
    method: 'GET',
    path: '/v1/staff/people/lists',
    caller: staff('people-desk.see'),
    summary: 'Lists that staff have brought, the newest first',
    input: z.object(pageInput),
    output: pageOf(peopleListSchema),
  }),
  peopleList: route({
    method: 'GET',
    path: '/v1/staff/people/lists/:listId',
    caller: staff('people-desk.see'),
    summary: 'One of them, with the rows that are wrong',
    input: z.object({ listId: listIdSchema }),
    output: peopleListSchema.extend({ faults: z.array(rowFaultSchema).max(FAULTS_MAX) }),
    reasons: { 'not-there': 404 },
  }),
  bringPart: route({
    method: 'POST',
    path: '/v1/staff/people/lists/:listId/parts',
    caller: staff('people-desk.manage'),
    summary: 'A part of a file in base64, in order; the id is the digest of its kind and its bytes',
    input: z.object({
      ...{ listId: listIdSchema, kind: z.enum(LIST_KINDS), name: z.string().min(1).max(120) },
      byteLength: z.int().min(1).max(LIST_BYTES_MAX),
      at: z.int().min(0),
      content: z
        .string()
        .max(48_000)
        .regex(/^[A-Za-z0-9+/]*={0,2}$/),
    }),
    output: z.object({ state: z.enum(['arriving', 'to-check', 'checked', 'to-take', 'taken', 'refused']) }),
    reasons: { 'other-file': 409 },
  }),
  takeList: route({
    method: 'POST',
    path: '/v1/staff/people/lists/:listId/take',
    caller: staff('people-desk.manage'),
    summary: 'Takes in the rows that are right; asks for a fresh second proof',
    input: z.object({ listId: listIdSchema }),
    output: z.object({}),
    reasons: { 'not-there': 404, 'not-checked': 409 },
  }),
} as const
