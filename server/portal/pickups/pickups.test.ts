import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { preparedDocumentSchema } from '../../../src/contract/issuing-api.ts'
import { orderSchema } from '../../../src/contract/orders-api.ts'
import { kioskPlaceSchema, pickupSchema } from '../../../src/contract/pickups-api.ts'
import { applicationDetailSchema, applicationSchema } from '../../../src/contract/portal-api.ts'
import { refusalSchema } from '../../../src/contract/refusal.ts'
import { visitorSchema } from '../../../src/contract/terminals-api.ts'
import {
  type Browser,
  faultOf,
  OTHER,
  type PortalWorld,
  startPortalWorld,
  THIRD,
} from '../../../tests/peers/portal-world.ts'
import { enrolKiosk, type KioskDouble } from '../../../tests/peers/server-world.ts'

const HOUR_MS = 3_600_000
const madeSchema = z.object({ pickup: pickupSchema, code: z.string().regex(/^\d{8}$/) })
const listSchema = z.object({ pickups: z.array(pickupSchema) })

let portal: PortalWorld
let kiosk: KioskDouble
beforeAll(async () => {
  portal = await startPortalWorld()
  kiosk = await enrolKiosk(portal.world)
})
afterAll(() => portal?.close())

const applied = async (browser: Browser) => {
  const wish = { kind: 'transcript', edition: 'zh' }
  const draft = applicationSchema.parse((await browser.post('/v1/portal/applications', wish)).json)
  await browser.post(`/v1/portal/applications/${draft.applicationId}/apply`, { purpose: '' })
  return draft.applicationId
}
const make = async (browser: Browser, applicationId: string) =>
  madeSchema.parse((await browser.post(`/v1/portal/applications/${applicationId}/pickups`)).json)
const stateOf = async (browser: Browser, applicationId: string) =>
  listSchema.parse((await browser.get(`/v1/portal/applications/${applicationId}/pickups`)).json).pickups[0]
const type = (code: string) => portal.held(kiosk.post('/v1/pickups', { code }))
const refusalOf = ({ json }: { json: unknown }) => refusalSchema.parse(json).fault.code
const prepare = (visitId: string, edition = 'zh') =>
  kiosk.post('/v1/documents', { visitId, kind: 'transcript', edition })

