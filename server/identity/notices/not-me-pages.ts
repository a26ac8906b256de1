import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Bilingual } from '../../../src/contract/texts.ts'
import { sayTime } from '../../ground/commands/wall-time.ts'
import type { House } from '../../ground/ground.ts'
import { isFromOurPage } from '../../ground/http/cookies.ts'
import type { Limit } from '../../ground/limits/limit.ts'
import { both, type Html, html, PLAIN_HEADERS, plainPage } from '../../ground/plain-html.ts'
import { notePage } from '../pages/login-pages.ts'
import { TEXTS } from '../pages/words.ts'
import type { Disowning, NoticedLogin } from './disown.ts'
import { sayWhere } from './notice-letter.ts'

const TITLE: Bilingual = { zh: '不是我登录的', en: 'A login that was not me' }
const WORDS = {
  gone: {
    zh: '这个链接不存在或已过期。如果您担心有人冒用您的身份，请按电话联系我们。',
    en: 'There is no such link, or it is over. If you are afraid that somebody acts in your name, call us.',
  },
  open: { zh: '这次登录还有效。', en: 'This login still counts.' },
  over: { zh: '这次登录已经结束，不能再用。', en: 'This login has ended and is worth nothing any more.' },
  ended: { zh: '已结束。这次登录不能再用。', en: 'Ended. This login is worth nothing any more.' },
  unknownWhere: { zh: '已无更多记录', en: 'nothing more is known of it' },
  next: { zh: '接下来请这样做', en: 'What to do now' },
  itWasMe: { zh: '是您本人的，关闭本页即可。', en: 'If it was you after all, close this page.' },
} as const satisfies Readonly<Record<string, Bilingual>>
const NEXT: Readonly<Record<NoticedLogin['kind'], readonly Bilingual[]>> = {
  session: [
    {
      zh: '马上修改您登录用的密码：统一身份认证的在学校修改，校外账号的在登录页点“忘记密码”。',
      en: 'Change the password that you log in with at once: of the university’s login at the university, of an account by e-mail by “forgotten” on the log-in page.',
    },
    {
      zh: '然后登录，在“我登录的地方”结束其他登录，并在“申请记录”里看有没有不是您办的。',
      en: 'Then log in, end the others under “Where I am logged in”, and look in the records for what was not you.',
    },
  ],
  visit: [
    {
      zh: '校园卡不在手边的，马上挂失；扫码登录的，马上修改登录密码。',
      en: 'If your campus card is not in your hand, report it lost at once; if somebody logged in by a phone, change the password.',
    },
    {
      zh: '登录后在“申请记录”里可以看到那里打印了什么。不该打印的，请我们撤销。',
      en: 'The records, after you have logged in, show what was printed there. Have us revoke what should not be.',
    },
  ],
}

/** Where the link of a letter leads that told of a login. Looking at it changes nothing: programs that read mail open every link. */
export function registerNotMePages(
  app: FastifyInstance,
  { disowning, house, limit }: { readonly disowning: Disowning; readonly house: House; readonly limit: Limit },
): void {
  const page = (reply: FastifyReply, status: number, body: Html) =>
    reply
      .code(status)
      .headers(PLAIN_HEADERS)
      .type('text/html; charset=utf-8')
      .send(plainPage(TITLE, house.name, body))
  const within = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!(await limit.allow(request.ip))) return page(reply.header('retry-after', '60'), 429, notePage(TEXTS.slowDown))
  }
  const ours = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!isFromOurPage(request, house.publicBaseUrl)) return page(reply, 403, notePage(TEXTS.notFromHere))
  }
  const call: Bilingual = { zh: `电话 ${house.helpPhone}`, en: `Telephone ${house.helpPhone}` }
  const gone = (reply: FastifyReply) => page(reply, 404, html`${notePage(WORDS.gone)}<p>${both(call)}</p>`)
  const card = ({ where, at }: NoticedLogin) => {
    const said = where === null ? WORDS.unknownWhere : sayWhere(where)
    return html`<div class="card"><p><strong>${sayTime(house.timeZone, at)}</strong></p><p>${both(said)}</p></div>`
  }
  const next = (login: NoticedLogin) => html`<h2>${both(WORDS.next)}</h2>
${[...NEXT[login.kind], call].map(step => html`<p>${both(step)}</p>`)}`

  type Asked = { Params: { token: string } }
  app.get<Asked>('/not-me/:token', { schema: { hide: true }, onRequest: within }, async (request, reply) => {
    const login = await disowning.see(request.params.token)
    if (!login) return gone(reply)
    if (!login.isOpen) return page(reply, 200, html`${notePage(WORDS.over)}${card(login)}${next(login)}`)
    const { zh, en } = TEXTS.notMe
    return page(
      reply,
      200,
      html`${notePage(WORDS.open)}${card(login)}<form method="post" action="${encodeURIComponent(request.params.token)}">
<button>${zh} <span lang="en">${en}</span></button></form><p class="small">${both(WORDS.itWasMe)}</p>`,
    )
  })
  app.post<Asked>('/not-me/:token', { schema: { hide: true }, onRequest: [within, ours] }, async (request, reply) => {
    const login = await disowning.end(request.params.token)
    return login ? page(reply, 200, html`${notePage(WORDS.ended)}${card(login)}${next(login)}`) : gone(reply)
  })
}
