import type { Bilingual } from '../../src/contract/texts.ts'
import type { Captcha, ShownDocument } from '../../src/verification/api.ts'
import type { FileCheck } from '../../src/verification/file-check.ts'
import type { Judgement, Outcome } from '../../src/verification/judge.ts'
import {
  ADDED_WORDS,
  filledWith,
  GROUND_WORDS,
  hasOwnToDo,
  OUTCOME_WORDS,
  REASON_WORDS,
  SEAL_WORDS,
  TO_DO_WORDS,
} from '../../src/verification/words.ts'
import { both, type Html, html } from '../ground/plain-html.ts'
import { NO_PICTURE } from './plain-notes.ts'

export const PLAIN_TITLE: Bilingual = { zh: '文件查验', en: 'Check a document' }
/** Field of the upload form that holds the file. */
export const FILE_FIELD = 'file'

/** The two forms, for a browser that runs no script. Without a captcha a sentence stands where the form of the code would. */
export function formsPage(parts: {
  captcha: Captcha | null
  site: string
  note: Bilingual | null
  code: string
}): Html {
  const { captcha, site, note, code } = parts
  return html`
${note === null ? '' : html`<p class="card verdict">${both(note)}</p>`}
<p>${both({ zh: `本校官方查验网址是 ${site}，请核对浏览器地址栏。`, en: `The official address is ${site}. Compare it with the address bar.` })}</p>
<h2>${both({ zh: '用纸上的验证码', en: 'By the code on the paper' })}</h2>
${captcha === null ? laterForm(code) : codeForm(captcha, code)}
<h2>${both({ zh: '用文件', en: 'By the file' })}</h2>
<form method="post" action="plain/file" enctype="multipart/form-data">
<label for="file">${both({ zh: '版式文件（PDF）', en: 'The PDF file' })}</label>
<input id="file" name="${FILE_FIELD}" type="file" accept="application/pdf,.pdf" required>
<p class="small">${both({
    zh: '您的浏览器没有运行脚本，所以文件要送到学校的服务器检查；检查后立即丢弃，不保存。',
    en: 'Your browser runs no script, so the file goes to the server of the university. It is dropped at once and not kept.',
  })}</p>
<button>${both({ zh: '上传并查验', en: 'Upload and check' })}</button>
</form>`
}

function codeForm(captcha: Captcha, code: string): Html {
  const spoken = (language: 'zh' | 'en') =>
    `../v1/verification/captcha/spoken?language=${language}&token=${encodeURIComponent(captcha.token)}`
  return html`<form method="post" action="plain/code">
<label for="code">${both({ zh: '验证码', en: 'Verification code' })}</label>
<input id="code" name="code" required maxlength="200" autocomplete="off" value="${code}">
<label for="answer">${both({ zh: '图中的数字', en: 'Digits in the picture' })}</label>
<img src="${captcha.picture}" alt="验证图：${captcha.digits} 位数字，也可以听" width="312" height="108">
<p class="small">看不清？听数字：</p>
<audio controls preload="none" src="${spoken('zh')}" aria-label="听数字"></audio>
<p class="small" lang="en">Hard to read? Hear the digits:</p>
<audio lang="en" controls preload="none" src="${spoken('en')}" aria-label="Hear the digits"></audio>
<input id="answer" name="answer" required maxlength="20" inputmode="numeric" autocomplete="off">
<input type="hidden" name="token" value="${captcha.token}">
<button>${both({ zh: '查验', en: 'Check' })}</button>
</form>`
}

/** In place of the form of the code, with the code that was to be filled in. */
function laterForm(code: string): Html {
  const again = code === '' ? 'plain' : `plain?code=${encodeURIComponent(code)}`
  return html`<p class="card">${both(NO_PICTURE)}</p>
<p><a href="${again}">再取一张验证图 <span lang="en">Ask for a picture again</span></a></p>`
}

