import { describe, expect, it } from 'vitest'
import type { IdCard } from '../contract/devices.ts'
import type { LoginEnd, LoginState } from '../contract/logins-api.ts'
import { type Fault, fault } from '../fault.ts'
import { type Walk, walk } from './fixture-walk.ts'
import { CARD, phoneSession, READY, REGISTERS, SETTINGS, VISITOR } from './fixtures.ts'
import { CODES_REPLACED_MAX } from './stages/login-end.ts'
import type { Readiness } from './state.ts'
import { timersOf } from './timers.ts'

const PHONE_SETTINGS = { ...SETTINGS, hasPhoneLogin: true }
const URL = 'https://print.example.edu.cn:8443/q/Jm3kQ0yX5vT8wZr2bN6d1A'
const SHOWN: LoginState = { state: 'shown', withinMs: 30_000 }
const SCANNED: LoginState = { state: 'scanned', withinMs: 120_000, refused: null }
const wanted = (triesLeft = 3): LoginState => ({ state: 'code-wanted', withinMs: 60_000, triesLeft })

const opening = () => walk(phoneSession()).touch({ kind: 'start' }).touch({ kind: 'phone-login' })
const begun = (visit: Walk) =>
  visit.on({ kind: 'login-begun', request: visit.last('begin-login')!.request, url: URL, withinMs: 60_000 })
const shown = () => begun(opening())
const answered = (visit: Walk, state: LoginState) =>
  visit.on({ kind: 'login-seen', request: visit.last('look-at-login')!.request, state })
const unanswered = (visit: Walk, why = fault('server-unreachable')) =>
  visit.on({ kind: 'login-unseen', request: visit.last('look-at-login')!.request, fault: why })
const seen = (visit: Walk, state: LoginState) => answered(visit.fire('look'), state)
const over = (why: LoginEnd): LoginState => ({ state: 'over', why })
const scanned = () => seen(shown(), SCANNED)
const atDigits = (triesLeft = 3) => seen(scanned(), wanted(triesLeft))
const type = (visit: Walk, digits = '2846') => {
  for (const digit of digits) visit.touch({ kind: 'type-digit', digit })
  return visit
}
const confirming = (triesLeft = 3) => type(atDigits(triesLeft)).touch({ kind: 'confirm' })
const refused = (visit: Walk, why: Fault) =>
  visit.on({ kind: 'identity-refused', request: visit.last('confirm-login')!.request, fault: why })
const loginOf = (visit: Walk) => {
  const { content } = visit.view
  return content.screen === 'phone-login' ? content.login : content.screen
}
const stays = (visit: Walk, act: (visit: Walk) => Walk) => {
  const before = { view: visit.view, effects: visit.effects.length }
  expect(act(visit).view).toEqual(before.view)
  expect(visit.effects).toHaveLength(before.effects)
}

