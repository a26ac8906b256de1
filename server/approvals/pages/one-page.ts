import { both, type Html, html } from '../../ground/plain-html.ts'
import { hidden, inLine, link } from '../../staff/staff.ts'
import type { ApprovalRow } from '../approval-rows.ts'
import { titleOf } from '../decide.ts'
import { sayReason } from '../reasons.ts'
import type { StepRow } from '../steps.ts'
import { facts, named } from './parts.ts'
import { reasonFields } from './reason-fields.ts'
import { applicantOf, sayAge, sayDecider, timeIn } from './say-row.ts'
import { STATE_WORDS, STEP_WORDS, WORDS } from './words.ts'

/** One application: who asks for what, the real pages, what may be done, and what has happened. */
export function onePage(
  row: ApprovalRow,
  steps: readonly StepRow[],
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): Html {
  const time = timeIn(timeZone)
  const id = row.approval_id
  const decider = sayDecider(row.decided_by_name, row.decided_for_name)
  const isLate = row.state === 'waiting' && row.promised_at < now
  return html`
<h2>${both(titleOf(row))}</h2>
<div class="card">${facts([
    [WORDS.person, applicantOf(row)],
    [WORDS.number, row.document_number],
    [WORDS.purpose, row.purpose === '' ? inLine(WORDS.noPurpose) : row.purpose],
    [WORDS.asked, time(row.asked_at)],
    [WORDS.promised, html`${time(row.promised_at)}${isLate ? html` <strong>${inLine(WORDS.late)}</strong>` : ''}`],
    ...(row.state === 'waiting'
      ? ([[WORDS.age, inLine(sayAge(now.getTime() - row.asked_at.getTime()))]] as const)
      : []),
    [WORDS.state, inLine(STATE_WORDS[row.state])],
    ...(decider ? ([[WORDS.decidedBy, named(decider)]] as const) : []),
  ])}</div>
<h2>${both(row.state === 'approved' ? WORDS.issued : WORDS.preview)}</h2>
${pagesOf(row)}
${row.state === 'waiting' ? approveForm(row) : ''}
${row.state === 'waiting' ? sendBackForm(id, false) : row.state === 'approved' ? sendBackForm(id, true) : ''}
<h2>${both(WORDS.history)}</h2>
<ol>${steps.map(step => stepLine(step, time))}</ol>
<p class="line">${link('../../approvals', WORDS.toList)}</p>`
}

function pagesOf({ approval_id, sha256, pages, title_zh, title_en }: ApprovalRow): Html {
  if (sha256 === null || pages === null) return html`<p>${both(WORDS.gone)}</p>`
  return html`${Array.from({ length: pages }, (_, index) => {
    const page = index + 1
    return html`<p><img loading="lazy" width="1080" height="1527" alt="${title_zh} ${title_en} ${page}/${pages}" src="${approval_id}/pages/${page}"></p>`
  })}`
}

/** The document that was looked at goes with the decision: another one is not approved by it. */
const approveForm = ({ approval_id, document_id }: ApprovalRow): Html => html`
<form method="post" action="${approval_id}/approve">${hidden({ seen: document_id })}
<p>${both(WORDS.approveHow)}</p><button>${inLine(WORDS.approve)}</button></form>`

const sendBackForm = (id: string, isUndo: boolean): Html => html`
<form method="post" action="${id}/send-back"><h3>${both(isUndo ? WORDS.takeBack : WORDS.sendBack)}</h3>
<p>${both(isUndo ? WORDS.takeBackHow : WORDS.sendBackHow)}</p>
${reasonFields(true)}
<button>${inLine(isUndo ? WORDS.takeBack : WORDS.sendBack)}</button></form>`

function stepLine(step: StepRow, time: (at: Date) => string): Html {
  const who = sayDecider(step.by_name, step.for_name)
  const why = sayReason(step.reason, step.reason_words)
  return html`<li>${time(step.at)} · ${inLine(STEP_WORDS[step.what])}${who ? html` · ${named(who)}` : ''}${
    step.reason === null ? '' : html`<br>${named(why)}`
  }</li>`
}
