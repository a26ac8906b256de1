import { ANSWER_CHARACTERS } from '../../../src/contract/enquiries-api.ts'
import type { Bilingual } from '../../../src/contract/texts.ts'
import { both, type Html, html } from '../../ground/plain-html.ts'
import { type At, button, inLine, link } from '../../staff/staff.ts'
import type { Template } from '../desk/templates.ts'
import type { OfficeOfHouse } from '../offices.ts'
import { area, choice, paragraphs } from './page-parts.ts'
import { WORDS } from './words.ts'

/** The texts of the offices of an account, and a form for another one. */
export function textsPage(parts: {
  readonly at: At
  readonly templates: readonly Template[]
  readonly offices: readonly OfficeOfHouse[]
  readonly nameOf: (officeId: string) => Bilingual
  readonly mayAnswer: boolean
  /** What stands in the form: what was typed and is not kept. */
  readonly typed: { readonly officeId: string; readonly title: string; readonly text: string }
}): Html {
  const { at, templates, offices, nameOf, mayAnswer, typed } = parts
  const here = at('staff/enquiries/texts')
  return html`
<h2>${both(WORDS.texts)}</h2>
${templates.length === 0 ? html`<p>${both(WORDS.none)}</p>` : ''}
${templates.map(
  ({
    templateId,
    officeId,
    title,
    text,
  }) => html`<div class="card"><p class="line"><strong>${title}</strong> · ${inLine(nameOf(officeId))}</p>
<p>${paragraphs(text)}</p>${
    mayAnswer
      ? html`<form class="bare" method="post" action="${here}"><input type="hidden" name="remove" value="${templateId}">
<button aria-label="${WORDS.remove.zh} ${WORDS.remove.en}: ${title}">${inLine(WORDS.remove)}</button></form>`
      : ''
  }</div>`,
)}
${
  mayAnswer && offices.length > 0
    ? html`<form method="post" action="${here}">${choice(
        'officeId',
        WORDS.office,
        offices.map(({ officeId, name }) => [officeId, name] as const),
        typed.officeId,
      )}
<label for="title">${both(WORDS.textTitle)}</label><input id="title" name="title" value="${typed.title}" maxlength="60" required>
${area('text', WORDS.text, typed.text, ANSWER_CHARACTERS)}${button(WORDS.keep)}</form>`
    : ''
}
<p class="line">${link(at('staff/enquiries'), WORDS.toList)}</p>`
}
