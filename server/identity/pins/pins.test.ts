import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Campus, startCampus } from '../../../demo/campus/campus.ts'
import { NOTABLE_PEOPLE } from '../../../demo/university/notable.ts'
import { cardPinSchema, visitorSchema } from '../../../src/contract/terminals-api.ts'
import { fakeClock } from '../../../src/fake-clock.ts'
import { personOf, somebody } from '../../../tests/peers/account-world.ts'
import { openPhone } from '../../../tests/peers/phone.ts'
import { enrolKiosk, type KioskDouble, type ServerWorld, startServerWorld } from '../../../tests/peers/server-world.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { createPasswords } from '../../ground/passwords/passwords.ts'
import { type CardPins, createCardPins } from './card-pins.ts'
import { pinFlaw } from './pin-rules.ts'
import { readPepper } from './pin-settings.ts'

const owner = { bornOn: '1990-03-07', number: 'U2009583146', idNumber: '11010519900307101X' }
const PIN = '740263'
const notProvenSchema = z.object({ notProven: cardPinSchema })
const MINUTE_MS = 60_000

describe('six digits', () => {
  it.each([
    ...[
      ['74026', 'form'],
      ['7402631', 'form'],
      ['74026a', 'form'],
      ['７４０２６３', 'form'],
    ],
    ...[
      ['000000', 'simple'],
      ['121212', 'simple'],
      ['738738', 'simple'],
      ['123456', 'simple'],
      ['654321', 'simple'],
    ],
    ...[
      ['890123', 'simple'],
      ['246802', 'simple'],
      ['774477', 'simple'],
    ],
    ...[
      ['900307', 'personal'],
      ['070390', 'personal'],
      ['030790', 'personal'],
      ['199003', 'personal'],
    ],
    ...[
      ['583146', 'personal'],
      ['110105', 'personal'],
      ['307101', 'personal'],
    ],
  ])('are refused where they would be guessed: %s is %s', (pin, flaw) => {
    expect(pinFlaw(pin!, [owner])).toBe(flaw)
  })

  it.each([PIN, '110293', '918273'])('may be others: %s', pin => expect(pinFlaw(pin, [owner])).toBeNull())
})

describeOnStores('the digits of a campus card', store => {
  const open = (pepper = randomBytes(32)) => {
    const clock = fakeClock()
    const parts = { db: store().db, clock, passwords: createPasswords() }
    const people = [personOf(somebody())]
    const fresh = () => [{ way: 'cas', atMs: clock.now() }] as const
    return { ...parts, pins: createCardPins({ ...parts, pepper }), people, personId: people[0]!.personId, fresh }
  }
  const saidOf = (answer: Awaited<ReturnType<CardPins['check']>>) =>
    answer.ok ? 'right' : answer.error.state === 'ready' ? answer.error.triesLeft : answer.error.state

  it('are set after the university’s login of the last ten minutes, and by nothing less', async () => {
    const { pins, people, personId, fresh, clock } = open()
    const proofs = fresh()
    await clock.advance(11 * MINUTE_MS)
    expect(await pins.set(people, proofs, PIN)).toBe('login-needed')
    expect(await pins.set(people, [{ way: 'local-account', atMs: clock.now() }], PIN)).toBe('login-needed')
    expect(await pins.set(people, fresh(), '123456')).toBe('simple')
    expect(saidOf(await pins.check(personId, PIN, 't'))).toBe('unset')
    expect(await pins.set(people, fresh(), PIN)).toBeNull()
    expect(await pins.standing(personId)).toEqual({ state: 'ready', triesLeft: 5 })
    expect(await pins.isSet([personId])).toBe(true)
    expect(await pins.check(personId, PIN, 't')).toEqual({
      ok: true,
      value: { way: 'campus-card-pin', atMs: clock.now() },
    })
    await pins.remove([personId])
    expect(saidOf(await pins.check(personId, PIN, 't'))).toBe('unset')
  })

  it('have five tries, also for those made at once, and are then opened by setting them alone', async () => {
    const { pins, people, personId, fresh } = open()
    await pins.set(people, fresh(), PIN)
    for (const left of [4, 3, 2, 1]) expect(saidOf(await pins.check(personId, '000001', 't'))).toBe(left)
    expect(saidOf(await pins.check(personId, PIN, 't'))).toBe('right')
    const tries = await Promise.all(Array.from({ length: 12 }, () => pins.check(personId, '000001', 't')))
    expect(tries.map(saidOf).filter(said => said !== 'locked')).toHaveLength(4)
    expect(saidOf(await pins.check(personId, PIN, 't'))).toBe('locked')
    expect(await pins.standing(personId)).toEqual({ state: 'locked' })
    await pins.set(people, fresh(), PIN)
    expect(saidOf(await pins.check(personId, PIN, 't'))).toBe('right')
  })

  it('are worth nothing to who has the database without the pepper, nor in another row', async () => {
    const { pins, people, personId, fresh, db } = open()
    await pins.set(people, fresh(), PIN)
    const { pin } = await db
      .selectFrom('card_pin')
      .select('pin')
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow()
    expect(pin).toMatch(/^\$argon2id\$/)
    expect(await createPasswords().check(PIN, pin)).toMatchObject({ isRight: false })
    const [other] = [open()]
    await other.pins.set(other.people, other.fresh(), '918273')
    await db.updateTable('card_pin').set({ pin }).where('person_id', '=', other.personId).execute()
    expect(saidOf(await pins.check(other.personId, PIN, 't'))).toBe(4)
    expect(saidOf(await pins.check(personId, PIN, 't'))).toBe('right')
  })
})

