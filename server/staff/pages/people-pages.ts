import { ROLES } from '../../../src/rules/staff-roles.ts'
import { both, type Html, html } from '../../ground/plain-html.ts'
import type { ListedAccount } from '../accounts/accounts.ts'
import type { OneTimeCode, OpenInvitation } from '../accounts/invitations.ts'
import { facts, postOf, time } from './inside-pages.ts'
import { type At, act, button, field, inLine, link } from './parts.ts'
import { ROLE_WORDS, WORDS } from './words.ts'

export interface PeopleParts {
  readonly accounts: readonly ListedAccount[]
  readonly invitations: readonly OpenInvitation[]
  readonly ownId: string
  readonly timeZone: string
  /** Whether one may change something: not at all, after a fresh second proof, or now. */
  readonly may: 'see' | 'after-proof' | 'now'
}

/** Everybody who works here, and the way to more of them. */
export const peoplePage = (at: At, { accounts, invitations, ownId, timeZone, may }: PeopleParts): Html => html`
<h2>${both(WORDS.people)}</h2>
${may === 'after-proof' ? html`<div class="card"><p>${both(WORDS.inviteFresh)}</p><p>${link(at('staff/step-up?to=/staff/people'), WORDS.stepUp)}</p></div>` : ''}
${may === 'now' ? inviteForm(at) : ''}
${invitations.map(invitation => invitationCard(at, invitation, timeZone, may === 'now'))}
${accounts.map(account => personCard(at, account, timeZone, account.staffId === ownId, may === 'now'))}
<p>${link(at('staff'), WORDS.back)}</p>`

const inviteForm = (at: At) => html`
<details><summary><strong>${inLine(WORDS.invite)}</strong></summary><form method="post" action="${at('staff/people/invite')}">
${field('name', WORDS.theirName, 'maxlength="60" autocomplete="off" required')}
<label for="role">${both(WORDS.role)}</label><select id="role" name="role" required>
${ROLES.map(role => html`<option value="${role}">${ROLE_WORDS[role].zh} ${ROLE_WORDS[role].en}</option>`)}</select>
${field('sites', WORDS.sites, 'value="*" maxlength="400" autocomplete="off" required')}
${button(WORDS.makeCode)}</form></details>`

const invitationCard = (
  at: At,
  { invitationId, name, role, sites, expiresAt }: OpenInvitation,
  timeZone: string,
  mayNow: boolean,
) => html`<div class="card"><p><strong>${name}</strong></p>
<p>${both(WORDS.codeUnused)}</p><p>${inLine(postOf(role, sites))}</p>
${facts([[WORDS.codeUntil, time(timeZone, expiresAt)]])}
${mayNow ? act(at('staff/people/take-back'), WORDS.takeBack, { invitation: invitationId }) : ''}</div>`

function personCard(at: At, account: ListedAccount, timeZone: string, isOwn: boolean, mayNow: boolean): Html {
  const { staffId, name, role, sites, state, seenAt, factors } = account
  const changes = html`
<details><summary>${inLine(WORDS.resetFactors)}</summary><p>${both(WORDS.resetWhy)}</p>
${act(at('staff/people/reset'), WORDS.resetFactors, { staff: staffId })}</details>
<details><summary>${inLine(WORDS.endAccount)}</summary><p>${both(WORDS.endWhy)}</p>
${act(at('staff/people/end'), WORDS.endAccount, { staff: staffId })}</details>`
  return html`<div class="card"><p><strong>${name}</strong></p>
${isOwn ? html`<p>${both(WORDS.you)}</p>` : ''}
<p>${inLine(postOf(role, sites))}</p>
${state === 'ended' ? html`<p>${both(WORDS.ended)}</p>` : ''}
${facts([
  [WORDS.seenLast, time(timeZone, seenAt)],
  [WORDS.secondProofs, String(factors)],
])}
${mayNow && !isOwn && state === 'active' ? changes : ''}</div>`
}

/** A code as it is handed over, once. */
export const handOverPage = (
  at: At,
  name: string,
  { code, expiresAt }: OneTimeCode,
  address: string,
  timeZone: string,
): Html => html`
<div class="card verdict valid"><p>${both(WORDS.codeFor)}</p><p><strong>${name}</strong></p>
<p><code lang="en">${code}</code></p><p>${both(WORDS.codeOnce)}</p><p><code lang="en">${address}</code></p>
${facts([[WORDS.codeUntil, time(timeZone, expiresAt)]])}</div>
<p>${link(at('staff/people'), WORDS.goOn)}</p>`