describe('logging in with a phone', () => {
  it('is one of the ways in where the house has it, and no other way is lost', () => {
    expect(walk(phoneSession()).view.content).toMatchObject({ phoneLogin: true, readers: { campusCard: true } })
    expect(walk().view.content).toMatchObject({ phoneLogin: false })
    stays(walk(), visit => visit.touch({ kind: 'phone-login' }))
  })

  it('keeps a machine in service whose readers are both away', () => {
    const [campusCardReader, idCardReader] = [fault('reader-lost'), fault('reader-lost')]
    const readiness = { ...READY, campusCardReader, idCardReader }
    const visit = walk(phoneSession()).on({ kind: 'readiness-changed', settings: PHONE_SETTINGS, readiness })
    expect(visit.view.content).toMatchObject({ screen: 'attract', phoneLogin: true })
  })

  it('shows a code, for as long as the server says, with the name of the place that it leads to', () => {
    const visit = opening()
    expect(loginOf(visit)).toEqual({ step: 'opening' })
    expect(loginOf(begun(visit))).toEqual({
      step: 'showing',
      url: URL,
      host: 'print.example.edu.cn:8443',
      silent: null,
    })
    expect(visit.view.countdown).toMatchObject({ kind: 'login', totalMs: 60_000 })
  })

  it('asks each second how far it is, one question at a time', () => {
    const visit = shown()
    expect(timersOf(visit.session).look?.delayMs).toBe(1_000)
    visit.fire('look')
    expect(timersOf(visit.session).look).toBeUndefined()
    answered(visit, SHOWN)
    expect(visit.fire('look').count('look-at-login')).toBe(2)
    // The time that was said at first runs on.
    expect(visit.view.countdown).toMatchObject({ totalMs: 60_000 })
  })

  it('takes the code off the screen once a phone goes on with it, and wants the digits that the phone shows', () => {
    const visit = scanned()
    expect(loginOf(visit)).toEqual({ step: 'scanned', refused: null, silent: null })
    expect(JSON.stringify(visit.view)).not.toContain('Jm3kQ0')
    expect(visit.view.countdown).toMatchObject({ totalMs: 120_000 })
    seen(visit, wanted())
    expect(loginOf(visit)).toMatchObject({ step: 'code-wanted', typed: '', digits: 4, triesLeft: 3, fault: null })
  })

  it('says what came of a try on the phone, until another begins there', () => {
    const visit = seen(scanned(), { ...SCANNED, refused: 'away' })
    expect(loginOf(visit)).toMatchObject({ step: 'scanned', refused: 'away' })
    expect(loginOf(seen(visit, SCANNED))).toMatchObject({ step: 'scanned', refused: null })
    expect(loginOf(seen(visit, wanted()))).toMatchObject({ step: 'code-wanted' })
  })

  it('does not go back: what says so was said before', () => {
    expect(loginOf(seen(scanned(), SHOWN))).toMatchObject({ step: 'scanned' })
    expect(loginOf(seen(type(atDigits(), '28'), SCANNED))).toMatchObject({ step: 'code-wanted', typed: '28' })
  })

  it('begins the visit of whoever types them, as a card does', () => {
    const visit = confirming()
    expect(visit.last('confirm-login')).toMatchObject({ login: visit.last('look-at-login')!.login, code: '2846' })
    expect(loginOf(visit)).toMatchObject({ busy: true })
    const { request } = visit.last('confirm-login')!
    visit.on({ kind: 'identity-confirmed', request, visitor: VISITOR })
    expect(visit.view).toMatchObject({ visitor: { number: '******1234' }, content: { screen: 'choosing' } })
    expect(visit.count('end-login')).toBe(0)
  })

  it('lets one who stands in several registers choose', () => {
    const visit = confirming()
    const { request } = visit.last('confirm-login')!
    visit.on({ kind: 'registers-found', request, registers: REGISTERS })
    expect(visit.view.content.screen).toBe('choosing-register')
    expect(visit.count('end-login')).toBe(0)
  })
})

