import { createHash } from 'node:crypto'

/** Text that may stand in HTML, in an attribute too. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, letter => entities[letter]!)
}

const STYLE = `
:root { color-scheme: light; --ink: #1d2129; --quiet: #4b5563; --go: #067d3e; --ground: #ededed; --warn: #b3261e }
* { box-sizing: border-box }
body { margin: 0; background: #d9d9d6; color: var(--ink); font: 16px/1.5 system-ui, "Noto Sans SC", "PingFang SC", sans-serif }
main { position: relative; overflow: hidden; width: 100%; max-width: 390px; min-height: 100vh; min-height: 100dvh; margin: 0 auto;
  padding: 72px 24px 32px; background: var(--ground); display: flex; flex-direction: column; gap: 20px }
.ribbon { position: absolute; top: 26px; right: -58px; width: 220px; padding: 4px 0; rotate: 38deg; text-align: center;
  background: var(--warn); color: #fff; font-weight: 700; font-size: 13px; letter-spacing: .12em }
h1 { margin: 0; font-size: 20px; font-weight: 600; padding-right: 72px }
h1 small, .en { display: block; color: var(--quiet); font-size: 13px; font-weight: 400 }
.card { background: #fff; border-radius: 14px; padding: 22px 20px }
.payee { text-align: center }
.payee strong { display: block; font-size: 18px }
.amount { margin: 10px 0 0; font-size: 44px; font-weight: 600; line-height: 1.1; font-variant-numeric: tabular-nums; text-align: center }
dl { margin: 0; display: grid; grid-template-columns: auto 1fr; gap: 10px 16px }
a { color: #0f3f70; overflow-wrap: anywhere } dt { color: var(--quiet) } dd { margin: 0; text-align: right; overflow-wrap: anywhere }
form { display: flex; flex-direction: column; gap: 12px; margin-top: auto }
label { display: flex; flex-direction: column; gap: 8px }
input, select, textarea { font: inherit; padding: 12px; border: 1px solid #c4c4c4; border-radius: 10px }
textarea { min-height: 96px; resize: vertical }
button, .button { display: block; width: 100%; min-height: 56px; padding: 6px 12px; border: 0; border-radius: 12px; font: inherit; font-weight: 600;
  text-align: center; text-decoration: none; cursor: pointer; background: #fff; color: var(--ink) }
button .en, .button .en { color: inherit; font-size: 12px }
button.go { background: var(--go); color: #fff; font-size: 18px }
:is(button, .button, input, select, textarea):focus-visible { outline: 3px solid #1b5fc1; outline-offset: 2px }
.mark { font-size: 56px; line-height: 1; text-align: center } .ok { color: var(--go) } .no { color: var(--warn) }
ol { margin: 0; padding: 0; list-style: none } li { padding: 10px 0; border-top: 1px solid #eee }
li:first-child { border-top: 0 }
`

/**
 * Headers of a page. Nothing is loaded and no script runs; the one style is allowed by its hash. A page of this machine may show the phone
 * in a frame. `formsTo`: where a form of the page may lead, redirects and all.
 */
export const pageHeaders = (formsTo: string): Record<string, string> => ({
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    `form-action ${formsTo}`,
    "base-uri 'none'",
    "frame-ancestors 'self' http://127.0.0.1:* http://localhost:*",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
})
export const PAGE_HEADERS = pageHeaders("'self'")

/** A whole page of phone size around `content`, with the TEST ribbon. */
export function phonePage(title: { zh: string; en: string }, content: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title.zh)} ${escapeHtml(title.en)} · TEST</title><style>${STYLE}</style></head>
<body><main><div class="ribbon">测试 <span lang="en">TEST</span></div>
<h1>${escapeHtml(title.zh)}<small lang="en">${escapeHtml(title.en)}</small></h1>
${content}</main></body></html>
`
}

/** Both languages, Chinese first. */
export function both(zh: string, en: string): string {
  return `${escapeHtml(zh)} <span class="en" lang="en">${escapeHtml(en)}</span>`
}
