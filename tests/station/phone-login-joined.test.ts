import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Campus, startCampus } from '../../demo/campus/campus.ts'
import { NOTABLE_PEOPLE } from '../../demo/university/notable.ts'
import { createCarry } from '../../main/station/carry.ts'
import { createLoginDesk } from '../../main/station/desk/logins.ts'
import { enrol } from '../../main/station/enrolment.ts'
import { trustOf } from '../../main/station/meet-server.ts'
import { createServerClient, type ServerClient } from '../../main/station/server-client.ts'
import { openTerminalKeys } from '../../main/station/terminal-key.ts'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { unwrap } from '../../src/result.ts'
import type { Effect } from '../../src/session/effect.ts'
import { type Walk, walk } from '../../src/session/fixture-walk.ts'
import { freeSession, READY } from '../../src/session/fixtures.ts'
import { openPhone } from '../peers/phone.ts'
import { type ServerWorld, startServerWorld } from '../peers/server-world.ts'

const PUBLIC = 'https://print.example.edu.cn'
const PLACE = { name: { zh: '一号机', en: 'Kiosk 1' }, place: { zh: '大厅', en: 'Hall' } }
const student = NOTABLE_PEOPLE.find(({ cardUid }) => cardUid === '04A1B2C3')!.person

let campus: Campus
let world: ServerWorld
let dataDir: string
let client: ServerClient
beforeAll(async () => {
  campus = await startCampus({ people: [], cas: { services: [`^${PUBLIC}/`] } })
  const server = { baseUrl: campus.cas!.baseUrl(), timeoutMs: 1_000 }
  const ways = { cas: { server, person: { attribute: 'employeeNumber' } } }
  world = await startServerWorld(null, { identity: { ways } })
  dataDir = mkdtempSync(join(tmpdir(), 'yinzheng-terminal-'))
  const { clock } = world
  const address = { baseUrl: world.base(), timeoutMs: 15_000, caPem: null }
  const { text } = await world.server().doors.terminals.createEnrolmentCode(PLACE)
  const key = openTerminalKeys(dataDir).current
  const { terminalId, server: facts } = unwrap(await enrol(address, dataDir, key, text, clock))
  const carry = createCarry(trustOf(address, facts!))
  client = createServerClient({ ...address, carry, key, serverKey: facts!.publicKey, terminalId, clock })
})
afterAll(async () => {
  await world?.close()
  await campus?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** A kiosk whose visit and whose desk are the real ones, on a free screen; `done` carries out what the visit has ordered since. */
async function kiosk() {
  const settings = unwrap(await client.call(TERMINAL_ROUTES.settings, {}))
  const visit = walk(freeSession()).on({ kind: 'readiness-changed', readiness: READY, settings })
  const post: Walk['on'] = event => visit.on(event)
  const desk = createLoginDesk({ client, clock: world.clock, post, closing: () => false })
  let carriedOut = visit.effects.length
  /** @param now whether an order is carried out now; else it is left for good */
  const done = async (now: (kind: Effect['kind']) => boolean = () => true) => {
    for (; carriedOut < visit.effects.length; carriedOut++) {
      const effect = visit.effects[carriedOut]!
      if (!now(effect.kind)) continue
      if (effect.kind === 'begin-login') await desk.begin(effect)
      else if (effect.kind === 'look-at-login') await desk.look(effect)
      else if (effect.kind === 'confirm-login') await desk.confirm(effect)
      else if (effect.kind === 'end-login') await desk.end(effect)
    }
  }
  visit.touch({ kind: 'phone-login' })
  await done()
  const look = async () => {
    visit.fire('look')
    await done()
    return loginOf(visit)
  }
  const type = async (code: string) => {
    visit.touch({ kind: 'erase-digits', all: true })
    for (const digit of code) visit.touch({ kind: 'type-digit', digit })
    visit.touch({ kind: 'confirm' })
    await done()
  }
  return { visit, done, look, type, url: urlOf(visit) }
}

const loginOf = ({ view: { content } }: Walk) => (content.screen === 'phone-login' ? content.login : null)
const urlOf = (visit: Walk) => {
  const login = loginOf(visit)
  if (login?.step !== 'showing') throw new Error(`no code is shown: ${JSON.stringify(visit.view.content)}`)
  return login.url
}

/** A phone that has scanned the code, with what sends it back from CAS. */
async function scan(url: string) {
  const phone = openPhone(world.base(), PUBLIC)
  await phone.open(url)
  const service = new URL(await phone.goOn('cas')).searchParams.get('service') ?? ''
  return { phone, service, logIn: async () => (await phone.open(campus.cas!.signIn(student.number, service))).digits! }
}

describe('a kiosk, its server and a phone', () => {
  it('lead from the code on the screen to the choice of who holds the phone', async () => {
    const { visit, look, type, url } = await kiosk()
    expect(loginOf(visit)).toMatchObject({ host: 'print.example.edu.cn' })
    expect(visit.view.countdown).toMatchObject({ kind: 'login', totalMs: 60_000 })
    expect(await look()).toMatchObject({ step: 'showing' })
    const { logIn } = await scan(url)
    expect(await look()).toEqual({ step: 'scanned', refused: null, silent: null })
    const digits = await logIn()
    expect(await look()).toMatchObject({ step: 'code-wanted', triesLeft: 3 })
    await type(digits)
    expect(visit.view).toMatchObject({ visitor: { name: { zh: '林**' } }, content: { screen: 'choosing' } })
  })

  it('agree on how many tries are left, and when it is over', async () => {
    const { visit, look, type, url } = await kiosk()
    const digits = await (await scan(url)).logIn()
    await look()
    const [first, second, third] = ['0000', '1111', '2222', '3333'].filter(code => code !== digits)
    await type(first!)
    expect(loginOf(visit)).toMatchObject({ triesLeft: 2, typed: '', fault: { code: 'login-code-wrong' } })
    await type(second!)
    await type(second!)
    expect(loginOf(visit)).toMatchObject({ triesLeft: 1 })
    await type(third!)
    expect(loginOf(visit)).toEqual({ step: 'over', why: 'tries-over' })
  })

  it('agree that it was one wrong try too many, also where it was typed before the kiosk had heard of the one before', async () => {
    const { visit, done, look, url } = await kiosk()
    const digits = await (await scan(url)).logIn()
    await look()
    const wrong = ['0000', '1111', '2222', '3333'].filter(one => one !== digits).slice(0, 3)
    for (const [at, code] of wrong.entries()) {
      visit.touch({ kind: 'erase-digits', all: true })
      for (const digit of code) visit.touch({ kind: 'type-digit', digit })
      visit.touch({ kind: 'confirm' })
      await done(kind => at === 2 || kind !== 'look-at-login')
    }
    expect(loginOf(visit)).toEqual({ step: 'over', why: 'tries-over' })
  })

  it.each([
    ['the person says no', '', 'declined'],
    ['the university’s login says no', '?ticket=ST-1-never-given-out', 'refused'],
    ['it is down', null, 'away'],
  ])('say what came of it on the phone where %s, and go on there', async (_, query, refused) => {
    const { look, type, visit, url } = await kiosk()
    const { phone, service } = await scan(url)
    if (query === null) campus.cas!.faults([{ kind: 'down', times: 9 }])
    const back = await phone.open(query === null ? campus.cas!.signIn(student.number, service) : `${service}${query}`)
    campus.cas!.faults([])
    expect(await look()).toMatchObject({ step: 'scanned', refused })
    const again = new URL(await phone.submit(back, 'cas')).searchParams.get('service') ?? ''
    expect(await look()).toMatchObject({ step: 'scanned', refused: null })
    const { digits } = await phone.open(campus.cas!.signIn(student.number, again))
    await look()
    await type(digits!)
    expect(visit.view.content.screen).toBe('choosing')
  })

  it('say it too where nobody tries again, and where the phone ends it', async () => {
    const { visit, done, look, url } = await kiosk()
    const { phone, service } = await scan(url)
    await phone.open(service)
    await look()
    await world.clock.advance(5 * 60_000)
    visit.fire('login')
    await done()
    expect(loginOf(visit)).toEqual({ step: 'over', why: 'declined' })
    const other = await kiosk()
    const { phone: held, logIn } = await scan(other.url)
    await logIn()
    await held.post('/q/stop')
    expect(await other.look()).toEqual({ step: 'over', why: 'declined' })
  })

  it('go on with a new code when nobody scanned the one before', async () => {
    const { visit, done, url } = await kiosk()
    await world.clock.advance(60_000)
    visit.fire('login')
    await done()
    expect(urlOf(visit)).not.toBe(url)
    expect((await openPhone(world.base(), PUBLIC).open(url)).status).toBe(410)
    await scan(urlOf(visit))
  })

  it('end what the visitor leaves: the phone that comes back finds it over', async () => {
    const { visit, done, look, url } = await kiosk()
    const { logIn } = await scan(url)
    await look()
    visit.touch({ kind: 'back' })
    await done()
    expect(await logIn()).toBeNull()
  })
})
