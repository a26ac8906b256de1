import type { FastifyRequest } from 'fastify'
import { type Bilingual, both as saying } from '../../../src/contract/texts.ts'
import { both, html, plainPage } from '../plain-html.ts'

const TITLE = saying('打不开这个网页', 'This page does not open')
const NOTHING_HERE = saying(
  '这里没有网页。网址可能不完整；也可能是前一页提交后的结果，不能直接打开或刷新。请返回前一页重试，或从下面重新开始。',
  'There is no page here. The address may be incomplete, or it is what followed a form and cannot be opened by itself. Go back and try again, or begin anew below.',
)
const TOO_OFTEN = saying('操作太频繁，请过一分钟再试。', 'That was too often. Try again in a minute.')
const NOT_NOW = saying('暂时打不开，请过一会儿再试。', 'It does not open just now. Try again in a while.')
const NOT_KNOWN = saying('请先登录。', 'Please log in first.')
const NOT_ALLOWED = saying(
  '您不能打开这个网页，或者这次提交不是从本网站的网页发出的。',
  'This page is not yours to open, or what was sent did not come from a page of this server.',
)
const NOT_READ = saying(
  '提交的内容无法识别。请返回前一页，核对后再试。',
  'What was sent could not be read. Go back, check it and try again.',
)
const SAID: Readonly<Record<number, Bilingual>> = {
  401: NOT_KNOWN,
  403: NOT_ALLOWED,
  404: NOTHING_HERE,
  429: TOO_OFTEN,
}
const TO_STAFF = saying('工作人员', 'Staff')
const TO_PORTAL = saying('文件在线申请', 'Documents online')
const TO_CHECK = saying('查验文件', 'Check a document')

/** Whether a person waits for the answer, in a browser, and no program that reads a refusal. */
export const isForPerson = ({ headers, url }: Pick<FastifyRequest, 'headers' | 'url'>): boolean =>
  /\btext\/html\b/.test(headers.accept ?? '') && !url.startsWith('/v1/')

/** What a person reads in the place of a refusal: what is the matter, and where to go on. */
export function refusalPage(status: number, url: string, universityName: Bilingual): string {
  const what = SAID[status] ?? (status >= 500 ? NOT_NOW : NOT_READ)
  // From where the browser is, since the server may stand under a path.
  const up = '../'.repeat(Math.max(0, (url.split('?')[0] ?? '').split('/').length - 2))
  const way = (path: string, words: Bilingual) => html`<p><a href="${up}${path}">${both(words)}</a></p>`
  const ways = /^\/staff\b/.test(url) ? way('staff', TO_STAFF) : html`${way('p/', TO_PORTAL)}${way('v/', TO_CHECK)}`
  return plainPage(TITLE, universityName, html`<p class="card verdict">${both(what)}</p>${ways}`)
}
