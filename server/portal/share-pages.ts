import { type Bilingual, both as bilingual } from '../../src/contract/texts.ts'
import { OUTCOME_WORDS } from '../../src/verification/words.ts'
import { both, type Html, html } from '../ground/plain-html.ts'
import type { OpenedShare } from './open-share.ts'

export const SHARE_TITLE: Bilingual = bilingual('查看文件', 'A document for you')

export const SHARE_NOTES = {
  closed: bilingual(
    '打不开：提取码不对，或链接已经关闭、过期或锁定。请核对提取码，或请给您链接的人重新分享。',
    'It does not open: the code is another, or the link was switched off, is over or locked. Check the code, or ask whoever gave you the link for a new one.',
  ),
  over: bilingual(
    '时间到了，或链接已经关闭。请重新打开链接，再输入提取码。',
    'The time is over, or the link was switched off. Open the link again and type the code.',
  ),
  'slow-down': bilingual('尝试过于频繁，请稍后再试。', 'Too many tries. Please try again soon.'),
  failed: bilingual('现在打不开，请稍后再试。', 'It cannot be opened now. Please try again soon.'),
  wrong: bilingual(
    '浏览器送来的内容不完整，请重新打开链接。',
    'The browser sent something incomplete. Open the link again.',
  ),
} as const

/** The place for the code. `own`: how the browser gets from its address to this page. */
export function codePage(own: string, note: Bilingual | null, site: string): Html {
  return html`
${note === null ? '' : html`<p class="card verdict">${both(note)}</p>`}
<p>${both(bilingual('有人把学校出具的一份文件分享给您。', 'Somebody wants you to see a document that the university has issued.'))}</p>
<form method="post" action="${own}">
<label for="code">${both(bilingual('提取码（六位数字）', 'Code (six digits)'))}</label>
<input id="code" name="code" required maxlength="20" inputmode="numeric" autocomplete="off">
<p class="small">${both(bilingual('提取码由分享的人另外告诉您。', 'Whoever shares it tells you the code by another way.'))}</p>
<button>打开 <span lang="en">Open</span></button>
</form>
<p class="small">${both(bilingual(`本校官方网址是 ${site}，请核对浏览器地址栏。`, `The official address is ${site}. Compare it with the address bar.`))}</p>`
}

/** What the document is, whose, and whether it counts; and its file. */
export function openedPage(own: string, { document, endsAt, token }: OpenedShare, formatTime: (at: Date) => string) {
  const { word, means } = OUTCOME_WORDS[document.state]
  const fact = (zh: string, en: string, value: Html | string) =>
    html`<dt>${zh} <span lang="en">${en}</span></dt><dd>${value}</dd>`
  const name = ({ zh, en }: Bilingual) => html`${zh} / <span lang="en">${en}</span>`
  const time = (iso: string) => formatTime(new Date(iso))
  return html`
<section class="card verdict ${document.state}"><strong>${both(word)}</strong><p>${both(means)}</p></section>
<dl class="card">
${fact('文件', 'Document', name(document.title))}
${fact('姓名', 'Name', name(document.nameMasked))}
${fact('文件编号', 'Document number', document.documentNumber)}
${fact('出具时间', 'Issued at', time(document.issuedAt))}
${document.expiresAt === null ? '' : fact('有效期至', 'Valid until', time(document.expiresAt))}
${fact('链接有效至', 'The link ends at', formatTime(endsAt))}
</dl>
<form method="post" action="${own}/file">
<input type="hidden" name="token" value="${token}">
<button name="as" value="view">查看文件 <span lang="en">View the file</span></button>
<button name="as" value="save">下载文件 <span lang="en">Download it</span></button>
<p class="small">${both(bilingual('十五分钟内有效。下载后可以在学校的查验网页核对。', 'Good for a quarter of an hour. The downloaded file can be checked on the page of the university.'))}</p>
</form>
<p><a href="../v/#files">查验文件 <span lang="en">Check the file</span></a></p>`
}

/** A sentence, and the way back to the place for the code. */
export const sharedNotePage = (own: string, note: Bilingual): Html => html`<p class="card verdict">${both(note)}</p>
<p><a href="${own}">重新打开链接 <span lang="en">Open the link again</span></a></p>`
