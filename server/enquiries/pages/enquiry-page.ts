import { ANSWER_CHARACTERS } from '../../../src/contract/enquiries-api.ts'
import type { Bilingual } from '../../../src/contract/texts.ts'
import { wallTime } from '../../../src/rules/wall-time.ts'
import { both, type Html, html } from '../../ground/plain-html.ts'
import { type At, button, inLine, link } from '../../staff/staff.ts'
import { OUTCOMES_OF_KIND } from '../desk/desk-acts.ts'
import type { Template } from '../desk/templates.ts'
import { documentOf, type EnquiryRow, spotOf } from '../enquiry-rows.ts'
import type { OfficeOfHouse } from '../offices.ts'
import { markedPage } from './marked-page.ts'
import { area, choice, paragraphs } from './page-parts.ts'
import { KIND_WORDS, OUTCOME_WORDS, STATE_WORDS, WHAT_WORDS, WORDS, WRONG_WORDS } from './words.ts'

/** What was said or done, as colleagues see it. */
export interface ShownMessage {
  readonly at: Date
  readonly by: 'person' | 'office' | 'house'
  readonly what: keyof typeof WHAT_WORDS
  readonly officeId: string
  readonly staffName: string | null
  readonly text: string
}

export interface EnquiryPageParts {
  readonly at: At
  readonly timeZone: string
  readonly row: EnquiryRow
  readonly nameOf: (officeId: string) => Bilingual
  readonly offices: readonly OfficeOfHouse[]
  /** Name and number; null while the university's data does not know the person. */
  readonly person: { readonly nameZh: string; readonly nameEn: string; readonly number: string } | null
  readonly picture: Buffer | null
  readonly messages: readonly ShownMessage[]
  readonly templates: readonly Template[]
  readonly mayAnswer: boolean
  /** What stands in the form at the beginning: a text to answer with, or what was typed before. */
  readonly typed: { readonly text: string; readonly act: string }
}

/** One of them, whole: who, what, where on the page, what was said, and what can be done. */
export function enquiryPage(parts: EnquiryPageParts): Html {
  const { at, row, nameOf, person, picture } = parts
  const document = documentOf(row)
  const spot = spotOf(row)
  const fact = (words: Bilingual, value: Html | string) => html`<dt>${inLine(words)}</dt><dd>${value}</dd>`
  return html`
<h2>${row.number} · ${inLine(KIND_WORDS[row.kind])}</h2>
<dl class="card">
${fact(WORDS.state, html`${inLine(STATE_WORDS[row.state])}${row.outcome === null ? '' : html` · ${inLine(OUTCOME_WORDS[row.outcome])}`}`)}
${fact(WORDS.office, inLine(nameOf(row.office_id)))}
${fact(WORDS.person, person ? html`${person.nameZh} <span lang="en">${person.nameEn}</span> · ${person.number}` : inLine(WORDS.personAway))}
${document ? fact(WORDS.document, html`${inLine(document.title)} · ${document.number}`) : ''}
${row.wrong === null ? '' : fact(WORDS.wrong, inLine(WRONG_WORDS[row.wrong]))}
${fact(WORDS.mail, row.address_masked ?? inLine(WORDS.noMail))}
</dl>
${
  row.kind === 'question'
    ? ''
    : html`<section class="card"><h2>${both(WORDS.spot)}</h2>
${spot === null ? html`<p>${both(WORDS.noSpot)}</p>` : ''}${picture === null ? html`<p>${both(WORDS.noPicture)}</p>` : markedPage(picture, spot)}</section>`
}
<h2>${both(WORDS.said)}</h2>
${parts.messages.map(one => message(parts, one))}
${parts.mayAnswer ? forms(parts) : html`<p>${both(WORDS.readOnly)}</p>`}
<p class="line">${link(at('staff/enquiries'), WORDS.toList)}</p>`
}

function message({ timeZone, nameOf }: EnquiryPageParts, one: ShownMessage): Html {
  const who =
    one.by === 'person'
      ? inLine(WORDS.person)
      : one.by === 'house'
        ? inLine(WORDS.house)
        : html`${one.staffName ?? '?'}`
  const isInternal = one.what === 'note' || one.what === 'handed-over'
  return html`<div class="card"><p class="small line">${wallTime(one.at, timeZone)} · ${who} · ${inLine(WHAT_WORDS[one.what])}
${one.what === 'handed-over' ? inLine(nameOf(one.officeId)) : ''}${isInternal ? html` · <strong>${inLine(WORDS.noteOnly)}</strong>` : ''}</p>
<p>${paragraphs(one.text)}</p></div>`
}

function forms(parts: EnquiryPageParts): Html {
  const { at, row, offices, templates, typed } = parts
  const here = at(`staff/enquiries/${row.enquiry_id}`)
  const version = html`<input type="hidden" name="version" value="${row.version}">`
  const typedOf = (...acts: string[]) => (acts.includes(typed.act) ? typed.text : '')
  const act = (name: string, words: Bilingual) => html`<button name="act" value="${name}">${inLine(words)}</button>`
  const note = html`<form method="post" action="${here}">${version}<h2>${both(WORDS.note)}</h2>
${area('note', WORDS.noteText, typedOf('note'), ANSWER_CHARACTERS)}${act('note', WORDS.note)}</form>`
  if (row.state === 'closed') return html`<p>${both(WORDS.closedHow)}</p>${note}`
  const others = offices.filter(({ officeId }) => officeId !== row.office_id)
  const outcomes = OUTCOMES_OF_KIND[row.kind].map(one => [one, OUTCOME_WORDS[one]] as const)
  return html`
${
  templates.length === 0
    ? ''
    : html`<form method="get" action="${here}">${choice(
        'text',
        WORDS.texts,
        templates.map(({ templateId, title }) => [templateId, { zh: title, en: '' }] as const),
        '',
      )}${button(WORDS.fill)}</form>`
}
<form method="post" action="${here}">${version}<h2>${both(WORDS.answer)}</h2>
${area('answer', WORDS.text, typedOf('answer', 'ask', 'close', ''), ANSWER_CHARACTERS, WORDS.textHow)}
<p>${act('answer', WORDS.answer)} ${act('ask', WORDS.ask)}</p>
${choice('outcome', WORDS.closeAs, outcomes, '')}<p>${act('close', WORDS.close)}</p></form>
${
  others.length === 0
    ? ''
    : html`<form method="post" action="${here}">${version}<h2>${both(WORDS.handOver)}</h2>
${choice(
  'officeId',
  WORDS.office,
  others.map(({ officeId, name }) => [officeId, name] as const),
  '',
)}${area('hand-over', WORDS.handOverNote, typedOf('hand-over'), ANSWER_CHARACTERS)}${act('hand-over', WORDS.handOver)}</form>`
}
${note}`
}
