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
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { createPasswords } from '../../ground/passwords/passwords.ts'
import { randomId } from '../../ground/random-id.ts'
import { createTries, waitAfter } from './log-in-tries.ts'

const SECOND_MS = 1_000
const DAY_MS = 24 * 3_600_000
const WRONG = 'not-the-otter-39'

describeOnStores('tries at a secret', store => {
  const many = (count: number) => Array.from({ length: count })

  it('are free five times, then wait 15 s and each time twice as long, up to an hour', async () => {
    expect([4, 5, 6, 7, 8, 12, 13, 14, 400].map(failures => waitAfter(failures, 5) / SECOND_MS)).toEqual([
      ...[0, 15, 30, 60, 120, 1_920, 3_600, 3_600, 3_600],
    ])
  })

  it('are counted before they are looked at: of many at once five get through', async () => {
    const world = await openAccountWorld(store())
    const tries = createTries(world.db, world.clock)
    const who = randomId()
    const answers = await Promise.all(many(60).map(() => tries.take([{ who, free: 5 }])))
    expect(answers.filter(answer => 'failures' in answer)).toHaveLength(5)
    expect(answers.find(answer => 'waitMs' in answer)).toEqual({ waitMs: 15 * SECOND_MS })
    await world.clock.advance(15 * SECOND_MS)
    expect(await tries.take([{ who, free: 5 }])).toEqual({ failures: [6] })
    expect(await tries.take([{ who, free: 5 }])).toEqual({ waitMs: 30 * SECOND_MS })
    await world.close()
  })

  it('take nothing from the one where the other has to wait', async () => {
    const world = await openAccountWorld(store())
    const tries = createTries(world.db, world.clock)
    const [full, other] = [randomId(), randomId()]
    for (const _ of many(5)) await tries.take([{ who: full, free: 5 }])
    const both = [
      { who: full, free: 5 },
      { who: other, free: 5 },
    ]
    for (const _ of many(9)) expect(await tries.take(both)).toHaveProperty('waitMs')
    expect(await tries.take([{ who: other, free: 5 }])).toEqual({ failures: [1] })
    await tries.giveBack(other)
    expect(await tries.take([{ who: other, free: 5 }])).toEqual({ failures: [1] })
    await tries.forget(full)
    expect(await tries.take(both)).toEqual({ failures: [1, 2] })
    await world.close()
  })

  it('shut nobody out for longer where the clock is set back, and are forgotten after a day', async () => {
    const world = await openAccountWorld(store())
    const tries = createTries(world.db, world.clock)
    const who = randomId()
    for (const _ of many(5)) await tries.take([{ who, free: 5 }])
    world.clock.setOffMs(-7 * DAY_MS)
    expect(await tries.take([{ who, free: 5 }])).toHaveProperty('failures')
    world.clock.setOffMs(0)
    await world.clock.advance(DAY_MS)
    expect(await tries.take([{ who, free: 5 }])).toEqual({ failures: [1] })
    await world.close()
  })
})

