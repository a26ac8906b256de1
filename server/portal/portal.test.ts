import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  type Application,
  applicationDetailSchema,
  applicationSchema,
  portalOfferSchema,
} from '../../src/contract/portal-api.ts'
import { pathParameters } from '../../src/contract/route-request.ts'
import type { Route } from '../../src/contract/routes.ts'
import {
  type Browser,
  faultOf,
  OTHER,
  type PortalWorld,
  STUDENT,
  startPortalWorld,
  THIRD,
} from '../../tests/peers/portal-world.ts'
import { PORTAL } from './portal-plan.ts'

const HOUR_MS = 3_600_000
const GOLDEN = join(import.meta.dirname, '../../tests/golden/store-of-version-3/document.pdf')
const TRANSCRIPT = { kind: 'transcript', edition: 'zh' }
const listSchema = z.object({ applications: z.array(applicationSchema), hasMore: z.boolean() })

let portal: PortalWorld
beforeAll(async () => {
  portal = await startPortalWorld()
})
afterAll(() => portal?.close())
beforeEach(() => {
  portal.world.issuer.withheld = new Set()
})

const draft = async (browser: Browser, wish = TRANSCRIPT) =>
  applicationSchema.parse((await browser.post('/v1/portal/applications', wish)).json)
const apply = async (browser: Browser, { applicationId }: Application, purpose = '求职') =>
  browser.post(`/v1/portal/applications/${applicationId}/apply`, { purpose })
const applied = async (browser: Browser) => applicationSchema.parse((await apply(browser, await draft(browser))).json)
const detail = async (browser: Browser, { applicationId }: Pick<Application, 'applicationId'>) =>
  applicationDetailSchema.parse((await browser.get(`/v1/portal/applications/${applicationId}`)).json)
const codeOf = () => portal.world.issuer.requests.at(-1)!.verificationCode
const records = () => portal.world.server().doors.issuing.records

describe('what may be applied for on the web', () => {
  it('is what a kiosk offers, with the free copies, and the reason against the rest', async () => {
    portal.world.issuer.withheld = new Set(['enrolment-proof'])
    const browser = await portal.loggedIn()
    const answer = z.object({ offers: z.array(portalOfferSchema) }).parse((await browser.get('/v1/portal/offers')).json)
    expect(answer.offers.map(({ kind, edition, unavailable }) => [kind, edition, unavailable?.zh ?? null])).toEqual([
      ['transcript', 'zh', null],
      ['transcript', 'en', null],
      ['enrolment-proof', 'zh', '暂缓'],
    ])
    expect(answer.offers[0]).toMatchObject({ freeCopiesLeft: expect.any(Number), validityDays: null })
    expect(faultOf(await browser.post('/v1/portal/applications', { kind: 'enrolment-proof', edition: 'zh' }))).toBe(
      'document-unavailable',
    )
  })
})

describe('a draft', () => {
  it('is sealed with what the person has shown, and no check finds it until it is applied for', async () => {
    const browser = await portal.loggedIn()
    const made = await draft(browser)
    expect(made).toMatchObject({ ...TRANSCRIPT, state: 'draft', appliedAt: null, pages: 2 })
    expect(portal.world.issuer.requests.at(-1)?.subject.known).toMatchObject({ proofs: [{ way: 'cas' }] })
    const code = codeOf()
    expect(await records().idOfCode(code)).toBeUndefined()
    expect(faultOf(await browser.get(`/v1/portal/applications/${made.applicationId}/file`))).toBe(
      'document-unavailable',
    )
    const answer = applicationSchema.parse((await apply(browser, made, '求职\u0007\u202e信')).json)
    expect(answer).toMatchObject({ applicationId: made.applicationId, state: 'applied', purpose: '求职 信' })
    expect(await records().idOfCode(code)).toEqual(expect.any(String))
  })

  it('is the same while it is fresh and the data is the same, for whoever asks twice at once too', async () => {
    const browser = await portal.loggedIn(OTHER.number)
    const before = portal.world.issuer.requests.length
    const both = await Promise.all([draft(browser), draft(browser)])
    expect(new Set([...both, await draft(browser)].map(one => one.applicationId)).size).toBe(1)
    expect(portal.world.issuer.requests.length).toBe(before + 1)
  })

  it('is gone after a day, with its file, and was never issued', async () => {
    const browser = await portal.loggedIn()
    const made = await draft(browser)
    const code = codeOf()
    await portal.world.clock.advance(24 * HOUR_MS + 1)
    const later = await portal.loggedIn()
    expect(faultOf(await apply(later, made))).toBe('application-unknown')
    await portal.world.server().doors.portal.dropOldDrafts()
    expect(faultOf(await later.get(`/v1/portal/applications/${made.applicationId}`))).toBe('application-unknown')
    expect(await records().idOfCode(code)).toBeUndefined()
    expect((await records().ended(100)).length).toBe(0)
    expect((await draft(later)).applicationId).not.toBe(made.applicationId)
  })

  it('is not applied for once there is something against it', async () => {
    const browser = await portal.loggedIn()
    const made = await draft(browser)
    portal.world.issuer.withheld = new Set(['transcript'])
    expect(faultOf(await apply(browser, made))).toBe('document-unavailable')
    portal.world.issuer.withheld = new Set()
    expect((await apply(browser, made)).status).toBe(200)
  })

  it('is made twenty times a day and then refused, with a word that a page can say', async () => {
    const browser = await portal.loggedIn(THIRD.number)
    const answers: number[] = []
    // Each applied for, so that the next is another one.
    for (let time = 0; time < 21; time++) {
      const answer = await browser.post('/v1/portal/applications', TRANSCRIPT)
      answers.push(answer.status)
      if (answer.status === 200) await apply(browser, applicationSchema.parse(answer.json))
      else expect(faultOf(answer)).toBe('too-many-today')
    }
    expect(answers).toEqual([...Array(20).fill(200), 429])
  })
})

