import type { Bilingual } from '../../../src/contract/texts.ts'
import { both, Html, html } from '../../ground/plain-html.ts'
import { inLine, link } from '../../staff/staff.ts'

export const facts = (all: readonly (readonly [Bilingual, Html | string])[]): Html =>
  html`<dl class="small">${all.map(([what, value]) => html`<dt>${inLine(what)}</dt><dd>${value}</dd>`)}</dl>`

/** A choice of one, as buttons of which one is pressed. */
export const choice = (
  name: string,
  words: Bilingual,
  options: readonly (readonly [value: string, words: Bilingual])[],
  { chosen = '', isNeeded = false }: { readonly chosen?: string; readonly isNeeded?: boolean } = {},
): Html => html`
<fieldset><legend>${both(words)}</legend>${options.map(
  ([value, said]) =>
    html`<p><label class="inline"><input type="radio" name="${name}" value="${value}"${new Html(
      `${value === chosen ? ' checked' : ''}${isNeeded ? ' required' : ''}`,
    )}>${named(said)}</label></p>`,
)}</fieldset>`

/** Both languages, or once what is the same in both: a name. */
export const named = (words: Bilingual): Html => (words.zh === words.en ? name(words.zh) : inLine(words))

/** A name in the voice of its letters. */
export const name = (text: string): Html =>
  /^[\x20-\x7e]*$/.test(text) ? html`<span lang="en">${text}</span>` : html`${text}`

/** Links of which one is where one is. */
export const chips = (
  all: readonly { readonly href: string; readonly words: Bilingual; readonly isHere: boolean }[],
): Html =>
  html`<p class="line">${all.map(
    ({ href, words, isHere }, index) =>
      html`${index === 0 ? '' : ' · '}${isHere ? html`<strong aria-current="true">${inLine(words)}</strong>` : link(href, words)}`,
  )}</p>`
