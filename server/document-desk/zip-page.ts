import type { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import { both } from '../../src/contract/texts.ts'
import type { House } from '../ground/ground.ts'
import type { Authenticators } from '../ground/http/authenticators.ts'
import type { Limit } from '../ground/limits/limit.ts'
import { FILE_HEADERS } from '../ground/pages/file-headers.ts'
import { html } from '../ground/plain-html.ts'
import { steppedUp } from '../ground/step-up.ts'
import type { Tables } from '../ground/store/tables.ts'
import { withWorklistScope } from '../staff/staff.ts'
import { audit } from './document-desk-audit.ts'

export interface ZipPageParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly log: Logger
  readonly house: House
  readonly limit: Limit
  readonly whoWorks: NonNullable<Authenticators['staff']>
  readonly zipOf: (batchId: string) => Promise<Readable | null>
}

const TITLE = both('整批文件', 'Files of a batch')
const NONE = both('没有这一批，或还没有制作好的文件。', 'There is no such batch, or nothing of it has been made yet.')

/** The files of a batch for who hands them out: after a fresh second proof, and written down. */
export function registerZipPage(app: FastifyInstance, parts: ZipPageParts): Promise<void> {
  const { db, clock, log, house, limit, whoWorks, zipOf } = parts
  return withWorklistScope(app, { house, limit, whoWorks, title: TITLE, notes: {}, formBytes: 1_000 }, ({ get }) => {
    get('/staff/batches/:batchId/zip', 'document-desk.issue', async visit => {
      const batchId = visit.params.batchId ?? ''
      if (!/^[A-Za-z0-9_-]{22}$/.test(batchId)) return visit.show(html`<p>${NONE.zh} ${NONE.en}</p>`, { status: 404 })
      if (!steppedUp(visit.staff, clock).ok)
        return visit.reply.redirect(`${visit.at('staff/step-up')}?to=/staff/batches/${batchId}/zip`, 303)
      const zip = await zipOf(batchId)
      if (!zip) return visit.show(html`<p>${NONE.zh} ${NONE.en}</p>`, { status: 404 })
      const entry = { subject: batchId, terminalId: null, detail: { by: visit.staff.staffId } }
      await audit(db, new Date(clock.now()), { event: 'desk-batch-handed-out', ...entry })
      zip.on('error', (error: Error) =>
        log.error({ batchId, reason: error.message }, 'a batch was not handed out whole'),
      )
      return visit.reply
        .headers({ ...FILE_HEADERS, 'content-disposition': `attachment; filename="batch-${batchId}.zip"` })
        .type('application/zip')
        .send(zip)
    })
  })
}
