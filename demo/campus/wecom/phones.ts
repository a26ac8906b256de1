import type { ServerResponse } from 'node:http'
import type { RawRequest } from '../../loopback-server.ts'
import { both, escapeHtml, PAGE_HEADERS, phonePage } from '../../phone-page.ts'
import { type Corporation, PHONES, type PhoneName } from './corporation.ts'

const COOKIE = 'wecom-phone'
const ADDRESS = /^\/wecom\/phone\/(\w+)$/
const TITLE = { zh: '企业微信', en: 'WeCom' }

const isPhone = (name: string | undefined): name is PhoneName => PHONES.some(phone => phone === name)

/** Which phone a browser is; null for a browser that is none. */
export function phoneOf({ headers }: RawRequest): PhoneName | null {
  const name = new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(headers.cookie ?? '')?.[1]
  return isPhone(name) ? name : null
}

/** Answers `/wecom/phone/…`: the browser becomes that phone (`none`: no phone), and somebody logs in on it. */
export function answerPhone(corporation: Corporation, request: RawRequest, response: ServerResponse): void {
  const name = ADDRESS.exec(request.target)?.[1]
  if (!isPhone(name)) {
    const headers = { ...PAGE_HEADERS, 'Set-Cookie': `${COOKIE}=; Path=/wecom; Max-Age=0` }
    const words = `<p>${both('这个浏览器不是手机。', 'This browser is no phone.')}</p>`
    return void response.writeHead(name === 'none' ? 200 : 404, headers).end(phonePage(TITLE, words))
  }
  if (request.method === 'POST') {
    const id = new URLSearchParams(request.body.toString('utf8')).get('person') ?? ''
    corporation.put(name, corporation.personOf(id) ? id : null)
  }
  const headers = { ...PAGE_HEADERS, 'Set-Cookie': `${COOKIE}=${name}; Path=/wecom; HttpOnly` }
  response.writeHead(200, headers).end(phoneScreen(corporation, name))
}

function phoneScreen({ people, personAt }: Corporation, phone: PhoneName): string {
  const at = personAt(phone)
  const who = at ? escapeHtml(at.name) : both('没有人', 'nobody')
  const options = people.map(
    ({ id, name }) =>
      `<option value="${escapeHtml(id)}"${id === at?.id ? ' selected' : ''}>${escapeHtml(`${name} · ${id}`)}</option>`,
  )
  return phonePage(
    TITLE,
    `<p class="card">${both(`手机 ${phone}：`, `Phone ${phone}: `)}<strong>${who}</strong></p>
<form method="post"><label>${both('谁在用', 'Who has it')}
<select name="person"><option value="">—</option>${options.join('')}</select></label>
<button class="go">${both('登录', 'Log in')}</button></form>`,
  )
}