describe('an application', () => {
  it('is made once, however often it is sent', async () => {
    const browser = await portal.loggedIn()
    const made = await draft(browser)
    const answers = await Promise.all([apply(browser, made), apply(browser, made)])
    const again = await apply(browser, made, 'another purpose')
    expect([...answers, again].map(({ json }) => json)).toEqual(Array(3).fill(answers[0]!.json))
    const issued = await detail(browser, made)
    expect(issued.steps.map(({ what }) => what)).toEqual(['made', 'applied'])
  })

  it('shows its pages as pictures, and gives out its file under a plain name, which is noted', async () => {
    portal.world.issuer.sample = new Uint8Array(await readFile(GOLDEN))
    const browser = await portal.loggedIn()
    const made = await draft(browser)
    portal.world.issuer.sample = null
    const path = `/v1/portal/applications/${made.applicationId}`
    const { page } = await browser.get(`${path}/pages/1`)
    expect([page.status, page.text.slice(1, 4)]).toEqual([200, 'PNG'])
    expect(faultOf(await browser.get(`${path}/pages/3`))).toBe('application-unknown')
    await apply(browser, made)
    const headers = { cookie: `__Host-yinzheng-session=${browser.phone.cookie('session')}` }
    expect((await fetch(`${portal.world.base()}${path}/file`, { method: 'HEAD', headers })).status).toBe(404)
    expect((await detail(browser, made)).steps.map(({ what }) => what)).toEqual(['made', 'applied'])
    const file = await fetch(`${portal.world.base()}${path}/file`, { headers })
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename="transcript-zh-${made.documentNumber}.pdf"`,
    )
    expect(file.headers.get('cache-control')).toBe('no-store')
    expect(Buffer.from(await file.arrayBuffer()).toString('latin1')).toContain(made.documentNumber)
    expect((await detail(browser, made)).steps.map(({ what }) => what)).toEqual(['made', 'applied', 'downloaded'])
  })

  it('is no longer to be had once it was revoked', async () => {
    const browser = await portal.loggedIn()
    const made = await applied(browser)
    const documentId = await records().idOfNumber(made.documentNumber)
    await portal.world.server().doors.issuing.revocations.revokeDocument(documentId!, 'issued-in-error')
    expect((await detail(browser, made)).state).toBe('revoked')
    const path = `/v1/portal/applications/${made.applicationId}`
    expect(faultOf(await browser.get(`${path}/file`))).toBe('document-unavailable')
    expect(faultOf(await browser.post(`${path}/shares`, { label: 'HR', days: 7 }))).toBe('document-unavailable')
  })

  it('stands in the records, the newest first and fifty at a time', async () => {
    const browser = await portal.loggedIn()
    await draft(browser)
    const all = listSchema.parse((await browser.get('/v1/portal/applications')).json)
    const times = all.applications.map(({ createdAt }) => createdAt)
    expect(times).toEqual([...times].sort().reverse())
    const before = encodeURIComponent(times[0]!)
    const rest = listSchema.parse((await browser.get(`/v1/portal/applications?before=${before}`)).json)
    // Of years that no database knows.
    for (const when of ['0000-01-01T00:00:00Z', '1969-12-31T23:59:59Z'])
      expect((await browser.get(`/v1/portal/applications?before=${when}`)).status).toBe(400)
    expect(rest.applications.map(({ createdAt }) => createdAt)).toEqual(times.filter(time => time < times[0]!))
    expect([all.hasMore, rest.hasMore]).toEqual([false, false])
  })
})

describe('who stands in several registers', () => {
  it('says first which one it is about', async () => {
    const personIds = [STUDENT.personId, OTHER.personId]
    const proof = { way: 'cas' as const, atMs: portal.world.clock.now() }
    const { sessions } = portal.world.server().doors.identity
    const { token } = await sessions.begin({ personIds, proof, providerSession: null }, 'a browser')
    const headers = { cookie: `__Host-yinzheng-session=${token}` }
    const ask = async () => (await fetch(`${portal.world.base()}/v1/portal/applications`, { headers })).status
    expect(await ask()).toBe(409)
    await sessions.choose((await sessions.use(token))!, OTHER.personId)
    expect(await ask()).toBe(200)
  })
})

describe("somebody else's", () => {
  const routes: [string, Route][] = Object.entries(PORTAL.routes)
  const withIds = routes.filter(([, { path }]) => pathParameters(path).some(name => /Id$/.test(name)))
  const BODIES: Readonly<Record<string, unknown>> = {
    apply: { purpose: '' },
    send: { to: 'hr@example.com', language: 'en', wishId: 'w'.repeat(22) },
    share: { label: 'HR', days: 7 },
    makeMandate: { number: THIRD.number, name: THIRD.nameZh, days: 3 },
  }
  let theirs: Readonly<Record<string, string>>
  beforeAll(async () => {
    const browser = await portal.loggedIn(OTHER.number)
    const { applicationId } = await applied(browser)
    const path = `/v1/portal/applications/${applicationId}`
    const idSchema = z.object({ deliveryId: z.string() })
    const letter = idSchema.parse((await browser.post(`${path}/letters`, BODIES.send)).json)
    const shareSchema = z.object({ share: z.object({ shareId: z.string() }) })
    const { share } = shareSchema.parse((await browser.post(`${path}/shares`, BODIES.share)).json)
    const madeSchema = z.object({ pickup: z.object({ pickupId: z.string() }) })
    const { pickup } = madeSchema.parse((await browser.post(`${path}/pickups`)).json)
    const mandateSchema = z.object({ mandateId: z.string() })
    const { mandateId } = mandateSchema.parse((await browser.post(`${path}/mandates`, BODIES.makeMandate)).json)
    const { recordId } = z.object({ recordId: z.string() }).parse((await browser.get(path)).json)
    const ids = { applicationId, deliveryId: letter.deliveryId, shareId: share.shareId, mandateId }
    theirs = { ...ids, pickupId: pickup.pickupId, recordId, page: '1' }
  })

  it('is asked for by every route that names something', () => {
    expect(withIds.map(([name]) => name).sort()).toEqual(
      [
        ...['apply', 'application', 'endShare', 'file', 'page', 'send', 'sendAgain', 'share', 'withdraw'],
        ...['makePickup', 'pickups', 'endPickup', 'record'],
        ...['makeMandate', 'mandates', 'endMandate', 'makeErrandPickup'],
      ].sort(),
    )
  })

  it.each(withIds)('is answered by %s as what there is not', async (name, { method, path }) => {
    const browser = await portal.loggedIn(STUDENT.number)
    const answerFor = async (ids: Readonly<Record<string, string>>) => {
      const target = path.replaceAll(/:(\w+)/g, (_, id: string) => ids[id] ?? '')
      const { status, json } = await (method === 'GET' ? browser.get(target) : browser.post(target, BODIES[name] ?? {}))
      return { status, json }
    }
    const nowhere = Object.fromEntries(Object.keys(theirs).map(id => [id, 'x'.repeat(22)]))
    const unknown = await answerFor({ ...nowhere, page: '1' })
    expect(unknown).toMatchObject({ status: 404, json: { fault: { code: 'application-unknown' } } })
    expect(await answerFor(theirs)).toEqual(unknown)
  })
})
