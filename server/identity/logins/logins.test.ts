import { expect, it } from 'vitest'
import { createLoginWorld, takeBack } from '../../../tests/peers/login-world.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { CLAIMED_MS, SCANNED_MS, SHOWN_MS } from './login-times.ts'

describeOnStores('a login at a kiosk by a phone', store => {
  it('goes from the code on the screen over the phone to the digits, and leads to a person once', async () => {
    const { kiosk, browsers, codes, claim, terminalId, show } = await createLoginWorld(store())
    const { login, id, url, withinMs } = await show()
    expect(url).toBe(`https://print.example.edu.cn/q/${id}`)
    expect(await kiosk.state(terminalId, login)).toEqual({ state: 'shown', withinMs })
    expect(await browsers.see({ loginId: id, browser: null })).toMatchObject({
      state: 'open',
      place: { kind: 'kiosk', name: { zh: '三号机' } },
    })

    const phone = await browsers.goOn({ loginId: id, browser: null }, 'cas')
    if (typeof phone === 'string') throw new Error(phone)
    expect(phone.secrets.backUrl).toBe(`https://print.example.edu.cn/auth/cas/back/${id}`)
    expect(await kiosk.state(terminalId, login)).toMatchObject({ state: 'scanned' })
    const back = await takeBack(browsers, phone.browser, 'cas')
    expect(back).toMatchObject({ secrets: phone.secrets, place: { kind: 'kiosk' } })
    expect(await kiosk.state(terminalId, login)).toMatchObject({ state: 'scanned' })

    expect(await browsers.claim(back!.loginKey, claim)).toBe(true)
    expect(await kiosk.state(terminalId, login)).toMatchObject({ state: 'code-wanted', triesLeft: 3 })
    expect(await browsers.see({ loginId: id, browser: phone.browser })).toMatchObject({
      state: 'claimed',
      otherBrowsers: 0,
    })
    const code = codes.of(back!.loginKey)
    expect(code).toMatch(/^\d{4}$/)
    expect(await kiosk.confirm(terminalId, login, code)).toMatchObject({ ok: true, value: claim })
    expect(await kiosk.state(terminalId, login)).toMatchObject({ state: 'code-wanted' })
    expect(await browsers.see({ loginId: id, browser: phone.browser })).toMatchObject({ state: 'done' })
  })

  it('is one phone’s: of fifty that scan one code one goes on, and the others are told so', async () => {
    const { browsers, show } = await createLoginWorld(store())
    const { id } = await show()
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => browsers.goOn({ loginId: id, browser: null }, 'wecom')),
    )
    const winners = answers.filter(answer => typeof answer !== 'string')
    expect(winners).toHaveLength(1)
    expect(answers.filter(answer => answer === 'taken')).toHaveLength(49)
    expect(await browsers.see({ loginId: id, browser: null })).toEqual({ state: 'taken' })
    expect(await browsers.see({ loginId: id, browser: winners[0]!.browser })).toMatchObject({ state: 'open' })
  })

  it('tells the phone that has it how many others have tried', async () => {
    const { browsers, claimed } = await createLoginWorld(store())
    const { id, browser } = await claimed()
    expect(await browsers.goOn({ loginId: id, browser: null }, 'cas')).toBe('taken')
    expect(await browsers.goOn({ loginId: id, browser: 'somebody' }, 'cas')).toBe('taken')
    expect(await browsers.see({ loginId: id, browser: browser })).toMatchObject({ state: 'claimed', otherBrowsers: 2 })
  })

  it('answers the right digits again, for an answer may be lost, until they are too old', async () => {
    const { clock, kiosk, terminalId, claimed, claim } = await createLoginWorld(store())
    const { login, code } = await claimed()
    for (let again = 0; again < 4; again++)
      expect(await kiosk.confirm(terminalId, login, code)).toMatchObject({ ok: true, value: claim })
    // A kiosk that lost the answer is not told that it is over.
    expect(await kiosk.state(terminalId, login)).toMatchObject({ state: 'code-wanted', triesLeft: 2 })
    await clock.advance(CLAIMED_MS)
    expect(await kiosk.confirm(terminalId, login, code)).toMatchObject({ error: { code: 'login-over' } })
  })

  it('tells its kiosk what came of a try in the browser, until another begins, and at its end', async () => {
    const { clock, kiosk, browsers, terminalId, show } = await createLoginWorld(store())
    const { id, login } = await show()
    const first = await browsers.goOn({ loginId: id, browser: null }, 'cas')
    if (typeof first === 'string') throw new Error(first)
    const back = await takeBack(browsers, first.browser, 'cas')
    expect(await kiosk.state(terminalId, login)).toMatchObject({ state: 'scanned', refused: null })
    await browsers.release(back!.loginKey, 'declined')
    expect(await kiosk.state(terminalId, login)).toMatchObject({ state: 'scanned', refused: 'declined' })
    const second = await browsers.goOn({ loginId: id, browser: first.browser }, 'wecom')
    if (typeof second === 'string') throw new Error(second)
    expect(await kiosk.state(terminalId, login)).toMatchObject({ state: 'scanned', refused: null })
    await browsers.release((await takeBack(browsers, second.browser, 'wecom'))!.loginKey, 'away')
    await clock.advance(SCANNED_MS)
    expect(await kiosk.state(terminalId, login)).toEqual({ state: 'over', why: 'away' })
  })

  it('that its phone ends, the kiosk is told so', async () => {
    const { kiosk, browsers, terminalId, claimed } = await createLoginWorld(store())
    const { login, browser } = await claimed()
    await browsers.stop(browser)
    expect(await kiosk.state(terminalId, login)).toEqual({ state: 'over', why: 'declined' })
  })

  it('leaves alone what can be no answer to it', async () => {
    const { browsers, show } = await createLoginWorld(store())
    const { id } = await show()
    const gone = await browsers.goOn({ loginId: id, browser: null }, 'oidc')
    if (typeof gone === 'string') throw new Error(gone)
    for (const came of [
      { loginId: null, isAnswer: () => false },
      { loginId: 'another', isAnswer: () => true },
    ])
      expect(await browsers.takeBack(gone.browser, 'oidc', came)).toMatchObject({
        foreign: true,
        place: { kind: 'kiosk' },
      })
    expect(await takeBack(browsers, gone.browser, 'oidc')).toMatchObject({ secrets: gone.secrets })
  })

  it('has three tries, also for those who try at once, and then the right digits are worth nothing', async () => {
    const { kiosk, terminalId, claimed } = await createLoginWorld(store())
    const { login, code } = await claimed()
    const tries = await Promise.all(wrongOnes(code, 20).map(wrong => kiosk.confirm(terminalId, login, wrong)))
    const codes = tries.map(tried => (tried.ok ? 'in' : tried.error.code))
    expect(codes.filter(one => one === 'login-code-wrong')).toHaveLength(2)
    expect(codes.filter(one => one === 'login-over')).toHaveLength(18)
    expect(await kiosk.confirm(terminalId, login, code)).toMatchObject({ error: { code: 'login-over' } })
    expect(await kiosk.state(terminalId, login)).toEqual({ state: 'over', why: 'tries-over' })
  })

  it('counts down the tries for the person who types, and the same wrong digits again are none', async () => {
    const { kiosk, terminalId, claimed } = await createLoginWorld(store())
    const { login, code } = await claimed()
    const [wrong = '', other = ''] = wrongOnes(code, 2)
    const triesLeft = async () => {
      const state = await kiosk.state(terminalId, login)
      return state.state === 'code-wanted' ? state.triesLeft : null
    }
    for (const [typed, left] of [
      [wrong, 2],
      [wrong, 2],
      [other, 1],
      [wrong, 1],
    ] as const) {
      expect(await kiosk.confirm(terminalId, login, typed)).toMatchObject({ error: { code: 'login-code-wrong' } })
      expect(await triesLeft()).toBe(left)
    }
    expect(await kiosk.confirm(terminalId, login, code)).toMatchObject({ ok: true })
  })

  it('is over at the end of each of its times, and nothing leads on from there', async () => {
    const world = await createLoginWorld(store())
    const { clock, kiosk, browsers, terminalId, claim } = world
    const shown = await world.show()
    await clock.advance(SHOWN_MS)
    expect(await kiosk.state(terminalId, shown.login)).toEqual({ state: 'over', why: 'expired' })
    expect(await browsers.goOn({ loginId: shown.id, browser: null }, 'cas')).toBe('over')
    expect(await browsers.see({ loginId: shown.id, browser: null })).toEqual({ state: 'over' })

    const scanned = await world.show()
    const phone = await browsers.goOn({ loginId: scanned.id, browser: null }, 'cas')
    if (typeof phone === 'string') throw new Error(phone)
    const back = await takeBack(browsers, phone.browser, 'cas')
    await clock.advance(SCANNED_MS)
    expect(await browsers.claim(back!.loginKey, claim)).toBe(false)
    expect(await kiosk.state(terminalId, scanned.login)).toEqual({ state: 'over', why: 'expired' })

    const late = await world.claimed()
    await clock.advance(CLAIMED_MS)
    expect(await kiosk.confirm(terminalId, late.login, late.code)).toMatchObject({ error: { code: 'login-over' } })
  })

  it('belongs to its kiosk, and to whoever has its token: another learns and ends nothing', async () => {
    const { kiosk, claimed, terminalId } = await createLoginWorld(store())
    const other = await createLoginWorld(store())
    const { id, login, code } = await claimed()
    for (const [where, what] of [
      [other.terminalId, login],
      [terminalId, id],
    ] as const) {
      expect(await kiosk.state(where, what)).toEqual({ state: 'over', why: 'expired' })
      expect(await kiosk.confirm(where, what, code)).toMatchObject({ error: { code: 'login-over' } })
      await kiosk.end(where, what)
    }
    expect(await kiosk.confirm(terminalId, login, code)).toMatchObject({ ok: true })
  })

  it('is ended by its kiosk, and then neither the phone nor the digits go on', async () => {
    const world = await createLoginWorld(store())
    const { kiosk, browsers, terminalId } = world
    const shown = await world.show()
    await kiosk.end(terminalId, shown.login)
    expect(await browsers.goOn({ loginId: shown.id, browser: null }, 'cas')).toBe('over')
    const { login, code, id, browser } = await world.claimed()
    await kiosk.end(terminalId, login)
    expect(await kiosk.confirm(terminalId, login, code)).toMatchObject({ error: { code: 'login-over' } })
    expect(await browsers.see({ loginId: id, browser: browser })).toEqual({ state: 'over' })
  })

  it('takes back what a provider answers once, by the way that was chosen, from the browser that went', async () => {
    const { browsers, show } = await createLoginWorld(store())
    const { id } = await show()
    const first = await browsers.goOn({ loginId: id, browser: null }, 'cas')
    if (typeof first === 'string') throw new Error(first)
    const again = await browsers.goOn({ loginId: id, browser: first.browser }, 'wecom')
    if (typeof again === 'string') throw new Error(again)
    expect(again.secrets.state).not.toBe(first.secrets.state)
    expect(await takeBack(browsers, first.browser, 'cas')).toBeNull()
    expect(await takeBack(browsers, again.browser, 'cas')).toBeNull()
    expect(await takeBack(browsers, 'somebody', 'wecom')).toBeNull()
    const back = await takeBack(browsers, again.browser, 'wecom')
    expect(back).toMatchObject({ secrets: again.secrets })
    expect(await takeBack(browsers, again.browser, 'wecom')).toBeNull()
    await browsers.release(back!.loginKey, null)
    // What came back is spent; the browser goes on with a new beginning.
    expect(await takeBack(browsers, again.browser, 'wecom')).toBeNull()
    expect(await browsers.goOn({ loginId: id, browser: again.browser }, 'oidc')).toMatchObject({
      browser: expect.any(String),
    })
  })

  it('on the web is done as soon as somebody was proven', async () => {
    const { browsers, claim } = await createLoginWorld(store())
    const { browser } = await browsers.beginOnWeb('oidc', '/p/records')
    const back = await takeBack(browsers, browser, 'oidc')
    expect(back).toMatchObject({ place: { kind: 'web', toPath: '/p/records' } })
    expect(await browsers.claim(back!.loginKey, claim)).toBe(true)
    expect(await browsers.claim(back!.loginKey, claim)).toBe(false)
    expect(await takeBack(browsers, browser, 'oidc')).toBeNull()
  })

  it('keeps neither its ids nor its digits where they can be read', async () => {
    const { claimed } = await createLoginWorld(store())
    const { id, login, browser, code } = await claimed()
    const rows = JSON.stringify(await store().db.selectFrom('login').selectAll().execute())
    for (const secret of [id, login, browser]) expect(rows).not.toContain(secret)
    expect(rows).not.toMatch(new RegExp(`"${code}"`))
  })
})

/** So many different digits that are not the right ones. */
const wrongOnes = (right: string, count: number): string[] =>
  Array.from({ length: count + 1 }, (_, at) => String(at).padStart(4, '0'))
    .filter(code => code !== right)
    .slice(0, count)