describeOnStores('logging in with an account', store => {
  let world: AccountWorld
  beforeAll(async () => {
    world = await openAccountWorld(store())
  })
  afterAll(() => world?.close())
  const fail = async (mail: string, times: number) => {
    const answers = []
    for (let at = 0; at < times; at++) answers.push(await world.logIn(world.browser(), mail, WRONG))
    return answers
  }

  it('answers alike for a wrong password, an unknown mailbox and one that is not active', async () => {
    const [active, pending, unknown] = [somebody().mail, somebody().mail, somebody().mail]
    await world.activeIn(world.browser(), active)
    await world.signUp(world.browser(), pending)
    const texts = []
    for (const mail of [active, pending, unknown]) {
      const password = mail === active ? WRONG : PASSWORD
      const page = await world.logIn(world.browser(), mail, password)
      expect([page.status, errorsIn(page), page.setCookies]).toEqual([403, ['E_LOGIN'], []])
      texts.push(page.text.replace(mail, ''))
    }
    expect(new Set(texts).size).toBe(1)
    // And alike to the end: an unknown one is shut like any other.
    for (const mail of [active, unknown])
      expect((await fail(mail, 5)).map(page => errorsIn(page)[0])).toEqual([
        ...['E_LOGIN', 'E_LOGIN', 'E_LOGIN', 'E_LOGIN'],
        'E_LOGIN_WAIT',
      ])
  })

  it('makes the right password wait too, over a restart, and says for how long', async () => {
    const { mail } = somebody()
    await world.activeIn(world.browser(), mail)
    await fail(mail, 5)
    await world.restart()
    const waits = await world.logIn(world.browser(), mail)
    expect([waits.status, errorsIn(waits)]).toEqual([429, ['E_LOGIN_WAIT']])
    expect(waits.text).toMatch(/Seconds to wait<\/span><\/dt><dd>15</)
    await world.clock.advance(15 * SECOND_MS)
    expect((await world.logIn(world.browser(), mail)).status).toBe(303)
    // What was before is forgotten then.
    await fail(mail, 4)
    expect((await world.logIn(world.browser(), mail)).status).toBe(303)
  })

  it('is written down once when it looks like guessing, under a pseudonym', async () => {
    const { mail } = somebody()
    await fail(mail, 5)
    for (const seconds of [15, 30, 60, 120]) {
      await world.clock.advance(seconds * SECOND_MS)
      await fail(mail, 1)
    }
    const rows = await world.db.selectFrom('audit').selectAll().where('event', '=', 'account-tries-many').execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(mail)
  })

  it('lets the holder in whose browser is known, whatever others try', async () => {
    const { mail } = somebody()
    const held = world.browser()
    await world.activeIn(held, mail)
    await fail(mail, 9)
    expect(errorsIn(await world.logIn(world.browser(), mail))).toEqual(['E_LOGIN_WAIT'])
    expect((await world.logIn(held, mail)).status).toBe(303)
    // A browser that is known of one mailbox has no tries to spare for another.
    const { mail: other } = somebody()
    await world.activeIn(world.browser(), other)
    await fail(other, 5)
    expect(errorsIn(await world.logIn(held, other))).toEqual(['E_LOGIN_WAIT'])
  })

  it('makes a hash of before anew while the password is there', async () => {
    const { mail } = somebody()
    await world.activeIn(world.browser(), mail)
    const older = await createPasswords('scrypt').hash(PASSWORD)
    await world.db.updateTable('account').set({ password: older }).execute()
    const held = world.browser()
    expect((await world.logIn(held, mail)).location).toBe('real-name')
    const rows = await world.db.selectFrom('account').select('password').execute()
    expect(rows.filter(({ password }) => password.startsWith('$argon2id$'))).toHaveLength(1)
    expect((await held.open(`${PUBLIC}/account/real-name`)).status).toBe(200)
  })

  it('begins a session on the web, with the account as its proof, where the browser wanted to go', async () => {
    const who = somebody()
    world.people.push(personOf(who))
    const held = world.browser()
    await world.namedIn(held, who.mail, who)
    const begun = await held.open(`${PUBLIC}/auth/begin?to=/p/records`)
    expect([begun.status, begun.location]).toEqual([303, '../account/log-in'])
    const back = await world.logIn(held, who.mail)
    expect(new URL(back.location!, back.url).pathname).toBe('/p/records')
    const session = await world.room().doors.sessions.use(held.cookie('session'))
    expect(session).toMatchObject({
      personId: world.people.at(-1)!.personId,
      proofs: [{ way: 'local-account', atMs: world.clock.now() }],
    })
    // Without a login that waits for it, it is one on the web as well.
    const fresh = world.browser()
    const straight = await world.logIn(fresh, who.mail)
    expect(new URL(straight.location!, straight.url).pathname).toBe('/p/')
  })

  it('at a kiosk goes from its code over the account to the digits', async () => {
    const who = somebody()
    world.people.push(personOf(who))
    await world.namedIn(world.browser(), who.mail, who)
    const terminalId = randomId()
    const place = { name_zh: '三号机', name_en: 'Kiosk 3', place_zh: '图书馆', place_en: 'Library' }
    const terminal = {
      ...place,
      public_key: terminalId,
      state: 'active',
      enrolled_at: new Date(world.clock.now()),
    } as const
    await world.db
      .insertInto('terminal')
      .values({ ...terminal, terminal_id: terminalId })
      .execute()
    const { logins } = world.room().doors
    const { login, url } = await logins!.begin(terminalId)
    const held = world.browser()
    const shown = await held.open(url)
    expect(shown.text).toContain('校外账号')
    const led = await held.post(new URL(url).pathname, { way: 'local-account' })
    expect(new URL(led.location!, led.url).pathname).toBe('/account/log-in')
    expect(await logins!.state(terminalId, login)).toMatchObject({ state: 'scanned' })
    expect(errorsIn(await world.logIn(held, who.mail, WRONG))).toEqual(['E_LOGIN'])
    const back = await world.logIn(held, who.mail)
    const digits = await held.open(new URL(back.location!, back.url).href)
    expect(digits.digits).toMatch(/^\d{4}$/)
    expect(held.cookie('session')).toBe('')
    expect(await logins!.confirm(terminalId, login, digits.digits!)).toMatchObject({
      ok: true,
      value: { personIds: [world.people.at(-1)!.personId], proof: { way: 'local-account' } },
    })
  })

  it('goes on without the password for half an hour, and says when it was typed', async () => {
    const who = somebody()
    world.people.push(personOf(who))
    const held = world.browser()
    await world.namedIn(held, who.mail, who)
    const typedAtMs = world.clock.now()
    await world.clock.advance(29 * 60 * SECOND_MS)
    expect((await held.open(`${PUBLIC}/account/log-in`)).text).toContain('s***@mailbox.example')
    expect((await held.post('/account/enter')).status).toBe(303)
    expect(await world.room().doors.sessions.use(held.cookie('session'))).toMatchObject({
      proofs: [{ atMs: typedAtMs }],
    })
    await world.clock.advance(2 * 60 * SECOND_MS)
    expect(await held.post('/account/enter')).toMatchObject({ location: 'log-in' })
  })

  it('keeps names, numbers, phones, passwords and tokens out of the log and out of the tables', async () => {
    const who = somebody({ name: '欧阳若曦' })
    world.people.push(personOf(who))
    const held = world.browser()
    await world.namedIn(held, who.mail, who)
    await world.logIn(held, who.mail, WRONG)
    await world.logIn(held, who.mail)
    const page = await held.open(`${PUBLIC}/account/sign-up`)
    const link = await world.linkTo(who.mail, 'activate')
    const secrets = [who.name, who.number, who.phone, who.mail, PASSWORD, WRONG, link.split('/').at(-1)!]
    const cookies = ['account', 'known', 'session'].map(name => held.cookie(name as 'login'))
    const logText = world.logged.join('\n')
    for (const secret of [...secrets, ...cookies, hiddenIn(page, 'token')]) {
      expect(secret.length).toBeGreaterThan(3)
      expect(logText).not.toContain(secret)
    }
    const tables = [
      'account',
      'account_sign_up',
      'account_code',
      'account_try',
      'account_password_link',
      'audit',
      'message',
    ] as const
    const rows = []
    for (const table of tables) rows.push(JSON.stringify(await world.db.selectFrom(table).selectAll().execute()))
    for (const secret of [...secrets, ...cookies]) expect(rows.join('\n')).not.toContain(secret)
  })
})
