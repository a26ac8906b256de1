import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { LIST_KINDS, type ListKind, ROW_OUTCOMES, type RowOutcome } from '../../../src/contract/people-lists-api.ts'
import { both } from '../../../src/contract/texts.ts'
import type { House } from '../../ground/ground.ts'
import type { Authenticators } from '../../ground/http/authenticators.ts'
import type { Limit } from '../../ground/limits/limit.ts'
import { FILE_HEADERS } from '../../ground/pages/file-headers.ts'
import { html } from '../../ground/plain-html.ts'
import { SHEET_TYPES, type SheetFormat } from '../../ground/sheets/write-sheet.ts'
import { withWorklistScope } from '../../staff/staff.ts'
import { type FileLanguage, reportFile, templateFile } from './list-files.ts'
import { findList, type PeopleListParts } from './list-rows.ts'

export interface ListPageParts extends Pick<PeopleListParts, 'db' | 'log'> {
  readonly house: House
  readonly limit: Limit
  readonly whoWorks: NonNullable<Authenticators['staff']>
}

const TITLE = both('名单', 'Lists about people')
const NONE = both('没有这份名单。', 'There is no such list.')

export const LIST_PAGES = [
  { method: 'GET', path: '/staff/lists/template/:kind/:language/:format', summary: 'An empty list of a kind' },
  { method: 'GET', path: '/staff/lists/report/:listId/:language/:format', summary: 'What a list would do, row by row' },
] as const

const formatIn = (said: string | undefined): SheetFormat | null => (said === 'csv' || said === 'xlsx' ? said : null)
const languageIn = (said: string | undefined): FileLanguage => (said === 'en' ? 'en' : 'zh')

/** Files of lists for a spreadsheet: templates, and reports however long they are. */
export function registerListPages(app: FastifyInstance, parts: ListPageParts): Promise<void> {
  const { db, log, house, limit, whoWorks } = parts
  const give = (reply: FastifyReply, name: string, format: SheetFormat, file: Readable) => {
    file.on('error', (error: Error) =>
      log.error({ name, reason: error.message }, 'a file of a list was not given whole'),
    )
    return reply
      .headers({ ...FILE_HEADERS, 'content-disposition': `attachment; filename="${name}.${format}"` })
      .type(SHEET_TYPES[format])
      .send(file)
  }
  return withWorklistScope(app, { house, limit, whoWorks, title: TITLE, notes: {}, formBytes: 1_000 }, ({ get }) => {
    get(LIST_PAGES[0].path, 'people-desk.see', async ({ params, reply, show }) => {
      const [kind, format] = [LIST_KINDS.find(one => one === params.kind), formatIn(params.format)]
      if (!kind || !format) return show(html`<p>${NONE.zh} ${NONE.en}</p>`, { status: 404 })
      return give(reply, kind satisfies ListKind, format, templateFile(kind, languageIn(params.language), format))
    })
    get(LIST_PAGES[1].path, 'people-desk.see', async ({ params, query, reply, show }) => {
      const { listId = '' } = params
      const format = formatIn(params.format)
      const isThere = /^[A-Za-z0-9_-]{43}$/.test(listId) && (await findList(db, listId)) !== undefined
      if (!isThere || !format) return show(html`<p>${NONE.zh} ${NONE.en}</p>`, { status: 404 })
      const outcome: RowOutcome | undefined = ROW_OUTCOMES.find(one => one === query.outcome)
      const name = `report-${listId.slice(0, 8).replaceAll(/[^A-Za-z0-9]/g, '0')}`
      return give(reply, name, format, reportFile(db, listId, outcome, languageIn(params.language), format))
    })
  })
}
