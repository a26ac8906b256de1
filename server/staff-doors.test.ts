import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ENQUIRIES_ROUTES, enquiryDetailSchema } from '../src/contract/enquiries-api.ts'
import { mayDo, ROLES, type Role } from '../src/rules/staff-roles.ts'
import { type ApprovalsWorld, listedOn, startApprovalsWorld, type Worker } from '../tests/peers/approvals-world.ts'
import { startHousePostgres } from '../tests/peers/house-postgres.ts'
import { POSTGRES_PROGRAMS, type Postgres } from '../tests/peers/postgres.ts'
import type { StaffBrowser, StaffPage } from '../tests/peers/staff-browser.ts'
import { permissionOf } from './ground/callers.ts'
import { randomId } from './ground/random-id.ts'
import type { RoomPlan } from './ground/room.ts'
import { ROOMS } from './rooms.ts'

/** Those through which everybody comes who is not in yet, or leaves. */
const ENTRANCE = /^\/staff(?:|\/(?:log-in|log-out|begin|enter|back|step-up|set-up(?:\/.*)?|second(?:\/.*)?))$/
const MINUTE_MS = 60_000
const UNKNOWN = 'x'.repeat(22)

interface Door {
  readonly name: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** Null of a page, whose room knows. */
  readonly permission: string | null
}

const plans: readonly RoomPlan[] = ROOMS
/** One route of each permission: all of them are walked in `staff-walk.test.ts`. */
const routeDoors: readonly Door[] = plans
  .flatMap(({ routes }) => Object.values(routes))
  .flatMap(({ method, path, caller }) => {
    const permission = permissionOf(caller)
    return permission === null ? [] : [{ name: `${method} ${path}`, method, path, permission }]
  })
  .filter(({ permission }, at, all) => all.findIndex(one => one.permission === permission) === at)
const doors: readonly Door[] = [
  ...routeDoors,
  ...plans.flatMap(({ pages }) =>
    pages
      .filter(({ path }) => /^\/staff(?:\/|$)/.test(path) && !ENTRANCE.test(path))
      .map(({ method, path }) => ({ name: `${method} ${path}`, method, path, permission: null })),
  ),
]

const ask = (held: StaffBrowser, { method, path, permission }: Door, id = UNKNOWN, fields: [string, string][] = []) => {
  const address = path.replace(':page', '1').replaceAll(/:\w+/g, id)
  if (method === 'GET') return held.open(address)
  return permission === null ? held.post(address, fields) : held.postJson(address, {})
}
/** Where it led: closed doors of all kinds look alike. */
const outcome = ({ status, url }: StaffPage): string => {
  const { pathname, searchParams } = new URL(url)
  const isShut = status === 401 || (pathname === '/staff' && searchParams.get('note') === 'no-login')
  return isShut ? 'shut' : `${status} ${pathname}${searchParams.get('note') ?? ''}`
}

