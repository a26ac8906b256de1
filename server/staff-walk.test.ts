import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalSchema } from '../src/contract/refusal.ts'
import type { Route } from '../src/contract/routes.ts'
import { ACCESS, isAllowed, type Post, ROLES } from '../src/rules/staff-roles.ts'
import { type ServerWorld, startServerWorld } from '../tests/peers/server-world.ts'
import type { StaffBrowser } from '../tests/peers/staff-browser.ts'
import { createStaffPeople, type StaffPerson } from '../tests/peers/staff-people.ts'
import { HERE, MADE, WALKED, type WalkHouse, type WalkSubject } from '../tests/peers/staff-subjects.ts'
import { permissionOf } from './ground/callers.ts'
import { randomId } from './ground/random-id.ts'
import type { RoomPlan } from './ground/room.ts'
import { ROOMS } from './rooms.ts'

const PUBLIC = 'https://print.example.edu.cn'
const MINUTE_MS = 60_000
const UNKNOWN = 'x'.repeat(22)
const ELSEWHERE = ['walk-elsewhere']

const plans: readonly RoomPlan[] = ROOMS
interface StaffRoute {
  readonly name: string
  readonly route: Route
  readonly permission: string
}
const routes: readonly StaffRoute[] = plans.flatMap(plan =>
  Object.entries(plan.routes).flatMap(([name, route]) => {
    const permission = permissionOf(route.caller)
    return permission === null ? [] : [{ name, route, permission }]
  }),
)
const aboutSites = routes.filter(({ permission }) => ACCESS[permission]?.about === 'site')

describe('every route of staff, by every role, everywhere and at a site', () => {
  let world: ServerWorld
  let people: ReturnType<typeof createStaffPeople>
  let walker: StaffPerson
  let walkerId: string
  let post: Post = { role: 'operator', sites: ELSEWHERE }
  const admin = async () => (await people.theAdmin()).loggedIn()
  const subjects = new Map<string, WalkSubject>()

  beforeAll(async () => {
    world = await startServerWorld(null)
    people = createStaffPeople(world, PUBLIC)
    walker = await people.invited(post.role, post.sites)
    walkerId = JSON.parse((await (await walker.loggedIn()).open('/v1/staff/me')).text).staffId
    const house: WalkHouse = { world, admin }
    for (const [name, make] of Object.entries(MADE)) subjects.set(name, await make(house))
  })
  afterAll(() => world?.close())

  /** The same account with another post, in a browser that is logged in. */
  const as = async (next: Post): Promise<StaffBrowser> => {
    // No limit of how often is what is looked for.
    await world.clock.advance(MINUTE_MS + 1_000)
    const said = await (await admin()).postJson(`/v1/staff/accounts/${walkerId}/change`, { ...next, before: post })
    expect(said.status, said.text).toBe(200)
    post = next
    return walker.loggedIn()
  }
  const ask = async (held: StaffBrowser, { method, path }: Route, id: string, body: object = {}) => {
    const address = path.replace(':page', '1').replaceAll(/:\w+/g, id)
    const { status, text } = await (method === 'GET' ? held.open(address) : held.postJson(address, body))
    return { status, text, fault: codeOf(text) }
  }

  describe.each(ROLES)('%s', role => {
    it.each([[['*']], [ELSEWHERE]])('at %j gets what the table gives, and else staff-not-permitted', async sites => {
      const held = await as({ role, sites })
      for (const { name, route, permission } of routes) {
        const { status, fault } = await ask(held, route, UNKNOWN)
        const isRefused = status === 403 && fault === 'staff-not-permitted'
        expect(status, name).not.toBe(401)
        expect(isRefused, `${role} at ${sites} ${name}`).toBe(!isAllowed({ role, sites }, permission))
      }
    })
  })

  it('about a site is in the list of how it is walked', () => {
    expect(Object.keys(WALKED).toSorted()).toEqual(aboutSites.map(({ name }) => name).toSorted())
    for (const [name, walked] of Object.entries(WALKED)) {
      if (!('walkedIn' in walked)) continue
      const file = join(import.meta.dirname, '..', walked.walkedIn)
      expect(existsSync(file), name).toBe(true)
      expect(readFileSync(file, 'utf8'), name).toMatch(/\bsites?\b/)
    }
  })

  it.each(aboutSites.filter(({ name }) => !('walkedIn' in WALKED[name]!)))(
    '$name knows nothing of another site',
    async ({ name, route, permission }) => {
      const walked = WALKED[name]!
      if ('walkedIn' in walked) throw new Error('walked elsewhere')
      const { id } = subjects.get('lists' in walked ? walked.lists : walked.about)!
      const role = ROLES.find(one => isAllowed({ role: one, sites: ELSEWHERE }, permission))!
      const here = await as({ role, sites: [HERE] })
      if (route.method === 'GET') expect((await ask(here, route, id)).text, 'at its own site').toContain(id)
      const elsewhere = await as({ role, sites: ELSEWHERE })
      if ('lists' in walked) {
        const listed = await ask(elsewhere, route, id)
        expect([listed.status, listed.text.includes(id)]).toEqual([200, false])
        return
      }
      const [of, ofNone] = [id, randomId()]
      const said = async (what: string) => {
        const { status, text } = await ask(elsewhere, route, what, walked.body)
        return [status, text.replaceAll(what, 'ID')]
      }
      const found = await said(of)
      expect(found).toEqual(await said(ofNone))
      expect(found[0]).toBe(404)
    },
  )
})

function codeOf(text: string): string | null {
  try {
    const refusal = refusalSchema.safeParse(JSON.parse(text))
    return refusal.success ? refusal.data.fault.code : null
  } catch {
    return null
  }
}
