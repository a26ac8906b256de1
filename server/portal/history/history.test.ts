import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOTABLE_PEOPLE } from '../../../demo/university/notable.ts'
import { HISTORY_ROUTES, recordDetailSchema } from '../../../src/contract/history-api.ts'
import { preparedDocumentSchema } from '../../../src/contract/issuing-api.ts'
import { orderSchema } from '../../../src/contract/orders-api.ts'
import { applicationSchema } from '../../../src/contract/portal-api.ts'
import { identifiedSchema, visitorSchema } from '../../../src/contract/terminals-api.ts'
import { type Browser, faultOf, OTHER, type PortalWorld, startPortalWorld } from '../../../tests/peers/portal-world.ts'
import { enrolKiosk, type KioskDouble } from '../../../tests/peers/server-world.ts'
import type { PersonId } from '../../records/records.ts'

const pageSchema = HISTORY_ROUTES.records.output
let portal: PortalWorld
let kiosk: KioskDouble
let browser: Browser
beforeAll(async () => {
  portal = await startPortalWorld()
  kiosk = await enrolKiosk(portal.world)
  browser = await portal.loggedIn()
})
afterAll(() => portal?.close())

const records = async (query = '') => pageSchema.parse((await browser.get(`/v1/portal/records${query}`)).json)
const record = async (id: string) => recordDetailSchema.parse((await browser.get(`/v1/portal/records/${id}`)).json)
const visit = async (uid = '04A1B2C3') => {
  const begun = await kiosk.post('/v1/visits', { means: { kind: 'campus-card', uid } })
  return visitorSchema.parse(begun.json).visitId
}
/** A document at the kiosk, of which so many copies are ordered, free ones first, and come out. */
async function printed(copies: number, delivered: number) {
  const visitId = await visit()
  const wish = { visitId, kind: 'transcript', edition: 'zh' }
  const document = preparedDocumentSchema.parse((await kiosk.post('/v1/documents', wish)).json)
  const jobId = randomUUID()
  const order = { ...document, visitId, jobId, copies, expectedAmountFen: 0 }
  orderSchema.parse((await kiosk.post('/v1/orders', order)).json)
  const outcome = { copiesDelivered: delivered, sheetsDelivered: document.pages * delivered, fault: null }
  expect((await kiosk.post(`/v1/orders/${jobId}/outcome`, { outcome })).status).toBe(200)
  return document
}

describe('the records of who stands in several registers', () => {
  const people = ['04CBA0B1', '04CBA0B0'].map(uid => NOTABLE_PEOPLE.find(({ cardUid }) => cardUid === uid)!.person)
  const [, then] = people
  const means = { kind: 'id-card', idNumber: then!.idNumber!, name: then!.nameZh }
  /** A login at the kiosk: a visit begins in each register. */
  const logIn = async () => {
    const identified = identifiedSchema.parse((await kiosk.post('/v1/visits', { means })).json)
    const visits = 'registers' in identified ? identified.registers.map(({ visitor }) => visitor.visitId) : []
    expect(visits).toHaveLength(2)
    await portal.world.clock.advance(1_000)
    return visits
  }
  /** What stands in the register of each. */
  const ways = async () => {
    const personIds = people.map(({ personId }) => personId)
    const proof = { way: 'cas' as const, atMs: portal.world.clock.now() }
    const { sessions } = portal.world.server().doors.identity
    const { token } = await sessions.begin({ personIds, proof, providerSession: null }, 'a browser')
    const headers = { cookie: `__Host-yinzheng-session=${token}` }
    const read = async (personId: PersonId) => {
      await sessions.choose((await sessions.use(token))!, personId)
      const answer = await fetch(`${portal.world.base()}/v1/portal/records`, { headers })
      return pageSchema.parse(await answer.json()).records.map(({ way }) => way)
    }
    return [await read(personIds[0]!), await read(personIds[1]!)]
  }

  it('hold one visit for a login, however many it has begun, and none where a document came of it in any register', async () => {
    const { visits } = portal.world.server().doors.identity
    await logIn()
    // As it is for who collects for two others besides.
    const begunWith = { proofs: [], startedAt: new Date(portal.world.clock.now()) }
    for (let errand = 0; errand < 3; errand++) await visits.begin(kiosk.terminalId, then!.personId, begunWith)
    await portal.world.clock.advance(1_000)
    expect(await ways()).toEqual([['visit'], ['visit', 'visit']])
    const [, ofThen] = await logIn()
    const wish = { visitId: ofThen, kind: 'transcript', edition: 'zh' }
    expect((await kiosk.post('/v1/documents', wish)).status).toBe(200)
    expect(await ways()).toEqual([['visit'], ['kiosk', 'visit', 'visit']])
  })
})

