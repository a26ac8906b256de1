import type { Bilingual } from '../../../src/contract/texts.ts'
import { OUTCOME_WORDS } from '../../../src/verification/words.ts'
import { both, type Html, html } from '../../ground/plain-html.ts'
import type { OpenedSending } from '../receiver-side.ts'
import { PURPOSE_WORDS, WORDS } from '../words.ts'

const inLine = ({ zh, en }: Bilingual): Html => html`${zh} <span lang="en">${en}</span>`
const say = (words: Bilingual | null): Html =>
  words === null ? html`` : html`<p class="card verdict">${both(words)}</p>`

/** Before a code was asked for; the same for every link. */
export const waitingPage = (own: string): Html => html`
<p>${both(WORDS.waits)}</p>
<form method="post" action="${own}/code"><button>${inLine(WORDS.askCode)}</button></form>`

/** The place for the code. */
export const codePage = (own: string, note: Bilingual | null): Html => html`
${say(note)}
<form method="post" action="${own}">
<label for="code">${both(WORDS.code)}</label>
<input id="code" name="code" required maxlength="20" inputmode="numeric" autocomplete="one-time-code">
<button>${inLine(WORDS.open)}</button>
</form>
<form method="post" action="${own}/code"><button>${inLine(WORDS.another)}</button></form>`

/** What it is, whose, what for, whether it counts, and its file. */
export function openedPage(
  own: string,
  opened: Extract<OpenedSending, { is: 'open' }>,
  formatTime: (at: Date) => string,
): Html {
  const { document, owner, purpose, reference, endsAt, token } = opened
  const { word, means } = OUTCOME_WORDS[document.state]
  const fact = (zh: string, en: string, value: Html | string) =>
    html`<dt>${zh} <span lang="en">${en}</span></dt><dd>${value}</dd>`
  const time = (iso: string) => formatTime(new Date(iso))
  return html`
<section class="card verdict ${document.state}"><strong>${both(word)}</strong><p>${both(means)}</p>
<p class="small">${both(WORDS.checkNow)}</p></section>
<dl class="card">
${fact('文件', 'Document', inLine(document.title))}
${fact('姓名', 'Name', owner.en === '' || owner.en === owner.zh ? owner.zh : inLine(owner))}
${fact('用途', 'Purpose', inLine(PURPOSE_WORDS[purpose]))}
${reference === '' ? '' : fact('贵单位的编号', 'Your reference', reference)}
${fact('文件编号', 'Document number', document.documentNumber)}
${fact('出具时间', 'Issued at', time(document.issuedAt))}
${document.expiresAt === null ? '' : fact('有效期至', 'Valid until', time(document.expiresAt))}
${document.replacedBy === null ? '' : fact('已被取代，新编号', 'Replaced by', document.replacedBy)}
${fact('本页可以打开到', 'This page opens until', formatTime(endsAt))}
</dl>
${
  document.state === 'revoked'
    ? ''
    : html`<form method="post" action="${own}/file">
<input type="hidden" name="token" value="${token}">
<button name="as" value="view">${inLine(WORDS.view)}</button>
<button name="as" value="save">${inLine(WORDS.save)}</button>
<p class="small">${both(WORDS.quarter)}</p>
</form>`
}
<p><a href="../v/#files">查验文件 <span lang="en">Check a file</span></a></p>`
}

/** A sentence, and the way back to the link. */
export const againPage = (own: string, words: Bilingual): Html => html`${say(words)}
<p><a href="${own}">${inLine(WORDS.openAgain)}</a></p>`
