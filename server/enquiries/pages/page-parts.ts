import type { Bilingual } from '../../../src/contract/texts.ts'
import { both, type Html, html } from '../../ground/plain-html.ts'

/** A choice with one option chosen. */
export const choice = (
  name: string,
  words: Bilingual,
  options: readonly (readonly [value: string, words: Bilingual])[],
  chosen: string,
): Html =>
  html`<label for="${name}">${both(words)}</label><select id="${name}" name="${name}">${options.map(
    ([value, { zh, en }]) =>
      value === chosen
        ? html`<option value="${value}" selected>${zh} ${en}</option>`
        : html`<option value="${value}">${zh} ${en}</option>`,
  )}</select>`

/** Several lines as they were written. */
export const paragraphs = (text: string): Html[] =>
  text === '' ? [] : text.split('\n').map(line => html`<span dir="auto">${line}</span><br>`)

export const area = (id: string, words: Bilingual, text: string, max: number, how?: Bilingual): Html => html`
<label for="${id}">${both(words)}</label>${how ? html`<p class="small" id="${id}-how">${both(how)}</p>` : ''}
<textarea id="${id}" name="text" maxlength="${max}"${how ? html` aria-describedby="${id}-how"` : ''}>${text}</textarea>`
