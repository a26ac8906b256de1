import { z } from 'zod'
import { pageInput, pageOf } from './paging.ts'
import { route, staff } from './routes.ts'
import { COLUMNS_MAX, HEADING_CHARACTERS, SHEET_REFUSALS } from './sheet-limits.ts'
import { bilingualSchema } from './texts.ts'

export const LIST_KINDS = [
  ...(['holds', 'hold-ends', 'approvals', 'waivers', 'free-copies', 'lost-cards', 'found-cards'] as const),
] as const
export type ListKind = (typeof LIST_KINDS)[number]
/** A million rows. */
export const LIST_BYTES_MAX = 64 * 1024 * 1024
export const LIST_ROWS_MAX = 1_000_000
/** So much of a file goes in one request. */
export const PART_BYTES = 32 * 1024
/** So long a list that was carried out can be taken back. */
export const TAKE_BACK_DAYS = 7

export const LIST_COLUMNS = [
  ...(['number', 'card', 'kinds', 'kind', 'copies', 'reason', 'reasonEn', 'note', 'lastDay'] as const),
] as const
export type ListColumnName = (typeof LIST_COLUMNS)[number]

/** The columns that a kind of list must have, and those that it may have. */
export interface ColumnsOfKind {
  readonly needed: readonly ListColumnName[]
  readonly also: readonly ListColumnName[]
}
export const COLUMNS_OF_LIST: Readonly<Record<ListKind, ColumnsOfKind>> = {
  holds: { needed: ['number', 'reason'], also: ['reasonEn', 'kinds', 'lastDay'] },
  'hold-ends': { needed: ['number', 'reason'], also: ['kinds'] },
  approvals: { needed: ['number', 'kind'], also: ['note', 'lastDay'] },
  waivers: { needed: ['number', 'copies', 'lastDay', 'reason'], also: ['kind'] },
  'free-copies': { needed: ['number', 'copies', 'reason'], also: ['kind', 'lastDay'] },
  'lost-cards': { needed: ['card', 'reason'], also: [] },
  'found-cards': { needed: ['card'], also: [] },
}

const listIdSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const time = z.iso.datetime()

export const ROW_FAULTS = [
  ...(['no-number', 'unknown', 'no-reason', 'kind-unknown', 'kind-waits-for-nothing', 'no-copies', 'no-day'] as const),
  ...(['day-over', 'no-card', 'twice', 'rounded', 'kind-needed', 'kind-not-counted'] as const),
] as const
export type RowFault = (typeof ROW_FAULTS)[number]

export const LIST_STATES = [
  ...(['arriving', 'to-map', 'to-check', 'checked', 'to-take', 'taking', 'to-stop'] as const),
  ...(['taken', 'to-undo', 'undone', 'refused'] as const),
] as const
export type ListState = (typeof LIST_STATES)[number]

export const peopleListSchema = z.object({
  ...{ listId: listIdSchema, kind: z.enum(LIST_KINDS), name: z.string(), at: time, by: z.string() },
  state: z.enum(LIST_STATES),
  /** What its rows would do, or did. */
  rows: z.object({ new: z.int(), changed: z.int(), same: z.int(), error: z.int() }),
  refusal: z.enum(SHEET_REFUSALS).nullable(),
  checkedAt: time.nullable(),
  /** When it was carried out, and by whom. */
  takenAt: time.nullable(),
  takenBy: z.string().nullable(),
  undoneAt: time.nullable(),
  undoneBy: z.string().nullable(),
  /** Rows that were taken back; the others had been ended by somebody before. */
  undoneRows: z.int().nullable(),
  /** Until when it can be taken back; null where it cannot. */
  canBeUndoneUntil: time.nullable(),
  /** Nothing of it counts although somebody had said so: what it would do had become another thing in between. */
  hasChangedSince: z.boolean(),
  /** The server is at it just now; otherwise what is due waits, for the university's data for example, and is tried again by itself. */
  isAtWork: z.boolean(),
})
export type PeopleList = z.infer<typeof peopleListSchema>

export const ROW_OUTCOMES = ['new', 'changed', 'same', 'error'] as const
export type RowOutcome = (typeof ROW_OUTCOMES)[number]
export const REPORT_FIELDS = ['kinds', 'kind', 'copies', 'reason', 'reasonEn', 'note', 'lastDay', 'state'] as const
export type ReportField = (typeof REPORT_FIELDS)[number]

