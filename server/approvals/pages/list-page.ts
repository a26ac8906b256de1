import type { Bilingual } from '../../../src/contract/texts.ts'
import { both, type Html, html } from '../../ground/plain-html.ts'
import { inLine, link } from '../../staff/staff.ts'
import type { ApprovalFilter, ApprovalRow, ListedApprovals } from '../approval-rows.ts'
import { titleOf } from '../decide.ts'
import type { Office } from '../offices.ts'
import { chips, facts, named } from './parts.ts'
import { decisionFields } from './reason-fields.ts'
import { applicantOf, sayAge, sayDecider, timeIn } from './say-row.ts'
import { STATE_WORDS, WORDS } from './words.ts'

export interface ListParts {
  readonly listed: ListedApprovals
  readonly filter: ApprovalFilter
  /** The offices that one decides for. */
  readonly offices: readonly Office[]
  readonly kinds: readonly { readonly kind: string; readonly title: Bilingual }[]
  readonly now: Date
  readonly timeZone: string
}

/** The list with another word of its filter. */
function hrefOf(filter: ApprovalFilter, change: Partial<ApprovalFilter>): string {
  const { state, office, kind, isLate, number, page } = { ...filter, page: 1, ...change }
  const query = new URLSearchParams({
    state,
    ...(office === null ? {} : { office }),
    ...(kind === null ? {} : { kind }),
    ...(isLate ? { late: '1' } : {}),
    ...(number === '' ? {} : { number }),
    ...(page === 1 ? {} : { page: String(page) }),
  })
  return `approvals?${query}`
}

/** What waits for one's offices, the oldest first; or what was decided. */
export function listPage({ listed, filter, offices, kinds, now, timeZone }: ListParts): Html {
  const { rows, hasMore, waiting, late } = listed
  const to = (change: Partial<ApprovalFilter>) => hrefOf(filter, change)
  const isWaiting = filter.state === 'waiting'
  const count = (words: Bilingual, many: number) => ({ zh: `${words.zh}（${many}）`, en: `${words.en} (${many})` })
  const items = rows.map(row => item(row, { now, timeZone, isChoosable: isWaiting }))
  return html`
<nav>${chips([
    {
      href: to({ state: 'waiting', isLate: false }),
      words: count(WORDS.waiting, waiting),
      isHere: isWaiting && !filter.isLate,
    },
    {
      href: to({ state: 'waiting', isLate: true }),
      words: count(WORDS.late, late),
      isHere: isWaiting && filter.isLate,
    },
    { href: to({ state: 'decided', isLate: false }), words: WORDS.decided, isHere: !isWaiting },
  ])}
${
  offices.length < 2
    ? ''
    : chips([
        { href: to({ office: null }), words: WORDS.allOffices, isHere: filter.office === null },
        ...offices.map(({ office, name }) => ({ href: to({ office }), words: name, isHere: filter.office === office })),
      ])
}
${
  kinds.length < 2
    ? ''
    : chips([
        { href: to({ kind: null }), words: WORDS.allKinds, isHere: filter.kind === null },
        ...kinds.map(({ kind, title }) => ({ href: to({ kind }), words: title, isHere: filter.kind === kind })),
      ])
}</nav>
<form method="get" action="approvals">
<input type="hidden" name="state" value="${filter.state}">
<label for="number">${both(WORDS.number)}</label>
<input id="number" name="number" maxlength="40" autocomplete="off" value="${filter.number}">
<button>${inLine(WORDS.show)}</button></form>
${
  rows.length === 0
    ? html`<p>${both(WORDS.none)}</p>`
    : isWaiting
      ? html`<form class="bare" method="post" action="approvals/several">${items}<div class="card">${decisionFields()}
<button>${inLine(WORDS.severalNext)}</button></div></form>`
      : html`${items}`
}
<p class="line">${filter.page > 1 ? link(to({ page: filter.page - 1 }), WORDS.newer) : ''} ${hasMore ? link(to({ page: filter.page + 1 }), WORDS.older) : ''}</p>
<ul><li>${link('approvals/delegations', WORDS.delegations)}</li><li>${link('../staff', WORDS.start)}</li></ul>`
}

function item(
  row: ApprovalRow,
  { now, timeZone, isChoosable }: { readonly now: Date; readonly timeZone: string; readonly isChoosable: boolean },
): Html {
  const time = timeIn(timeZone)
  const title = titleOf(row)
  const isLate = row.state === 'waiting' && row.promised_at < now
  const decider = sayDecider(row.decided_by_name, row.decided_for_name)
  const head = isChoosable
    ? html`<p class="line"><label class="inline"><input type="checkbox" name="chosen" value="${row.approval_id}"><strong>${inLine(title)}</strong></label></p>`
    : html`<p class="line"><strong>${inLine(title)}</strong></p>`
  return html`<div class="card">${head}
${facts([
  [WORDS.person, applicantOf(row)],
  [WORDS.number, row.document_number],
  [WORDS.purpose, row.purpose === '' ? inLine(WORDS.noPurpose) : row.purpose],
  [WORDS.asked, time(row.asked_at)],
  ...(row.state === 'waiting'
    ? ([
        [
          WORDS.age,
          html`${inLine(sayAge(now.getTime() - row.asked_at.getTime()))}${isLate ? html` <strong>${inLine(WORDS.late)}</strong>` : ''}`,
        ],
      ] as const)
    : ([
        [WORDS.state, html`${inLine(STATE_WORDS[row.state])} ${row.decided_at ? time(row.decided_at) : ''}`],
      ] as const)),
  ...(decider ? ([[WORDS.decidedBy, named(decider)]] as const) : []),
])}
<p class="line">${link(`approvals/one/${row.approval_id}`, WORDS.openOne)}</p></div>`
}
