import type { Bilingual } from '../../../src/contract/texts.ts'
import { both, Html, html } from '../../ground/plain-html.ts'
import { qrSvg } from '../../ground/rendering/qr.ts'
import { keyScript } from './key-script.ts'
import { WORDS } from './words.ts'

/** How the browser gets from its page to another of the server. */
export type At = (path: string) => string

/** Both languages on one line: for buttons and links. */
export const inLine = ({ zh, en }: Bilingual): Html => html`${zh} <span lang="en">${en}</span>`

export const link = (href: string, words: Bilingual): Html => html`<a href="${href}">${inLine(words)}</a>`

export const field = (name: string, words: Bilingual, attributes = ''): Html => html`
<label for="${name}">${both(words)}</label><input id="${name}" name="${name}" ${new Html(attributes)}>`

export const button = (words: Bilingual): Html => html`<button>${inLine(words)}</button>`

/** A form of one button, with what it is about. */
export const act = (action: string, words: Bilingual, fields: Readonly<Record<string, string>> = {}): Html => html`
<form class="act" method="post" action="${action}">${hidden(fields)}<button class="quiet">${inLine(words)}</button></form>`

export const hidden = (fields: Readonly<Record<string, string>>): readonly Html[] =>
  Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)

export const noteCard = (note: Bilingual | null): Html =>
  note === null ? html`` : html`<p class="card verdict" role="status">${both(note)}</p>`

/** A form that a security key fills in, and the script that asks it. */
export function keyForm(parts: {
  readonly action: string
  readonly kind: 'create' | 'get'
  readonly options: unknown
  readonly words: Bilingual
  readonly fields?: Readonly<Record<string, string>>
  readonly more?: Html
}): Html {
  const { action, kind, options, words, fields = {}, more = html`` } = parts
  return html`
<form method="post" action="${action}" data-kind="${kind}" data-ask="${JSON.stringify(options)}">
${hidden({ ...fields, said: '' })}${more}
<p class="small" data-without>${both(WORDS.keyNeedsScript)}</p>
<button disabled>${inLine(words)}</button></form>${keyScript}`
}

/** How an authenticator app is told of a secret, and proves that it knows it. */
export const totpForm = (action: string, address: string, secret: string): Html => html`
<form method="post" action="${action}">
<p>${both(WORDS.scanThis)}</p>
<p><img width="220" height="220" alt="${secret}" src="data:image/svg+xml;base64,${Buffer.from(qrSvg(address)).toString('base64')}"></p>
<p><code lang="en">${secret.match(/.{1,4}/g)?.join(' ') ?? ''}</code></p>
${field('label', WORDS.label, 'maxlength="40" autocomplete="off"')}
${codeField('code', WORDS.totpCode)}
${button(WORDS.addTotp)}</form>`

export const codeField = (name: string, words: Bilingual): Html =>
  field(name, words, 'inputmode="numeric" autocomplete="one-time-code" maxlength="10" required')

export const recoveryPage = (codes: readonly string[], href: string): Html => html`
<div class="card verdict valid"><h2>${both(WORDS.recoveryTitle)}</h2><p>${both(WORDS.recoveryWhy)}</p>
<ol>${codes.map(code => html`<li><code>${code}</code></li>`)}</ol></div>
<p>${link(href, WORDS.goOn)}</p>`
