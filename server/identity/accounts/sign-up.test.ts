import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type AccountWorld,
  errorsIn,
  hiddenIn,
  openAccountWorld,
  PASSWORD,
  PUBLIC,
  somebody,
} from '../../../tests/peers/account-world.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { ACTIVATION_MS, LETTER_EVERY_MS } from './account-rules.ts'

const DAY_MS = 24 * 3_600_000

describeOnStores('signing up', store => {
  let world: AccountWorld
  beforeAll(async () => {
    world = await openAccountWorld(store())
  })
  afterAll(() => world?.close())

  it('leads from the form over the letter to an account that can log in', async () => {
    const { mail } = somebody()
    const held = world.browser()
    const sent = await world.signUp(held, mail.replace('some', ' Some').toUpperCase())
    expect([sent.status, new URL(sent.location!, sent.url).pathname]).toEqual([303, '/account/sign-up/sent'])
    const named = await held.open(`${PUBLIC}/account/sign-up/sent`)
    expect(named.text).toContain('s***@mailbox.example')
    expect(named.text).toMatch(/垃圾邮件[\s\S]*spam[\s\S]*重新发送/)
    const [letter] = await world.lettersTo(mail)
    expect(letter).toMatchObject({ subject: expect.stringContaining('激活账号 · Activate your account') })

    const link = await world.linkTo(mail, 'activate')
    expect(link.split('/').at(-1)).toMatch(/^[\w-]{43}$/)
    expect((await world.logIn(held, mail)).status).toBe(403)
    // A scanner of letters opens the link as often as it likes.
    const scanner = world.browser()
    for (let look = 0; look < 3; look++) expect((await scanner.open(PUBLIC + link)).text).toContain('Activate')
    const done = await world.browser().post(link)
    expect([done.status, done.text]).toEqual([200, expect.stringContaining('账号已激活')])
    const logged = await world.logIn(held, mail)
    expect([logged.status, logged.location]).toEqual([303, 'real-name'])
    expect(errorsIn(await held.post(link))).toEqual(['E_LINK_USED'])
    expect(errorsIn(await held.open(PUBLIC + link))).toEqual(['E_LINK_USED'])
  })

  it.each([
    [{ mail: 'not an address' }, ['E_MAIL_FORMAT']],
    [{ password: 'short', repeat: 'short' }, ['E_PW_RULE']],
    [{ password: 'Password123456!', repeat: 'Password123456!' }, ['E_PW_RULE']],
    [{ repeat: 'another-otter-38' }, ['E_PW_REPEAT']],
    [{ terms: '' }, ['E_TERMS']],
    [{ answer: '314159' }, ['E_CAPTCHA']],
    [{ mail: 'x', password: 'y', terms: '', answer: '' }, ['E_MAIL_FORMAT', 'E_PW_RULE', 'E_TERMS', 'E_CAPTCHA']],
  ])('says each thing that is wrong, and keeps no password in the page: %j', async (more, errors) => {
    const { mail } = somebody()
    const page = await world.signUp(world.browser(), mail, more)
    expect([page.status, errorsIn(page)]).toEqual([400, errors])
    expect(page.text).not.toContain(PASSWORD)
    expect(await world.lettersTo(mail)).toEqual([])
  })

  it('asks for no other picture when the password alone is to be put right, and takes its digits for one letter', async () => {
    const [mail, other] = [somebody().mail, somebody().mail]
    const held = world.browser()
    const refused = await world.signUp(held, mail, { password: 'short', repeat: 'short' })
    expect(errorsIn(refused)).toEqual(['E_PW_RULE'])
    const voucher = hiddenIn(refused, 'voucher')
    expect([voucher !== '', refused.text.includes('name="answer"')]).toEqual([true, false])
    const typed = { mail, password: PASSWORD, repeat: PASSWORD, terms: 'yes', voucher }
    // As often as it takes.
    const again = await held.post('/account/sign-up', { ...typed, repeat: 'lantern-otter-39-verbs' })
    expect([errorsIn(again), hiddenIn(again, 'voucher')]).toEqual([['E_PW_REPEAT'], voucher])
    expect((await held.post('/account/sign-up', typed)).status).toBe(303)
    expect(await world.lettersTo(mail)).toHaveLength(1)
    const twice = await held.post('/account/sign-up', { ...typed, mail: other })
    expect([errorsIn(twice), hiddenIn(twice, 'voucher')]).toEqual([['E_CAPTCHA'], ''])
    expect(twice.text).toContain('name="answer"')
  })

  it('answers alike for a mailbox that has an account: only a letter to it tells', async () => {
    const [taken, free] = [somebody().mail, somebody().mail]
    await world.activeIn(world.browser(), taken)
    await world.clock.advance(LETTER_EVERY_MS)
    const answers = []
    for (const mail of [taken, free]) {
      const held = world.browser()
      const { status, location, setCookies } = await world.signUp(held, mail)
      const { text } = await held.open(`${PUBLIC}/account/sign-up/sent`)
      const early = await held.post('/account/sign-up/again')
      answers.push({
        status,
        location,
        cookies: setCookies.map(one => one.replace(/=[^;]+/, '')),
        text,
        early: early.text,
      })
    }
    expect(answers[0]).toEqual(answers[1])
    const letter = (await world.lettersTo(taken)).at(-1)!
    expect(letter.subject).toContain('您已有账号')
    expect(letter.text).not.toContain('/account/activate/')
    expect(await world.linkTo(free, 'activate')).not.toBe('')
  })

  it('sends again after a minute and five times a day, and a newer letter kills the older link', async () => {
    const { mail } = somebody()
    const held = world.browser()
    await world.signUp(held, mail)
    const links = [await world.linkTo(mail, 'activate')]
    const early = await held.post('/account/sign-up/again')
    expect([early.status, errorsIn(early)]).toEqual([429, ['E_RESEND_WAIT']])
    for (let again = 0; again < 4; again++) {
      await world.clock.advance(LETTER_EVERY_MS)
      expect((await held.post('/account/sign-up/again')).status).toBe(200)
      links.push(await world.linkTo(mail, 'activate'))
    }
    expect(new Set(links).size).toBe(5)
    await world.clock.advance(LETTER_EVERY_MS)
    expect(errorsIn(await held.post('/account/sign-up/again'))).toEqual(['E_RESEND_MAX'])
    // Another browser with the same mailbox gets no further letter either.
    expect(errorsIn(await world.signUp(world.browser(), mail))).toEqual(['E_RESEND_MAX'])
    for (const old of links.slice(0, -1)) expect(errorsIn(await held.open(PUBLIC + old))).toEqual(['E_LINK_UNKNOWN'])
    expect((await held.post(links.at(-1)!)).status).toBe(200)
    await world.clock.advance(DAY_MS)
  })

  it('gives a wrong address up, and its link with it', async () => {
    const [wrong, right] = [somebody().mail, somebody().mail]
    const held = world.browser()
    await world.signUp(held, wrong)
    const link = await world.linkTo(wrong, 'activate')
    const anew = await held.post('/account/sign-up/anew')
    expect([anew.status, anew.location]).toEqual([303, '../sign-up'])
    expect(errorsIn(await held.post(link))).toEqual(['E_LINK_UNKNOWN'])
    expect((await held.open(`${PUBLIC}/account/sign-up/sent`)).status).toBe(410)
    await world.signUp(held, right)
    expect((await held.post(await world.linkTo(right, 'activate'))).status).toBe(200)
  })

  it('has links that end after a day, and that nobody guesses', async () => {
    const { mail } = somebody()
    await world.signUp(world.browser(), mail)
    const link = await world.linkTo(mail, 'activate')
    await world.clock.advance(ACTIVATION_MS)
    expect(errorsIn(await world.browser().post(link))).toEqual(['E_LINK_EXPIRED'])
    expect(errorsIn(await world.browser().post(`${link.slice(0, -1)}_`))).toEqual(['E_LINK_UNKNOWN'])
  })

  it('makes one account of a mailbox, however many press at once', async () => {
    const { mail } = somebody()
    await world.signUp(world.browser(), mail)
    const link = await world.linkTo(mail, 'activate')
    const answers = await Promise.all(Array.from({ length: 8 }, () => world.browser().post(link)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 410)])
  })

  it('takes nothing from a page of somebody else', async () => {
    const { mail } = somebody()
    const held = world.browser()
    await world.signUp(held, mail)
    const link = await world.linkTo(mail, 'activate')
    for (const path of [link, '/account/sign-up', '/account/log-in', '/account/enter', '/account/real-name/yes'])
      expect((await held.post(path, {}, 'cross-site')).status, path).toBe(403)
    expect((await held.post(link)).status).toBe(200)
  })

  it('gives out pages that nobody keeps, and cookies that no script and no other host gets', async () => {
    const held = world.browser()
    const { setCookies } = await world.signUp(held, somebody().mail)
    expect(setCookies[0]).toMatch(/^__Host-yinzheng-sign-up=[\w-]{43};.*Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    const { headers } = await fetch(`${world.base()}/account/sign-up`)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

describeOnStores('a site that sends no letters', store => {
  it.each([
    [{ accounts: {}, sendsLetters: false }, '没有设置发送邮件'],
    [{ accounts: null }, '没有开放邮箱账号'],
  ])('offers no accounts, and each page says why: %j', async (options, words) => {
    const world = await openAccountWorld(store(), options)
    try {
      for (const path of ['/account', '/account/sign-up', '/account/activate/abc', '/account/password']) {
        const page = await world.browser().open(PUBLIC + path)
        expect([page.status, page.text]).toEqual([404, expect.stringContaining(words)])
      }
      expect((await world.browser().post('/account/sign-up', {})).status).toBe(404)
      expect(world.room().doors.logins).toBeNull()
    } finally {
      await world.close()
    }
  })
})
