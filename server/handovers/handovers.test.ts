import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HANDOVERS_ROUTES, handoverStateSchema } from '../../src/contract/handovers-api.ts'
import { preparedDocumentSchema } from '../../src/contract/issuing-api.ts'
import { orderSchema } from '../../src/contract/orders-api.ts'
import { applicationDetailSchema, applicationSchema } from '../../src/contract/portal-api.ts'
import { visitorSchema } from '../../src/contract/terminals-api.ts'
import { openPhone, type Page } from '../../tests/peers/phone.ts'
import { faultOf, type PortalWorld, PUBLIC, startPortalWorld } from '../../tests/peers/portal-world.ts'
import { enrolKiosk, type KioskDouble } from '../../tests/peers/server-world.ts'

const MINUTE_MS = 60_000
const CARD = '04A1B2C3'
const WECHAT = 'Mozilla/5.0 (iPhone) AppleWebKit/605 Mobile MicroMessenger/8.0.50'

let portal: PortalWorld
let kiosk: KioskDouble
beforeAll(async () => {
  portal = await startPortalWorld()
  kiosk = await enrolKiosk(portal.world)
})
afterAll(() => portal?.close())

interface Printed {
  readonly visitId: string
  readonly jobId: string
  readonly documentNumber: string
}

const identify = async (uid = CARD) =>
  visitorSchema.parse((await kiosk.post('/v1/visits', { means: { kind: 'campus-card', uid } })).json)

/** A visit that has ordered a document; with `copiesDelivered`, told of its paper. */
async function ordered(
  wish = { kind: 'transcript', edition: 'zh' },
  copiesDelivered: number | null = 1,
): Promise<Printed> {
  const { visitId } = await identify()
  return orderedIn(visitId, wish, copiesDelivered)
}

async function orderedIn(visitId: string, wish: { kind: string; edition: string }, copiesDelivered: number | null) {
  const document = preparedDocumentSchema.parse((await kiosk.post('/v1/documents', { visitId, ...wish })).json)
  const jobId = randomUUID()
  const { documentId } = document
  const ask = (expectedAmountFen: number) =>
    kiosk.post('/v1/orders', { visitId, jobId, documentId, copies: 1, expectedAmountFen })
  const free = await ask(0)
  const order = orderSchema.parse((free.status === 200 ? free : await ask(wish.edition === 'en' ? 500 : 200)).json)
  // The free copies are used up by now.
  if (order.codeUrl !== null) {
    portal.world.payments.pay(order.codeUrl.split('=').at(-1) ?? '')
    await kiosk.get(`/v1/orders/${jobId}`)
  }
  if (copiesDelivered !== null) {
    const outcome = { copiesDelivered, copiesUnclear: 0, sheetsDelivered: 2, copies: [], fault: null }
    await kiosk.post(`/v1/orders/${jobId}/outcome`, { outcome })
  }
  const number = portal.world.issuer.requests.at(-1)?.documentNumber ?? ''
  return { visitId, jobId, documentNumber: number }
}

const beginnable = HANDOVERS_ROUTES.beginHandover.output
const ask = ({ visitId, jobId }: Printed) => kiosk.post('/v1/handovers', { visitId, jobId })
const begin = async (printed: Printed) => beginnable.parse((await ask(printed)).json)
const stateOf = async (handover: string, of = kiosk) =>
  handoverStateSchema.parse((await of.post('/v1/handovers/state', { handover })).json)
const give = async (handover: string, digits: string) =>
  handoverStateSchema.parse((await kiosk.post('/v1/handovers/give', { handover, digits })).json)
const phone = (userAgent?: string) => openPhone(portal.world.base(), PUBLIC, userAgent)
const digitsOn = ({ text }: Page) => /class="digits">(\d{2})</.exec(text)?.[1] ?? ''
/** The phone that asks first: where its page is. */
async function asked(url: string, who = phone()) {
  const led = await who.post(new URL(url).pathname)
  expect(led.status).toBe(303)
  const own = new URL(led.location!, led.url).href
  return { own, page: await who.open(own), who }
}
const fileOf = (own: string, who = phone()) => who.post(`${new URL(own).pathname}/file`, { as: 'save' })

