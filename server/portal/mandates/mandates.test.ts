import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { preparedDocumentSchema } from '../../../src/contract/issuing-api.ts'
import { errandSchema, mandateSchema } from '../../../src/contract/mandates-api.ts'
import { orderSchema } from '../../../src/contract/orders-api.ts'
import { pickupSchema } from '../../../src/contract/pickups-api.ts'
import { applicationDetailSchema, applicationSchema } from '../../../src/contract/portal-api.ts'
import { refusalSchema } from '../../../src/contract/refusal.ts'
import { identifiedSchema, type Visitor, visitorSchema } from '../../../src/contract/terminals-api.ts'
import {
  type Browser,
  faultOf,
  OTHER,
  type PortalWorld,
  STUDENT,
  startPortalWorld,
  THIRD,
} from '../../../tests/peers/portal-world.ts'
import { enrolKiosk, type KioskDouble } from '../../../tests/peers/server-world.ts'

const DAY_MS = 24 * 3_600_000
/** The card of the one who collects, and of somebody who does not. */
const [CARD, CARD_OF_THIRD] = ['04E2B3C4', '0410E5F6']
const COLLECTOR = { number: OTHER.number, name: OTHER.nameZh, days: 3 }
const errandsSchema = z.object({ errands: z.array(errandSchema) })
const madeSchema = z.object({ pickup: pickupSchema, code: z.string() })

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
const name = (browser: Browser, applicationId: string, wish: object = COLLECTOR) =>
  browser.post(`/v1/portal/applications/${applicationId}/mandates`, wish)
const errands = async (browser: Browser) => errandsSchema.parse((await browser.get('/v1/portal/errands')).json).errands
const codeFor = (browser: Browser, mandateId: string) => browser.post(`/v1/portal/errands/${mandateId}/pickups`)
const type = (code: string) => portal.held(kiosk.post('/v1/pickups', { code }))
const refusalOf = ({ json }: { json: unknown }) => refusalSchema.parse(json).fault.code
/** With a card at the kiosk: the visitor whose one offer is to be collected; undefined where there is none. */
const byCard = async (uid: string): Promise<Visitor | undefined> => {
  const { json } = await kiosk.post('/v1/visits', { means: { kind: 'campus-card', uid } })
  const identified = identifiedSchema.parse(json)
  const registers = 'registers' in identified ? identified.registers : []
  return registers.find(({ title }) => title.zh.startsWith('代 '))?.visitor
}
const stepsOf = async (browser: Browser, applicationId: string) => {
  const { json } = await browser.get(`/v1/portal/applications/${applicationId}`)
  return applicationDetailSchema.parse(json).steps.map(({ what }) => what)
}

/** Prints one copy in a visit and tells that it came out. */
async function print({ visitId, offers }: Visitor) {
  const wish = { visitId, kind: 'transcript', edition: 'zh' }
  const document = preparedDocumentSchema.parse((await kiosk.post('/v1/documents', wish)).json)
  const jobId = randomUUID()
  const order = { ...document, visitId, jobId, copies: 1 }
  const free = await kiosk.post('/v1/orders', { ...order, expectedAmountFen: 0 })
  const opened = await kiosk.post('/v1/orders', { ...order, expectedAmountFen: offers[0]!.unitPriceFen })
  const { quote } = orderSchema.parse(opened.json)
  for (const outTradeNo of portal.world.payments.trades.keys()) portal.world.payments.pay(outTradeNo)
  await kiosk.get(`/v1/orders/${jobId}`)
  const outcome = { copiesDelivered: 1, sheetsDelivered: document.pages, fault: null }
  const told = await kiosk.post(`/v1/orders/${jobId}/outcome`, { outcome })
  const { settlement } = orderSchema.parse(told.json)
  return { free: refusalOf(free), quote, settlement, jobId }
}

