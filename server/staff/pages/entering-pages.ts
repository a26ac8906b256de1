import type { Bilingual } from '../../../src/contract/texts.ts'
import { both, type Html, html } from '../../ground/plain-html.ts'
import type { SetUpSeen } from '../entering/set-up-steps.ts'
import { addressOf } from '../factors/one-time-passwords.ts'
import { type At, act, button, codeField, field, inLine, keyForm, link, totpForm } from './parts.ts'
import { WORDS } from './words.ts'

export interface OfferedWay {
  readonly name: string
  readonly label: Bilingual
}

const wayButtons = (ways: readonly OfferedWay[]) =>
  ways.map(({ name, label }) => html`<p><button name="way" value="${name}">${inLine(label)}</button></p>`)

export const logInPage = (at: At, ways: readonly OfferedWay[]): Html => html`
${ways.length === 0 ? '' : html`<h2>${both(WORDS.byUniversity)}</h2><form method="post" action="${at('staff/begin')}">${wayButtons(ways)}</form>`}
<h2>${both(WORDS.byPassword)}</h2>
<form method="post" action="${at('staff/log-in')}">
${field('login', WORDS.loginName, 'autocomplete="username" required')}
${field('password', WORDS.password, 'type="password" autocomplete="current-password" required')}
${button(WORDS.logIn)}</form>
<p>${link(at('staff/set-up'), WORDS.haveCode)}</p>`

export const codePage = (at: At): Html => html`
<form method="post" action="${at('staff/set-up')}">
${field('code', WORDS.oneTimeCode, 'autocomplete="off" autocapitalize="characters" maxlength="40" required')}
<p class="small">${both(WORDS.codeWhence)}</p>
${button(WORDS.goOn)}</form>
<p>${link(at('staff'), WORDS.back)}</p>`

/** The second proof, by whatever the account has; `to`: where the browser goes on afterwards. */
export function secondPage(
  at: At,
  { options, hasTotp, to, title }: { options: unknown; hasTotp: boolean; to: string; title: Bilingual },
): Html {
  const toField = html`<input type="hidden" name="to" value="${to}">`
  const key = { kind: 'get', options, words: WORDS.useKey, fields: { to } } as const
  return html`
<h2>${both(title)}</h2>
${options === null ? '' : keyForm({ ...key, action: at('staff/second/key') })}
${
  hasTotp
    ? html`<form method="post" action="${at('staff/second/totp')}">${toField}${codeField('code', WORDS.totpCode)}${button(WORDS.goOn)}</form>`
    : ''
}
<details><summary>${inLine(WORDS.recoveryInstead)}</summary>
<form method="post" action="${at('staff/second/recovery')}">${toField}
${field('recovery', WORDS.recoveryCode, 'autocomplete="off" maxlength="20" required')}${button(WORDS.goOn)}</form></details>
${act(at('staff/log-out'), WORDS.logOut)}`
}

export function setUpPage(
  at: At,
  seen: Exclude<SetUpSeen, { step: 'over' }>,
  ways: readonly OfferedWay[],
  issuer: string,
): Html {
  if (seen.step === 'second') {
    const more = html`<p>${both(WORDS.keyIs)}</p><label for="key-label">${both(WORDS.label)}</label><input id="key-label" name="label" maxlength="40" autocomplete="off">`
    const action = at('staff/set-up/key')
    return html`
<h2>${both(WORDS.setUpSecond)}</h2>
${keyForm({ action, kind: 'create', options: seen.options, words: WORDS.addKey, more })}
${totpForm(at('staff/set-up/totp'), addressOf(seen.secret, issuer, seen.name), seen.secret)}`
  }
  const { invitation, proof } = seen
  const offered = proof === null ? ways : ways.filter(({ name }) => name === proof)
  const name = (id: string) =>
    proof === null
      ? html`<label for="${id}">${both(WORDS.yourName)}</label><input id="${id}" name="name" value="${invitation.name}" maxlength="60" required>`
      : html``
  const isNew = proof === null
  return html`
<h2>${both(WORDS.setUpFirst)}</h2>
${
  offered.length === 0
    ? ''
    : html`<form method="post" action="${at('staff/begin')}"><p>${both(WORDS.byUniversity)}</p>${name('name-there')}${wayButtons(offered)}</form>`
}
${
  proof === null || proof === 'local'
    ? html`<form method="post" action="${at('staff/set-up/local')}"><p>${both(WORDS.byPassword)}</p>${name('name-here')}
${field('login', WORDS.loginName, 'autocomplete="username" maxlength="60" required')}
${field('password', isNew ? WORDS.newPassword : WORDS.password, `type="password" autocomplete="${isNew ? 'new' : 'current'}-password" required`)}
${button(WORDS.goOn)}</form>`
    : ''
}`
}
