import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STAFF_ROUTES } from '../../src/contract/staff-api.ts'
import type { Role } from '../../src/rules/staff-roles.ts'
import { type ServerWorld, startServerWorld } from '../../tests/peers/server-world.ts'
import type { StaffBrowser, StaffPage } from '../../tests/peers/staff-browser.ts'
import { createStaffPeople, type StaffPerson } from '../../tests/peers/staff-people.ts'
import { randomId } from '../ground/random-id.ts'

const PUBLIC = 'https://print.example.edu.cn'
const MINUTE_MS = 60_000

let world: ServerWorld
let people: ReturnType<typeof createStaffPeople>
beforeAll(async () => {
  world = await startServerWorld(null)
  people = createStaffPeople(world, PUBLIC)
})
afterAll(() => world?.close())

const admin = async () => (await people.theAdmin()).loggedIn()
const meOf = async (held: StaffBrowser) =>
  STAFF_ROUTES.staffMe.output.parse(JSON.parse((await held.open('/v1/staff/me')).text))
const idOf = async (person: StaffPerson) => (await meOf(await person.loggedIn())).staffId
const codeOf = ({ status, text }: StaffPage) => {
  const { fault } = JSON.parse(text) as { fault?: { code: string } }
  return fault ? `${status} ${fault.code}` : `${status}`
}
interface Post {
  readonly role: Role
  readonly sites: readonly string[]
}
const change = (held: StaffBrowser, staffId: string, post: Post, before: Post) =>
  held.postJson(`/v1/staff/accounts/${staffId}/change`, { ...post, before })
const accounts = async (held: StaffBrowser) =>
  STAFF_ROUTES.staffAccounts.output.parse(JSON.parse((await held.open('/v1/staff/accounts')).text)).accounts
const sessionsOf = async (held: StaffBrowser, path: string) =>
  STAFF_ROUTES.staffSessions.output.parse(JSON.parse((await held.open(path)).text)).sessions

describe('the role and the sites of an account', () => {
  const NORTH: Post = { role: 'operator', sites: ['north'] }
  const SOUTH: Post = { role: 'finance', sites: ['south', 'west'] }

  it('are changed by an administrator and hold at the next request of whoever is at work', async () => {
    const person = await people.invited('operator', ['north'])
    const held = await person.loggedIn()
    const staffId = await idOf(person)
    const chair = await admin()
    expect(codeOf(await change(chair, staffId, SOUTH, NORTH))).toBe('200')
    expect(await meOf(held)).toMatchObject(SOUTH)
    expect((await meOf(held)).permissions).not.toContain('approvals.decide')
    // The same once more is the same key, pressed twice; from what was seen before it is refused.
    expect(codeOf(await change(chair, staffId, SOUTH, NORTH))).toBe('200')
    expect(codeOf(await change(chair, staffId, { ...NORTH, role: 'auditor' }, NORTH))).toBe('409 staff-changed')
    expect(await meOf(held)).toMatchObject(SOUTH)
    expect((await accounts(chair)).find(one => one.staffId === staffId)).toMatchObject({ ...SOUTH, sessions: 1 })
  })

  it('are never one’s own to change, nor those of an account that there is not', async () => {
    const chair = await admin()
    const own = await meOf(chair)
    const as = { role: own.role, sites: own.sites }
    expect(codeOf(await change(chair, own.staffId, NORTH, as))).toBe('403 staff-not-permitted')
    expect(codeOf(await change(chair, randomId(), NORTH, as))).toBe('404 staff-unknown')
    for (const sites of [[], ['*', 'north'], ['North'], ['a'.repeat(41)]])
      expect((await change(chair, randomId(), { role: 'operator', sites }, as)).status).toBe(400)
    expect((await change(chair, randomId(), { role: 'king' as Role, sites: ['*'] }, as)).status).toBe(400)
  })

  it('ask for a fresh second proof', async () => {
    const person = await people.invited('operator', ['north'])
    const staffId = await idOf(person)
    const chair = await admin()
    await world.clock.advance(6 * MINUTE_MS)
    expect(codeOf(await change(chair, staffId, SOUTH, NORTH))).toBe('403 step-up-needed')
    for (const [path, body] of [
      [`/v1/staff/accounts/${staffId}/sessions/end`, {}],
      ['/v1/staff/invitations/take-back', { invitationId: 'x' }],
    ] as const)
      expect(codeOf(await chair.postJson(path, body)), path).toBe('403 step-up-needed')
  })

  it('leave one who may manage accounts when two take each other’s role away at the same moment', async () => {
    const [one, two] = [await people.invited('admin', ['*']), await people.invited('security-admin', ['*'])]
    const [oneId, twoId] = [await idOf(one), await idOf(two)]
    const [a, b] = [await one.loggedIn(), await two.loggedIn()]
    const everywhere = { role: 'auditor' as const, sites: ['*'] }
    const answers = await Promise.all([
      change(a, twoId, everywhere, { role: 'security-admin', sites: ['*'] }),
      change(b, oneId, everywhere, { role: 'admin', sites: ['*'] }),
    ])
    expect(answers.map(codeOf).toSorted()).toEqual(['200', '403 staff-not-permitted'])
  })

  it('make what somebody has given out worthless with their right to give it out', async () => {
    const second = await people.invited('security-admin', ['*'])
    const held = await second.loggedIn()
    const made = await held.postJson('/v1/staff/invitations', { name: 'A friend', role: 'admin', sites: ['*'] })
    const { code } = JSON.parse(made.text) as { code: string }
    const chair = await admin()
    const from = { role: 'security-admin' as const, sites: ['*'] }
    // Of some sites they are in charge of nothing of the whole house any more, though the role is the same.
    expect(codeOf(await change(chair, await idOf(second), { ...from, sites: ['north'] }, from))).toBe('200')
    expect((await held.post('/staff/set-up', { code })).url).toContain('note=')
    expect(codeOf(await held.open('/v1/staff/accounts'))).toBe('403 staff-not-permitted')
    const refused = await held.postJson('/v1/staff/invitations', { name: 'X', role: 'admin', sites: ['*'] })
    expect(codeOf(refused)).toBe('403 staff-not-permitted')
  })
})

