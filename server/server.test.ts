import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { NOTABLE_PEOPLE } from '../demo/university/notable.ts'
import { preparedDocumentSchema } from '../src/contract/issuing-api.ts'
import { orderSchema } from '../src/contract/orders-api.ts'
import { refusalSchema } from '../src/contract/refusal.ts'
import { TERMINAL_ROUTES } from '../src/contract/terminal-api.ts'
import { terminalSettingsSchema, visitorSchema } from '../src/contract/terminals-api.ts'
import { startHousePostgres } from '../tests/peers/house-postgres.ts'
import { POSTGRES_PROGRAMS } from '../tests/peers/postgres.ts'
import {
  ask,
  enrolKiosk,
  type KioskDouble,
  ROOT_PEM,
  type ServerWorld,
  startServerWorld,
} from '../tests/peers/server-world.ts'

const student = NOTABLE_PEOPLE.find(({ cardUid }) => cardUid === '04A1B2C3')!.person
const card = (uid: string) => ({ means: { kind: 'campus-card', uid } })
const faultOf = ({ json }: { json: unknown }) => refusalSchema.parse(json).fault.code

const begin = async (kiosk: KioskDouble, uid = '04A1B2C3') =>
  visitorSchema.parse((await kiosk.post('/v1/visits', card(uid))).json)
const prepare = async (kiosk: KioskDouble, visitId: string, kind = 'transcript', edition = 'zh') =>
  preparedDocumentSchema.parse((await kiosk.post('/v1/documents', { visitId, kind, edition })).json)
const outcome = (copiesDelivered: number) => ({
  outcome: { copiesDelivered, sheetsDelivered: copiesDelivered * 2, fault: null },
})

