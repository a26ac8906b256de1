import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Campus, startCampus } from '../../demo/campus/campus.ts'
import { FOUR_EYES_ROUTES } from '../../src/contract/four-eyes-api.ts'
import { STAFF_ROUTES } from '../../src/contract/staff-api.ts'
import { ok, unwrap } from '../../src/result.ts'
import type { Post } from '../../src/rules/staff-roles.ts'
import { type ServerWorld, startServerWorld } from '../../tests/peers/server-world.ts'
import type { StaffBrowser } from '../../tests/peers/staff-browser.ts'
import { createStaffPeople } from '../../tests/peers/staff-people.ts'
import { sha256Hex } from '../ground/store/content-store.ts'

const PUBLIC = 'https://print.example.edu.cn'
const MINUTE_MS = 60_000
const SEEN_POST: Post = { role: 'finance', sites: ['*'] }

let campus: Campus
let folder: string
let world: ServerWorld
let people: ReturnType<typeof createStaffPeople>
const carriedOut: string[] = []
beforeAll(async () => {
  campus = await startCampus({ robot: {} })
  folder = await mkdtemp(join(tmpdir(), 'at-work-'))
  const robotUrlFile = join(folder, 'robot.txt')
  await writeFile(robotUrlFile, `${campus.robot!.url()}\n`)
  world = await startServerWorld(null, { robotUrlFile })
  people = createStaffPeople(world, PUBLIC)
  world.server().doors.fourEyes.hear({
    called: { zh: '上班', en: 'At work' },
    ...{ name: 'at-work', schema: z.strictObject({ what: z.string() }) },
    ...{ proposePermission: 'four-eyes.decide', agreePermission: 'four-eyes.decide' },
    titleOf: async ({ what }) => ({ zh: `【${what}】`, en: what }),
    detailsOf: async () => [{ label: { zh: '什么', en: 'What' }, before: null, after: 'x' }],
    carryOut: async (_tx, { what }) => {
      carriedOut.push(what)
      return ok(null)
    },
  })
})
afterAll(async () => {
  await world?.close()
  await campus?.close()
  if (folder) await rm(folder, { recursive: true })
})

const admin = async () => (await people.theAdmin()).loggedIn()
const meOf = async (held: StaffBrowser) =>
  STAFF_ROUTES.staffMe.output.parse(JSON.parse((await held.open('/v1/staff/me')).text))
const drafted = async (what: string) => {
  const held = await admin()
  const { staffId, role, sites } = await meOf(held)
  const caller = {
    ...{ ip: '192.0.2.1', bearer: null, staffId, role, sites, sessionKey: sha256Hex(held.cookie('staff')) },
    steppedUpAtMs: world.clock.now(),
  }
  const about = { siteId: null, reason: 'It must be.' }
  return unwrap(await world.server().doors.fourEyes.propose('at-work', { what }, caller, about)).proposalId
}
const pathOf = (proposalId: string) => `/v1/staff/four-eyes/proposals/${proposalId}`
/** The page of somebody who is about to press. */
const shown = async (held: StaffBrowser, proposalId: string) =>
  FOUR_EYES_ROUTES.proposal.output.parse(JSON.parse((await held.open(pathOf(proposalId))).text))
const change = async (staffId: string, post: Post, before: Post) => {
  const said = await (await admin()).postJson(`/v1/staff/accounts/${staffId}/change`, { ...post, before })
  expect(said.status, said.text).toBe(200)
}

describe('somebody who has the page of a proposal open', () => {
  it('agrees to nothing any more when the role, the sites, the login or the account are gone before the press', async () => {
    const gone: Record<string, (staffId: string) => Promise<unknown>> = {
      role: staffId => change(staffId, { ...SEEN_POST, role: 'auditor' }, SEEN_POST),
      sites: staffId => change(staffId, { ...SEEN_POST, sites: ['north'] }, SEEN_POST),
      login: async staffId => (await admin()).postJson(`/v1/staff/accounts/${staffId}/sessions/end`, {}),
      account: async staffId => (await admin()).postJson(`/v1/staff/accounts/${staffId}/end`, {}),
    }
    const statuses: Record<string, number> = {}
    for (const [what, take] of Object.entries(gone)) {
      const proposalId = await drafted(what)
      const held = await (await people.invited(SEEN_POST.role, SEEN_POST.sites)).loggedIn()
      const { staffId } = await meOf(held)
      const { seen, mayAgree } = await shown(held, proposalId)
      expect(mayAgree).toBe(true)
      await take(staffId)
      statuses[what] = (await held.postJson(`${pathOf(proposalId)}/agree`, { seen })).status
      expect((await shown(await admin(), proposalId)).state).toBe('waiting')
    }
    expect(statuses).toEqual({ role: 403, sites: 404, login: 401, account: 401 })
    expect(carriedOut).toEqual([])
  })

  it('agrees with a press on a page of ours, and with nothing else', async () => {
    const proposalId = await drafted('from-elsewhere')
    const held = await (await people.invited('finance', ['*'])).loggedIn()
    const { seen } = await shown(held, proposalId)
    for (const site of ['cross-site', 'same-site', 'none'])
      expect((await held.postJson(`${pathOf(proposalId)}/agree`, { seen }, site)).status, site).toBe(403)
    expect((await held.open(`${pathOf(proposalId)}/agree?seen=${seen}`)).status).toBe(404)
    // Nor does a request say for itself who agrees, or how fresh the proof is.
    const forged = { seen, staffId: (await meOf(await admin())).staffId, steppedUpAtMs: 9e15, agreedBy: 'x' }
    await world.clock.advance(6 * MINUTE_MS)
    expect((await held.postJson(`${pathOf(proposalId)}/agree`, forged)).text).toContain('step-up-needed')
    const fresh = await (await people.invited('finance', ['*'])).loggedIn()
    expect((await fresh.postJson(`${pathOf(proposalId)}/agree`, forged)).text).toContain('carried-out')
    expect((await shown(await admin(), proposalId)).decidedBy?.staffId).toBe((await meOf(fresh)).staffId)
    expect(carriedOut.filter(what => what === 'from-elsewhere')).toHaveLength(1)
    // Sent once more it is what it was, by anybody.
    expect((await fresh.postJson(`${pathOf(proposalId)}/agree`, { seen })).text).toContain('carried-out')
    expect((await (await admin()).postJson(`${pathOf(proposalId)}/agree`, { seen })).text).toContain('proposal-own')
    expect(carriedOut.filter(what => what === 'from-elsewhere')).toHaveLength(1)
  })
})

describe('a proposal that waits', () => {
  it('is told to those who get the alerts, once, by the server itself, with the address of its page', async () => {
    const proposalId = await drafted('is-told')
    const page = `${PUBLIC}/console/proposals/${proposalId}`
    const told = async (afterMs: number) => {
      await world.clock.advance(afterMs)
      return campus.robot!.messages().filter(text => text.includes(page))
    }
    await expect.poll(() => told(20_000)).toHaveLength(1)
    // So long that it would have come a second time.
    for (let nth = 0; nth < 5; nth++) expect(await told(2 * MINUTE_MS)).toHaveLength(1)
    const [text] = await told(0)
    expect(text).toContain('Waits for a second person: At work')
    expect(text).not.toContain('is-told')
    expect((await shown(await admin(), proposalId)).state).toBe('waiting')
  })
})
