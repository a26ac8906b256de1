import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type AccountWorld,
  errorsIn,
  hiddenIn,
  openAccountWorld,
  PASSWORD,
  PUBLIC,
  personOf,
  somebody,
} from '../../../tests/peers/account-world.ts'
import type { Phone } from '../../../tests/peers/phone.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { LETTER_EVERY_MS, PASSWORD_LINK_MS } from './account-rules.ts'
import { EVEN_MS } from './recovery.ts'

const NEW = 'harbour-violet-72'

describeOnStores('a forgotten password', store => {
  let world: AccountWorld
  beforeAll(async () => {
    world = await openAccountWorld(store())
  })
  afterAll(() => world?.close())
  const ask = async (held: Phone, mail: string) =>
    held.post('/account/password', { mail, ...(await world.captcha(held, '/account/password')) })

  it('is answered alike whether there is an account, by a letter either way', async () => {
    const [mail, unknown] = [somebody().mail, somebody().mail]
    await world.activeIn(world.browser(), mail)
    const [one, other] = [await ask(world.browser(), mail), await ask(world.browser(), unknown)]
    expect([one.status, one.text]).toEqual([other.status, other.text])
    expect(await world.linkTo(mail, 'password')).not.toBe('')
    expect((await world.lettersTo(unknown)).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('没有账号'),
    ])
    expect(errorsIn(await ask(world.browser(), unknown))).toEqual(['E_RESEND_WAIT'])
    const held = world.browser()
    expect(errorsIn(await held.post('/account/password', { mail: unknown }))).toEqual(['E_CAPTCHA'])
  })

  it('is renewed by a link, once, within half an hour, and every login of before is over', async () => {
    const who = somebody()
    world.people.push(personOf(who))
    const held = world.browser()
    await world.namedIn(held, who.mail, who)
    await held.post('/account/enter')
    expect(await world.room().doors.sessions.use(held.cookie('session'))).not.toBeNull()
    await ask(world.browser(), who.mail)
    const link = await world.linkTo(who.mail, 'password')
    const other = world.browser()
    expect((await other.open(PUBLIC + link)).status).toBe(200)
    const set = (password: string, repeat = password) => other.post(link, { password, repeat })
    expect(errorsIn(await set('short'))).toEqual(['E_PW_RULE'])
    expect(errorsIn(await set(NEW, `${NEW}x`))).toEqual(['E_PW_REPEAT'])
    expect((await set(NEW)).text).toContain('密码已重设')
    expect(errorsIn(await set(NEW))).toEqual(['E_LINK_USED'])
    expect(await world.room().doors.sessions.use(held.cookie('session'))).toBeNull()
    expect((await held.post('/account/enter')).location).toBe('log-in')
    expect(errorsIn(await world.logIn(world.browser(), who.mail))).toEqual(['E_LOGIN'])
    expect((await world.logIn(world.browser(), who.mail, NEW)).status).toBe(303)
    expect((await world.lettersTo(who.mail)).at(-1)!.subject).toContain('密码已重设')
  })

  it('opens at once an account that others have shut by guessing', async () => {
    const { mail } = somebody()
    await world.activeIn(world.browser(), mail)
    for (let at = 0; at < 6; at++) await world.logIn(world.browser(), mail, 'wrong-otter-99')
    expect(errorsIn(await world.logIn(world.browser(), mail))).toEqual(['E_LOGIN_WAIT'])
    await ask(world.browser(), mail)
    await world.browser().post(await world.linkTo(mail, 'password'), { password: NEW, repeat: NEW })
    expect((await world.logIn(world.browser(), mail, NEW)).status).toBe(303)
  })

  it('has links that end, and of which the newest alone is good', async () => {
    const { mail } = somebody()
    await world.activeIn(world.browser(), mail)
    await ask(world.browser(), mail)
    const first = await world.linkTo(mail, 'password')
    await world.clock.advance(LETTER_EVERY_MS)
    await ask(world.browser(), mail)
    const second = await world.linkTo(mail, 'password')
    expect(second).not.toBe(first)
    expect(errorsIn(await world.browser().open(PUBLIC + first))).toEqual(['E_LINK_UNKNOWN'])
    await world.clock.advance(PASSWORD_LINK_MS)
    const late = await world.browser().post(second, { password: NEW, repeat: NEW })
    expect(errorsIn(late)).toEqual(['E_LINK_EXPIRED'])
    expect((await world.logIn(world.browser(), mail, PASSWORD)).status).toBe(303)
  })
})

describeOnStores('a forgotten user name', store => {
  let world: AccountWorld
  beforeAll(async () => {
    world = await openAccountWorld(store())
  })
  afterAll(() => world?.close())
  const ask = async (held: Phone, number: string, phone: string) => {
    const answer = await world.captcha(held, '/account/user-name')
    const beganMs = world.clock.now()
    const page = await world.soon(held.post('/account/user-name', { number, phone, ...answer }))
    return { page, tookMs: world.clock.now() - beganMs }
  }
  const show = (held: Phone, draft: string, code: string) => held.post('/account/user-name/code', { draft, code })

  it('is shown, masked, to who holds the phone and knows the number', async () => {
    const who = somebody()
    await world.namedIn(world.browser(), who.mail, who)
    await world.clock.advance(LETTER_EVERY_MS)
    const held = world.browser()
    const { page } = await ask(held, who.number.toLowerCase(), `+86 ${who.phone}`)
    const shown = await show(held, hiddenIn(page, 'draft'), await world.codeTo(who.phone))
    expect(shown.text).toContain('s***@mailbox.example')
    expect(errorsIn(await show(held, hiddenIn(page, 'draft'), await world.codeTo(who.phone)))).toEqual(['E_SMS'])
  })

  it('answers alike, and as late, for a number or a phone of nobody, and texts nobody then', async () => {
    const [who, stranger] = [somebody(), somebody()]
    await world.namedIn(world.browser(), who.mail, who)
    await world.clock.advance(LETTER_EVERY_MS)
    const asked = [
      [who.number, who.phone],
      [who.number, stranger.phone],
      [stranger.number, somebody().phone],
    ] as const
    const answers = []
    for (const [number, phone] of asked) {
      const { page, tookMs } = await ask(world.browser(), number, phone)
      expect(tookMs).toBeGreaterThanOrEqual(EVEN_MS)
      answers.push({ status: page.status, text: page.text.replace(/name="draft" value="[^"]*"/, '') })
    }
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
    expect(await world.textsTo(stranger.phone)).toEqual([])
    const held = world.browser()
    const { page } = await ask(held, stranger.number, somebody().phone)
    expect(errorsIn(await show(held, hiddenIn(page, 'draft'), '123456'))).toEqual(['E_SMS'])
    expect((await show(held, 'made up', '123456')).status).toBe(410)
  })
})