describe('a code that nobody scans', () => {
  const expire = (visit: Walk) => begun(answered(visit.fire('login'), over('expired')))

  it('is replaced without a word, and so often only', () => {
    const visit = shown()
    for (let codes = 0; codes < CODES_REPLACED_MAX; codes++) expire(visit)
    expect([visit.count('begin-login'), loginOf(visit)]).toMatchObject([6, { step: 'showing' }])
    answered(visit.fire('login'), over('expired'))
    expect([visit.count('begin-login'), loginOf(visit)]).toEqual([6, { step: 'paused' }])
    begun(visit.touch({ kind: 'phone-login' }))
    for (let codes = 0; codes < CODES_REPLACED_MAX; codes++) expire(visit)
    expect(loginOf(visit)).toMatchObject({ step: 'showing' })
    // What the server calls over itself needs no end.
    expect(visit.count('end-login')).toBe(0)
  })

  it('that the phone has said no to is over, and not replaced', () => {
    expect(loginOf(seen(shown(), over('declined')))).toEqual({ step: 'over', why: 'declined' })
  })

  it('is followed by no other where the server is away by then', () => {
    const visit = shown()
    const readiness = { ...READY, server: fault('server-unreachable') }
    visit.on({ kind: 'readiness-changed', settings: PHONE_SETTINGS, readiness })
    unanswered(visit.fire('login'))
    expect(visit.view.content).toMatchObject({ screen: 'out-of-service', fault: { code: 'server-unreachable' } })
    expect([visit.count('begin-login'), visit.count('end-login')]).toEqual([1, 1])
  })

  it('leaves the screen free when nobody wants another', () => {
    const visit = shown()
    for (let codes = 0; codes < CODES_REPLACED_MAX; codes++) expire(visit)
    answered(visit.fire('login'), over('expired')).fire('leave')
    expect(visit.view.content).toMatchObject({ screen: 'attract', started: false })
  })

  it('is not taken from a phone that scanned it in its last second', () => {
    const visit = answered(shown().fire('login'), SCANNED)
    expect(loginOf(visit)).toMatchObject({ step: 'scanned' })
    expect(visit.count('begin-login')).toBe(1)
  })

  it('has the time that the server still gives it', () => {
    const visit = answered(shown().fire('login'), SHOWN)
    expect(loginOf(visit)).toMatchObject({ step: 'showing' })
    expect(visit.view.countdown).toMatchObject({ totalMs: 30_000 })
    const done = answered(visit.fire('login'), { state: 'shown', withinMs: 0 })
    expect([done.count('begin-login'), done.count('end-login')]).toEqual([2, 1])
  })

  it('is not replaced on a machine that cannot print', () => {
    const visit = shown()
    visit.on({
      kind: 'readiness-changed',
      settings: PHONE_SETTINGS,
      readiness: { ...READY, printer: fault('printer-jam') },
    })
    expect(visit.view.content).toMatchObject({ screen: 'out-of-service', fault: { code: 'printer-jam' } })
    expect(visit.count('end-login')).toBe(1)
    const phone = scanned()
    phone.on({
      kind: 'readiness-changed',
      settings: PHONE_SETTINGS,
      readiness: { ...READY, printer: fault('printer-jam') },
    })
    expect(loginOf(phone)).toMatchObject({ step: 'scanned' })
  })
})

describe('a server that does not answer', () => {
  it('is said to be silent after a while, and is waited for until the time is over', () => {
    const visit = shown()
    for (const silent of [null, null, fault('server-unreachable')]) {
      unanswered(visit.fire('look'))
      expect(loginOf(visit)).toMatchObject({ step: 'showing', silent })
    }
    expect(loginOf(seen(visit, SHOWN))).toMatchObject({ step: 'showing', silent: null })
    unanswered(visit.fire('login'))
    expect(loginOf(visit)).toEqual({ step: 'opening' })
    visit.on({
      kind: 'login-not-begun',
      request: visit.last('begin-login')!.request,
      fault: fault('server-unreachable'),
    })
    expect(loginOf(visit)).toEqual({ step: 'cannot-begin', fault: fault('server-unreachable') })
    expect(loginOf(visit.touch({ kind: 'phone-login' }))).toEqual({ step: 'opening' })
  })

  it('ends what a phone went on with when its time is over, and is told so', () => {
    const visit = unanswered(scanned().fire('login'))
    expect(loginOf(visit)).toEqual({ step: 'over', why: 'expired' })
    expect(visit.count('end-login')).toBe(1)
    expect(loginOf(scanned().fire('login').fire('answer'))).toEqual({ step: 'over', why: 'expired' })
  })

  it('that never says whether there is a code is not waited for longer than for any answer', () => {
    const visit = opening().fire('answer')
    expect(loginOf(visit)).toEqual({ step: 'cannot-begin', fault: fault('server-slow') })
    // The code that comes after all is on no screen, and is not to be scanned either.
    begun(visit)
    expect(visit.last('end-login')?.login).toBe(visit.last('begin-login')!.request)
  })

  it('that has forgotten the login has ended it', () => {
    expect(loginOf(unanswered(scanned().fire('look'), fault('login-over')))).toEqual({ step: 'over', why: 'expired' })
  })

  it('does not send a visitor away whose phone goes on', () => {
    const visit = shown()
    const readiness = { ...READY, server: fault('server-unreachable') }
    expect(loginOf(visit.on({ kind: 'readiness-changed', settings: PHONE_SETTINGS, readiness }))).toMatchObject({
      step: 'showing',
    })
  })
})