describe('the records of a person', () => {
  it('hold what was applied for on the web, printed at a kiosk, and a visit without a document', async () => {
    const wish = { kind: 'transcript', edition: 'zh' }
    const draft = applicationSchema.parse((await browser.post('/v1/portal/applications', wish)).json)
    await browser.post(`/v1/portal/applications/${draft.applicationId}/apply`, { purpose: '100%_sure' })
    await portal.world.clock.advance(1_000)
    await visit()
    await portal.world.clock.advance(1_000)
    const { documentId } = await printed(1, 1)
    const { records: lines, kinds, years, hasMore } = await records()
    expect(lines.map(({ way }) => way)).toEqual(['kiosk', 'visit', 'web'])
    expect(lines[0]).toMatchObject({ recordId: documentId, copiesPrinted: 1, place: { en: 'Hall · Kiosk 1' } })
    expect([kinds.map(({ kind }) => kind), years.length, hasMore]).toEqual([['transcript'], 1, false])
    const visited = lines.find(({ way }) => way === 'visit')!
    expect(await record(visited.recordId)).toMatchObject({ way: 'visit', orders: [], freeCopiesLeft: null })
  })

  it('say of a copy where it came out, how many sheets were counted, and what became of the free copy', async () => {
    const { documentId, pages } = await printed(1, 0)
    const detail = await record(documentId)
    expect(detail.orders).toEqual([
      expect.objectContaining({
        ...{ copies: 1, copiesDelivered: 0, sheetsDelivered: 0, paidFen: 0, refunds: [], isReprint: false },
        quota: expect.objectContaining({ used: 1, givenBack: 1 }),
      }),
    ])
    expect(detail).toMatchObject({ pages, mayHaveFile: false, state: 'applied' })
  })

  it('are found by words, kind and year, and typed signs stand for themselves', async () => {
    const year = new Date(portal.world.clock.now()).getUTCFullYear()
    const ways = async (query: string) => (await records(query)).records.map(({ way }) => way)
    expect(await ways(`?search=${encodeURIComponent('100%_s')}`)).toEqual(['web'])
    expect(await ways(`?search=${encodeURIComponent('1__%s')}`)).toEqual([])
    expect(await ways('?search=kiosk%201')).toEqual(['kiosk', 'kiosk', 'visit'])
    expect(await ways('?kind=enrolment-proof')).toEqual([])
    expect(await ways('?kind=transcript')).toEqual(['kiosk', 'kiosk', 'web'])
    expect(await ways(`?year=${year - 2}`)).toEqual([])
    const all = await records()
    const before = encodeURIComponent(all.records[1]!.at)
    expect((await records(`?before=${before}`)).records).toHaveLength(all.records.length - 2)
    // Of years that no database knows.
    // And a sign that none takes.
    for (const odd of ['before=0000-01-01T00:00:00Z', 'before=1969-12-31T23:59:59Z', 'search=kiosk%201%00'])
      expect((await browser.get(`/v1/portal/records?${odd}`)).status, odd).toBe(400)
    // A sign that nobody sees is no word of theirs.
    expect(await ways('?search=kiosk%201%E2%80%8B')).toEqual(['kiosk', 'kiosk', 'visit'])
    expect(await ways('?search=%E2%80%8B')).toHaveLength(all.records.length)
  })

  it('say when and by what others have checked, and not who', async () => {
    const web = (await records()).records.find(({ way }) => way === 'web')!
    const path = `/v1/portal/applications/${web.applicationId}`
    const { share, code } = (await browser.post(`${path}/shares`, { label: 'HR', days: 7 })).json as {
      share: { shareId: string }
      code: string
    }
    await browser.phone.post(`/s/${share.shareId}`, { code })
    const file = await portal.world.server().doors.issuing.records.show(web.recordId)
    for (let times = 0; times < 2; times++)
      await browser.post('/v1/verification/files', { files: [{ sha256: file!.sha256, signedDigest: null }] })
    const { checks } = await record(web.recordId)
    expect(checks.map(({ how, times }) => [how, times]).sort()).toEqual([
      ['file', 2],
      ['link', 1],
    ])
    expect(JSON.stringify(checks)).not.toMatch(/127\.0\.0\.1|test/)
  })

  it('are part of one file with everything that is kept, with a fresh proof and five times a day', async () => {
    const student = await portal.loggedIn()
    const answer = await student.get('/v1/portal/my-data')
    expect(answer.status).toBe(200)
    const file = answer.json as { contents: { name: string; entries: number }[]; data: Record<string, object[]> }
    const counted = Object.fromEntries(file.contents.map(({ name, entries }) => [name, entries]))
    expect(counted).toMatchObject({ application: 1, print_order: 2, share_link: 1, account: 0 })
    expect(counted.visit).toBeGreaterThan(2)
    expect(file.data.application).toEqual([expect.objectContaining({ purpose: '100%_sure' })])
    expect(answer.page.text).not.toMatch(/code_mark|session_key|visit_key|to_sealed|address_key/)
    const other = (await (await portal.loggedIn(OTHER.number)).get('/v1/portal/my-data')).json as typeof file
    expect(other.data.application).toEqual([])
    for (let times = 0; times < 4; times++) expect((await student.get('/v1/portal/my-data')).status).toBe(200)
    expect(faultOf(await student.get('/v1/portal/my-data'))).toBe('too-many-today')
    await portal.world.clock.advance(11 * 60_000)
    expect(faultOf(await student.get('/v1/portal/my-data'))).toBe('proof-too-old')
  })

  it("are nobody else's", async () => {
    const other = await portal.loggedIn(OTHER.number)
    expect(pageSchema.parse((await other.get('/v1/portal/records')).json).records).toEqual([])
    for (const { recordId } of (await records()).records) {
      const [theirs, none] = [
        await other.get(`/v1/portal/records/${recordId}`),
        await other.get(`/v1/portal/records/${'x'.repeat(22)}`),
      ]
      expect([theirs.status, faultOf(theirs), theirs.json]).toEqual([404, 'application-unknown', none.json])
    }
    expect((await other.get(`/v1/portal/records/${'%25'.repeat(22)}`)).status).toBe(400)
  })
})
