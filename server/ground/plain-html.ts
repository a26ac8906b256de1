import { createHash } from 'node:crypto'
import type { Bilingual } from '../../src/contract/texts.ts'

/** Marked text: everything else that goes into a page is escaped. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Content = Html | string | number | readonly Html[]

/** A template whose values are escaped, unless they are marked text themselves. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(
    strings.reduce((text, string, at) => text + string + (at < values.length ? shown(values[at]!) : ''), ''),
  )
}

function shown(value: Content): string {
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(one => one.text).join('')
  return String(value).replaceAll(/[&<>"']/g, character => `&#${character.codePointAt(0) ?? 0};`)
}

/** A text in both languages, Chinese first. */
export const both = ({ zh, en }: Bilingual): Html => html`${zh} <span lang="en">${en}</span>`

const STYLE = `
body { max-width: 40rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; font: 1.05rem/1.6 "Noto Sans SC", "PingFang SC",
  "Microsoft YaHei", system-ui, sans-serif; color: #171c28; background: #faf7f1 }
h1 { font-size: 1.35rem; line-height: 1.3 } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem } h3 { font-size: 1rem; margin: 1.2rem 0 .4rem }
h1 span, p span[lang], label span { display: block; font-size: .85em; font-weight: 400; color: #444c5b }
form, .card { padding: 1rem 1.1rem; margin: 1rem 0; background: #fffefb; border: 1px solid #dcd5c6; border-radius: .8rem }
.card > h2:first-child, form > h2 { margin-top: .2rem } p.line span[lang] { display: inline; font-size: .9em; color: inherit }
form.bare { padding: 0; border: 0; background: none } textarea { min-height: 7rem }
label { display: block; margin: .8rem 0 .3rem; font-weight: 700 }
input, select, textarea { font: inherit; padding: .6rem; width: 100%; box-sizing: border-box; border: 1px solid #857d6c; border-radius: .5rem }
input[type=radio], input[type=checkbox] { width: auto; margin-right: .4rem } label.inline { font-weight: 400 } fieldset { border: 0; padding: 0; margin: .8rem 0 }
legend { padding: 0; font-weight: 700 } legend span { display: block; font-size: .85em; font-weight: 400; color: #444c5b } label.inline span { display: inline }
a { color: #0f3f70 } a span[lang], button span[lang] { color: inherit } button span[lang] { display: inline; font-size: inherit; font-weight: inherit }
:is(a, button, input, select, summary):focus-visible { outline: 3px solid #1b5fc1; outline-offset: 2px }
form.act { padding: 0; margin: .8rem 0; border: 0; background: none } form.act button { margin-top: 0 }
summary { padding: .6rem 0; cursor: pointer }
button { font: inherit; font-weight: 700; margin-top: 1rem; padding: .7rem 1.4rem; border: 0; border-radius: .6rem; color: #fff; background: #0f3f70 }
button.quiet { color: #0f3f70; background: #fffefb; box-shadow: inset 0 0 0 1.5px #0f3f70 }
.verdict { border-left: .5rem solid #6d3f00 } .verdict strong { font-size: 1.4rem }
.verdict.valid { border-color: #0a5443 } .verdict.revoked, .verdict.altered, .verdict.not-ours { border-color: #84190f }
dt { margin-top: .8rem; color: #444c5b } dd { margin: 0; overflow-wrap: anywhere } img { max-width: 100%; height: auto } audio { width: 100%; height: 2.6rem }
.digits { margin: .2rem 0; font-size: 3.4rem; font-weight: 700; letter-spacing: .35em; line-height: 1.2 }
.small { font-size: .9rem; color: #444c5b }
`
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/** What every answer of these pages carries: nothing but their own style, pictures drawn into them, and sound from here. */
export const PLAIN_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    'img-src data:',
    "media-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
}

/** A whole page that needs no script. */
export function plainPage(title: Bilingual, universityName: Bilingual, body: Html): string {
  return html`<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title.zh} · ${universityName.zh}</title>
<style>${new Html(STYLE)}</style>
<body>
<header><h1>${universityName.zh} · ${title.zh}<span lang="en">${universityName.en} · ${title.en}</span></h1></header>
<main>
${body}
</main>
</body>
</html>
`.text
}