function suite(open: () => Promise<ServerWorld>): void {
  let world: ServerWorld
  let kiosk: KioskDouble
  beforeAll(async () => {
    world = await open()
    kiosk = await enrolKiosk(world)
  })
  afterAll(() => world?.close())

  it('takes a visit from the card to the settled order', async () => {
    // Somebody whom no other test knows: the free copies that this visit uses stay used.
    const visitor = await begin(kiosk, '04E2B3C4')
    expect(visitor).toMatchObject({ nameMasked: { zh: '许**', en: 'X* J****' } })
    const { number } = NOTABLE_PEOPLE.find(({ cardUid }) => cardUid === '04E2B3C4')!.person
    expect(JSON.stringify(visitor)).not.toContain(number)
    const document = await prepare(kiosk, visitor.visitId)
    const file = await kiosk.get(`/v1/documents/${document.documentId}/file`)
    expect(createHash('sha256').update(file.bytes).digest('hex')).toBe(document.sha256)
    expect(file.bytes).toHaveLength(document.byteLength)

    const jobId = randomUUID()
    const wish = { visitId: visitor.visitId, documentId: document.documentId, jobId, copies: 7, expectedAmountFen: 400 }
    const order = orderSchema.parse((await kiosk.post('/v1/orders', wish)).json)
    expect(order).toMatchObject({ state: 'awaiting-payment', quote: { freeCopies: 5, amountFen: 400 } })
    expect(orderSchema.parse((await kiosk.post('/v1/orders', wish)).json).orderId).toBe(order.orderId)
    expect(visitorSchema.parse((await kiosk.get(`/v1/visits/${visitor.visitId}`)).json).offers[0]?.freeCopiesLeft).toBe(
      0,
    )

    const [trade = ''] = [...world.payments.trades.keys()]
    expect(world.payments.pay(trade)).toBe(true)
    await world.clock.advance(2_000)
    expect(orderSchema.parse((await kiosk.get(`/v1/orders/${jobId}`)).json).state).toBe('ready')
    const ended = orderSchema.parse((await kiosk.post(`/v1/orders/${jobId}/outcome`, outcome(6))).json)
    expect(ended.settlement).toMatchObject({ quotaGivenBack: 0, refundFen: 200, chargedFen: 200, freeCopiesLeft: 0 })
    await world.server().doors.orders.sweep()
    expect([...world.payments.trades.get(trade)!.refunds.values()]).toMatchObject([{ refundFen: 200 }])
    expect((await kiosk.post(`/v1/visits/${visitor.visitId}/end`, {})).status).toBe(200)
  })

  it('tells a terminal what it must know', async () => {
    const settings = terminalSettingsSchema.parse((await kiosk.get('/v1/terminal/settings')).json)
    expect(settings).toMatchObject({
      terminalId: kiosk.terminalId,
      freeCopies: 5,
      tariff: [{ unitPriceFen: 200 }, { unitPriceFen: 500 }],
      anchorsPem: ROOT_PEM,
      serverTime: new Date(world.clock.now()).toISOString(),
    })
  })

  it('closes an unpaid order when asked', async () => {
    const visitor = await begin(kiosk)
    const { documentId } = await prepare(kiosk, visitor.visitId, 'transcript', 'en')
    const jobId = randomUUID()
    const wish = { visitId: visitor.visitId, documentId, jobId, copies: 6, expectedAmountFen: 500 }
    expect(orderSchema.parse((await kiosk.post('/v1/orders', wish)).json).codeUrl).toMatch(/^weixin:/)
    expect(orderSchema.parse((await kiosk.post(`/v1/orders/${jobId}/close`, {})).json)).toMatchObject({
      state: 'closed',
      codeUrl: null,
    })
  })

  it('makes a document once a visit, and the paper of two visits apart', async () => {
    const asked = world.issuer.requests.length
    const visitor = await begin(kiosk)
    const both = await Promise.all([prepare(kiosk, visitor.visitId), prepare(kiosk, visitor.visitId)])
    expect(both[0]).toEqual(both[1])
    expect(world.issuer.requests.length).toBe(asked + 1)
    const other = await begin(kiosk)
    expect((await prepare(kiosk, other.visitId)).documentId).not.toBe(both[0]?.documentId)
  })

  it('passes on why a document can not be made, and tries again when asked again', async () => {
    const visitor = await begin(kiosk)
    const wish = { visitId: visitor.visitId, kind: 'transcript', edition: 'zh' }
    world.issuer.failNext = 'document-needs-hand'
    expect(faultOf(await kiosk.post('/v1/documents', wish))).toBe('document-needs-hand')
    expect((await kiosk.post('/v1/documents', wish)).status).toBe(200)
    expect(faultOf(await kiosk.post('/v1/documents', { ...wish, edition: 'fr' }))).toBe('document-unavailable')
  })

  it('remembers through the visit how surely the person is known', async () => {
    const { idNumber, nameZh: name } = student
    const byId = await kiosk.post('/v1/visits', { means: { kind: 'id-card', idNumber, name } })
    for (const [{ visitId }, way] of [
      [await begin(kiosk), 'campus-card'],
      [visitorSchema.parse(byId.json), 'id-card'],
    ] as const) {
      await prepare(kiosk, visitId)
      expect(world.issuer.requests.at(-1)?.subject.known).toMatchObject({ proofs: [{ way }] })
    }
  })

  it('refuses cards and people as they deserve', async () => {
    expect(faultOf(await kiosk.post('/v1/visits', card('04FFFFFF')))).toBe('card-unknown')
    expect(faultOf(await kiosk.post('/v1/visits', card('0454293A')))).toBe('card-lost')
    expect(faultOf(await kiosk.post('/v1/visits', card('04653A4B')))).toBe('person-without-records')
    const idCard = (idNumber: string, name: string) =>
      kiosk.post('/v1/visits', { means: { kind: 'id-card', idNumber, name } })
    expect((await idCard(student.idNumber ?? '', student.nameZh)).status).toBe(200)
    expect(faultOf(await idCard(student.idNumber ?? '', '王五'))).toBe('card-unknown')
    expect(faultOf(await idCard('110199200501011235', student.nameZh))).toBe('id-card-unreadable')
  })

  it('refuses a request that was sent before, or altered on its way, also after a restart', async () => {
    const body = JSON.stringify(card('04A1B2C3'))
    const { terminalId, double } = kiosk
    const target = '/v1/visits'
    const signed = double.headers({ terminalId, method: 'POST', target, body, timeMs: world.clock.now() })
    const headers = { 'content-type': 'application/json', ...signed }
    const altered = body.replace('04A1B2C3', '04B7D9E1')
    const refused = await ask(world.base(), 'POST', target, headers, altered)
    expect([refused.status, faultOf(refused)]).toEqual([401, 'terminal-refused'])
    expect((await ask(world.base(), 'POST', target, headers, body)).status).toBe(200)
    expect((await ask(world.base(), 'POST', target, headers, body)).status).toBe(401)
    await world.restart()
    expect((await ask(world.base(), 'POST', target, headers, body)).status).toBe(401)
    expect((await ask(world.base(), 'GET', '/v1/terminal/settings', {})).status).toBe(401)
  })

  it('keeps terminals out of each other’s visits, orders and files', async () => {
    const other = await enrolKiosk(world)
    const visitor = await begin(kiosk)
    const document = await prepare(kiosk, visitor.visitId)
    const wish = { visitId: visitor.visitId, kind: 'transcript', edition: 'zh' }
    expect(faultOf(await other.post('/v1/documents', wish))).toBe('visit-expired')
    expect(faultOf(await other.get(`/v1/visits/${visitor.visitId}`))).toBe('visit-expired')
    const unknown = await other.post('/v1/orders/job-of-nobody/close', {})
    expect([unknown.status, faultOf(unknown)]).toEqual([404, 'order-unknown'])
    expect(faultOf(await other.get(`/v1/documents/${document.documentId}/file`))).toBe('document-unavailable')
  })

  it('ends visits when told, and by itself', async () => {
    const [ended, idle] = [await begin(kiosk), await begin(kiosk)]
    await kiosk.post(`/v1/visits/${ended.visitId}/end`, {})
    expect(faultOf(await kiosk.get(`/v1/visits/${ended.visitId}`))).toBe('visit-expired')
    expect((await kiosk.get(`/v1/visits/${idle.visitId}`)).status).toBe(200)
    await world.clock.advance(5 * 60_000)
    expect(faultOf(await kiosk.get(`/v1/visits/${idle.visitId}`))).toBe('visit-expired')
  })

  it('keeps a file within reach while copies of it wait for paper, and no longer', async () => {
    const visitor = await begin(kiosk)
    const { documentId } = await prepare(kiosk, visitor.visitId)
    const jobId = randomUUID()
    const wish = { visitId: visitor.visitId, documentId, jobId, copies: 1, expectedAmountFen: 0 }
    expect((await kiosk.post('/v1/orders', wish)).status).toBe(200)
    await kiosk.post(`/v1/visits/${visitor.visitId}/end`, {})
    expect((await kiosk.get(`/v1/documents/${documentId}/file`)).status).toBe(200)
    await kiosk.post(`/v1/orders/${jobId}/outcome`, outcome(0))
    expect(faultOf(await kiosk.get(`/v1/documents/${documentId}/file`))).toBe('document-unavailable')
  })

  it('answers what breaks the contract with a refusal that says where', async () => {
    const wrong = await kiosk.post('/v1/visits', { means: { kind: 'campus-card', uid: 'xyz' } })
    expect(wrong.status).toBe(400)
    expect(refusalSchema.parse(wrong.json).issues).toMatchObject([{ path: 'means.uid' }])
    expect((await kiosk.get('/v1/nowhere')).status).toBe(404)
    const json = { 'content-type': 'application/json' }
    const enrol = (body: string, headers: HeadersInit = json) =>
      ask(world.base(), 'POST', '/v1/terminals/enrol', headers, body)
    for (const [answer, status] of [
      [await enrol('{"code":'), 400],
      [await enrol(`{"code":"${'A'.repeat(70_000)}"}`), 413],
      [await enrol('code=1', { 'content-type': 'application/x-www-form-urlencoded' }), 415],
    ] as const) {
      expect(answer.status).toBe(status)
      expect(refusalSchema.safeParse(answer.json).success).toBe(true)
    }
  })

  it('answers at once and for good when the provider refuses, so that a terminal does not ask again', async () => {
    const visitor = await begin(kiosk)
    const { documentId } = await prepare(kiosk, visitor.visitId)
    const wish = { visitId: visitor.visitId, documentId, jobId: randomUUID(), copies: 6, expectedAmountFen: 200 }
    world.payments.faults.push({ on: 'openCode', what: 'refused' })
    for (let time = 0; time < 2; time++) {
      const refused = await kiosk.post('/v1/orders', wish)
      expect([refused.status, faultOf(refused)]).toEqual([409, 'payment-unavailable'])
    }
  })

  it('shuts out a suspended terminal', async () => {
    const other = await enrolKiosk(world)
    await world.server().doors.terminals.setState(other.terminalId, 'suspended')
    const refused = await other.get('/v1/terminal/settings')
    expect([refused.status, faultOf(refused)]).toEqual([403, 'terminal-refused'])
  })

  it('takes WeChat’s notices by their signature alone', async () => {
    const visitor = await begin(kiosk)
    const { documentId } = await prepare(kiosk, visitor.visitId)
    const jobId = randomUUID()
    const wish = { visitId: visitor.visitId, documentId, jobId, copies: 6, expectedAmountFen: 200 }
    orderSchema.parse((await kiosk.post('/v1/orders', wish)).json)
    const trade = [...world.payments.trades.keys()].at(-1) ?? ''
    world.payments.pay(trade)
    const { headers, body } = world.payments.notice(trade)
    const send = (said: HeadersInit, text: string) =>
      ask(world.base(), 'POST', '/v1/wechatpay/notice', { 'content-type': 'application/json', ...said }, text)
    const text = new TextDecoder().decode(body)
    expect((await send({}, text)).status).toBe(401)
    expect((await send({}, '<xml>old notices look like this</xml>')).status).toBe(401)
    expect((await send(headers, text)).status).toBe(204)
    expect((await send(headers, text)).status).toBe(204)
    // A payment that no order knows is kept, and only then acknowledged: nobody says it again.
    const sendSigned = (of: string) =>
      send({ 'double-signature': world.payments.signatureOf(new TextEncoder().encode(of)) }, of)
    expect((await sendSigned(text.replaceAll(trade, 'yz-nobody'))).status).toBe(204)
    // So is a refund that nobody owes here.
    const refund = { outRefundNo: 'r-of-nobody', state: 'succeeded', refundFen: 200 }
    const ofNobody = JSON.stringify({ kind: 'refund', outTradeNo: trade, refund })
    expect((await sendSigned(ofNobody)).status).toBe(204)
    // And what is said of one order under the signature of another is nobody's word.
    expect((await send(headers, ofNobody)).status).toBe(401)
    expect(orderSchema.parse((await kiosk.get(`/v1/orders/${jobId}`)).json).state).toBe('ready')
    await kiosk.post(`/v1/orders/${jobId}/outcome`, outcome(0))
  })

  it('puts an address with a code on the paper, and opens it the same way whether there is such a document or not', async () => {
    const { documentId } = await prepare(kiosk, (await begin(kiosk)).visitId)
    const request = world.issuer.requests.at(-1)!
    expect(request.verificationUrl).toBe(`https://print.example.edu.cn/v/${request.verificationCode}`)
    const show = async (code: string) => {
      const { status, bytes } = await ask(world.base(), 'GET', `/v/${code}`, {})
      return {
        status,
        html: new TextDecoder().decode(bytes).replaceAll(/token=[\w-]+|value="[^"]*"|base64,[^"]*/g, ''),
      }
    }
    const shown = await show(request.verificationCode)
    expect(shown.status).toBe(200)
    for (const secret of [request.documentNumber, documentId, '林**', student.nameZh])
      expect(shown.html).not.toContain(secret)
    expect(await show('0'.repeat(26))).toEqual(shown)
    expect((await show('<script>')).html).not.toContain('<script>alert')
  })

  it('limits how often a terminal may try cards', async () => {
    const other = await enrolKiosk(world)
    const answers = await Promise.all(Array.from({ length: 31 }, () => other.post('/v1/visits', card('04FFFFFF'))))
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(30)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
    expect((await begin(kiosk)).group).toBe('undergraduate')
  })

  it('describes itself', async () => {
    const { json } = await ask(world.base(), 'GET', '/v1/openapi.json', {})
    const description = z.object({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) }).parse(json)
    expect(description.openapi).toBe('3.1.0')
    for (const { path } of Object.values(TERMINAL_ROUTES)) {
      expect(Object.keys(description.paths)).toContain(path.replaceAll(/:(\w+)/g, '{$1}'))
    }
    expect(JSON.stringify(json)).toContain('^(?:[0-9A-F]{2}){4,10}$')
    expect((await ask(world.base(), 'GET', '/healthz', {})).json).toEqual({ ok: true })
  })

  it('writes nothing personal into its log', () => {
    const log = world.logged.join('')
    expect(log).toContain('"answered"')
    const codes = world.issuer.requests.map(({ verificationCode }) => verificationCode)
    const secrets = [student.nameZh, student.nameEn, student.number, student.idNumber ?? '', student.personId]
    for (const secret of [...secrets, '04A1B2C3', ...codes]) expect(log).not.toContain(secret)
    expect(log).not.toMatch(/\/v1\/visits\/[A-Za-z0-9]/)
  })
}

describe('the server over HTTP, on PGlite', () => suite(() => startServerWorld(null)))
describe.skipIf(POSTGRES_PROGRAMS === null)('the server over HTTP, on PostgreSQL', () =>
  suite(async () => {
    const postgres = await startHousePostgres()
    const world = await startServerWorld(postgres.databaseUrl)
    return {
      ...world,
      close: async () => {
        await world.close()
        await postgres.stop()
      },
    }
  }),
)