describe('a file that is handed over', () => {
  it('goes to the phone whose digits the visitor has compared, and to it alone', async () => {
    const printed = await ordered()
    const { url, handover, withinMs } = await begin(printed)
    expect([url.startsWith(`${PUBLIC}/t/`), withinMs]).toEqual([true, 2 * MINUTE_MS])
    const looked = await phone().open(url)
    expect([looked.status, looked.text.includes('成绩单')]).toEqual([200, true])
    expect(looked.text).not.toContain('林')
    const { own, page } = await asked(url)
    const state = await stateOf(handover)
    expect(state).toMatchObject({ state: 'asked', digits: digitsOn(page) })
    expect((await fileOf(own)).status).toBe(410)
    if (state.state !== 'asked') throw new Error('nobody asked')
    expect(await give(handover, state.digits)).toEqual({ state: 'given' })
    const given = await phone().open(own)
    expect(given.text).toContain(printed.documentNumber)
    const file = await fileOf(own)
    expect([file.status, file.text.includes(printed.documentNumber)]).toEqual([200, true])
    expect((await phone().open(url)).status).toBe(409)
  })

  it('is not moved by programs that look at links, and not by forms of other pages', async () => {
    const { url, handover } = await begin(await ordered())
    for (let time = 0; time < 3; time++) expect((await phone().open(url)).status).toBe(200)
    const path = new URL(url).pathname
    expect((await phone().post(path, {}, 'cross-site')).status).toBe(403)
    expect((await phone().postForm(path, {})).status).toBe(403)
    expect(await stateOf(handover)).toMatchObject({ state: 'shown' })
  })

  it('has one phone, however many press at once, and the others are told so', async () => {
    const { url, handover } = await begin(await ordered())
    const path = new URL(url).pathname
    const pressed = await Promise.all(Array.from({ length: 12 }, () => phone().post(path)))
    expect(pressed.map(({ status }) => status).sort()).toEqual([303, ...Array.from({ length: 11 }, () => 409)])
    expect(pressed.find(({ status }) => status === 409)?.text).toContain('另一部手机')
    expect(await stateOf(handover)).toMatchObject({ state: 'asked' })
  })

  it('is given for the digits of that phone and for no others', async () => {
    const { url, handover } = await begin(await ordered())
    const { own, page } = await asked(url)
    const other = digitsOn(page) === '11' ? '12' : '11'
    expect(await give(handover, other)).toMatchObject({ state: 'asked' })
    expect((await fileOf(own)).status).toBe(410)
  })

  it('goes along when an app that keeps no files hands its page to a browser', async () => {
    const { url, handover } = await begin(await ordered())
    const { own, page, who } = await asked(url, phone(WECHAT))
    await give(handover, digitsOn(page))
    expect((await who.open(own)).text).toContain('在浏览器打开')
    const browser = phone('Mozilla/5.0 (iPhone) AppleWebKit/605 Version/18 Mobile Safari/604')
    const there = await browser.open(own)
    expect([there.status, there.text.includes('在浏览器打开')]).toEqual([200, false])
    expect((await fileOf(own, browser)).status).toBe(200)
  })

  it('ends with what the visitor says, with the visit, with the next one, and with its time', async () => {
    const refused = await begin(await ordered())
    const first = await asked(refused.url)
    await kiosk.post('/v1/handovers/end', { handover: refused.handover })
    const gone = await ordered()
    const left = await begin(gone)
    await kiosk.post(`/v1/visits/${gone.visitId}/end`, {})
    const before = await begin(await ordered({ kind: 'transcript', edition: 'en' }))
    await portal.world.clock.advance(1)
    await identify('04E2B3C4')
    for (const { url, handover } of [refused, left, before]) {
      expect(await stateOf(handover)).toEqual({ state: 'over', why: 'ended' })
      expect((await phone().post(new URL(url).pathname)).status).toBe(410)
      expect(await give(handover, '00')).toMatchObject({ state: 'over' })
    }
    expect((await phone().open(first.own)).status).toBe(410)
    await portal.world.clock.advance(5 * MINUTE_MS)
    const old = await begin(await ordered())
    await portal.world.clock.advance(2 * MINUTE_MS)
    expect(await stateOf(old.handover)).toEqual({ state: 'over', why: 'expired' })
    expect((await phone().open(old.url)).status).toBe(410)
  })

  it('stays with its phone for ten minutes, whoever stands at the kiosk by then, and no longer', async () => {
    const printed = await ordered()
    const { url, handover } = await begin(printed)
    const { own, page } = await asked(url)
    await give(handover, digitsOn(page))
    await kiosk.post(`/v1/visits/${printed.visitId}/end`, {})
    await identify('04E2B3C4')
    await portal.world.clock.advance(9 * MINUTE_MS)
    expect((await fileOf(own)).status).toBe(200)
    await portal.world.clock.advance(MINUTE_MS)
    expect((await fileOf(own)).status).toBe(410)
  })

  it('is replaced by the next code of the same order, and a phone that had it keeps it', async () => {
    const printed = await ordered()
    const first = await begin(printed)
    const second = await begin(printed)
    expect(await stateOf(first.handover)).toEqual({ state: 'over', why: 'ended' })
    const { own, page } = await asked(second.url)
    await give(second.handover, digitsOn(page))
    await begin(printed)
    expect((await fileOf(own)).status).toBe(200)
    for (let code = 3; code < 6; code++) await begin(printed)
    expect(faultOf({ ...(await ask(printed)), page: await phone().open(second.url) })).toBe('handover-refused')
  })

  it('is of paper that came out in the same visit, and never of a kind that is on paper alone', async () => {
    const said = async (printed: Printed) => {
      const { json } = await ask(printed)
      return (json as { fault?: { code: string } }).fault?.code
    }
    expect(await said(await ordered(undefined, null))).toBe('handover-refused')
    expect(await said(await ordered(undefined, 0))).toBe('handover-refused')
    const mine = await ordered()
    const another = await ordered()
    expect(await said({ ...mine, visitId: another.visitId })).toBe('handover-refused')
    expect(await said({ ...mine, visitId: 'x'.repeat(22) })).toBe('visit-expired')
    expect(await said(await ordered({ kind: 'enrolment-proof', edition: 'zh' }))).toBe('handover-refused')
    const { visitId } = another
    const offers = (await kiosk.get(`/v1/visits/${visitId}`)).json as { offers: { kind: string; hasFile: boolean }[] }
    expect(offers.offers.map(({ kind, hasFile }) => `${kind} ${hasFile}`)).toContain('enrolment-proof false')
  })

  it('is no other kiosk’s affair', async () => {
    const { url, handover } = await begin(await ordered())
    const other = await enrolKiosk(portal.world)
    const { page } = await asked(url)
    expect(await stateOf(handover, other)).toEqual({ state: 'over', why: 'expired' })
    await other.post('/v1/handovers/give', { handover, digits: digitsOn(page) })
    await other.post('/v1/handovers/end', { handover })
    expect(await stateOf(handover)).toMatchObject({ state: 'asked' })
  })

  it('is gone with a document that was revoked meanwhile', async () => {
    const printed = await ordered()
    const { url, handover } = await begin(printed)
    const { own, page } = await asked(url)
    await give(handover, digitsOn(page))
    const { records, revocations } = portal.world.server().doors.issuing
    const documentId = await records.idOfNumber(printed.documentNumber)
    await revocations.revokeDocument(documentId!, 'issued-in-error')
    expect((await fileOf(own)).status).toBe(410)
  })

  it('stands in the owner’s record where it was applied for on the web, and in no log', async () => {
    const browser = await portal.loggedIn()
    const wish = { kind: 'transcript', edition: 'en' }
    const { applicationId } = applicationSchema.parse((await browser.post('/v1/portal/applications', wish)).json)
    const path = `/v1/portal/applications/${applicationId}`
    await browser.post(`${path}/apply`, { purpose: '' })
    const { code } = (await browser.post(`${path}/pickups`)).json as { code: string }
    const visitor = visitorSchema.parse((await portal.held(kiosk.post('/v1/pickups', { code }))).json)
    const printed = await orderedIn(visitor.visitId, wish, 1)
    await portal.world.clock.advance(1_000)
    const { url, handover } = await begin(printed)
    const { own, page } = await asked(url)
    await give(handover, digitsOn(page))
    await fileOf(own)
    const { steps } = applicationDetailSchema.parse((await browser.get(path)).json)
    expect(steps.at(-1)).toMatchObject({
      what: 'taken-along',
      said: { en: 'After printing, the file was taken along on a phone: Hall.' },
    })
    const [, , pageId = '', secret = ''] = new URL(own).pathname.split('/')
    const text = portal.world.logged.join('\n')
    for (const one of [pageId, secret]) expect(text).not.toContain(one)
  })
})
