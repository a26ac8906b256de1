import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { NOTABLE_PEOPLE } from '../../demo/university/notable.ts'
import { PEOPLE_ROUTES, personPageSchema } from '../../src/contract/people-api.ts'
import { PEOPLE_LISTS_ROUTES } from '../../src/contract/people-lists-api.ts'
import { maskNumber } from '../../src/rules/masking.ts'
import { AFFAIRS } from '../../tests/peers/approvals-world.ts'
import { enrolKiosk, type KioskDouble, type ServerWorld, startServerWorld } from '../../tests/peers/server-world.ts'
import type { StaffBrowser } from '../../tests/peers/staff-browser.ts'
import { createStaffPeople, type StaffPerson } from '../../tests/peers/staff-people.ts'

const PUBLIC = 'https://print.example.edu.cn'
const { person, cardUid } = NOTABLE_PEOPLE[0]!

let world: ServerWorld
let kiosk: KioskDouble
let registrar: StaffPerson
let operator: StaffPerson
let auditor: StaffPerson
beforeAll(async () => {
  world = await startServerWorld(null)
  kiosk = await enrolKiosk(world)
  const people = createStaffPeople(world, PUBLIC)
  registrar = await people.invited('registrar', ['*'])
  operator = await people.invited('operator', ['*'])
  auditor = await people.invited('auditor', ['*'])
})
afterAll(() => world.close())

const say = async (held: StaffBrowser, route: keyof typeof PEOPLE_ROUTES, body: object, id = '') => {
  const path = PEOPLE_ROUTES[route].path.replace(/:\w+/, id)
  const { status, text } = await held.postJson(path, body)
  return { status, json: JSON.parse(text) }
}
/** As the browser knows the person: by what the server has sealed. */
const found = async (held: StaffBrowser) => {
  const { json } = await say(held, 'findPeople', { by: 'number', search: person.number })
  return (json.people as { personId: string }[])[0]!.personId
}
const page = async (held: StaffBrowser) =>
  personPageSchema.parse((await say(held, 'personPage', { personId: await found(held) })).json)
const tap = () => kiosk.post('/v1/visits', { means: { kind: 'campus-card', uid: cardUid } })
const faultOf = (answer: { json: unknown }) => (answer.json as { fault?: { code?: string } }).fault?.code

it('finds people by number, name and card, and shows nobody whole', async () => {
  const held = await registrar.loggedIn()
  const find = (by: string, search: string) => say(held, 'findPeople', { by, search })
  for (const [by, search] of [
    ['number', ` ${person.number} `],
    ['number', person.number.replaceAll(/\d/g, digit => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0))],
    ['card', cardUid.toLowerCase().replaceAll(/(..)/g, '$1 ')],
    ['name', person.nameZh],
    ['name', person.nameEn.slice(0, 4)],
  ] as const) {
    const { status, json } = await find(by, search)
    expect(status, `${by} ${search} ${JSON.stringify(json)}`).toBe(200)
    const pages = (json.people as { personId: string }[]).map(({ personId }) => say(held, 'personPage', { personId }))
    expect((await Promise.all(pages)).map(({ json: one }) => one.numberMasked)).toContain(maskNumber(person.number))
    for (const whole of [person.nameZh, person.number, person.personId])
      expect(JSON.stringify(json), `${by} ${search}`).not.toContain(whole)
  }
  expect(await find('name', person.nameZh.slice(0, 1))).toMatchObject({
    status: 409,
    json: { reason: 'name-too-short' },
  })
  expect(await find('name', '%%')).toMatchObject({ status: 200, json: { people: [] } })
  expect(await find('card', 'no card')).toMatchObject({ status: 409, json: { reason: 'no-card-number' } })
  expect(await find('number', '0')).toMatchObject({ status: 200, json: { people: [] } })
})

