import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { randomId } from '../../server/ground/random-id.ts'
import { HANDOVERS_ROUTES, handoverStateSchema } from '../../src/contract/handovers-api.ts'
import { preparedDocumentSchema } from '../../src/contract/issuing-api.ts'
import { applicationSchema } from '../../src/contract/portal-api.ts'
import { receiverSchema, sendingSchema } from '../../src/contract/receivers-api.ts'
import { visitorSchema } from '../../src/contract/terminals-api.ts'
import { openPhone } from '../peers/phone.ts'
import { type PortalWorld, PUBLIC, startPortalWorld } from '../peers/portal-world.ts'
import { enrolKiosk, type KioskDouble } from '../peers/server-world.ts'
import { appFrom, openStaffBrowser, type StaffBrowser } from '../peers/staff-browser.ts'
import { hasChromium, launchChromium } from './chromium.ts'
import { judgePlain } from './plain-judge.ts'

const EVALUATION = {
  ...{ nameZh: '环球学历评估', nameEn: 'Global Evaluation', kind: 'evaluation', language: 'en' },
  ...{ domain: 'evaluation.example', mailTo: 'records@mail.evaluation.example', 'purpose-evaluation': 'on' },
  ...{ referenceForm: '9999999', referenceZh: '参考号', referenceEn: 'Reference number' },
}
const REGISTER = '/staff/receivers'
const WECHAT = 'Mozilla/5.0 (iPhone) AppleWebKit/605 Mobile MicroMessenger/8.0.50'
const NOBODY = 'u'.repeat(22)

describe.skipIf(!hasChromium)('the pages on which a file leaves the house (Chromium, axe-core)', () => {
  let portal: PortalWorld
  let staff: StaffBrowser
  let kiosk: KioskDouble
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    portal = await startPortalWorld()
    kiosk = await enrolKiosk(portal.world)
    browser = await launchChromium()
    page = await (await browser.newContext({ bypassCSP: true })).newPage()
    staff = openStaffBrowser(() => portal.world.base(), PUBLIC)
    const { code } = (await portal.world.server().doors.staff.firstCode())!
    await staff.post('/staff/set-up', { code })
    const local = { name: 'Registrar', login: 'first.admin', password: 'lamp-otter-quilt' }
    const app = appFrom(await staff.post('/staff/set-up/local', local))
    await staff.post('/staff/set-up/totp', { code: app.codeAt(portal.world.clock.now()), label: 'phone' })
    await judge(await staff.open(REGISTER), 'empty register')
    await judge(await staff.post(`${REGISTER}/new`, EVALUATION), 'registered')
  })
  afterAll(async () => {
    await browser?.close()
    await portal?.close()
  })

  const judge = ({ text }: { readonly text: string }, name: string) => judgePlain(page, text, name)
  const phone = (userAgent?: string) => openPhone(portal.world.base(), PUBLIC, userAgent)
  const path = (url: string) => new URL(url).pathname

  it('break no rule where staff keep the register of receivers', async () => {
    await judge(await staff.open(`${REGISTER}/new`), 'new')
    await judge(await staff.post(`${REGISTER}/new`, { ...EVALUATION, domain: 'gmail.com' }), 'refused')
    const list = await staff.open(REGISTER)
    await judge(list, 'register')
    const id = /receivers\/([A-Za-z0-9_-]{22})"/.exec(list.text)?.[1] ?? ''
    await judge(await staff.open(`${REGISTER}/${id}`), 'one')
    await judge(await staff.open(`${REGISTER}/${NOBODY}`), 'unknown receiver')
  })

  it('break none where a receiver opens what was sent', async () => {
    const owner = await portal.loggedIn()
    const made = applicationSchema.parse(
      (await owner.post('/v1/portal/applications', { kind: 'transcript', edition: 'zh' })).json,
    )
    const own = `/v1/portal/applications/${made.applicationId}`
    await owner.post(`${own}/apply`, { purpose: '' })
    const { json } = await owner.get('/v1/portal/receivers?search=global')
    const { receiverId } = receiverSchema.parse((json as { receivers: unknown[] }).receivers[0])
    const next = async () => {
      const coming = portal.mailbox.nextLetter()
      return (await portal.arrived(coming)).text
    }
    const wish = { purpose: 'evaluation', reference: '1234567', language: 'en', consents: true, wishId: randomId() }
    const sent = await owner.post(`${own}/sendings`, { receiverId, ...wish })
    const { sendingId } = sendingSchema.parse(sent.json)
    const url = /https:\/\/\S+\/r\/\S+/.exec(await next())?.[0] ?? ''
    await judge(await phone().open(url), 'link')
    await judge(await phone().post(`${path(url)}/code`), 'code sent')
    const code = /\d{6}/.exec(await next())?.[0] ?? ''
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    await judge(await portal.held(phone().post(path(url), { code: wrong })), 'wrong code')
    await judge(await portal.held(phone().post(path(url), { code })), 'opened')
    await owner.post(`/v1/portal/sendings/${sendingId}/withdraw`)
    await portal.world.clock.advance(60_000)
    await phone().post(`${path(url)}/code`)
    const later = /\d{6}/.exec(await next())?.[0] ?? ''
    await judge(await portal.held(phone().post(path(url), { code: later })), 'withdrawn')
  })

  it('break none where a phone takes along what was printed', async () => {
    const visit = { means: { kind: 'campus-card', uid: '04A1B2C3' } }
    const { visitId } = visitorSchema.parse((await kiosk.post('/v1/visits', visit)).json)
    const wish = { visitId, kind: 'transcript', edition: 'zh' }
    const { documentId } = preparedDocumentSchema.parse((await kiosk.post('/v1/documents', wish)).json)
    const jobId = randomUUID()
    await kiosk.post('/v1/orders', { visitId, jobId, documentId, copies: 1, expectedAmountFen: 0 })
    const outcome = { copiesDelivered: 1, copiesUnclear: 0, sheetsDelivered: 2, copies: [], fault: null }
    await kiosk.post(`/v1/orders/${jobId}/outcome`, { outcome })
    const begun = await kiosk.post('/v1/handovers', { visitId, jobId })
    const { url, handover } = HANDOVERS_ROUTES.beginHandover.output.parse(begun.json)
    await judge(await phone().open(url), 'code of the kiosk')
    const first = phone(WECHAT)
    const own = new URL((await first.post(path(url))).location!, url).href
    await judge(await first.open(own), 'digits')
    await judge(await phone().post(path(url)), 'another phone')
    const state = handoverStateSchema.parse((await kiosk.post('/v1/handovers/state', { handover })).json)
    await kiosk.post('/v1/handovers/give', { handover, digits: state.state === 'asked' ? state.digits : '' })
    await judge(await first.open(own), 'given, in WeChat')
    await judge(await phone().open(own), 'given')
    await portal.world.clock.advance(10 * 60_000)
    await judge(await phone().open(own), 'over')
  })
})