describe('the digits', () => {
  it('are typed and taken back, and sent when all are there', () => {
    const visit = type(atDigits(), '284')
    stays(visit, typing => typing.fire('ask'))
    expect(visit.touch({ kind: 'confirm' }).count('confirm-login')).toBe(0)
    visit.touch({ kind: 'erase-digits', all: false })
    expect(loginOf(visit)).toMatchObject({ typed: '28' })
    type(visit, '99999')
    expect(loginOf(visit)).toMatchObject({ typed: '2899' })
    expect(loginOf(visit.touch({ kind: 'erase-digits', all: true }))).toMatchObject({ typed: '' })
  })

  it('are not asked about while they are being looked at, and can not be changed then', () => {
    const visit = confirming()
    expect(timersOf(visit.session).look).toBeUndefined()
    type(visit.touch({ kind: 'erase-digits', all: true }), '1')
    expect(loginOf(visit)).toMatchObject({ typed: '2846', busy: true })
    expect(visit.touch({ kind: 'confirm' }).count('confirm-login')).toBe(1)
  })

  it('that are wrong cost what the server says that they cost, and are typed anew', () => {
    const visit = refused(confirming(), fault('login-code-wrong'))
    expect(loginOf(visit)).toMatchObject({ typed: '', fault: { code: 'login-code-wrong' }, busy: false })
    // Asked right away, since the number of tries stands on the screen.
    expect(loginOf(answered(visit, wanted(2)))).toMatchObject({ triesLeft: 2, fault: { code: 'login-code-wrong' } })
    expect(loginOf(type(visit, '2'))).toMatchObject({ typed: '2', fault: null })
    expect(loginOf(seen(visit, wanted(1)))).toMatchObject({ typed: '2', triesLeft: 1 })
  })

  it('that are wrong once too often end it', () => {
    // The same wrong digits again are not another try: that it was the last one only the server knows.
    expect(loginOf(refused(confirming(1), fault('login-code-wrong')))).toMatchObject({ triesLeft: 1, busy: false })
    // And so is why it ended: tries may have been counted that the screen has not heard of yet.
    for (const why of ['tries-over', 'expired'] as const) {
      const visit = refused(confirming(2), fault('login-over'))
      expect(loginOf(visit)).toMatchObject({ step: 'code-wanted', busy: true })
      expect(loginOf(answered(visit, over(why)))).toEqual({ step: 'over', why })
    }
    expect(loginOf(unanswered(refused(confirming(2), fault('login-over'))))).toEqual({ step: 'over', why: 'expired' })
    expect(loginOf(refused(confirming().fire('login'), fault('login-over')))).toEqual({ step: 'over', why: 'expired' })
  })

  it('that nobody answers for stay, to be sent again', () => {
    const visit = refused(confirming(), fault('server-unreachable'))
    expect(loginOf(visit)).toMatchObject({ typed: '2846', triesLeft: 3, fault: { code: 'server-unreachable' } })
    expect(visit.touch({ kind: 'confirm' }).count('confirm-login')).toBe(2)
    expect(loginOf(confirming().fire('answer'))).toMatchObject({ typed: '2846', fault: { code: 'server-slow' } })
  })

  it('are good for their time only, and what they led to before it was over counts', () => {
    const late = confirming()
    const looks = late.count('look-at-login')
    expect(loginOf(late.fire('login'))).toMatchObject({ busy: true })
    expect(late.count('look-at-login')).toBe(looks)
    expect(atDigits().fire('login').count('look-at-login')).toBe(looks + 1)
    const visit = refused(confirming().fire('login'), fault('login-code-wrong'))
    expect(loginOf(visit)).toEqual({ step: 'over', why: 'expired' })
    const { request } = late.last('confirm-login')!
    expect(late.on({ kind: 'identity-confirmed', request, visitor: VISITOR }).view.content.screen).toBe('choosing')
  })

  it('of a person whom the records do not know end it in words, as a card does', () => {
    const unknown = refused(confirming(), fault('login-person-unknown'))
    expect(loginOf(unknown)).toEqual({ step: 'over', why: 'person-unknown' })
    const visit = refused(confirming(), fault('person-without-records'))
    expect(visit.view.content).toMatchObject({ screen: 'refused', fault: { code: 'person-without-records' } })
    expect(visit.count('end-login')).toBe(1)
  })
})