it('lets a whole person be seen for a reason alone, after a fresh proof, and tells the person', async () => {
  const held = await registrar.loggedIn()
  const personId = await found(held)
  expect((await say(held, 'unmaskPerson', { personId, reason: ' \u200b ' })).status).toBe(400)
  expect((await page(held)).looks).toEqual([])
  const { json } = await say(held, 'unmaskPerson', { personId, reason: '电话核对身份' })
  expect(json).toMatchObject({ nameZh: person.nameZh, number: person.number })
  const { looks } = await page(held)
  expect(looks).toEqual([{ at: expect.any(String), by: '老师 registrar.1', reason: '电话核对身份' }])
  expect((await say(await operator.loggedIn(), 'unmaskPerson', { personId, reason: 'x' })).status).toBe(403)
  await world.clock.advance(6 * 60_000)
  const idle = await held.postJson(PEOPLE_ROUTES.unmaskPerson.path, { personId, reason: 'later' })
  expect(idle.status).toBeGreaterThanOrEqual(400)
  expect((await page(await registrar.loggedIn())).looks).toHaveLength(1)
})

it('has a lost card refused at the kiosk with words, until it is found', async () => {
  expect((await tap()).status).toBe(200)
  const held = await operator.loggedIn()
  const lost = await say(held, 'reportLostCard', { which: { card: cardUid }, reason: '本人电话挂失' })
  expect(lost.status, JSON.stringify(lost.json)).toBe(200)
  expect(await say(held, 'reportLostCard', { which: { card: cardUid }, reason: 'again' })).toMatchObject({
    json: { reason: 'lost-already' },
  })
  expect(faultOf(await tap())).toBe('card-lost')
  const list = await say(held, 'lostCards', { card: cardUid })
  expect(list.json.rows).toMatchObject([
    { lostCardId: lost.json.lostCardId, foundAt: null, reportedBy: '老师 operator.2' },
  ])
  expect(JSON.stringify(list.json)).not.toContain(cardUid)
  const auditing = await auditor.loggedIn()
  expect((await say(auditing, 'cardFound', { lostCardId: 'x' }, lost.json.lostCardId)).status).toBe(403)
  expect((await say(await operator.loggedIn(), 'cardFound', {}, lost.json.lostCardId)).status).toBe(200)
  expect((await say(await operator.loggedIn(), 'cardFound', {}, lost.json.lostCardId)).status).toBe(404)
  expect((await tap()).status).toBe(200)
})

it('writes down holds and granted copies of a person, and ends them', async () => {
  const held = await registrar.loggedIn()
  const reason = { zh: '图书未还', en: '' }
  world.issuer.approvals = new Map([['transcript', AFFAIRS]])
  const personId = await found(held)
  const hold = { personId, kinds: ['transcript'], reason, lastDay: null }
  expect((await say(held, 'placeHold', hold)).status).toBe(200)
  expect((await say(held, 'placeHold', { ...hold, kinds: ['no-such-kind'] })).json).toEqual({ reason: 'kind-unknown' })
  expect((await say(held, 'placeHold', { ...hold, lastDay: '2001-01-01' })).json).toEqual({ reason: 'day-over' })
  // Nobody is found by a guess, nor by the number that is masked.
  for (const guess of ['nobody', person.personId, person.number])
    expect((await say(held, 'placeHold', { ...hold, personId: guess })).json).toEqual({ reason: 'person-unknown' })
  const approval = { personId, kind: 'transcript', note: '教务处同意', lastDay: null }
  // What an office agrees to is its own affair: a word here would change nothing, and is not taken.
  expect((await say(held, 'giveHouseApproval', approval)).json).toEqual({ reason: 'kind-waits-for-nothing' })
  const grant = { personId, kind: null, copies: 3, waiverUntil: null, reason: '困难补助' }
  const before = (await page(held)).freeCopies.find(({ kind }) => kind === 'transcript')!.left
  expect((await say(held, 'grantCopies', grant)).status).toBe(200)
  expect((await say(held, 'grantCopies', { ...grant, kind: 'transcript' })).json).toEqual({
    reason: 'kind-not-counted',
  })
  const shown = await page(held)
  expect(shown.holds).toMatchObject([
    { reason: { zh: '图书未还', en: '图书未还' }, isInForce: true, by: '老师 registrar.1' },
  ])
  expect(shown.grants).toMatchObject([{ copies: 3, isWaiver: false, isInForce: true }])
  expect(shown.freeCopies.find(({ kind }) => kind === 'transcript')!.left).toBe(before + 3)
  expect((await say(held, 'endHold', { reason: '已还' }, shown.holds[0]!.holdId)).status).toBe(200)
  expect((await say(held, 'endGrant', {}, shown.grants[0]!.grantId)).status).toBe(200)
  const after = await page(held)
  expect([after.holds, after.approvals, after.grants].flat().some(({ isInForce }) => isInForce)).toBe(false)
  expect(after.freeCopies.find(({ kind }) => kind === 'transcript')!.left).toBe(before)
  const over = JSON.parse((await held.open('/v1/staff/people/holds?state=over&limit=1')).text)
  expect(over.rows).toMatchObject([{ endReason: '已还' }])
  expect((await say(await operator.loggedIn(), 'placeHold', hold)).status).toBe(403)
})

