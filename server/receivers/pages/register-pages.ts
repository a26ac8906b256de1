import { RECEIVER_KINDS, SENDING_PURPOSES } from '../../../src/contract/receivers-api.ts'
import { type Bilingual, both as bilingual } from '../../../src/contract/texts.ts'
import { both, Html, html } from '../../ground/plain-html.ts'
import { type At, inLine, link } from '../../staff/staff.ts'
import { purposesOf, type ReceiverRow, type ReceiverWords } from '../register.ts'
import { KIND_WORDS, PURPOSE_WORDS, STAFF_WORDS as S } from '../words.ts'

/** Every receiver, and the way to register one. */
export const listPage = (at: At, rows: readonly ReceiverRow[]): Html => html`
<p>${both(S.what)}</p>
<p>${link(at('staff/receivers/new'), S.add)}</p>
${rows.length === 0 ? html`<p>${both(S.none)}</p>` : ''}
${rows.map(
  row => html`<section class="card"><h2>${row.name_zh} <span lang="en">${row.name_en}</span></h2>
<dl class="small"><dt>${inLine(S.kind)}</dt><dd>${inLine(KIND_WORDS[row.kind])}</dd>
<dt>${inLine(MAILBOX)}</dt><dd>${row.mail_to}</dd>
<dt>${inLine(S.purposes)}</dt><dd>${purposesOf(row).map(one => html`${inLine(PURPOSE_WORDS[one])}<br>`)}</dd>
${row.reference_form === '' ? '' : html`<dt>${row.reference_zh} <span lang="en">${row.reference_en}</span></dt><dd><code>${row.reference_form}</code></dd>`}
</dl>
<p><strong>${inLine(row.state === 'active' ? S.active : S.suspended)}</strong></p>
<p><a href="${at(`staff/receivers/${row.receiver_id}`)}">${inLine(S.edit)}<span class="of" lang="en"> ${row.name_en}</span></a></p>
<form method="post" action="${at(`staff/receivers/${row.receiver_id}/state`)}">
${row.state === 'active' ? html`<p class="small">${both(S.suspendWhy)}</p>` : ''}
<button name="state" value="${row.state === 'active' ? 'suspended' : 'active'}">${inLine(row.state === 'active' ? S.suspend : S.resume)}</button>
</form></section>`,
)}
<p>${link(at('staff'), START)}</p>`

const MAILBOX = bilingual('收件邮箱', 'Mailbox')
const START = bilingual('工作人员首页', 'Start page of staff')

export const EMPTY: ReceiverWords = {
  ...{ nameZh: '', nameEn: '', kind: 'university', domain: '', mailTo: '', language: 'zh', purposes: [] },
  ...{ referenceZh: '', referenceEn: '', referenceForm: '' },
}

export const wordsOfRow = (row: ReceiverRow): ReceiverWords => ({
  ...{ nameZh: row.name_zh, nameEn: row.name_en, kind: row.kind, domain: row.domain, mailTo: row.mail_to },
  ...{ language: row.language, purposes: purposesOf(row), referenceForm: row.reference_form },
  ...{ referenceZh: row.reference_zh, referenceEn: row.reference_en },
})

/** One receiver to be typed, new or as it stands. */
export function formPage(at: At, words: ReceiverWords): Html {
  const field = (name: keyof ReceiverWords, label: Bilingual, more = '') => html`
<label for="${name}">${both(label)}</label><input id="${name}" name="${name}" value="${String(words[name])}" autocomplete="off" ${new Html(more)}>`
  return html`
<form method="post">
${field('nameZh', S.nameZh, 'required maxlength="80"')}
${field('nameEn', S.nameEn, 'required maxlength="80" lang="en"')}
<label for="kind">${both(S.kind)}</label><select id="kind" name="kind">
${RECEIVER_KINDS.map(kind => html`<option value="${kind}" ${new Html(kind === words.kind ? 'selected' : '')}>${KIND_WORDS[kind].zh} / ${KIND_WORDS[kind].en}</option>`)}
</select>
${field('domain', S.domain, 'required maxlength="253" inputmode="url"')}
${field('mailTo', S.mailTo, 'required maxlength="254" inputmode="email"')}
<label for="language">${both(S.language)}</label><select id="language" name="language">
<option value="zh" ${new Html(words.language === 'en' ? '' : 'selected')}>中文</option>
<option value="en" lang="en" ${new Html(words.language === 'en' ? 'selected' : '')}>English</option>
</select>
<fieldset><legend>${both(S.purposes)}</legend>
${SENDING_PURPOSES.map(one => html`<label class="inline"><input type="checkbox" name="purpose-${one}" value="on" ${new Html(words.purposes.includes(one) ? 'checked' : '')}>${inLine(PURPOSE_WORDS[one])}</label>`)}
</fieldset>
${field('referenceForm', S.referenceForm, 'maxlength="40"')}
${field('referenceZh', S.referenceZh, 'maxlength="80"')}
${field('referenceEn', S.referenceEn, 'maxlength="80" lang="en"')}
<button>${inLine(S.save)}</button>
</form>
<p>${link(at('staff/receivers'), S.back)}</p>`
}
