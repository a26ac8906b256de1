import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { preparedDocumentSchema } from '../../src/contract/issuing-api.ts'
import { orderSchema } from '../../src/contract/orders-api.ts'
import { refusalSchema } from '../../src/contract/refusal.ts'
import { terminalSettingsSchema, visitorSchema } from '../../src/contract/terminals-api.ts'
import { settingsDocumentSchema, signedSettingsSchema } from '../../src/settings/signed-settings.ts'
import { enrolKiosk, type KioskDouble, type ServerWorld, startServerWorld } from '../../tests/peers/server-world.ts'
import type { StaffBrowser } from '../../tests/peers/staff-browser.ts'
import { createStaffPeople } from '../../tests/peers/staff-people.ts'

const PUBLIC_URL = 'https://print.example.edu.cn'
let world: ServerWorld
let kiosk: KioskDouble
let people: ReturnType<typeof createStaffPeople>

beforeAll(async () => {
  world = await startServerWorld(null)
  kiosk = await enrolKiosk(world)
  people = createStaffPeople(world, PUBLIC_URL)
})
afterAll(() => world?.close())

const post = async (browser: StaffBrowser, path: string, body: unknown) => {
  const { status, text } = await browser.postJson(path, body)
  if (status !== 200) throw new Error(`${path}: ${status} ${text}`)
  return JSON.parse(text) as Record<string, never>
}
let version = 0
/** At the kiosk alone: a price with a second person, the rest without. */
const publish = async (content: object) => {
  const drafter = await (await people.theAdmin()).loggedIn()
  const id = { layer: 'terminal', subjectId: kiosk.terminalId }
  const typed = { ...id, content, basedOn: version, revision: 0 }
  const { draft } = (await post(drafter, '/v1/staff/settings/draft', typed)) as unknown as {
    draft: { revision: number }
  }
  const wish = { ...id, revision: draft.revision, reason: 'new prices' }
  const done = (await post(drafter, '/v1/staff/settings/publish', wish)) as unknown as Record<string, string>
  if (done.outcome === 'proposed') await agree(done.proposalId ?? '')
  version += 1
  return done.outcome
}
let second: Awaited<ReturnType<typeof people.invited>> | null = null
const agree = async (proposalId: string) => {
  second ??= await people.invited('finance', ['*'])
  const browser = await second.loggedIn()
  const path = `/v1/staff/four-eyes/proposals/${proposalId}`
  const { seen } = JSON.parse((await browser.open(path)).text) as { seen: string }
  expect(await post(browser, `${path}/agree`, { seen })).toMatchObject({ state: 'carried-out' })
}
const begin = async (uid = '04E2B3C4') =>
  visitorSchema.parse((await kiosk.post('/v1/visits', { means: { kind: 'campus-card', uid } })).json)
const priceIn = ({ offers }: Awaited<ReturnType<typeof begin>>) =>
  offers.find(({ kind, edition }) => kind === 'transcript' && edition === 'zh')?.unitPriceFen
const again = async (visitId: string) => visitorSchema.parse((await kiosk.get(`/v1/visits/${visitId}`)).json)
const prepare = async (visitId: string) =>
  preparedDocumentSchema.parse((await kiosk.post('/v1/documents', { visitId, kind: 'transcript', edition: 'zh' })).json)
const order = (visitId: string, documentId: string, copies: number, expectedAmountFen: number) =>
  kiosk.post('/v1/orders', { visitId, documentId, jobId: randomUUID(), copies, expectedAmountFen })

it('decides prices, free copies and kinds by what holds at the terminal, never by what the kiosk says', async () => {
  const before = await begin()
  expect(priceIn(before)).toBe(200)
  const seen = await prepare(before.visitId)
  expect(await publish({ prices: { zhFen: 300 }, copies: { freeCopies: 1, maxCopies: 6 } })).toBe('proposed')
  // What was shown at a price is had at that price, as long as the visit runs.
  expect(priceIn(await again(before.visitId))).toBe(200)
  expect((await order(before.visitId, seen.documentId, 7, 1_200)).status).toBe(409)
  const ordered = orderSchema.parse((await order(before.visitId, seen.documentId, 3, 400)).json)
  expect(ordered.quote).toMatchObject({ freeCopies: 1, unitPriceFen: 200, amountFen: 400 })
  // The next visit has the new one, and saying the old one is no help.
  const after = await begin()
  expect(priceIn(after)).toBe(300)
  const dearer = await prepare(after.visitId)
  const cheap = await order(after.visitId, dearer.documentId, 2, 400)
  expect(refusalSchema.parse(cheap.json).fault.code).toBe('quote-changed')
  expect(orderSchema.parse((await order(after.visitId, dearer.documentId, 2, 600)).json).quote.unitPriceFen).toBe(300)
})

it('offers only what is set, and makes nothing else', async () => {
  // The double of the issuer lists only kinds that an office must agree to.
  const office = { office: 'registry', officeName: { zh: '教务处', en: 'Registry' }, reason: { zh: '因', en: 'Why' } }
  const rule = { ...office, withinWorkingDays: 3, purposes: null, printableDays: 30 }
  world.issuer.approvals = new Map([['enrolment-proof', rule]])
  await publish({ documents: { offered: ['enrolment-proof'] } })
  world.issuer.approvals = new Map()
  const visitor = await begin('04A1B2C3')
  expect([...new Set(visitor.offers.map(({ kind }) => kind))]).toEqual(['enrolment-proof'])
  const wish = { visitId: visitor.visitId, kind: 'transcript', edition: 'zh' }
  const refused = await kiosk.post('/v1/documents', wish)
  expect(refusalSchema.parse(refused.json).fault.code).toBe('document-unavailable')
})

it('names the version to a terminal that asks, and gives it signed', async () => {
  const settings = terminalSettingsSchema.parse((await kiosk.get('/v1/terminal/settings')).json)
  const signed = signedSettingsSchema.parse((await kiosk.get('/v1/terminal/settings/published')).json)
  const document = settingsDocumentSchema.parse(JSON.parse(signed.text))
  expect(document).toMatchObject({ terminalId: kiosk.terminalId, version: settings.published?.version })
  expect(document.settings.documents.offered).toEqual(['enrolment-proof'])
  const report = { running: settings.published, refused: null }
  expect((await kiosk.post('/v1/terminal/settings/running', report)).status).toBe(200)
  const browser = await (await people.theAdmin()).loggedIn()
  const { text } = await browser.open('/v1/staff/settings/terminals?only=differing')
  expect(JSON.parse(text)).toEqual({ rows: [], next: null })
})
