import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  applicationDetailSchema,
  applicationSchema,
  deliverySchema,
  shareSchema,
} from '../../src/contract/portal-api.ts'
import { startHousePostgres } from '../../tests/peers/house-postgres.ts'
import { openPhone } from '../../tests/peers/phone.ts'
import { type Browser, type PortalWorld, PUBLIC, startPortalWorld } from '../../tests/peers/portal-world.ts'
import { POSTGRES_PROGRAMS } from '../../tests/peers/postgres.ts'
import { randomId } from '../ground/random-id.ts'

const TIMES = 6
const madeSchema = z.object({ share: shareSchema, code: z.string() })

/** The embedded database has one connection and does one thing after the other; this one does them side by side. */
describe.skipIf(POSTGRES_PROGRAMS === null)('what is asked many times at once, on PostgreSQL', () => {
  let postgres: Awaited<ReturnType<typeof startHousePostgres>>
  let portal: PortalWorld
  let browser: Browser
  beforeAll(async () => {
    postgres = await startHousePostgres()
    portal = await startPortalWorld({ databaseUrl: postgres.databaseUrl })
    browser = await portal.loggedIn()
  })
  afterAll(async () => {
    await portal?.close()
    await postgres?.stop()
  })

  const atOnce = <T>(ask: () => Promise<T>, times = TIMES) => Promise.all(Array.from({ length: times }, ask))
  const detail = async (applicationId: string) =>
    applicationDetailSchema.parse((await browser.get(`/v1/portal/applications/${applicationId}`)).json)

  it('is one draft, one application, one letter', async () => {
    const wish = { kind: 'transcript', edition: 'zh' }
    const drafts = await atOnce(() => browser.post('/v1/portal/applications', wish))
    const ids = new Set(drafts.map(({ json }) => applicationSchema.parse(json).applicationId))
    expect(ids.size).toBe(1)
    const [applicationId = ''] = ids
    const path = `/v1/portal/applications/${applicationId}`
    const applied = await atOnce(() => browser.post(`${path}/apply`, { purpose: '求职' }))
    expect(new Set(applied.map(({ page }) => page.text)).size).toBe(1)
    const letter = { to: 'hr@example.com', language: 'en', wishId: randomId() }
    const sent = await atOnce(() => browser.post(`${path}/letters`, letter))
    expect(new Set(sent.map(({ json }) => deliverySchema.parse(json).deliveryId)).size).toBe(1)
    const { deliveries, steps } = await detail(applicationId)
    expect([deliveries.length, steps.map(({ what }) => what)]).toEqual([1, ['made', 'applied', 'sent']])
  })

  it('is applied for or dropped, and never both', async () => {
    const wish = { kind: 'transcript', edition: 'en' }
    const { applicationId } = applicationSchema.parse((await browser.post('/v1/portal/applications', wish)).json)
    await portal.world.clock.advance(24 * 3_600_000 - 1_000)
    browser = await portal.loggedIn()
    const { dropOldDrafts } = portal.world.server().doors.portal
    const path = `/v1/portal/applications/${applicationId}`
    const asked = atOnce(() => browser.post(`${path}/apply`, { purpose: '' }))
    await portal.world.clock.advance(1_000)
    const [answers] = await Promise.all([asked, atOnce(dropOldDrafts)])
    const isThere = (await browser.get(path)).status === 200
    for (const { status } of answers) if (status === 200) expect(isThere).toBe(true)
    expect(answers.map(({ status }) => status).every(status => status === 200 || status === 404)).toBe(true)
  })

  it('opens a link as often as that, and compares ten wrong codes at most', async () => {
    const wish = { kind: 'transcript', edition: 'zh' }
    const { applicationId } = applicationSchema.parse((await browser.post('/v1/portal/applications', wish)).json)
    const path = `/v1/portal/applications/${applicationId}`
    await browser.post(`${path}/apply`, { purpose: '' })
    const { share, code } = madeSchema.parse((await browser.post(`${path}/shares`, { label: 'HR', days: 1 })).json)
    const type = (typed: string) =>
      openPhone(portal.world.base(), PUBLIC).postForm(`/s/${share.shareId}`, { code: typed })
    const opened = await portal.held(atOnce(() => type(code)))
    expect(opened.map(({ status }) => status)).toEqual(Array(TIMES).fill(200))
    expect((await detail(applicationId)).shares[0]).toMatchObject({ openedCount: TIMES, endedAt: null })
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    await portal.held(atOnce(() => type(wrong), 15))
    const { shares, steps } = await detail(applicationId)
    expect(shares[0]?.endedAt).toEqual(expect.any(String))
    expect(steps.filter(({ what }) => what === 'share-ended')).toHaveLength(1)
    expect((await portal.held(type(code))).status).toBe(403)
  })
})