describe('another login is not this one', () => {
  it.each([
    ['begun', opening, { kind: 'login-begun', request: 99, url: URL, withinMs: 1 }, 'end-login'],
    ['not begun', opening, { kind: 'login-not-begun', request: 99, fault: fault('server-slow') }, null],
    ['seen', () => shown().fire('look'), { kind: 'login-seen', request: 99, state: SCANNED }, null],
    ['unseen', () => shown().fire('look'), { kind: 'login-unseen', request: 99, fault: fault('server-slow') }, null],
    ['refused', confirming, { kind: 'identity-refused', request: 99, fault: fault('login-over') }, null],
    ['confirmed', confirming, { kind: 'identity-confirmed', request: 99, visitor: VISITOR }, 'end-visit'],
  ] as const)('%s', (_, begin, event, effect) => {
    const visit = begin()
    const before = { view: visit.view, effects: visit.effects.length }
    expect(visit.on(event).view).toEqual(before.view)
    expect(visit.effects.slice(before.effects).map(({ kind }) => kind)).toEqual(effect ? [effect] : [])
  })
})

const STEPS = { opening, shown, scanned, atDigits, confirming }
const IS_OPEN = { opening: 0, shown: 1, scanned: 1, atDigits: 1, confirming: 1 } as const

describe.each(Object.keys(STEPS) as (keyof typeof STEPS)[])('a way out of %s', name => {
  const ended = IS_OPEN[name]

  it('is a card, which begins its own visit', () => {
    const visit = STEPS[name]().on({ kind: 'card-tapped', uid: CARD })
    expect(visit.view.content).toEqual({ screen: 'identifying', means: 'campus-card' })
    expect([visit.count('end-login'), visit.count('look-up-identity')]).toEqual([ended, 1])
  })

  it('is an ID card', () => {
    const visit = STEPS[name]().on({ kind: 'id-card-found' })
    expect(visit.view.content).toEqual({ screen: 'identifying', means: 'id-card' })
    expect(visit.count('end-login')).toBe(ended)
  })

  it('is back, to the other ways in and in the same language', () => {
    const visit = STEPS[name]().touch({ kind: 'set-language', language: 'en' }).touch({ kind: 'back' })
    expect(visit.view).toMatchObject({ language: 'en', content: { screen: 'attract', started: true } })
    expect(visit.count('end-login')).toBe(ended)
  })

  it('is the end', () => {
    const visit = STEPS[name]().touch({ kind: 'finish' })
    expect(visit.view.content).toMatchObject({ screen: 'attract', started: false })
    expect([visit.count('end-login'), visit.count('wipe')]).toEqual([ended, 1])
  })

  it('leads where the machine can go: out of service when it cannot serve any more', () => {
    const away = {
      kind: 'readiness-changed',
      settings: PHONE_SETTINGS,
      readiness: { ...READY, server: fault('server-slow') },
    } as const
    for (const act of [{ kind: 'back' }, { kind: 'finish' }] as const)
      expect(STEPS[name]().on(away).touch(act).view.content.screen).toBe('out-of-service')
    const tapped = STEPS[name]().on(away).on({ kind: 'card-tapped', uid: CARD })
    expect(tapped.view.content.screen).toBe('out-of-service')
    expect(tapped.count('end-login')).toBe(ended)
  })
})

