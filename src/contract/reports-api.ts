import { z } from 'zod'
import { terminalIdSchema } from './ids.ts'
import { momentSchema } from './moment.ts'
import { CSV } from './money-api.ts'
import { type RouteTable, route, staff } from './routes.ts'

const wordsSchema = z.object({ zh: z.string(), en: z.string() })
const daySchema = z.iso.date().regex(/^2\d{3}-/)

/** What is reported on. */
export const REPORTS = ['money', 'paper', 'visits', 'steps', 'availability', 'peaks', 'forecast'] as const
export type ReportName = (typeof REPORTS)[number]
/** What the rows of a report are. */
export const REPORT_ROWS = ['day', 'week', 'month', 'hour', 'terminal', 'site', 'kind', 'group'] as const
export type ReportRows = (typeof REPORT_ROWS)[number]
/** So many days at most in one report. */
export const REPORT_DAYS_MAX = 400

/** Where a visit may stop, in the order of the visit. */
export const VISIT_STEPS = [
  ...(['identify', 'choose', 'preview', 'pay', 'print', 'collect', 'check'] as const),
] as const
export type VisitStep = (typeof VISIT_STEPS)[number]
export const VISIT_OUTCOMES = ['completed', 'failed', 'given-up'] as const
export type VisitOutcome = (typeof VISIT_OUTCOMES)[number]

/** A visit as a station tells of it once it is over: nothing in it is of the person. */
export const visitReportSchema = z.object({
  /** Made by the station: the same report again is the same visit. */
  reportId: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  beganAt: momentSchema,
  outcome: z.enum(VISIT_OUTCOMES),
  /** The last step that was reached. */
  step: z.enum(VISIT_STEPS),
  /** What stopped it, where something did. */
  fault: z
    .string()
    .regex(/^[a-z-]{1,60}$/)
    .nullable(),
  /** How long each step took. */
  tookMs: z.partialRecord(z.enum(VISIT_STEPS), z.int().min(0).max(86_400_000)),
})
export type VisitReport = z.infer<typeof visitReportSchema>

const wishShape = {
  of: z.enum(REPORTS),
  by: z.enum(REPORT_ROWS).default('day'),
  /** Days of the house, both included. */
  from: daySchema,
  until: daySchema,
  siteId: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .optional(),
  terminalId: terminalIdSchema.optional(),
  kind: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .optional(),
}

export const reportTableSchema = z.object({
  columns: z.array(
    z.object({ key: z.string(), label: wordsSchema, unit: z.enum(['fen', 'count', 'mean', 'seconds']) }),
  ),
  rows: z.array(z.object({ key: z.string(), label: wordsSchema, values: z.array(z.number().nullable()) })),
  /** The sums of the columns, where they can be summed. */
  total: z.array(z.number().nullable()).nullable(),
  /** What is to be known when it is read. */
  notes: z.array(wordsSchema),
})
export type ReportTable = z.infer<typeof reportTableSchema>

/** Reports, and what stations tell for them. */
export const REPORTS_ROUTES = {
  staffReport: route({
    method: 'GET',
    path: '/v1/staff/reports/figures',
    caller: staff('reports.see'),
    summary: 'Money, paper, visits, steps, peaks or a forecast, of the sites of whoever asks',
    input: z.object(wishShape),
    output: reportTableSchema,
  }),
  staffReportTable: route({
    method: 'GET',
    path: '/v1/staff/reports/table',
    caller: staff('reports.see'),
    summary: 'The same as CSV',
    input: z.object({ ...wishShape, language: z.enum(['zh', 'en']).default('zh') }),
    output: CSV,
  }),
  reportVisits: route({
    method: 'POST',
    path: '/v1/terminal/visit-reports',
    caller: 'terminal',
    summary: 'Tells of visits that are over, without anything of their people; repeating it changes nothing',
    input: z.object({ reports: z.array(visitReportSchema).min(1).max(100) }),
    output: z.object({}),
  }),
} as const satisfies RouteTable
