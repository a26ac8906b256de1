import type { Bilingual } from '../../../src/contract/texts.ts'
import { wallTime } from '../../../src/rules/wall-time.ts'
import { both, type Html, html } from '../../ground/plain-html.ts'
import { type At, button, inLine, link } from '../../staff/staff.ts'
import type { Wanted, WorklistPage } from '../desk/worklist.ts'
import { documentOf, type EnquiryRow } from '../enquiry-rows.ts'
import type { OfficeOfHouse } from '../offices.ts'
import { choice } from './page-parts.ts'
import { KIND_WORDS, STATE_WORDS, WORDS, WRONG_WORDS } from './words.ts'

export interface WorklistPageParts {
  readonly at: At
  readonly timeZone: string
  /** Those at which the account counts. */
  readonly offices: readonly OfficeOfHouse[]
  readonly nameOf: (officeId: string) => Bilingual
  readonly wanted: Wanted
  readonly page: WorklistPage
  readonly oldBefore: Date
}

/** What waits, the longest first. Nothing of a person stands in it. */
export function worklistPage(parts: WorklistPageParts): Html {
  const { at, page, wanted } = parts
  return html`
<p class="card line"><strong>${page.openCount}</strong> ${inLine(WORDS.waiting)} · <strong>${page.oldCount}</strong> ${inLine(WORDS.old)}</p>
${filters(parts)}
<h2>${both(wanted.state === null ? WORDS.all : STATE_WORDS[wanted.state])}</h2>
${page.rows.length === 0 ? html`<p>${both(WORDS.none)}</p>` : page.rows.map(row => line(parts, row))}
<p>${turning(parts)}</p>
<p class="line">${link(at('staff/enquiries/texts'), WORDS.texts)}</p>
<p class="line">${link(at('staff'), WORDS.toStart)}</p>`
}

function filters({ at, offices, wanted }: WorklistPageParts): Html {
  const states = Object.entries(STATE_WORDS)
  return html`<form method="get" action="${at('staff/enquiries')}">
${choice('office', WORDS.office, [['', WORDS.all], ...offices.map(({ officeId, name }) => [officeId, name] as const)], wanted.officeId ?? '')}
${choice('state', WORDS.state, [...states, ['all', WORDS.all]], wanted.state ?? 'all')}
${choice('kind', WORDS.kind, [['', WORDS.all], ...Object.entries(KIND_WORDS)], wanted.kind ?? '')}
<label class="inline"><input type="checkbox" name="old" value="1"${wanted.isOldOnly ? html` checked` : ''}>${inLine(WORDS.oldOnly)}</label>
${button(WORDS.show)}</form>`
}

function line({ at, timeZone, nameOf, oldBefore }: WorklistPageParts, row: EnquiryRow): Html {
  const document = documentOf(row)
  const isOld = row.waits_since !== null && row.waits_since < oldBefore
  const time = row.waits_since ?? row.changed_at
  return html`<div class="card"><p class="line"><strong><a href="${at(`staff/enquiries/${row.enquiry_id}`)}">${row.number}</a></strong>
${inLine(KIND_WORDS[row.kind])}${row.wrong === null ? '' : html` · ${inLine(WRONG_WORDS[row.wrong])}`} · ${inLine(STATE_WORDS[row.state])}</p>
${isOld ? html`<p class="verdict line"><strong>${inLine(WORDS.old)}</strong></p>` : ''}
<p class="small line">${inLine(nameOf(row.office_id))}${document ? html` · ${inLine(document.title)}` : ''}</p>
<p class="small line">${inLine(row.waits_since === null ? WORDS.changed : WORDS.since)} ${wallTime(time, timeZone)}</p></div>`
}

function turning({ at, wanted, page }: WorklistPageParts): Html {
  const to = (number: number) => {
    const filters = new URLSearchParams({
      ...{ office: wanted.officeId ?? '', state: wanted.state ?? 'all', kind: wanted.kind ?? '' },
      ...{ old: wanted.isOldOnly ? '1' : '', page: String(number) },
    })
    return at(`staff/enquiries?${filters}`)
  }
  return html`${wanted.page > 1 ? link(to(wanted.page - 1), WORDS.before) : ''} ${page.hasMore ? link(to(wanted.page + 1), WORDS.more) : ''}`
}
