import { both, type Html, html } from '../../ground/plain-html.ts'
import { act, inLine, link } from '../../staff/staff.ts'
import type { ShownDelegation } from '../delegations.ts'
import type { Colleague } from '../officers.ts'
import type { Office } from '../offices.ts'
import { choice, facts, name, named } from './parts.ts'
import { timeIn } from './say-row.ts'
import { WORDS } from './words.ts'

/** Who decides in whose place, and a form to have somebody else decide. */
export function delegationsPage(parts: {
  readonly delegations: readonly ShownDelegation[]
  /** Those that are one's own, and not handed on. */
  readonly offices: readonly Office[]
  readonly nameOf: (office: string) => Office['name']
  readonly colleagues: readonly Colleague[]
  readonly timeZone: string
  readonly today: string
}): Html {
  const { delegations, offices, nameOf, colleagues, timeZone, today } = parts
  const time = timeIn(timeZone)
  return html`
<h2>${both(WORDS.delegations)}</h2>
${
  delegations.length === 0
    ? html`<p>${both(WORDS.noDelegations)}</p>`
    : delegations.map(
        one =>
          html`<div class="card">${facts([
            [WORDS.office, inLine(nameOf(one.office))],
            [WORDS.from, name(one.fromName)],
            [WORDS.to, name(one.toName)],
            [WORDS.begins, time(one.beginsAt)],
            [WORDS.ends, time(one.endsAt)],
          ])}${one.isMine ? act('delegations/end', WORDS.endIt, { delegation: one.delegationId }) : ''}</div>`,
      )
}
${
  offices.length === 0
    ? html`<p>${both(WORDS.notOfficer)}</p>`
    : colleagues.length === 0
      ? html`<p>${both(WORDS.nobodyElse)}</p>`
      : html`<form method="post" action="delegations">
${choice(
  'office',
  WORDS.office,
  offices.map(({ office, name: words }) => [office, words]),
  { isNeeded: true, chosen: offices.length === 1 ? offices[0]!.office : '' },
)}
${choice(
  'to',
  WORDS.to,
  colleagues.map(({ staffId, name: words }) => [staffId, { zh: words, en: words }]),
  { isNeeded: true },
)}
<label for="begins">${both(WORDS.begins)}</label><input id="begins" name="begins" type="date" value="${today}" required>
<label for="ends">${both(WORDS.ends)}</label><input id="ends" name="ends" type="date" value="${today}" required>
<button>${inLine(WORDS.delegate)}</button></form>`
}
<p class="line">${link('../approvals', WORDS.toList)}</p>`
}

/** Who decides for which office; for an administrator. */
export function officersPage(parts: {
  readonly offices: readonly Office[]
  readonly officers: readonly (Colleague & { readonly office: string })[]
  readonly candidates: readonly Colleague[]
}): Html {
  const { offices, officers, candidates } = parts
  return html`
<h2>${both(WORDS.officers)}</h2>
${offices.length === 0 ? html`<p>${both(WORDS.noOffices)}</p>` : ''}
${offices.map(({ office, name: words }) => {
  const own = officers.filter(one => one.office === office)
  const others = candidates.filter(({ staffId }) => !own.some(one => one.staffId === staffId))
  return html`<section><h3>${named(words)}</h3>
${own.length === 0 ? html`<p>${both(WORDS.noOfficers)}</p>` : ''}
${own.map(
  one =>
    html`<div class="card"><p>${name(one.name)}</p>${act('officers/remove', WORDS.remove, { office, staff: one.staffId })}</div>`,
)}
${
  others.length === 0
    ? html`<p>${both(WORDS.nobodyElse)}</p>`
    : html`<form method="post" action="officers"><input type="hidden" name="office" value="${office}">
${choice(
  'staff',
  WORDS.whom,
  others.map(one => [one.staffId, { zh: one.name, en: one.name }]),
  { isNeeded: true },
)}
<button>${inLine(WORDS.name)}</button></form>`
}</section>`
})}
<p class="line">${link('../../staff', WORDS.start)}</p>`
}
