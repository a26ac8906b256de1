import type { Bilingual } from '../../src/contract/texts.ts'
import { both, type Html, html } from '../ground/plain-html.ts'
import type { SeenHandover } from './phone-side.ts'
import { WORDS } from './words.ts'

const inLine = ({ zh, en }: Bilingual): Html => html`${zh} <span lang="en">${en}</span>`

/** Before anything is asked: which document, and at which kiosk. */
export const askPage = (action: string, { title, kiosk }: SeenHandover): Html => html`
<div class="card"><p><strong>${both(title)}</strong></p>
<p>${both(WORDS.atKiosk)}</p><p>${both(kiosk)}</p>
<p class="small">${both(WORDS.standThere)}</p></div>
<form method="post" action="${action}"><button>${inLine(WORDS.ask)}</button></form>`

/** The digits, to be compared with those at the kiosk. */
export const comparePage = (digits: string, { kiosk }: SeenHandover): Html => html`
<div class="card"><p>${both(WORDS.compare)}</p>
<p class="digits">${digits}</p>
<p class="small">${both(WORDS.compareHow)}</p></div>
<p class="small">${both(kiosk)}</p>`

/** The file. `isInApp`: the page stands in an app that can't keep one. */
export const givenPage = (parts: {
  readonly action: string
  readonly checkHref: string
  readonly seen: SeenHandover
  readonly isInApp: boolean
  readonly formatTime: (at: Date) => string
}): Html => {
  const { action, checkHref, seen, isInApp, formatTime } = parts
  return html`
<p class="card verdict valid"><strong>${both(WORDS.ready)}</strong></p>
${isInApp ? html`<p class="card verdict">${both(WORDS.inApp)}</p>` : ''}
<dl class="card">
<dt>文件 <span lang="en">Document</span></dt><dd>${inLine(seen.title)}</dd>
<dt>文件编号 <span lang="en">Document number</span></dt><dd>${seen.documentNumber}</dd>
<dt>${inLine(WORDS.until)}</dt><dd>${formatTime(seen.goodUntil)}</dd>
</dl>
<form method="post" action="${action}">
<button name="as" value="save">${inLine(WORDS.save)}</button>
<button name="as" value="view">${inLine(WORDS.view)}</button>
<p class="small">${both(WORDS.keep)}</p>
</form>
<p><a href="${checkHref}">${inLine(WORDS.check)}</a></p>`
}
