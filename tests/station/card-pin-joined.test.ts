import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Campus, startCampus } from '../../demo/campus/campus.ts'
import { NOTABLE_PEOPLE } from '../../demo/university/notable.ts'
import { createPinDesk } from '../../main/station/desk/card-pin.ts'
import { identityEvent } from '../../main/station/identity-event.ts'
import type { CardUid } from '../../src/contract/ids.ts'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { unwrap } from '../../src/result.ts'
import { type Walk, walk } from '../../src/session/fixture-walk.ts'
import { freeSession, READY } from '../../src/session/fixtures.ts'
import { type JoinedTerminal, joinTerminal } from '../peers/joined-terminal.ts'
import { openPhone } from '../peers/phone.ts'
import { type ServerWorld, startServerWorld } from '../peers/server-world.ts'

const PUBLIC = 'https://print.example.edu.cn'
const UID = '04A1B2C3' as CardUid
const PIN = '740263'
const WRONG = '918273'
const { person } = NOTABLE_PEOPLE.find(({ cardUid }) => cardUid === UID)!

let campus: Campus
let world: ServerWorld
let terminal: JoinedTerminal
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yinzheng-pepper-'))
  const pepperFile = join(folder, 'pepper.txt')
  writeFileSync(pepperFile, `${randomBytes(32).toString('hex')}\n`)
  campus = await startCampus({ cas: { services: [`^${PUBLIC}/`] } })
  const ways = { cas: { server: { baseUrl: campus.cas!.baseUrl() }, person: { attribute: 'employeeNumber' } } }
  world = await startServerWorld(null, { identity: { ways, cardPin: { pepperFile } } })
  world.issuer.wanted = new Map([['enrolment-proof', { level: 'A2', withinMinutes: null }]])
  terminal = await joinTerminal(world)
})
afterAll(async () => {
  await world?.close()
  await campus?.close()
  terminal?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Somebody who has just logged in on a phone. */
async function phone() {
  const held = openPhone(world.base(), PUBLIC)
  const led = new URL((await held.open(`${PUBLIC}/auth/begin?way=cas`)).location!)
  await held.open(campus.cas!.signIn(person.number, led.searchParams.get('service')!))
  return held
}
const setOnPhone = async (pin = PIN) => (await phone()).post('/pin', { pin, repeat: pin })

/** A kiosk whose visit and whose desk are the real ones; `done` carries out what the visit has ordered since. */
async function kiosk() {
  const settings = unwrap(await terminal.client().call(TERMINAL_ROUTES.settings, {}))
  const visit = walk(freeSession()).on({ kind: 'readiness-changed', readiness: READY, settings })
  const post: Walk['on'] = event => visit.on(event)
  let carriedOut = visit.effects.length
  const done = async () => {
    for (; carriedOut < visit.effects.length; carriedOut++) {
      const effect = visit.effects[carriedOut]!
      const client = terminal.client()
      if (effect.kind === 'look-up-identity')
        post(identityEvent(effect.request, await client.call(TERMINAL_ROUTES.identify, { means: effect.means })))
      else if (effect.kind === 'prove-pin') await createPinDesk({ client, post }).prove(effect)
    }
  }
  visit.on({ kind: 'card-tapped', uid: UID })
  await done()
  const type = async (pin: string) => {
    visit.touch({ kind: 'erase-digits', all: true })
    for (const digit of pin) visit.touch({ kind: 'type-digit', digit })
    visit.touch({ kind: 'confirm' })
    await done()
    return pinOf(visit)
  }
  /** Chooses the document that asks for the digits. */
  const choose = () => {
    const { content } = visit.view
    const offers = content.screen === 'choosing' ? content.offers : []
    visit.touch({ kind: 'select-offer', index: offers.findIndex(({ opensWithPin }) => opensWithPin) })
    visit.touch({ kind: 'preview' })
    return pinOf(visit)
  }
  return { visit, type, choose }
}
const pinOf = ({ view: { content } }: Walk) => (content.screen === 'card-pin' ? content.pin : null)

describe('the digits of a campus card, at a kiosk and the real server', () => {
  beforeEach(async () => {
    await (await phone()).post('/pin/remove')
  })

  it('are set on the phone while the kiosk waits, typed there, and open the document that was chosen', async () => {
    const { visit, choose, type } = await kiosk()
    expect(visit.view.content).toMatchObject({
      screen: 'choosing',
      offers: [
        { kind: 'transcript', opensWithPin: false },
        { kind: 'transcript', opensWithPin: false },
        { kind: 'enrolment-proof', opensWithPin: true },
      ],
    })
    expect(choose()).toEqual({ step: 'unset' })
    expect(visit.view.content).toMatchObject({ page: { url: `${PUBLIC}/pin` } })
    expect((await setOnPhone()).text).toContain('已设置')
    visit.touch({ kind: 'confirm' })
    expect(await type(WRONG)).toMatchObject({ step: 'typing', triesLeft: 4, isWrong: true })
    expect(await type(PIN)).toBeNull()
    expect(visit.view.content.screen).toBe('preparing')
    const { visitId, documentKind: kind, edition } = visit.last('prepare-document')!
    unwrap(await terminal.client().call(TERMINAL_ROUTES.prepare, { visitId, kind, edition }))
    expect(world.issuer.requests.at(-1)?.subject.known).toMatchObject({
      proofs: [{ way: 'campus-card' }, { way: 'campus-card-pin' }],
    })
    for (const digits of [PIN, WRONG]) expect(world.logged.join('\n')).not.toContain(digits)
  })

  it('are not to be gone round: the document is refused to the card alone', async () => {
    await setOnPhone()
    const { visit } = await kiosk()
    const { visitId } = visit.session.stage.kind === 'choosing' ? visit.session.stage.visitor : { visitId: '' as never }
    const wish = { visitId, kind: 'enrolment-proof', edition: 'zh' }
    const answer = await terminal.client().call(TERMINAL_ROUTES.prepare, wish)
    expect(answer).toMatchObject({ ok: false, error: { fault: { code: 'document-unavailable' } } })
  })

  it('have five tries at all kiosks and over a restart together, and are opened by setting them anew', async () => {
    await setOnPhone()
    const first = await kiosk()
    first.choose()
    expect(await first.type(WRONG)).toMatchObject({ triesLeft: 4 })
    expect(await first.type(WRONG)).toMatchObject({ triesLeft: 3 })
    await world.restart()
    const second = await kiosk()
    expect(second.choose()).toMatchObject({ step: 'typing', triesLeft: 3, isWrong: false })
    expect(await second.type(WRONG)).toMatchObject({ triesLeft: 2 })
    expect(await first.type(WRONG)).toMatchObject({ triesLeft: 1 })
    expect(await second.type(WRONG)).toEqual({ step: 'locked' })
    expect(await first.type(PIN)).toEqual({ step: 'locked' })
    expect((await kiosk()).choose()).toEqual({ step: 'locked' })
    await setOnPhone()
    second.visit.touch({ kind: 'confirm' })
    expect(await second.type(PIN)).toBeNull()
    expect(second.visit.view.content.screen).toBe('preparing')
  })
})