/** What the records hold under a code. */
export function documentPage(document: ShownDocument, formatTime: (iso: string) => string): Html {
  const fact = (zh: string, en: string, value: Html | string) =>
    html`<dt>${zh} <span lang="en">${en}</span></dt><dd>${value}</dd>`
  const name = ({ zh, en }: Bilingual) => html`${zh} / <span lang="en">${en}</span>`
  return html`
${verdict(document.state, null)}
<dl class="card">
${fact('文件', 'Document', name(document.title))}
${fact('姓名', 'Name', name(document.nameMasked))}
${fact('学号或工号', 'Student or staff number', document.numberMasked || '—')}
${fact('文件编号', 'Document number', document.documentNumber)}
${fact('申请时间', 'Applied for at', formatTime(document.appliedAt))}
${fact('页数', 'Pages', String(document.pages))}
${document.reason === null ? '' : fact('撤销原因', 'Reason', name(REASON_WORDS[document.reason]))}
${document.stateSince === null ? '' : fact('失效时间', 'No longer valid since', formatTime(document.stateSince))}
${document.replacedBy === null ? '' : fact('新文件编号', 'Number of the newer one', document.replacedBy)}
${document.expiresAt === null ? '' : fact('有效期至', 'Valid until', formatTime(document.expiresAt))}
${document.printed.map(({ copies, at, place }) => fact('自助打印', 'Printed', html`${copies} × ${name(place)}, ${formatTime(at)}`))}
${fact('电子文件指纹', 'SHA-256 of the file', document.sha256)}
</dl>
<p><a href="../plain">重新查验 <span lang="en">Check another</span></a></p>`
}

/** What was found of an uploaded file. */
export function filePage(judgement: Judgement, check: FileCheck): Html {
  const { ground } = judgement
  const toDo = hasOwnToDo(ground) ? TO_DO_WORDS[ground] : OUTCOME_WORDS[judgement.outcome].toDo
  return html`
${verdict(judgement.outcome, GROUND_WORDS[ground], toDo)}
${sealSentences(check).map(sentence => html`<p class="card">${both(sentence)}</p>`)}
<dl class="card"><dt>电子文件指纹 <span lang="en">SHA-256 of the file</span></dt><dd>${check.sha256}</dd></dl>
<p><a href="../plain">重新查验 <span lang="en">Check another</span></a></p>`
}

/** What is left of a seal in a file that is not as it was sealed; a claim is called one. */
function sealSentences({ verdict, seal, part, claim, added }: FileCheck): Bilingual[] {
  const filled = ({ zh, en }: Bilingual, values: Readonly<Record<'zh' | 'en', string>>, name: string): Bilingual => ({
    zh: filledWith(zh, { [name]: values.zh }),
    en: filledWith(en, { [name]: values.en }),
  })
  const same = (text: string | null | undefined) => ({ zh: text ?? '', en: text ?? '' })
  const names = (language: 'zh' | 'en') =>
    added.map(kind => ADDED_WORDS[kind][language]).join(ADDED_WORDS.join[language])
  const isGood = verdict === 'valid' || verdict === 'valid-with-later-permitted-change'
  return [
    ...(part ? [filled(SEAL_WORDS.partWhole, same(seal?.signer), 'signer')] : []),
    ...(added.length > 0 && !isGood ? [filled(SEAL_WORDS.added, { zh: names('zh'), en: names('en') }, 'what')] : []),
    ...(claim ? [filled(SEAL_WORDS.claimed, same(claim.signer), 'signer')] : []),
    ...(claim ? [claim.leadsToAnchor ? SEAL_WORDS.claimedOurs : SEAL_WORDS.claimedUnproved] : []),
  ]
}

/** A sentence in place of a result. */
export function notePage(note: Bilingual): Html {
  return html`<p class="card verdict">${both(note)}</p>
<p><a href="../plain">重新查验 <span lang="en">Try again</span></a></p>`
}

function verdict(outcome: Outcome, ground: Bilingual | null, toDo: Bilingual = OUTCOME_WORDS[outcome].toDo): Html {
  const { word, means } = OUTCOME_WORDS[outcome]
  return html`<section class="card verdict ${outcome}"><strong>${both(word)}</strong>
<p>${both(means)}</p>${ground === null ? '' : html`<p class="small">${both(ground)}</p>`}<p>${both(toDo)}</p></section>`
}
