import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { Bilingual } from '../../../src/contract/texts.ts'
import type { Ground } from '../../ground/ground.ts'
import { html } from '../../ground/plain-html.ts'
import { type Staff, withWorklistScope } from '../../staff/staff.ts'
import { csvOfTrail } from './export-csv.ts'
import { openExport } from './export-ticket.ts'

const MINUTE_MS = 60_000
const TITLE = { zh: '导出审计记录', en: 'Export of the audit trail' }
const OVER = html`<p lang="zh">导出已过期，请回到控制台重新导出。</p><p lang="en">This export is over: begin it again in the console.</p>`

/** Puts the export on the server: rows leave as they are read, however many they are. */
export const registerExport = (
  app: FastifyInstance,
  {
    db,
    clock,
    tokens,
    house,
    limit,
    staff,
    whatOf,
  }: Ground & { readonly staff: Pick<Staff, 'whoWorks'>; readonly whatOf: (event: string) => Bilingual | null },
): Promise<void> =>
  withWorklistScope(
    app,
    {
      ...{ house, whoWorks: staff.whoWorks, title: TITLE, notes: {}, formBytes: 1_000 },
      limit: limit('audit exports', { times: 30, timesOfAll: 300, windowMs: MINUTE_MS }),
    },
    scope =>
      scope.get('/staff/audit/export', 'audit.export', async ({ query, staff: { staffId }, reply, show }) => {
        const filters = openExport(tokens, clock, query.ticket ?? '', staffId)
        if (!filters) return show(OVER, { status: 410 })
        const day = new Date(clock.now()).toISOString().slice(0, 10)
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="audit-${day}.csv"`)
          .header('cache-control', 'no-store')
          .send(Readable.from(csvOfTrail(db, { ...filters, timeZone: house.timeZone }, whatOf)))
      }),
  )
