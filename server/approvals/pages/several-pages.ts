import type { Bilingual } from '../../../src/contract/texts.ts'
import { both, type Html, html } from '../../ground/plain-html.ts'
import { hidden, inLine, link } from '../../staff/staff.ts'
import type { ApprovalRow } from '../approval-rows.ts'
import { type Decision, type Outcome, titleOf } from '../decide.ts'
import { sayReason } from '../reasons.ts'
import { named } from './parts.ts'
import { applicantOf, sayDecider } from './say-row.ts'
import { NOTES, STATE_WORDS, WORDS } from './words.ts'

const said = (decision: Decision): Bilingual => (decision.what === 'approve' ? WORDS.severalApprove : WORDS.sendBack)

const lineOf = (row: ApprovalRow): Html =>
  html`<strong>${inLine(titleOf(row))}</strong><br>${applicantOf(row)} · ${row.document_number}`

/** What would be done with each of those that were chosen; nothing is done yet. */
export function severalPage(rows: readonly ApprovalRow[], decision: Decision): Html {
  const open = rows.filter(({ state }) => state === 'waiting')
  const over = rows.filter(({ state }) => state !== 'waiting')
  const { zh, en } = said(decision)
  const why = decision.what === 'send-back' ? sayReason(decision.reason, decision.words) : null
  return html`
<h2>${both(WORDS.severalCheck)}</h2>
<p class="card line"><strong>${inLine({ zh: `${zh}：${open.length} 份`, en: `${en}: ${open.length}` })}</strong>${why ? html`<br>${named(why)}` : ''}</p>
<ul>${open.map(row => html`<li><p class="line">${lineOf(row)} · ${link(`one/${row.approval_id}`, WORDS.openOne)}</p></li>`)}</ul>
${over.length === 0 ? '' : html`<p>${both(NOTES['decided-before'])}</p><ul>${over.map(row => html`<li>${lineOf(row)}</li>`)}</ul>`}
${
  open.length === 0
    ? ''
    : html`<form class="act" method="post" action="several/decide">
${hidden({ what: decision.what, ...(decision.what === 'send-back' ? { reason: decision.reason, words: decision.words } : {}) })}
${open.map(row => html`<input type="hidden" name="chosen" value="${row.approval_id}">`)}
<button>${inLine(WORDS.severalDo)}</button></form>`
}
<p class="line">${link('../approvals', WORDS.toList)}</p>`
}

export interface SeveralResult {
  /** Null where it is none of one's own. */
  readonly row: ApprovalRow | null
  readonly outcome: Outcome
}

/** What became of each. */
export const severalDonePage = (results: readonly SeveralResult[]): Html => html`
<h2>${both(WORDS.severalDone)}</h2>
<ul>${results.map(({ row, outcome }) => html`<li><p class="line">${row ? lineOf(row) : ''}<br>${sayOutcome(outcome)}</p></li>`)}</ul>
<p class="line">${link('../../approvals', WORDS.toList)}</p>`

/** What became of one decision, with who was first where somebody was. */
export function sayOutcome(outcome: Outcome): Html {
  if (outcome.kind === 'done') return both(NOTES[outcome.state])
  if (outcome.kind !== 'decided-before') return both(NOTES[outcome.kind])
  const { row } = outcome
  const who = sayDecider(row.decided_by_name, row.decided_for_name)
  return html`${both(NOTES['decided-before'])} ${inLine(STATE_WORDS[row.state])}${who ? html` · ${named(who)}` : ''}`
}
