import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../../../src/clock.ts'
import type { Bilingual } from '../../../src/contract/texts.ts'
import { ok } from '../../../src/result.ts'
import { suffices } from '../../../src/rules/assurance.ts'
import type { Ground } from '../../ground/ground.ts'
import { cookieIsDead, isFromOurPage, readCookie } from '../../ground/http/cookies.ts'
import type { Limit } from '../../ground/limits/limit.ts'
import { both, type Html, html, PLAIN_HEADERS, plainPage } from '../../ground/plain-html.ts'
import { askRecords, type Person, type Records } from '../../records/records.ts'
import { notePage } from '../pages/login-pages.ts'
import { PIN_PATH } from '../pages/own-path.ts'
import { TEXTS } from '../pages/words.ts'
import type { WebSession, WebSessions } from '../sessions/web-sessions.ts'
import { type CardPins, TO_SET_IT } from './card-pins.ts'
import type { PinFlaw } from './pin-rules.ts'

const TITLE: Bilingual = { zh: '校园卡密码', en: 'Digits for your card' }
const WORDS = {
  none: { zh: '本校不用校园卡密码。', en: 'Cards need no digits here.' },
  logIn: {
    zh: '请先用学校的统一身份认证登录（10 分钟以内）。',
    en: 'Log in with the university’s login first; it must be less than ten minutes ago.',
  },
  goLogIn: { zh: '登录，然后回到本页', en: 'Log in, and come back to this page' },
  hint: {
    zh: '设置 6 位数字，在自助终端刷校园卡后输入。不要用生日、学号或证件号码里的数字，也不要用顺子和重复的数字。',
    en: 'Six digits that you type at a kiosk beside your card. No birthday, no part of your numbers, no rows and no repetitions.',
  },
  pin: { zh: '6 位数字', en: 'Six digits' },
  repeat: { zh: '再输一次', en: 'The same again' },
  set: { zh: '设置', en: 'Set' },
  remove: { zh: '取消校园卡密码', en: 'Remove the digits' },
  done: {
    zh: '已设置。输错 5 次会锁定，在本页重新设置即可解锁。',
    en: 'They are set. Five wrong tries lock them; setting them here anew opens them again.',
  },
  removed: { zh: '已取消。', en: 'They are removed.' },
  differ: { zh: '两次输入的数字不一样。', en: 'The two differ. Type both again.' },
  away: {
    zh: '学校的人员数据暂时查不到，请稍后再试。',
    en: 'The data of the university cannot be asked at the moment. Try again soon.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>
const FLAWS: Readonly<Record<PinFlaw, Bilingual>> = {
  form: { zh: '请输入 6 位数字。', en: 'Type six digits.' },
  simple: {
    zh: '太简单：不要用顺子、重复或很少的几个数字。',
    en: 'Too simple: no rows, no repetitions, and three different digits at least.',
  },
  personal: {
    zh: '不要用生日、学号或证件号码里的数字。',
    en: 'No birthday, and no part of your student number or of your document’s.',
  },
}

export interface PinPageParts extends Pick<Ground, 'house' | 'log'> {
  /** Null where the site has none. */
  readonly pins: CardPins | null
  readonly clock: Clock
  readonly sessions: Pick<WebSessions, 'use'>
  readonly records: Pick<Records, 'person'>
  readonly limit: Limit
}

/** Where a person who is logged in sets the digits of the campus card. */
export function registerPinPages(app: FastifyInstance, parts: PinPageParts): void {
  const { pins, clock, house, sessions, records, limit } = parts
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
  const hidden = { schema: { hide: true } }
  /** @param up from the page to the root of the server */
  const toLogIn = (reply: FastifyReply, up: string) =>
    page(
      reply,
      401,
      html`${notePage(WORDS.logIn)}<p><a href="${up}auth/begin?to=${encodeURIComponent(PIN_PATH)}">${both(WORDS.goLogIn)}</a></p>`,
    )
  /** Who is logged in freshly enough; null where the answer was given. */
  const whoAsks = async (request: FastifyRequest, reply: FastifyReply, up: string) => {
    const token = readCookie(request, 'session')
    const session = token === null ? null : await sessions.use(token)
    if (token !== null && !session) cookieIsDead(request, 'session')
    if (pins === null) await page(reply, 404, notePage(WORDS.none))
    else if (!session || !suffices(session.proofs, TO_SET_IT, clock.now())) await toLogIn(reply, up)
    else return { pins, session }
    return null
  }
  const form = async (reply: FastifyReply, own: CardPins, { personIds }: WebSession, error: Bilingual | null) => {
    const field = (name: string, label: Bilingual) => html`<label for="${name}">${both(label)}</label>
<input id="${name}" name="${name}" type="password" inputmode="numeric" pattern="[0-9]{6}" maxlength="6" autocomplete="off" required>`
    const remove = html`<form method="post" action="pin/remove"><button>${both(WORDS.remove)}</button></form>`
    return page(
      reply,
      error === null ? 200 : 400,
      html`${error === null ? '' : notePage(error)}<p>${both(WORDS.hint)}</p><form method="post" action="pin">
${field('pin', WORDS.pin)}${field('repeat', WORDS.repeat)}<button>${both(WORDS.set)}</button></form>
${(await own.isSet(personIds)) ? remove : ''}`,
    )
  }

  app.get('/pin', { ...hidden, onRequest: within }, async (request, reply) => {
    const asked = await whoAsks(request, reply, '')
    return asked ? form(reply, asked.pins, asked.session, null) : reply
  })
  app.post<{ Body: { pin?: string; repeat?: string } }>(
    '/pin',
    { ...hidden, onRequest: [within, ours] },
    async (request, reply) => {
      const asked = await whoAsks(request, reply, '')
      if (!asked) return reply
      const { pin = '', repeat = '' } = request.body ?? {}
      if (pin !== repeat) return form(reply, asked.pins, asked.session, WORDS.differ)
      const people = await askRecords(parts, async () =>
        ok(await Promise.all(asked.session.personIds.map(personId => records.person(personId)))),
      )
      const found = people.ok ? people.value.filter((person): person is Person => person !== null) : []
      if (found.length === 0) return page(reply.header('retry-after', '60'), 503, notePage(WORDS.away))
      const flaw = await asked.pins.set(found, asked.session.proofs, pin)
      if (flaw === 'login-needed') return toLogIn(reply, '')
      return flaw ? form(reply, asked.pins, asked.session, FLAWS[flaw]) : page(reply, 200, notePage(WORDS.done))
    },
  )
  app.post('/pin/remove', { ...hidden, onRequest: [within, ours] }, async (request, reply) => {
    const asked = await whoAsks(request, reply, '../')
    if (!asked) return reply
    await asked.pins.remove(asked.session.personIds)
    return page(reply, 200, notePage(WORDS.removed))
  })
}