describe.skipIf(POSTGRES_PROGRAMS === null)('the doors of staff, on PostgreSQL', () => {
  let postgres: Postgres
  let house: ApprovalsWorld
  let client: pg.Client
  beforeAll(async () => {
    postgres = await startHousePostgres()
    house = await startApprovalsWorld({ databaseUrl: postgres.databaseUrl })
    client = new pg.Client({ connectionString: postgres.databaseUrl })
    await client.connect()
  })
  afterAll(async () => {
    await client?.end()
    await house?.close()
    await postgres?.stop()
  })
  /** As the next release or a hand in the database may do: the session goes on. */
  const become = (worker: Worker, column: 'role' | 'sites', value: string) =>
    client.query(`update staff_account set ${column} = $1 where staff_id = $2`, [value, worker.staffId])
  const walk = async (held: StaffBrowser) => {
    // No limit of how often is what is looked for.
    await house.world.clock.advance(MINUTE_MS + 1_000)
    const found: Record<string, string> = {}
    for (const door of doors) found[door.name] = outcome(await ask(held, door))
    return found
  }

  it('are many, and each has its permission', () => {
    expect(doors.length).toBeGreaterThan(30)
    expect(doors.some(({ path }) => path === '/staff/approvals')).toBe(true)
  })

  describe('are those of the role', () => {
    const workers = new Map<Role, Worker>()
    const ofRole = new Map<Role, Record<string, string>>()

    it.each(ROLES)('of %s', async role => {
      const worker = await house.worker(`A ${role}`, role)
      workers.set(role, worker)
      const found = await walk(await worker.logIn())
      ofRole.set(role, found)
      for (const { name, permission } of doors) {
        expect(found[name], `${role} ${name}`).not.toBe('shut')
        if (permission !== null)
          expect(!found[name]!.startsWith('403'), `${role} ${name}`).toBe(mayDo(role, permission))
      }
    })

    it('and not the same for all', () => {
      expect(new Set([...ofRole.values()].map(found => JSON.stringify(found))).size).toBeGreaterThan(3)
    })

    it.each(ROLES)('that %s has at the next request, and none once the account has ended', async role => {
      const at = ROLES.indexOf(role)
      const worker = workers.get(role)!
      const next = ROLES[(at + 1) % ROLES.length]!
      const held = await worker.logIn()
      await become(worker, 'role', next)
      expect(await walk(held), `${role} → ${next}`).toEqual(ofRole.get(next))
      // By the page of an administrator: by ending it, and by taking the second proofs away.
      const admin = await house.admin.logIn()
      const act = at % 2 === 0 ? 'end' : 'reset-factors'
      const said = await admin.postJson(`/v1/staff/accounts/${worker.staffId}/${act}`, {})
      expect(said.status, said.text).toBe(200)
      const after = Object.entries(await walk(held)).filter(([, found]) => found !== 'shut')
      expect(after, `${role}, ${act}`).toEqual([])
    })
  })

  describe('of an office', () => {
    const FORMS: Readonly<Record<string, [string, string][]>> = {
      approve: [['seen', UNKNOWN]],
      'send-back': [
        ['reason', 'not-entitled'],
        ['words', ''],
      ],
      act: [
        ['act', 'note'],
        ['version', '1'],
        ['text', 'mine?'],
      ],
    }
    const formOf = ({ path }: Door) => FORMS[path.split('/').at(-1)!] ?? FORMS.act!
    /** Everything that is about one thing, and the form that is about several. */
    const about = (name: ':approvalId' | ':enquiryId') => doors.filter(({ path }) => path.includes(name))
    const saidOf = async (held: StaffBrowser, door: Door, id: string) => {
      const page = await ask(held, door, id, formOf(door))
      return [page.status, page.text.replaceAll(id, 'ID'), new URL(page.url).pathname.replaceAll(id, 'ID')]
    }
    /** By what is said of it: as of one that there is not. */
    const knowsNothing = async (held: StaffBrowser, name: ':approvalId' | ':enquiryId', id: string) => {
      expect(about(name).length).toBeGreaterThan(1)
      for (const door of about(name))
        expect(await saidOf(held, door, id), door.name).toEqual(await saidOf(held, door, randomId()))
    }

    it('know nothing of what waits for another, nor for one that somebody is of no more', async () => {
      const [affairs, registry] = [await house.worker('Of Affairs'), await house.worker('Of the Registry')]
      await house.name(affairs, 'student-affairs')
      await house.name(registry, 'registry')
      await house.applied(await house.loggedIn())
      const [own, other] = [await affairs.logIn(), await registry.logIn()]
      const id = listedOn(await own.open('/staff/approvals'))[0]!
      await knowsNothing(other, ':approvalId', id)
      for (const path of ['/staff/approvals/several', '/staff/approvals/several/decide'])
        for (const what of ['approve', 'send-back']) {
          const form = (chosen: string): [string, string][] => [
            ['chosen', chosen],
            ['what', what],
            ['reason', 'not-entitled'],
            ['words', ''],
          ]
          const [asked, none] = [await other.post(path, form(id)), await other.post(path, form(UNKNOWN))]
          expect([asked.status, asked.text.replaceAll(id, UNKNOWN)], path).toEqual([none.status, none.text])
        }
      const delegated = await other.post('/staff/approvals/delegations', [
        ...Object.entries({ office: 'student-affairs', to: affairs.staffId, begins: '2026-01-01', ends: '2027-12-31' }),
      ])
      expect(delegated.url).not.toContain('note=delegated')
      // It waits as before, for the one whose affair it is, until that one is taken away from the office.
      expect(listedOn(await own.open('/staff/approvals'))).toContain(id)
      expect((await own.open(`/staff/approvals/one/${id}`)).status).toBe(200)
      // Whoever decides in somebody's place decides no longer than that one might.
      const helper = await house.worker('In the place of', 'operator')
      const day = new Date(house.world.clock.now()).toISOString().slice(0, 10)
      const wish = { office: 'student-affairs', to: helper.staffId, begins: day, ends: day }
      expect((await own.post('/staff/approvals/delegations', wish)).url).toContain('note=delegated')
      const helping = await helper.logIn()
      expect(listedOn(await helping.open('/staff/approvals'))).toContain(id)
      await become(affairs, 'role', 'auditor')
      expect(listedOn(await helping.open('/staff/approvals'))).toEqual([])
      await knowsNothing(helping, ':approvalId', id)
      await become(affairs, 'role', 'registrar')
      expect(listedOn(await helping.open('/staff/approvals'))).toContain(id)
      const admin = await house.admin.logIn()
      const form = { office: 'student-affairs', staff: affairs.staffId }
      expect((await admin.post('/staff/approvals/officers/remove', form)).url).toContain('note=done')
      expect(listedOn(await own.open('/staff/approvals'))).toEqual([])
      await knowsNothing(own, ':approvalId', id)
    })

    it('know nothing of what is written to another, nor to one at which somebody works no more', async () => {
      const [academic, personnel] = [await house.worker('Academic'), await house.worker('Personnel')]
      await become(academic, 'sites', '["academic-affairs"]')
      await become(personnel, 'sites', '["personnel"]')
      const visitor = await house.loggedIn()
      const wish = {
        officeId: 'academic-affairs',
        applicationId: null,
        text: '几时开门？',
        mail: '',
        language: 'zh-CN',
      }
      const asked = await visitor.post(ENQUIRIES_ROUTES.askOffice.path, { ...wish, wishId: randomId() })
      const { enquiryId, number } = enquiryDetailSchema.parse(asked.json)
      const [own, other] = [await academic.logIn(), await personnel.logIn()]
      expect((await own.open('/staff/enquiries')).text).toContain(number)
      expect((await own.open(`/staff/enquiries/${enquiryId}`)).status).toBe(200)
      expect((await other.open('/staff/enquiries')).text).not.toContain(number)
      await knowsNothing(other, ':enquiryId', enquiryId)
      await become(academic, 'sites', '["personnel"]')
      expect((await own.open('/staff/enquiries')).text).not.toContain(number)
      await knowsNothing(own, ':enquiryId', enquiryId)
    })
  })
})
