import type { ServerResponse } from 'node:http'
import type { RawRequest } from '../../loopback-server.ts'
import { both, escapeHtml, PAGE_HEADERS, phonePage } from '../../phone-page.ts'
import type { Letters, MailboxLetter } from './letters.ts'

const TITLE = { zh: '演示邮箱', en: 'Demo mailbox' }
const LETTER = /^\/mailbox\/(\d{1,9})(?:\/(html|source|\d{1,3}))?$/

/** Answers `/mailbox`: the letters, the newest first; each by itself, with its HTML, its source and its files. */
export function answerMailbox(letters: Letters, { target }: RawRequest, response: ServerResponse): void {
  const path = target.split('?', 1)[0] ?? ''
  if (path === '/mailbox' || path === '/mailbox/') return page(response, 200, listPage(letters.all()))
  const [, number = '', part] = LETTER.exec(path) ?? []
  const found = letters.find(Number(number))
  if (!found) return page(response, 404, `<p class="card">${both('没有这封信。', 'There is no such letter.')}</p>`)
  const { letter, files } = found
  if (part === undefined) return page(response, 200, letterPage(letter))
  if (part === 'html') return html(response, letter)
  if (part === 'source') return plain(response, letter)
  const bytes = files[Number(part)]
  const file = letter.files[Number(part)]
  if (!bytes || !file)
    return page(response, 404, `<p class="card">${both('没有这个附件。', 'There is no such file.')}</p>`)
  const name = `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`
  response
    .writeHead(200, { ...SAFE, 'Content-Type': 'application/octet-stream', 'Content-Disposition': name })
    .end(bytes)
}

const SAFE = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' }

const page = (response: ServerResponse, status: number, content: string): void =>
  void response.writeHead(status, PAGE_HEADERS).end(phonePage(TITLE, content))

/** What a stranger has written: it runs nothing, loads nothing, and is of no origin. */
const html = (response: ServerResponse, letter: MailboxLetter): void =>
  void response
    .writeHead(200, {
      ...{ ...SAFE, 'Content-Type': 'text/html; charset=utf-8' },
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups",
    })
    .end(letter.html ?? '')

const plain = (response: ServerResponse, letter: MailboxLetter): void =>
  void response
    .writeHead(200, { ...SAFE, 'Content-Type': 'text/plain; charset=utf-8' })
    .end(Buffer.from(letter.source, 'latin1'))

function listPage(letters: readonly MailboxLetter[]): string {
  if (letters.length === 0)
    return `<p class="card">${both('还没有信。刷新看新到的。', 'No letter has come. Reload to see new ones.')}</p>`
  const rows = letters
    .toReversed()
    .map(
      ({ number, subject, to, atMs }) =>
        `<li><a href="/mailbox/${number}"><strong>${escapeHtml(subject)}</strong></a><br>${escapeHtml(to)}<br><span class="en">${timeOf(atMs)}</span></li>`,
    )
  return `<section class="card"><ol>${rows.join('\n')}</ol></section>`
}

function letterPage({ number, subject, from, to, atMs, text, html, files }: MailboxLetter): string {
  const row = (name: string, value: string) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`
  const own = (part: string | number, words: string) =>
    `<a class="button" href="/mailbox/${number}/${part}">${words}</a>`
  const attached = files.map(({ name, bytes }, at) => own(at, escapeHtml(`${name} · ${bytes} B`)))
  return `<section class="card"><p><strong>${escapeHtml(subject)}</strong></p><dl>
${row(both('发件人', 'From'), from)}${row(both('收件人', 'To'), to)}${row(both('时间', 'Time'), timeOf(atMs))}</dl></section>
<section class="card">${linked(text)}</section>
${attached.join('\n')}
${html === null ? '' : own('html', both('网页形式', 'As a web page'))}
${own('source', both('原文', 'Source'))}
<a class="button" href="/mailbox">${both('所有信件', 'All letters')}</a>`
}

/** Plain text with its lines, where addresses of pages can be followed. */
const linked = (text: string): string =>
  escapeHtml(text)
    .replaceAll(/https?:\/\/[^\s<>"]+/g, url => `<a href="${url}">${url}</a>`)
    .replaceAll('\n', '<br>')

const timeOf = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`