describe('paper that somebody else collects', () => {
  it('is collected by who was named, who pays the tariff, while nobody’s free copies are taken', async () => {
    const [owner, collector] = [await portal.loggedIn(), await portal.loggedIn(OTHER.number)]
    const applicationId = await applied(owner)
    const mandate = mandateSchema.parse((await name(owner, applicationId)).json)
    expect(mandate).toMatchObject({ state: 'open', collector: { numberMasked: expect.stringMatching(/^\*+\d{4}$/) } })
    const [errand] = await errands(collector)
    expect(errand).toMatchObject({ ownerMasked: { zh: '林**' }, state: 'open', pickup: null })
    const { code } = madeSchema.parse((await codeFor(collector, mandate.mandateId)).json)
    const visitor = visitorSchema.parse((await type(code)).json)
    expect(visitor.offers).toMatchObject([{ kind: 'transcript', edition: 'zh', freeCopiesLeft: 0 }])
    expect(visitor.forAnother).toBe(true)
    expect(visitor.numberMasked.slice(-4)).toBe(OTHER.number.slice(-4))
    const { free, quote, settlement, jobId } = await print(visitor)
    expect([free, quote.freeCopies, quote.paidCopies]).toEqual(['quote-changed', 0, 1])
    expect(settlement).toMatchObject({ forAnother: true, copiesDelivered: 1, freeCopiesLeft: 0 })
    // The paper, and not the file.
    const along = await kiosk.post('/v1/handovers', { visitId: visitor.visitId, jobId })
    expect([visitor.offers[0]?.hasFile, refusalOf(along)]).toEqual([false, 'handover-refused'])

    expect((await errands(collector))[0]).toMatchObject({
      ...{ state: 'collected', collected: { terminal: { zh: '一号机' } }, pickup: { state: 'used' } },
    })
    expect(await stepsOf(owner, applicationId)).toEqual(
      expect.arrayContaining(['mandate-made', 'mandate-collected', 'printed']),
    )
    expect(refusalOf(await type(code))).toBe('pickup-code-refused')
    expect(faultOf(await codeFor(collector, mandate.mandateId))).toBe('document-unavailable')
    // What the collector has fetched is no use of the owner's own code.
    const own = madeSchema.parse((await owner.post(`/v1/portal/applications/${applicationId}/pickups`)).json)
    expect(visitorSchema.parse((await type(own.code)).json).offers[0]?.freeCopiesLeft).toBeGreaterThan(0)
  })

  it('is found at the kiosk by the collector’s own card, until its owner ends it: then even a visit that runs is over', async () => {
    const owner = await portal.loggedIn()
    expect(await byCard(CARD)).toBeUndefined()
    const { mandateId } = mandateSchema.parse((await name(owner, await applied(owner))).json)
    expect(await byCard(CARD_OF_THIRD)).toBeUndefined()
    const visitor = await byCard(CARD)
    expect(visitor?.offers).toMatchObject([{ kind: 'transcript', freeCopiesLeft: 0 }])
    const visit = `/v1/visits/${visitor!.visitId}`
    expect(visitorSchema.parse((await kiosk.get(visit)).json).offers[0]?.freeCopiesLeft).toBe(0)
    const collector = await portal.loggedIn(OTHER.number)
    const { code } = madeSchema.parse((await codeFor(collector, mandateId)).json)
    const ended = await owner.post(`/v1/portal/mandates/${mandateId}/end`)
    expect(mandateSchema.parse(ended.json).state).toBe('ended')
    expect(refusalOf(await kiosk.get(visit))).toBe('visit-expired')
    expect(refusalOf(await type(code))).toBe('pickup-code-refused')
    expect(await byCard(CARD)).toBeUndefined()
    expect((await errands(collector)).find(one => one.mandateId === mandateId)?.state).toBe('ended')
  })

  it('says the same of somebody whom there is not, and of a number under another name, and gives it to nobody', async () => {
    const [owner, collector] = [await portal.loggedIn(), await portal.loggedIn(OTHER.number)]
    const applicationId = await applied(owner)
    const before = (await errands(collector)).length
    const shapes = []
    for (const wish of [
      { number: '2000000000', name: '某某某', days: 3 },
      { ...COLLECTOR, name: '某某某' },
    ]) {
      const { status, json } = await name(owner, applicationId, wish)
      const { mandateId: _, collector: __, ...rest } = mandateSchema.parse(json)
      shapes.push({ status, ...rest, madeAt: '', endsAt: '' })
    }
    expect(await errands(collector)).toHaveLength(before)
    const { status, json } = await name(owner, applicationId)
    const { mandateId: _, collector: __, ...rest } = mandateSchema.parse(json)
    expect(shapes).toEqual(Array(2).fill({ status, ...rest, madeAt: '', endsAt: '' }))
    expect(await errands(collector)).toHaveLength(before + 1)
    const third = await portal.loggedIn(THIRD.number)
    const [newest] = await errands(collector)
    expect(faultOf(await codeFor(third, newest!.mandateId))).toBe('application-unknown')
    expect(faultOf(await third.post(`/v1/portal/mandates/${newest!.mandateId}/end`))).toBe('application-unknown')
  })

  it('is told to both by mail, with what it costs and how it is ended, and so is its end', async () => {
    const owner = await portal.loggedIn()
    const applicationId = await applied(owner)
    const mandate = mandateSchema.parse((await name(owner, applicationId)).json)
    await owner.post(`/v1/portal/mandates/${mandate.mandateId}/end`)
    const before = portal.mailbox.letters().length
    const last = (subject: RegExp) =>
      portal.mailbox
        .letters()
        .slice(before)
        .findLast(one => subject.test(one.subject))
    const mine = () => portal.mailbox.letters().some(({ text }) => text.includes(`/p/a/${applicationId}`))
    await portal.lettersUntil(() => (mine() && last(/代取已取消/) ? true : undefined))
    expect(last(/已授权/)).toMatchObject({ to: `${STUDENT.number}@stu.example.edu.cn` })
    expect(last(/有人请您代取/)).toMatchObject({ to: `${OTHER.number}@stu.example.edu.cn` })
    expect(last(/有人请您代取/)?.text).toContain('林**')
    expect(portal.world.logged.join('')).not.toContain('@stu.example.edu.cn')
  })

  it('is granted by who has just shown who they are, ten times a day, and is over by itself', async () => {
    const owner = await portal.loggedIn(THIRD.number)
    const applicationId = await applied(owner)
    const answers = []
    for (let time = 0; time < 11; time++) {
      const answer = await name(owner, applicationId)
      answers.push(answer.status === 200 ? 'made' : faultOf(answer))
    }
    expect(answers).toEqual([...Array(10).fill('made'), 'too-many-today'])
    await portal.world.clock.advance(11 * 60_000)
    expect(faultOf(await name(owner, applicationId))).toBe('proof-too-old')
    await portal.world.clock.advance(3 * DAY_MS)
    const states = (await errands(await portal.loggedIn(OTHER.number))).map(({ state }) => state)
    expect(states).not.toContain('open')
    kiosk = await enrolKiosk(portal.world)
    expect(await byCard(CARD)).toBeUndefined()
  })
})