describe('the logins of somebody', () => {
  it('are seen and ended by an administrator, one or all of them, at once', async () => {
    const person = await people.invited('finance', ['*'])
    const first = await person.loggedIn()
    await world.clock.advance(4 * MINUTE_MS)
    const second = await person.loggedIn()
    const staffId = await idOf(person)
    const chair = await admin()
    const path = `/v1/staff/accounts/${staffId}/sessions`
    const listed = await sessionsOf(chair, path)
    expect(listed).toHaveLength(2)
    expect(listed.every(({ isThis }) => !isThis)).toBe(true)
    expect((await accounts(chair)).find(one => one.staffId === staffId)?.sessions).toBe(2)
    const [newest] = listed
    expect((await chair.postJson(`${path}/end`, { handle: newest?.handle })).text).toBe('{"ended":1}')
    expect((await second.open('/v1/staff/me')).status).toBe(401)
    expect((await first.open('/v1/staff/me')).status).toBe(200)
    // Replayed, it ends nothing else.
    expect((await chair.postJson(`${path}/end`, { handle: newest?.handle })).text).toBe('{"ended":0}')
    expect((await chair.postJson(`${path}/end`, {})).text).toBe('{"ended":1}')
    expect((await first.open('/v1/staff/me')).status).toBe(401)
    expect(codeOf(await chair.postJson(`/v1/staff/accounts/${(await meOf(chair)).staffId}/sessions/end`, {}))).toBe(
      '403 staff-not-permitted',
    )
    for (const handle of ['%', '_'.repeat(16), 'x'])
      expect((await chair.postJson(`${path}/end`, { handle })).status, handle).toBe(400)
  })

  it('are everybody’s own to see and to end', async () => {
    const person = await people.invited('maintenance', ['north'])
    const first = await person.loggedIn()
    await world.clock.advance(4 * MINUTE_MS)
    const second = await person.loggedIn()
    const own = await sessionsOf(second, '/v1/staff/me/sessions')
    expect(own.map(({ isThis }) => isThis)).toEqual([true, false])
    const end = (handle?: string) => second.postJson('/v1/staff/me/sessions/end', { handle })
    const others = await sessionsOf(await admin(), '/v1/staff/me/sessions')
    expect((await end(others[0]?.handle)).text).toBe('{"ended":0}')
    expect((await end(own[1]?.handle)).text).toBe('{"ended":1}')
    expect((await first.open('/v1/staff/me')).status).toBe(401)
    expect((await second.open('/v1/staff/me')).status).toBe(200)
  })
})

describe('the codes that nobody has used', () => {
  it('are listed without the codes themselves, and taken back once', async () => {
    const chair = await admin()
    const made = await chair.postJson('/v1/staff/invitations', {
      name: 'Late Zhao',
      role: 'operator',
      sites: ['north'],
    })
    const { code } = JSON.parse(made.text) as { code: string }
    const answer = await chair.open('/v1/staff/invitations')
    expect(answer.text).not.toContain(code)
    const { invitations } = STAFF_ROUTES.staffInvitations.output.parse(JSON.parse(answer.text))
    const [newest] = invitations
    expect(newest).toMatchObject({ name: 'Late Zhao', role: 'operator', sites: ['north'] })
    const takeBack = () => chair.postJson('/v1/staff/invitations/take-back', { invitationId: newest?.invitationId })
    expect(codeOf(await takeBack())).toBe('200')
    expect(codeOf(await takeBack())).toBe('404 invitation-gone')
    expect((await chair.post('/staff/set-up', { code })).url).toContain('note=')
  })
})
