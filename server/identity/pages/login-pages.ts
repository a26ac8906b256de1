import type { Bilingual } from '../../../src/contract/texts.ts'
import { both, type Html, html } from '../../ground/plain-html.ts'
import type { LoginPlace } from '../logins/seen-login.ts'
import type { LoginWay } from '../ways/way.ts'
import { TEXTS } from './words.ts'

/** A way in as it is offered. */
export interface OfferedWay {
  readonly name: LoginWay
  readonly label: Bilingual
}

export const notePage = (text: Bilingual): Html => html`<p class="card verdict">${both(text)}</p>`

/** Where somebody logs in, and the ways to do it. */
export function choosePage(parts: {
  readonly action: string
  readonly place: LoginPlace
  readonly ways: readonly OfferedWay[]
  readonly note: Bilingual | null
}): Html {
  const { action, place, ways, note } = parts
  return html`
${note === null ? '' : html`<div class="card verdict"><p>${both(note)}</p><p>${both(TEXTS.tryAgain)}</p></div>`}
${place.kind === 'kiosk' ? kioskCard(place) : ''}
<form method="post" action="${action}">
<p>${both(TEXTS.choose)}</p>
${ways.map(({ name, label }) => html`<p><button name="way" value="${name}">${label.zh} <span lang="en">${label.en}</span></button></p>`)}
</form>`
}

const kioskCard = ({ name, place }: { readonly name: Bilingual; readonly place: Bilingual }): Html => html`
<div class="card"><p>${both(TEXTS.atKiosk)}</p>
<p><strong>${place.zh} · ${name.zh}</strong> <span lang="en">${place.en} · ${name.en}</span></p>
<p class="small">${both(TEXTS.standThere)}</p></div>`

/** On the way to the provider's page. The browser goes by itself; a form that redirects there would be stopped by its own page's rules. */
export const goingPage = (url: string): Html => html`
<p>${both(TEXTS.going)}</p>
<p><a href="${url}">${TEXTS.goOn.zh} <span lang="en">${TEXTS.goOn.en}</span></a></p>`

/** The digits that are typed at the kiosk. */
export const digitsPage = (code: string, place: LoginPlace, otherBrowsers: number, stop: string): Html => html`
${otherBrowsers > 0 ? html`<p class="card verdict">${both(TEXTS.others)}</p>` : ''}
<div class="card"><p>${both(TEXTS.typeThere)}</p>
<p class="digits">${code}</p>
<p class="small">${both(TEXTS.tellNobody)}</p></div>
${place.kind === 'kiosk' ? kioskCard(place) : ''}
${stopForm(stop)}`

/** After the digits were typed, with the way to end what follows from them. */
export const loggedInPage = (action: string, place: LoginPlace): Html => html`
<p class="card verdict valid">${both(TEXTS.loggedIn)}</p>
${place.kind === 'kiosk' ? kioskCard(place) : ''}
${stopForm(action)}`

const stopForm = (action: string): Html =>
  html`<form method="post" action="${action}"><button>${TEXTS.notMe.zh} <span lang="en">${TEXTS.notMe.en}</span></button></form>`

/** What came back is not this browser's: nothing was touched, and it may go on. */
export const foreignPage = (href: string): Html => html`
<p class="card verdict">${both(TEXTS.foreign)}</p>
<p><a href="${href}">${TEXTS.goOnLogin.zh} <span lang="en">${TEXTS.goOnLogin.en}</span></a></p>`

export const againPage = (text: Bilingual, href: string): Html => html`
<p class="card verdict">${both(text)}</p>
<p><a href="${href}">${TEXTS.beginAgain.zh} <span lang="en">${TEXTS.beginAgain.en}</span></a></p>`
