import type { ServerResponse } from 'node:http'
import type { RawRequest } from '../../loopback-server.ts'
import { both, escapeHtml, PAGE_HEADERS, pageHeaders, phonePage } from '../../phone-page.ts'
import { type Corporation, PHONES } from './corporation.ts'
import { backFrom, type LoginPlace, type LoginRequest, readLoginRequest } from './login-request.ts'
import { phoneOf } from './phones.ts'

/**
 * Answers the pages that stand for WeCom on a phone and for the page whose code it scans. A browser that has been told which phone it is is
 * let through at once inside WeCom, as real phones are.
 */
export function answerLogin(
  corporation: Corporation,
  place: LoginPlace,
  request: RawRequest,
  response: ServerResponse,
): void {
  const { searchParams } = new URL(request.target, 'http://wecom.invalid')
  const asked = readLoginRequest(corporation, place, searchParams)
  if (typeof asked === 'string') return void response.writeHead(400, PAGE_HEADERS).end(refusedPage(asked))
  const answer = answerOf(request, place)
  if (answer === null) {
    const headers = pageHeaders(`'self' ${asked.redirectUri.origin}`)
    return void response.writeHead(200, headers).end(loginPage(corporation, asked))
  }
  const phone = PHONES.find(name => name === answer)
  const person = phone ? corporation.personAt(phone) : null
  const code = person ? corporation.codeFor(asked.app, person) : null
  response.writeHead(302, { Location: backFrom(asked, code), 'Content-Length': '0' }).end()
}

const TITLE = { zh: '企业微信', en: 'WeCom' }

/** Which phone answers, or `no`; null while nobody has. */
function answerOf(request: RawRequest, place: LoginPlace): string | null {
  if (request.method === 'POST') return new URLSearchParams(request.body.toString('utf8')).get('answer') ?? 'no'
  return place === 'inApp' ? phoneOf(request) : null
}

function loginPage(corporation: Corporation, { place }: LoginRequest): string {
  const words =
    place === 'inApp' ? both('用哪部手机打开？', 'Opened on which phone?') : both('用手机扫码', 'Scan with a phone')
  const buttons = PHONES.map(phone => {
    const name = corporation.personAt(phone)?.name
    const says = both(`手机 ${phone}`, `Phone ${phone}`)
    return name === undefined
      ? ''
      : `<button class="go" name="answer" value="${phone}">${says} · ${escapeHtml(name)}</button>`
  })
  return phonePage(
    TITLE,
    `<p>${words}</p><form method="post">${buttons.join('\n')}
<button name="answer" value="no">${both('不同意', 'Decline')}</button></form>`,
  )
}

const refusedPage = (why: string) =>
  phonePage(
    TITLE,
    `<p class="mark no">!</p><p>${both('参数错误', 'Wrong parameters')}</p><p><code>${escapeHtml(why)}</code></p>`,
  )