describe('a code that is wanted again', () => {
  const declined = () => seen(scanned(), over('declined'))
  const withReadiness = (visit: Walk, readiness: Readiness, settings = PHONE_SETTINGS) =>
    visit.on({ kind: 'readiness-changed', settings, readiness })

  it('is fetched once, by the touch for it and by no other', () => {
    const visit = declined()
    visit.touch({ kind: 'start' }).touch({ kind: 'confirm' }).touch({ kind: 'stay' })
    expect(loginOf(visit)).toEqual({ step: 'over', why: 'declined' })
    visit.touch({ kind: 'phone-login' }).touch({ kind: 'phone-login' }).touch({ kind: 'start' })
    expect([visit.count('begin-login'), loginOf(visit)]).toEqual([2, { step: 'opening' }])
    stays(visit, opened => opened.on({ kind: 'identity-refused', request: 99, fault: fault('login-over') }))
  })

  it('is not fetched for a machine that can not serve, nor in a house that has ended that', () => {
    const away = withReadiness(declined(), { ...READY, server: fault('server-slow') })
    expect(away.touch({ kind: 'phone-login' }).view.content.screen).toBe('out-of-service')
    const ended = withReadiness(declined(), READY, SETTINGS)
    expect(ended.touch({ kind: 'phone-login' }).view.content).toMatchObject({ screen: 'attract', phoneLogin: false })
    expect([away.count('begin-login'), ended.count('begin-login')]).toEqual([1, 1])
  })
})

describe('somebody else', () => {
  it('whose card is not read takes nobody’s phone from them', () => {
    expect(loginOf(scanned().on({ kind: 'card-unreadable' }))).toMatchObject({ step: 'scanned' })
    const free = shown().on({ kind: 'card-unreadable' })
    expect(free.view.content).toMatchObject({ screen: 'attract', fault: { code: 'card-unreadable' } })
    expect(loginOf(scanned().on({ kind: 'id-card-unreadable' }))).toMatchObject({ step: 'scanned' })
    const laid = shown().on({ kind: 'id-card-unreadable' })
    expect(laid.view.content).toMatchObject({ screen: 'attract', fault: { code: 'id-card-unreadable' } })
  })

  it('whose ID card is read at once begins a visit', () => {
    const visit = shown().on({ kind: 'id-card-read', card: { idNumber: '11010119900307123X', name: '张三' } as IdCard })
    expect(visit.last('look-up-identity')?.means.kind).toBe('id-card')
  })

  it('who is known too late is known no more', () => {
    const visit = confirming()
    const { request } = visit.last('confirm-login')!
    visit.touch({ kind: 'back' }).on({ kind: 'identity-confirmed', request, visitor: VISITOR })
    expect(visit.last('end-visit')?.visitId).toBe(VISITOR.visitId)
  })
})

it.each<LoginEnd>(['declined', 'refused', 'person-unknown', 'away', 'tries-over', 'expired'])(
  'says that it is over: %s',
  why => {
    const visit = seen(scanned(), over(why))
    expect(loginOf(visit)).toEqual({ step: 'over', why })
    expect(visit.view.countdown?.kind).toBe('leave')
    expect(visit.count('end-login')).toBe(0)
    expect(loginOf(visit.touch({ kind: 'phone-login' }))).toEqual({ step: 'opening' })
  },
)