/** What one row would do, or what is wrong with it. */
export const reportRowSchema = z.object({
  line: z.int(),
  outcome: z.enum(ROW_OUTCOMES),
  fault: z.enum(ROW_FAULTS).nullable(),
  /** Whom it is about, masked; null where nobody is known. */
  who: z.object({ nameMasked: bilingualSchema, numberMasked: z.string() }).nullable(),
  /** The end of the card's number. */
  cardMasked: z.string().nullable(),
  fields: z.array(
    z.object({ name: z.enum(REPORT_FIELDS), before: z.string().nullable(), after: z.string().nullable() }),
  ),
})
export type ReportRow = z.infer<typeof reportRowSchema>

const listInput = z.object({ listId: listIdSchema })
const NOT_THERE = { 'not-there': 404 } as const

/** Lists of holds, approvals, waivers, free copies and cards that staff bring. */
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
    summary: 'One of them: how it stands, and its columns where they are not known',
    input: listInput,
    output: peopleListSchema.extend({
      heading: z.array(z.string().max(HEADING_CHARACTERS)).max(COLUMNS_MAX).nullable(),
    }),
    reasons: NOT_THERE,
  }),
  peopleListRows: route({
    method: 'GET',
    path: '/v1/staff/people/lists/:listId/rows',
    caller: staff('people-desk.see'),
    summary: 'What it would do, row by row, in the order of the file',
    input: z.object({ ...pageInput, listId: listIdSchema, outcome: z.enum(ROW_OUTCOMES).optional() }),
    output: pageOf(reportRowSchema),
    reasons: NOT_THERE,
  }),
  bringPart: route({
    method: 'POST',
    path: '/v1/staff/people/lists/:listId/parts',
    caller: staff('people-desk.manage'),
    summary: 'A part of a file in base64, in order; the id is the digest of its kind, its turn and its bytes',
    input: z.object({
      ...{ listId: listIdSchema, kind: z.enum(LIST_KINDS), name: z.string().min(1).max(120) },
      byteLength: z.int().min(1).max(LIST_BYTES_MAX),
      /** How often the same file was brought before: it is another list then. */
      turn: z.int().min(0).max(99).default(0),
      at: z.int().min(0),
      content: z
        .string()
        .max(48_000)
        .regex(/^[A-Za-z0-9+/]*={0,2}$/),
    }),
    output: z.object({ state: z.enum(LIST_STATES) }),
    reasons: { 'other-file': 409 },
  }),
  nameColumns: route({
    method: 'POST',
    path: '/v1/staff/people/lists/:listId/columns',
    caller: staff('people-desk.manage'),
    summary: 'Says which column is which, where the headings do not say it; then the list is looked through',
    input: z.object({
      listId: listIdSchema,
      columns: z.partialRecord(
        z.enum(LIST_COLUMNS),
        z
          .int()
          .min(0)
          .max(COLUMNS_MAX - 1),
      ),
    }),
    output: z.object({}),
    reasons: { ...NOT_THERE, 'not-waiting': 409, 'column-missing': 409 },
  }),
  checkListAgain: route({
    method: 'POST',
    path: '/v1/staff/people/lists/:listId/check',
    caller: staff('people-desk.manage'),
    summary: 'Looks through it once more: what it would do may have become another thing',
    input: listInput,
    output: z.object({}),
    reasons: { ...NOT_THERE, 'not-waiting': 409 },
  }),
  takeList: route({
    method: 'POST',
    path: '/v1/staff/people/lists/:listId/take',
    caller: staff('people-desk.manage'),
    summary: 'Carries it out as it was reported, or nothing of it; asks for a fresh second proof',
    input: z.object({ listId: listIdSchema, which: z.enum(['all-rows', 'good-rows']) }),
    output: z.object({}),
    reasons: { ...NOT_THERE, 'not-checked': 409, 'has-errors': 409, 'nothing-to-do': 409 },
  }),
  undoList: route({
    method: 'POST',
    path: '/v1/staff/people/lists/:listId/undo',
    caller: staff('people-desk.manage'),
    summary: 'Takes it back, but for what somebody has ended since; asks for a fresh second proof',
    input: listInput,
    output: z.object({}),
    reasons: { ...NOT_THERE, 'not-taken': 409, 'too-late': 409 },
  }),
  dropList: route({
    method: 'POST',
    path: '/v1/staff/people/lists/:listId/drop',
    caller: staff('people-desk.manage'),
    summary: 'Lets go a list of which nothing counts',
    input: listInput,
    output: z.object({}),
    reasons: { ...NOT_THERE, 'not-waiting': 409 },
  }),
} as const
