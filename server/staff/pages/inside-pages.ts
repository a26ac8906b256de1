import type { Bilingual } from '../../../src/contract/texts.ts'
import { ALL_SITES, isAllowed, type Role } from '../../../src/rules/staff-roles.ts'
import { wallTimeToSecond } from '../../../src/rules/wall-time.ts'
import { both, type Html, html } from '../../ground/plain-html.ts'
import type { Worklist } from '../../ground/room.ts'
import type { AccountRow } from '../accounts/accounts.ts'
import { postOfRow } from '../accounts/post-of.ts'
import { readSites } from '../accounts/read-sites.ts'
import type { FactorRow } from '../factors/factors.ts'
import { addressOf } from '../factors/one-time-passwords.ts'
import type { ListedSession } from '../sessions/staff-sessions.ts'
import { type At, act, inLine, keyForm, link, totpForm } from './parts.ts'
import { ROLE_WORDS, WORDS } from './words.ts'

/** Where everybody of staff begins. */
export function startPage(at: At, account: AccountRow, worklists: readonly Worklist[]): Html {
  const people = isAllowed(postOfRow(account), 'staff.see')
    ? html`<li>${link(at('staff/people'), WORDS.people)}</li>`
    : ''
  return html`
<p class="card">${account.name} · ${inLine(postOf(account.role, readSites(account.sites)))}</p>
<h2>${both(WORDS.worklists)}</h2>
${
  worklists.length === 0
    ? html`<p>${both(WORDS.noWorklists)}</p>`
    : html`<ul>${worklists.map(({ path, title }) => html`<li>${link(at(path.slice(1)), title)}</li>`)}</ul>`
}
<ul>${people}<li>${link(at('staff/factors'), WORDS.factors)}</li><li>${link(at('staff/sessions'), WORDS.sessions)}</li></ul>
${act(at('staff/log-out'), WORDS.logOut)}`
}

/** As what somebody works, and where. */
export function postOf(role: Role, sites: readonly string[]): Bilingual {
  const places: Bilingual = sites.includes(ALL_SITES) ? WORDS.allSites : { zh: sites.join('、'), en: sites.join(', ') }
  const { zh, en } = ROLE_WORDS[role]
  return { zh: `${zh} · ${places.zh}`, en: `${en} · ${places.en}` }
}

export const time = (timeZone: string, at: Date | null): string | null =>
  at === null ? null : wallTimeToSecond(at, timeZone)

export const facts = (all: readonly (readonly [Bilingual, string | null])[]): Html =>
  html`<dl class="small">${all.map(([what, value]) => html`<dt>${inLine(what)}</dt><dd>${value ?? inLine(WORDS.never)}</dd>`)}</dl>`

export function factorsPage(
  at: At,
  parts: {
    readonly factors: readonly FactorRow[]
    readonly timeZone: string
    readonly recoveryCodesLeft: number
    /** What a further one is added with. */
    readonly options: unknown
    readonly secret: string
    readonly issuer: string
    readonly name: string
  },
): Html {
  const { factors, timeZone, recoveryCodesLeft, options, secret, issuer, name } = parts
  const more = html`<p>${both(WORDS.keyIs)}</p><label for="key-label">${both(WORDS.label)}</label><input id="key-label" name="label" maxlength="40" autocomplete="off">`
  return html`
<h2>${both(WORDS.factors)}</h2>
${factors.map(
  ({
    factor_id,
    label,
    kind,
    added_at,
    used_at,
  }) => html`<div class="card"><p><strong>${label}</strong> ${inLine(kind === 'totp' ? WORDS.totpKind : WORDS.keyKind)}</p>
${facts([
  [WORDS.added, time(timeZone, added_at)],
  [WORDS.lastUsed, time(timeZone, used_at)],
])}
${factors.length > 1 ? act(at('staff/factors/remove'), WORDS.remove, { factor: factor_id }) : ''}</div>`,
)}
<div class="card">${facts([[WORDS.recoveryLeft, String(recoveryCodesLeft)]])}</div>
${act(at('staff/factors/recovery'), WORDS.recoveryAnew)}
<h2>${both(WORDS.addKey)}</h2>
${keyForm({ action: at('staff/factors/key'), kind: 'create', options, words: WORDS.addKey, more })}
<h2>${both(WORDS.addTotp)}</h2>
${totpForm(at('staff/factors/totp'), addressOf(secret, issuer, name), secret)}
<p>${link(at('staff'), WORDS.back)}</p>`
}

export const sessionsPage = (at: At, sessions: readonly ListedSession[], timeZone: string): Html => html`
<h2>${both(WORDS.sessions)}</h2>
${sessions.map(
  ({
    handle,
    browser,
    startedAt,
    lastSeenAt,
    isThis,
  }) => html`<div class="card"><p><strong lang="en">${browser || '?'}</strong>
${isThis ? inLine(WORDS.thisOne) : ''}</p>
${facts([
  [WORDS.begun, time(timeZone, startedAt)],
  [WORDS.seen, time(timeZone, lastSeenAt)],
])}
${act(at('staff/sessions/end'), WORDS.end, { handle })}</div>`,
)}
<p>${link(at('staff'), WORDS.back)}</p>`
