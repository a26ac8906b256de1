import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LOGINS_ROUTES } from '../../src/contract/logins-api.ts'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { buildHouse, type House } from './house.ts'

const CODE = '2846'
let house: House
beforeEach(async () => {
  house = await buildHouse()
  house.server.settings = { ...house.server.settings, hasPhoneLogin: true }
  await house.breakPower()
  await house.start()
  await house.screen('attract')
})
afterEach(() => house.pullDown())

const login = () => (house.view.content.screen === 'phone-login' ? house.view.content.login : null)
const at = (step: NonNullable<ReturnType<typeof login>>['step'], withinMs?: number) =>
  house.until(step, () => login()?.step === step, withinMs)
const asked = (route: { readonly summary: string }) =>
  house.server.asked.filter(summary => summary === route.summary).length
const begin = async () => {
  await house.touch({ kind: 'start' })
  await house.touch({ kind: 'phone-login' })
  await at('showing')
}
const toDigits = async () => {
  await begin()
  house.server.logins.scan()
  await at('scanned', 2_000)
  house.server.logins.show(CODE)
  await at('code-wanted', 2_000)
}
const type = async (code = CODE) => {
  for (const digit of code) await house.touch({ kind: 'type-digit', digit })
  await house.touch({ kind: 'confirm' })
}

describe('logging in with a phone', () => {
  it('leads to the choice and on to paper, and nothing of it is written down', async () => {
    await begin()
    expect(login()).toMatchObject({ url: house.server.logins.url, host: 'print.example.edu.cn' })
    house.server.logins.scan()
    await at('scanned', 2_000)
    expect(JSON.stringify(house.view)).not.toContain('/q/')
    house.server.logins.show(CODE)
    await at('code-wanted', 2_000)
    await type()
    await house.screen('choosing')
    expect(house.view.visitor).toMatchObject({ number: '******1234' })
    expect(asked(LOGINS_ROUTES.endLogin)).toBe(0)
    await house.touch({ kind: 'select-offer', index: 0 })
    await house.touch({ kind: 'preview' })
    await house.screen('previewing')
    await house.touch({ kind: 'confirm' })
    await house.screen('finished')
    const written = house.logged.join('') + JSON.stringify(house.ledger.job(house.order().order.jobId))
    expect(written).toContain('phone-login')
    for (const secret of [...house.server.logins.tokens, '/q/', 'scan-1', CODE]) expect(written).not.toContain(secret)
  })

  it('never shows the screen by what the login is asked for', async () => {
    await toDigits()
    for (const token of house.server.logins.tokens) expect(JSON.stringify(house.view)).not.toContain(token)
  })

  it('shows a new code for one that nobody scanned, until a touch is needed', async () => {
    await begin()
    const first = house.server.logins.url
    await house.until('another code', () => login()?.step === 'showing' && house.server.logins.url !== first, 70_000)
    expect(login()).toMatchObject({ url: house.server.logins.url })
    await at('paused', 360_000)
    expect(house.server.logins.tokens).toHaveLength(6)
    await house.screen('attract')
    expect(house.server.logins.open).toBe(0)
  })

  it('ends with a card, which begins a visit as always', async () => {
    await begin()
    house.tap()
    await house.screen('choosing')
    expect(house.server.logins.open).toBe(0)
    expect(asked(LOGINS_ROUTES.endLogin)).toBe(1)
  })

  it('ends with the way back, also while a phone goes on', async () => {
    await toDigits()
    await house.touch({ kind: 'back' })
    await house.until('attract', () => house.view.content.screen === 'attract')
    await house.until('the end', () => house.server.logins.open === 0, 1_000)
  })

  it('says why it is over, as the server says it', async () => {
    await begin()
    house.server.logins.scan()
    await at('scanned', 2_000)
    house.server.logins.over('declined')
    await at('over', 2_000)
    expect(login()).toEqual({ step: 'over', why: 'declined' })
    await house.touch({ kind: 'phone-login' })
    await at('showing')
  })
})

describe('digits', () => {
  it('that are wrong may be typed again, so often only', async () => {
    await toDigits()
    await type('1111')
    await house.until('wrong', () => JSON.stringify(login()).includes('"triesLeft":2'), 500)
    expect(login()).toMatchObject({ typed: '', fault: { code: 'login-code-wrong' } })
    await type('2222')
    await house.until('wrong again', () => JSON.stringify(login()).includes('"triesLeft":1'), 500)
    await type('2222')
    await house.until('no other try', () => JSON.stringify(login()).includes('login-code-wrong'), 500)
    expect(login()).toMatchObject({ step: 'code-wanted', triesLeft: 1 })
    await type('3333')
    await at('over')
    expect(login()).toEqual({ step: 'over', why: 'tries-over' })
  })

  it('are asked about again where the answer is lost, and lead to one visit', async () => {
    await toDigits()
    house.server.loseAnswerTo = LOGINS_ROUTES.confirmLogin
    await type()
    await house.screen('choosing')
    expect(asked(LOGINS_ROUTES.confirmLogin)).toBe(2)
  })

  it('stay where no answer comes at all, and are good once the server is back', async () => {
    await toDigits()
    house.server.down = true
    await type()
    await house.until('no answer', () => JSON.stringify(login()).includes('server-unreachable'), 20_000)
    expect(login()).toMatchObject({ typed: CODE, busy: false })
    house.server.down = false
    await house.touch({ kind: 'confirm' })
    await house.screen('choosing')
  })

  it('of somebody who has left lead to no visit that goes on', async () => {
    await toDigits()
    house.server.holdAnswers = { route: LOGINS_ROUTES.confirmLogin, waiting: [] }
    await type()
    await house.touch({ kind: 'finish' })
    await house.screen('attract')
    const [answer] = house.server.holdAnswers.waiting
    house.server.holdAnswers = null
    answer!()
    await house.until('the end of the visit', () => asked(TERMINAL_ROUTES.endVisit) === 1, 2_000)
    expect(house.view.content.screen).toBe('attract')
  })
})

describe('a server that does not answer', () => {
  it('is said to be silent, and the phone goes on when it is back', async () => {
    await begin()
    house.server.logins.scan()
    await at('scanned', 2_000)
    house.server.down = true
    await house.until('silence', () => JSON.stringify(login()).includes('server-unreachable'), 10_000)
    expect(login()).toMatchObject({ step: 'scanned' })
    house.server.down = false
    house.server.logins.show(CODE)
    await at('code-wanted', 2_000)
    expect(login()).toMatchObject({ silent: null })
  })

  it('cannot begin a login, which is said, and tried again on a touch', async () => {
    house.server.down = true
    await house.touch({ kind: 'phone-login' })
    await at('cannot-begin', 30_000)
    house.server.down = false
    await house.touch({ kind: 'phone-login' })
    await at('showing')
  })
})

describe('a restart', () => {
  it('forgets the login, which runs out by itself', async () => {
    await toDigits()
    await house.breakPower()
    await house.start()
    await house.screen('attract')
    await type()
    expect(house.view.content.screen).toBe('attract')
    await house.clock.advance(61_000)
    expect(house.server.logins.open).toBe(0)
  })
})