it('takes a list in from its file to its end and back, and gives reports that no spreadsheet reckons', async () => {
  const held = await registrar.loggedIn()
  const bytes = Buffer.from(`number,reason\n${person.number},=cmd|' /C calc'!A0\n77,x\n`)
  const listId = createHash('sha256').update('yinzheng-list\nholds\n').update(bytes).digest('base64url')
  const at = (path: string) => path.replace(':listId', listId)
  const brought = await held.postJson(at(PEOPLE_LISTS_ROUTES.bringPart.path), {
    ...{ kind: 'holds', name: 'holds.csv', byteLength: bytes.length, turn: 0, at: 0 },
    content: bytes.toString('base64'),
  })
  expect(brought.status, brought.text).toBe(200)
  const inState = async (state: string) => {
    for (;;) {
      const list = JSON.parse((await held.open(at(PEOPLE_LISTS_ROUTES.peopleList.path))).text)
      if (list.state === state) return list
    }
  }
  expect(await inState('checked')).toMatchObject({ rows: { new: 1, error: 1 }, by: '老师 registrar.1' })
  const shown = await held.open(`${at(PEOPLE_LISTS_ROUTES.peopleListRows.path)}?outcome=new`)
  expect(JSON.parse(shown.text).rows).toMatchObject([{ line: 2, outcome: 'new' }])
  expect(shown.text).not.toContain(person.number)
  const report = await held.open(`/staff/lists/report/${listId}/en/csv`)
  expect(report.text.split('\r\n')[1]).toMatch(/^2,New,,\*+\d{4},.*Reason: =cmd/)
  expect(report.text).toContain('3,Wrong,The university’s data does not know this number.')
  expect((await held.open(`/staff/lists/report/${listId}/zh/xlsx`)).text.slice(0, 2)).toBe('PK')
  expect((await held.open('/staff/lists/template/waivers/zh/csv')).text).toBe('学工号,份数,最后一天,原因,文件\r\n')
  const take = at(PEOPLE_LISTS_ROUTES.takeList.path)
  expect((await held.postJson(take, { which: 'all-rows' })).text).toContain('has-errors')
  expect((await (await operator.loggedIn()).postJson(take, { which: 'good-rows' })).status).toBe(403)
  const fresh = await registrar.loggedIn()
  expect((await fresh.postJson(take, { which: 'good-rows' })).status).toBe(200)
  await inState('taken')
  expect((await page(fresh)).holds.filter(({ isInForce }) => isInForce)).toMatchObject([{ fromList: true }])
  expect((await fresh.postJson(at(PEOPLE_LISTS_ROUTES.undoList.path), {})).status).toBe(200)
  await inState('undone')
  expect((await page(fresh)).holds.some(({ isInForce }) => isInForce)).toBe(false)
})