describe('the digits of a campus card, on the web and at a kiosk', () => {
  const PUBLIC = 'https://print.example.edu.cn'
  const { person } = NOTABLE_PEOPLE.find(({ cardUid }) => cardUid === '04A1B2C3')!
  let campus: Campus
  let world: ServerWorld
  let kiosk: KioskDouble
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yinzheng-pepper-'))
    const pepperFile = join(folder, 'pepper.txt')
    await writeFile(pepperFile, `${randomBytes(32).toString('hex')}\n`)
    campus = await startCampus({ cas: { services: [`^${PUBLIC}/`] } })
    const ways = { cas: { server: { baseUrl: campus.cas!.baseUrl() }, person: { attribute: 'employeeNumber' } } }
    world = await startServerWorld(null, { identity: { ways, cardPin: { pepperFile } } })
    kiosk = await enrolKiosk(world)
  })
  afterAll(async () => {
    await world?.close()
    await campus?.close()
    await rm(folder, { recursive: true, force: true })
  })
  const notProven = ({ json }: { json: unknown }) => notProvenSchema.parse(json).notProven
  const visit = async () => {
    const means = { kind: 'campus-card', uid: '04A1B2C3' }
    return visitorSchema.parse((await kiosk.post('/v1/visits', { means })).json).visitId
  }
  const prove = (visitId: string, pin: string) => kiosk.post(`/v1/visits/${visitId}/pin`, { pin })

  it('make a visit by card one that is known more surely', async () => {
    const held = openPhone(world.base(), PUBLIC)
    const refused = await held.open(`${PUBLIC}/pin`)
    expect([refused.status, refused.text]).toEqual([401, expect.stringContaining('href="auth/begin?to=%2Fpin"')])
    const led = new URL((await held.open(`${PUBLIC}/auth/begin?way=cas&to=%2Fpin`)).location!)
    const back = await held.open(campus.cas!.signIn(person.number, led.searchParams.get('service')!))
    expect(new URL(back.location!, back.url).pathname).toBe('/pin')
    const id = await visit()
    expect(notProven(await prove(id, PIN))).toEqual({ state: 'unset' })
    expect((await held.post('/pin', { pin: PIN, repeat: PIN }, 'cross-site')).status).toBe(403)
    for (const [pin, repeat] of [
      ['123456', '123456'],
      [person.number.slice(-6), person.number.slice(-6)],
      [PIN, '740264'],
    ] as const)
      expect((await held.post('/pin', { pin, repeat })).status, pin).toBe(400)
    expect((await held.post('/pin', { pin: PIN, repeat: PIN })).text).toContain('已设置')

    expect(notProven(await prove(id, '000001'))).toEqual({ state: 'ready', triesLeft: 4 })
    expect(visitorSchema.parse((await prove(id, PIN)).json).visitId).toBe(id)
    await kiosk.post('/v1/documents', { visitId: id, kind: 'transcript', edition: 'zh' })
    expect(world.issuer.requests.at(-1)?.subject.known).toMatchObject({
      proofs: [{ way: 'campus-card' }, { way: 'campus-card-pin' }],
    })
    for (const secret of [PIN, id]) expect(world.logged.join('\n')).not.toContain(secret)
    expect((await held.post('/pin/remove')).text).toContain('已取消')
    expect(notProven(await prove(await visit(), PIN))).toEqual({ state: 'unset' })
  })

  it('have five tries at however many kiosks at once, also where the server is started again between', async () => {
    const held = openPhone(world.base(), PUBLIC)
    const led = new URL((await held.open(`${PUBLIC}/auth/begin?way=cas&to=%2Fpin`)).location!)
    await held.open(campus.cas!.signIn(person.number, led.searchParams.get('service')!))
    expect((await held.post('/pin', { pin: PIN, repeat: PIN })).text).toContain('已设置')
    const kiosks = [kiosk, await enrolKiosk(world), await enrolKiosk(world)]
    const means = { kind: 'campus-card', uid: '04A1B2C3' }
    const begun = await Promise.all(kiosks.map(one => one.post('/v1/visits', { means })))
    const visitIds = begun.map(({ json }) => visitorSchema.parse(json).visitId)
    /** So many wrong digits at each of them at the same moment; how many tries were left after each. */
    const wrongAtOnce = async (times: number) => {
      const tries = kiosks.flatMap((one, at) =>
        Array.from({ length: times }, (_, n) => one.post(`/v1/visits/${visitIds[at]}/pin`, { pin: `00${at}0${n}1` })),
      )
      return (await Promise.all(tries))
        .map(notProven)
        .map(said => (said.state === 'ready' ? said.triesLeft : said.state))
    }
    expect((await wrongAtOnce(1)).sort()).toEqual([2, 3, 4])
    await world.restart()
    const after = await wrongAtOnce(3)
    expect(after.filter(left => left !== 'locked')).toEqual([1])
    for (const [at, one] of kiosks.entries())
      expect(notProven(await one.post(`/v1/visits/${visitIds[at]}/pin`, { pin: PIN }))).toEqual({ state: 'locked' })
  })

  it('need a pepper that nobody guesses', async () => {
    const pepperFile = join(folder, 'short.txt')
    await writeFile(pepperFile, 'short\n')
    await expect(readPepper({ pepperFile })).rejects.toThrow('32 random characters')
  })
})