describe('a code of collection', () => {
  it('leads at a kiosk to the very file that was applied for, and to its paper', async () => {
    const browser = await portal.loggedIn()
    const applicationId = await applied(browser)
    const { code, pickup } = await make(browser, applicationId)
    expect(pickup).toMatchObject({ state: 'open', lastUsed: null })
    const visitor = visitorSchema.parse((await type(code)).json)
    expect(visitor).toMatchObject({ nameMasked: { zh: '林**' }, offers: [{ kind: 'transcript', edition: 'zh' }] })
    const document = preparedDocumentSchema.parse((await prepare(visitor.visitId)).json)
    const onWeb = await browser.get(`/v1/portal/applications/${applicationId}`)
    expect(document.pages).toBe((onWeb.json as { pages: number }).pages)
    expect((await kiosk.get(`/v1/documents/${document.documentId}/file`)).status).toBe(200)
    expect(visitorSchema.parse((await kiosk.get(`/v1/visits/${visitor.visitId}`)).json).offers).toHaveLength(1)
    // For that one document, and nothing else of the person.
    expect(refusalOf(await prepare(visitor.visitId, 'en'))).toBe('document-unavailable')

    const jobId = randomUUID()
    const wish = { ...document, visitId: visitor.visitId, jobId, copies: 1, expectedAmountFen: 0 }
    const order = orderSchema.parse((await kiosk.post('/v1/orders', wish)).json)
    expect(order.quote).toMatchObject({ copies: 1 })
    expect(await stateOf(browser, applicationId)).toMatchObject({
      state: 'open',
      lastUsed: { terminal: { zh: '一号机' } },
    })
    const outcome = { copiesDelivered: 1, sheetsDelivered: document.pages, fault: null }
    expect((await kiosk.post(`/v1/orders/${jobId}/outcome`, { outcome })).status).toBe(200)
    // Once paper has come out it is worth nothing more; until then a jam costs nobody the way.
    expect(await stateOf(browser, applicationId)).toMatchObject({ state: 'used' })
    expect(refusalOf(await type(code))).toBe('pickup-code-refused')
  })

  it('is good again while no paper has come out, and ends with a newer one, by hand, and in three days', async () => {
    const browser = await portal.loggedIn()
    const applicationId = await applied(browser)
    const first = await make(browser, applicationId)
    for (let again = 0; again < 2; again++) expect((await type(first.code)).status).toBe(200)
    const second = await make(browser, applicationId)
    expect(refusalOf(await type(first.code))).toBe('pickup-code-refused')
    const ended = await browser.post(`/v1/portal/pickups/${second.pickup.pickupId}/end`)
    expect(pickupSchema.parse(ended.json).state).toBe('ended')
    expect(refusalOf(await type(second.code))).toBe('pickup-code-refused')
    const third = await make(browser, applicationId)
    await portal.world.clock.advance(73 * HOUR_MS)
    kiosk = await enrolKiosk(portal.world)
    expect(refusalOf(await type(third.code))).toBe('pickup-code-refused')
  })

  it('ends whatever it has led to: at a kiosk where somebody stands with it nothing is printed any more', async () => {
    const browser = await portal.loggedIn()
    const applicationId = await applied(browser)
    for (const end of ['by hand', 'by a newer one']) {
      const { code, pickup } = await make(browser, applicationId)
      const { visitId } = visitorSchema.parse((await type(code)).json)
      const document = preparedDocumentSchema.parse((await prepare(visitId)).json)
      const newer = end === 'by hand' ? null : await make(browser, applicationId)
      if (!newer) await browser.post(`/v1/portal/pickups/${pickup.pickupId}/end`)
      const wish = { ...document, visitId, jobId: randomUUID(), copies: 1, expectedAmountFen: 0 }
      expect(refusalOf(await kiosk.post('/v1/orders', wish)), end).toBe('visit-expired')
    }
  })

  it('brings paper at one kiosk, at however many it was typed before', async () => {
    const browser = await portal.loggedIn(OTHER.number)
    const { code } = await make(browser, await applied(browser))
    const there = await enrolKiosk(portal.world)
    const at = async (one: KioskDouble) => {
      const { visitId } = visitorSchema.parse((await one.post('/v1/pickups', { code })).json)
      const place = async () => {
        const made = await one.post('/v1/documents', { visitId, kind: 'transcript', edition: 'zh' })
        const document = preparedDocumentSchema.parse(made.json)
        const jobId = randomUUID()
        const wish = { ...document, visitId, jobId, copies: 1, expectedAmountFen: 0 }
        return { jobId, answer: await one.post('/v1/orders', wish), pages: document.pages }
      }
      return place
    }
    const [first, second] = [await at(kiosk), await at(there)]
    const { jobId, answer, pages } = await first()
    expect(answer.status).toBe(200)
    const outcome = { copiesDelivered: 1, sheetsDelivered: pages, fault: null }
    expect((await kiosk.post(`/v1/orders/${jobId}/outcome`, { outcome })).status).toBe(200)
    for (const once of [second, first]) expect(refusalOf((await once()).answer)).toBe('document-unavailable')
  })

  it('was not used when paper comes out by another one that was made after it had ended', async () => {
    const browser = await portal.loggedIn(OTHER.number)
    const applicationId = await applied(browser)
    await make(browser, applicationId)
    await portal.world.clock.advance(1_000)
    const { code } = await make(browser, applicationId)
    const { visitId } = visitorSchema.parse((await type(code)).json)
    const document = preparedDocumentSchema.parse((await prepare(visitId)).json)
    const jobId = randomUUID()
    await kiosk.post('/v1/orders', { ...document, visitId, jobId, copies: 1, expectedAmountFen: 0 })
    const outcome = { copiesDelivered: 1, sheetsDelivered: document.pages, fault: null }
    expect((await kiosk.post(`/v1/orders/${jobId}/outcome`, { outcome })).status).toBe(200)
    const { json } = await browser.get(`/v1/portal/applications/${applicationId}/pickups`)
    expect(listSchema.parse(json).pickups.map(({ state }) => state)).toEqual(['used', 'ended'])
  })

  it('is its person’s: another makes, sees and ends none', async () => {
    const [browser, other] = [await portal.loggedIn(), await portal.loggedIn(OTHER.number)]
    const applicationId = await applied(browser)
    const { pickup, code } = await make(browser, applicationId)
    expect(faultOf(await other.post(`/v1/portal/applications/${applicationId}/pickups`))).toBe('application-unknown')
    expect(faultOf(await other.get(`/v1/portal/applications/${applicationId}/pickups`))).toBe('application-unknown')
    expect(faultOf(await other.post(`/v1/portal/pickups/${pickup.pickupId}/end`))).toBe('application-unknown')
    expect((await type(code)).status).toBe(200)
  })

  it('stands in the steps of its application, as far as each has come', async () => {
    const browser = await portal.loggedIn()
    const applicationId = await applied(browser)
    const { code } = await make(browser, applicationId)
    await portal.world.clock.advance(1_000)
    await type(code)
    await portal.world.clock.advance(1_000)
    const { pickup } = await make(browser, applicationId)
    await portal.world.clock.advance(1_000)
    for (let again = 0; again < 2; again++) await browser.post(`/v1/portal/pickups/${pickup.pickupId}/end`)
    const { json } = await browser.get(`/v1/portal/applications/${applicationId}`)
    const { steps } = applicationDetailSchema.parse(json)
    expect(steps.map(({ what, said }) => [what, said.zh]).slice(2)).toEqual([
      ['pickup-made', '已生成取件码。'],
      ['pickup-used', '在 一号机 输入了取件码。'],
      ['pickup-ended', '取件码已作废。'],
      ['pickup-made', '已生成取件码。'],
      ['pickup-ended', '取件码已作废。'],
    ])
  })

  it('is made for nothing that was revoked, and twenty times a day', async () => {
    const browser = await portal.loggedIn(THIRD.number)
    const applicationId = await applied(browser)
    const answers: string[] = []
    for (let time = 0; time < 21; time++) {
      const answer = await browser.post(`/v1/portal/applications/${applicationId}/pickups`)
      answers.push(answer.status === 200 ? 'made' : faultOf(answer))
    }
    expect(answers).toEqual([...Array(20).fill('made'), 'too-many-today'])
    const { documentNumber } = applicationSchema.parse(
      (await browser.get(`/v1/portal/applications/${applicationId}`)).json,
    )
    const { issuing } = portal.world.server().doors
    const documentId = await issuing.records.idOfNumber(documentNumber)
    await issuing.revocations.revokeDocument(documentId!, 'issued-in-error')
    expect(faultOf(await browser.post(`/v1/portal/applications/${applicationId}/pickups`))).toBe('document-unavailable')
  })

  it('stands nowhere in the tables or the log, and is not made for a draft', async () => {
    const browser = await portal.loggedIn()
    const { code } = await make(browser, await applied(browser))
    await type(code)
    expect(portal.world.logged.join('\n')).not.toContain(code)
    const draft = await browser.post('/v1/portal/applications', { kind: 'transcript', edition: 'en' })
    const { applicationId } = applicationSchema.parse(draft.json)
    expect(faultOf(await browser.post(`/v1/portal/applications/${applicationId}/pickups`))).toBe('application-unknown')
  })

  it('tells on the web where there are kiosks, and which were heard of', async () => {
    const { json } = await (await portal.loggedIn()).get('/v1/portal/kiosks')
    const { kiosks } = z.object({ kiosks: z.array(kioskPlaceSchema) }).parse(json)
    expect(kiosks).toContainEqual(expect.objectContaining({ name: { zh: '一号机', en: 'Kiosk 1' }, state: 'heard' }))
  })
})
