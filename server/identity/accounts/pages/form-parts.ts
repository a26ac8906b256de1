import type { Bilingual } from '../../../../src/contract/texts.ts'
import type { Captcha } from '../../../../src/verification/api.ts'
import { both, type Html, html } from '../../../ground/plain-html.ts'
import { ACCOUNT_ERRORS, type AccountError } from '../account-errors.ts'
import { VOUCHER } from './account-desk.ts'
import { ACCOUNT_TEXTS as T } from './words.ts'

/** A field of a form, with its label in both languages. */
export interface Field {
  readonly name: string
  readonly label: Bilingual
  readonly type?: 'text' | 'email' | 'password' | 'tel' | 'date'
  readonly value?: string
  readonly autocomplete: string
  readonly maxLength?: number
  readonly isDigits?: boolean
  readonly isOptional?: boolean
}

export function field(asked: Field): Html {
  const { name, label, type = 'text', value = '', autocomplete, maxLength = 200 } = asked
  const needed = asked.isOptional ? '' : html` required`
  const digits = asked.isDigits ? html` inputmode="numeric"` : ''
  return html`<label for="${name}">${both(label)}</label>
<input id="${name}" name="${name}" type="${type}" value="${value}" maxlength="${maxLength}" autocomplete="${autocomplete}"${digits}${needed}>`
}

/** One of a few, each with its button. */
export function choice(
  name: string,
  label: Bilingual,
  options: readonly (readonly [string, Bilingual])[],
  chosen: string,
): Html {
  return html`<fieldset><legend>${both(label)}</legend>
${options.map(
  ([value, words]) =>
    html`<label class="inline"><input type="radio" name="${name}" value="${value}" required${
      value === chosen ? html` checked` : ''
    }> ${words.zh} <span lang="en">${words.en}</span></label>`,
)}</fieldset>`
}

/** Each with its name, by which people on the phone and tests know it. */
export const errorList = (errors: readonly AccountError[]): Html =>
  html`${errors.map(
    error => html`<p class="card verdict" role="alert" data-error="${error}">${both(ACCOUNT_ERRORS[error])}</p>`,
  )}`

/** @param up how the browser gets from the page to the root of the server */
export function captchaField(captcha: Captcha | null, up: string): Html {
  if (captcha === null) return html`<p class="card">${both(T.noPicture)}</p>`
  const spoken = (language: 'zh' | 'en') =>
    `${up}v1/verification/captcha/spoken?language=${language}&token=${encodeURIComponent(captcha.token)}`
  return html`<label for="answer">${both(T.captcha)}</label>
<img src="${captcha.picture}" alt="验证图：${captcha.digits} 位数字，也可以听" width="312" height="108">
<input id="answer" name="answer" required maxlength="20" inputmode="numeric" autocomplete="off">
<details><summary>${inLine(T.listen)}</summary>
<audio controls preload="none" src="${spoken('zh')}" aria-label="听数字"></audio>
<audio lang="en" controls preload="none" src="${spoken('en')}" aria-label="Hear the digits"></audio></details>
<input type="hidden" name="token" value="${captcha.token}">`
}

/** In the place of the picture whose digits were right. */
export const voucherField = (voucher: string): Html =>
  html`<p class="small">${both(T.captchaRight)}</p>${hiddenField(VOUCHER, voucher)}`

export const hiddenField = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`

/** Both languages on one line. */
export const inLine = ({ zh, en }: Bilingual): Html => html`${zh} <span lang="en">${en}</span>`

export const button = (words: Bilingual): Html => html`<button>${inLine(words)}</button>`

/** A form of one button, beside what the page is for. */
export const buttonForm = (action: string, label: Bilingual, hidden: Html | string = ''): Html =>
  html`<form class="act" method="post" action="${action}">${hidden}<button class="quiet">${inLine(label)}</button></form>`

/** The form of the one button that the page is for. */
export const mainForm = (action: string, label: Bilingual): Html =>
  html`<form class="act" method="post" action="${action}">${button(label)}</form>`

export const link = (href: string, { zh, en }: Bilingual): Html =>
  html`<p><a href="${href}">${zh} <span lang="en">${en}</span></a></p>`

export const good = (text: Bilingual): Html => html`<p class="card verdict valid">${both(text)}</p>`
export const note = (text: Bilingual): Html => html`<p class="card verdict">${both(text)}</p>`

/** A fact of a list. */
export const fact = ({ zh, en }: Bilingual, value: Html | string | number): Html =>
  html`<dt>${zh} <span lang="en">${en}</span></dt><dd>${value}</dd>`
