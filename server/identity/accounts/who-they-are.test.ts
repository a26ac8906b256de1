import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  type AccountWorld,
  errorsIn,
  hiddenIn,
  openAccountWorld,
  PUBLIC,
  personOf,
  somebody,
} from '../../../tests/peers/account-world.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { CODE_MS, TEXT_EVERY_MS } from './account-rules.ts'

describeOnStores('who the person of an account is', store => {
  let world: AccountWorld
  beforeAll(async () => {
    world = await openAccountWorld(store())
  })
  afterAll(() => world?.close())
  const pathOf = ({ location, url }: { location: string | null; url: string }) =>
    location === null ? null : new URL(location, url).pathname
  const yes = '/account/real-name/yes'

  it('is said in a form, repeated whole with digits of a text, and stays with the press of yes', async () => {
    const who = somebody()
    world.people.push(personOf(who))
    const held = world.browser()
    await world.activeIn(held, who.mail)
    const page = await world.sayName(held, who)
    for (const said of [who.name, who.number, '1990-03-07', who.phone, '居民身份证']) expect(page.text).toContain(said)
    expect(page.text).toContain('确认提交')
    const code = await world.codeTo(who.phone)
    expect(code).toMatch(/^\d{6}$/)
    const rows = await world.db.selectFrom('account').selectAll().where('named_at', 'is', null).execute()
    expect(rows.length).toBeGreaterThan(0)
    // Pressed twice, it is kept once, and whoever presses reads that it is kept.
    const pressed = () => held.post(yes, { draft: hiddenIn(page, 'draft'), code })
    for (const done of [...(await Promise.all([pressed(), pressed(), pressed()])), await pressed()])
      expect([done.status, done.text]).toEqual([200, expect.stringContaining('实名信息已保存')])
    expect(pathOf(await held.post('/account/enter'))).toBe('/p/')
    // What stays, stays: also for who sends the form again.
    for (const path of ['/account/real-name', '/account/real-name/again', '/account/real-name/change']) {
      const again = await held.post(path, { ...who, draft: hiddenIn(page, 'draft'), code })
      expect([again.status, errorsIn(again)], path).toEqual([409, ['E_IMMUTABLE']])
    }
  })

  it('cannot change the document, not even in the database', async () => {
    const who = somebody()
    await world.namedIn(world.browser(), who.mail, who)
    const change = world.db.updateTable('account').set({ number_key: 'another' }).where('number_key', 'is not', null)
    await expect(change.execute()).rejects.toThrow(/stay as they are/)
  })

  it('is shown again with every fault named, and what was typed', async () => {
    const who = somebody()
    const held = world.browser()
    await world.activeIn(held, who.mail)
    const page = await world.sayName(held, { ...who, name: 'Lin', number: '123', phone: '010-123' })
    expect([page.status, errorsIn(page)]).toEqual([400, ['E_NAME', 'E_IDNO_CHECK', 'E_PHONE']])
    expect(page.text).toContain('value="Lin"')
    expect(await world.textsTo(who.phone)).toEqual([])
    const said = await world.sayName(held, who)
    const change = await held.post('/account/real-name/change', { draft: hiddenIn(said, 'draft') })
    expect([change.status, change.text]).toEqual([200, expect.stringContaining(`value="${who.number}"`)])
  })

  it('needs the right digits within five minutes, and five wrong ones burn them', async () => {
    const who = somebody()
    const held = world.browser()
    await world.activeIn(held, who.mail)
    const page = await world.sayName(held, who)
    const draft = hiddenIn(page, 'draft')
    const first = await world.codeTo(who.phone)
    const wrong = first === '000000' ? '000001' : '000000'
    for (let at = 0; at < 5; at++) expect(errorsIn(await held.post(yes, { draft, code: wrong }))).toEqual(['E_SMS'])
    expect(errorsIn(await held.post(yes, { draft, code: first }))).toEqual(['E_SMS'])

    expect(errorsIn(await held.post('/account/real-name/again', { draft }))).toEqual(['E_SMS_WAIT'])
    await world.clock.advance(TEXT_EVERY_MS)
    expect(errorsIn(await held.post('/account/real-name/again', { draft }))).toEqual([])
    const second = await world.codeTo(who.phone)
    await world.clock.advance(CODE_MS)
    expect(errorsIn(await held.post(yes, { draft, code: second }))).toEqual(['E_SMS'])
    await held.post('/account/real-name/again', { draft })
    const third = await world.codeTo(who.phone)
    expect((await held.post(yes, { draft, code: ` ${third.slice(0, 3)} ${third.slice(3)}` })).status).toBe(200)
  })

  it('has a place for the digits also after a second tap, and after something was changed', async () => {
    const who = somebody()
    const held = world.browser()
    await world.activeIn(held, who.mail)
    const pages = await Promise.all([world.sayName(held, who), world.sayName(held, { ...who, name: '林清扬' })])
    expect(pages.flatMap(errorsIn)).toEqual(['E_SMS_WAIT'])
    expect(await world.textsTo(who.phone)).toHaveLength(1)
    const late = pages.find(page => errorsIn(page).length > 0)!
    const done = await held.post(yes, { draft: hiddenIn(late, 'draft'), code: await world.codeTo(who.phone) })
    expect([done.status, done.text]).toEqual([200, expect.stringContaining('实名信息已保存')])
  })

  it('causes five texts an hour to a number, and ten from one address', async () => {
    const [one, two] = [somebody(), somebody()]
    const held = world.browser()
    await world.clock.advance(3_600_000)
    await world.activeIn(held, one.mail)
    for (let at = 0; at < 5; at++) {
      expect(errorsIn(await world.sayName(held, one))).toEqual([])
      await world.clock.advance(TEXT_EVERY_MS)
    }
    expect(errorsIn(await world.sayName(held, one))).toEqual(['E_SMS_MAX'])
    expect(await world.textsTo(one.phone)).toHaveLength(5)
    const asked = []
    for (let at = 0; at < 6; at++) {
      asked.push(...errorsIn(await world.sayName(held, { ...one, phone: somebody().phone })))
    }
    expect(asked).toEqual(['E_SMS_MAX', 'E_SMS_MAX'])
    expect(errorsIn(await world.sayName(held, two))).toEqual(['E_SMS_MAX'])
    await world.clock.advance(3_600_000)
  })

  it('needs no phone where the mailbox is one of a university', async () => {
    const who = somebody({ mail: `lin${Date.now()}@mail.example.edu.cn`, phone: '' } as never)
    const held = world.browser()
    await world.activeIn(held, who.mail)
    expect((await held.open(`${PUBLIC}/account/real-name`)).text).not.toContain('name="phone"')
    const page = await world.sayName(held, who)
    expect(page.text).not.toContain('name="code"')
    expect((await held.post(yes, { draft: hiddenIn(page, 'draft') })).status).toBe(200)
    // A draft of one account is worth nothing in another, and cannot be made up.
    const other = somebody()
    const stranger = world.browser()
    await world.activeIn(stranger, other.mail)
    for (const draft of [hiddenIn(page, 'draft'), 'x'])
      expect(pathOf(await stranger.post(yes, { draft }))).toBe('/account/real-name')
    expect(errorsIn(await world.sayName(stranger, { ...other, phone: '' }))).toEqual(['E_PHONE'])
  })

  it('has one account a document', async () => {
    const who = somebody()
    await world.namedIn(world.browser(), who.mail, who)
    const { mail, phone } = somebody()
    const held = world.browser()
    const page = await world.namedIn(held, mail, { ...who, phone })
    expect([page.status, errorsIn(page)]).toEqual([409, ['E_IDNO_TAKEN']])
    expect(page.text).toContain('user-name')
  })

  it('is known to the register by document and name together, in each of its registers', async () => {
    const who = somebody({ name: '艾力·买买提' })
    world.people.push(personOf({ ...who, name: '艾力•买买提' }), personOf(who, { nameZh: '林知远' }), personOf(who))
    world.people.push(personOf({ ...somebody(), name: who.name }))
    const held = world.browser()
    await world.namedIn(held, who.mail, who)
    await held.post('/account/enter')
    const [first, , third] = world.people.slice(-4)
    expect(await world.room().doors.sessions.use(held.cookie('session'))).toMatchObject({
      personIds: [first!.personId, third!.personId],
      hasChosen: false,
    })
  })

  it('is not known by a number of another kind of document, where the register says which', async () => {
    const passport = { idType: 'passport', number: 'H12345678', bornOn: '1990-03-07' }
    const [who, other] = [somebody(passport), somebody({ ...passport, number: 'H12345679' })]
    world.people.push(personOf(who, { idType: 'hk-macau-taiwan-permit' }), personOf(other, { idType: 'passport' }))
    const [held, theirs] = [world.browser(), world.browser()]
    await world.namedIn(held, who.mail, who)
    await world.namedIn(theirs, other.mail, other)
    expect(pathOf(await held.post('/account/enter'))).toBe('/account')
    expect(pathOf(await theirs.post('/account/enter'))).toBe('/p/')
  })

  it('waits for the registry’s word where nobody fits, says what to do, and may correct the name three times', async () => {
    const who = somebody({ name: '林知元' })
    world.people.push(personOf({ ...who, name: '林知远' }))
    const held = world.browser()
    await world.namedIn(held, who.mail, who)
    // Before the register was asked nobody says that it knows nobody.
    expect((await held.open(`${PUBLIC}/account`)).text).not.toContain('没有找到您')
    expect(pathOf(await held.post('/account/enter'))).toBe('/account')
    const waits = await held.open(`${PUBLIC}/account`)
    expect(waits.text).toMatch(/学校的数据里没有找到您[\s\S]*010-0000 0000/)
    expect(waits.text).not.toContain(who.number)
    expect(errorsIn(await held.post('/account/name', { name: 'Lin' }))).toEqual(['E_NAME'])
    for (const name of ['林之远', '林志远', '林知远'])
      expect(pathOf(await held.post('/account/name', { name })), name).toBe('/account')
    expect(errorsIn(await held.post('/account/name', { name: '林知园' }))).toEqual(['E_NAME_LIMIT'])
    expect((await held.open(`${PUBLIC}/account`)).text).not.toContain('action="account/name"')
    expect(pathOf(await held.post('/account/enter'))).toBe('/p/')
  })

  it('cannot correct the name once the register knows the person', async () => {
    const who = somebody()
    world.people.push(personOf(who))
    const held = world.browser()
    await world.namedIn(held, who.mail, who)
    await held.post('/account/enter')
    expect(errorsIn(await held.post('/account/name', { name: '林知元' }))).toEqual(['E_NAME_LIMIT'])
    // A correction that did come through would be seen here.
    expect(pathOf(await held.post('/account/enter'))).toBe('/p/')
  })

  it('is asked for again while the register is away', async () => {
    const who = somebody()
    world.people.push(personOf(who))
    const held = world.browser()
    await world.namedIn(held, who.mail, who)
    world.register.isAway = true
    const away = await held.post('/account/enter')
    expect([away.status, away.text]).toEqual([503, expect.stringContaining('暂时查不到')])
    world.register.isAway = false
    expect(pathOf(await held.post('/account/enter'))).toBe('/p/')
  })
})

describeOnStores('a site that sends no texts', store => {
  it('takes mailboxes of universities, and tells the others', async () => {
    const world = await openAccountWorld(store(), { sendsTexts: false })
    const who = somebody()
    const held = world.browser()
    await world.activeIn(held, who.mail)
    expect(errorsIn(await world.sayName(held, who))).toEqual(['E_NO_SMS'])
    await world.close()
  })
})
