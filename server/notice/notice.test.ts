import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOTABLE_PEOPLE } from '../../demo/university/notable.ts'
import { type Notice, ownNoticeSchema } from '../../src/contract/notice-api.ts'
import { refusalSchema } from '../../src/contract/refusal.ts'
import { identifiedSchema, type Visitor, visitorSchema } from '../../src/contract/terminals-api.ts'
import { faultOf, OTHER, type PortalWorld, STUDENT, startPortalWorld, THIRD } from '../../tests/peers/portal-world.ts'
import { enrolKiosk, type KioskDouble } from '../../tests/peers/server-world.ts'
import { noticeInForce } from './notice-in-force.ts'

const cardOf = (number: string) => NOTABLE_PEOPLE.find(({ person }) => person.number === number)!.cardUid
const TRANSCRIPT = { kind: 'transcript', edition: 'zh' }

describe('what people are told and agree to', () => {
  let world: PortalWorld
  let kiosk: KioskDouble
  beforeAll(async () => {
    world = await startPortalWorld({ notice: { asked: true } })
    kiosk = await enrolKiosk(world.world)
  })
  afterAll(() => world?.close())

  const tap = async (number: string): Promise<Visitor> => {
    const means = { kind: 'campus-card', uid: cardOf(number) }
    const known = identifiedSchema.parse((await kiosk.post('/v1/visits', { means })).json)
    if ('registers' in known) throw new Error('one register was expected')
    return known
  }
  const prepare = ({ visitId }: Visitor) => kiosk.post('/v1/documents', { visitId, ...TRANSCRIPT })
  const agreeAt = ({ visitId }: Visitor, digest: string) =>
    kiosk.post(`/v1/visits/${visitId}/agree`, { digest, language: 'zh-CN' })
  const refusedWith = (json: unknown) => refusalSchema.parse(json).fault.code
  const own = async (browser: Awaited<ReturnType<PortalWorld['loggedIn']>>) =>
    ownNoticeSchema.parse((await browser.get('/v1/me/notice')).json)

  it('stands before anything is made at a kiosk, and is asked once, wherever it was agreed to', async () => {
    const first = await tap(STUDENT.number)
    expect(first.notice?.points.length).toBeGreaterThan(3)
    expect(refusedWith((await prepare(first)).json)).toBe('notice-unagreed')
    // Another text than the one that was shown is no agreement.
    expect(refusedWith((await agreeAt(first, 'f'.repeat(64))).json)).toBe('notice-changed')
    expect(refusedWith((await prepare(first)).json)).toBe('notice-unagreed')
    const agreed = visitorSchema.parse((await agreeAt(first, first.notice!.digest)).json)
    expect([agreed.visitId, agreed.notice]).toEqual([first.visitId, null])
    expect((await prepare(first)).status).toBe(200)
    expect((await tap(STUDENT.number)).notice).toBeNull()
    const browser = await world.loggedIn()
    expect((await browser.get('/v1/portal/offers')).status).toBe(200)
    const { isOwed, consents } = await own(browser)
    expect(isOwed).toBe(false)
    expect(consents).toMatchObject([{ version: '1', language: 'zh-CN', place: { en: 'Hall, Kiosk 1' } }])
    // Somebody else has agreed to nothing.
    expect((await tap(OTHER.number)).notice).not.toBeNull()
  })

  it('stands before anything is asked of the records on the web, and before nothing that is the person’s right', async () => {
    const browser = await world.loggedIn(OTHER.number)
    expect(faultOf(await browser.get('/v1/portal/offers'))).toBe('notice-unagreed')
    expect(faultOf(await browser.post('/v1/portal/applications', TRANSCRIPT))).toBe('notice-unagreed')
    for (const path of ['/v1/me/looks', '/v1/me/erasure', '/v1/portal/my-data', '/v1/portal/applications'])
      expect((await browser.get(path)).status, path).toBe(200)
    const { notice, isOwed } = await own(browser)
    expect(isOwed).toBe(true)
    expect(faultOf(await browser.post('/v1/me/notice/agree', { digest: 'e'.repeat(64), language: 'en' }))).toBe(
      'notice-changed',
    )
    await browser.post('/v1/me/notice/agree', { digest: notice!.digest, language: 'en' })
    // Once more changes nothing.
    await browser.post('/v1/me/notice/agree', { digest: notice!.digest, language: 'en' })
    expect((await own(browser)).consents).toMatchObject([{ place: null, language: 'en' }])
    expect((await browser.get('/v1/portal/offers')).status).toBe(200)
    expect((await tap(OTHER.number)).notice).toBeNull()
  })

  it('can be withdrawn: from then on nothing is made, here and at kiosks, and it stands in what the person gets', async () => {
    const browser = await world.loggedIn(OTHER.number)
    await browser.post('/v1/me/notice/withdraw')
    const { isOwed, consents } = await own(browser)
    expect([isOwed, consents.map(({ withdrawnAt }) => withdrawnAt === null)]).toEqual([true, [false]])
    expect(faultOf(await browser.get('/v1/portal/offers'))).toBe('notice-unagreed')
    const visitor = await tap(OTHER.number)
    expect(refusedWith((await prepare(visitor)).json)).toBe('notice-unagreed')
    const { data } = JSON.parse((await browser.get('/v1/portal/my-data')).page.text)
    expect(JSON.stringify(data.consent)).toContain('withdrawn_at')
    // Whoever agrees anew has agreed twice.
    await world.world.clock.advance(1)
    await browser.post('/v1/me/notice/agree', { digest: visitor.notice!.digest, language: 'zh-CN' })
    expect((await own(browser)).consents.map(({ withdrawnAt }) => withdrawnAt === null)).toEqual([true, false])
  })

  it('is asked anew when version or words are others, and by the same words on every server as the same', () => {
    const digests = [
      noticeInForce({ asked: true, version: '1', points: null }),
      noticeInForce({ asked: true, version: '2', points: null }),
      noticeInForce({ asked: true, version: '1', points: [{ head: both('a'), text: both('b') }] }),
      noticeInForce({ asked: true, version: '1', points: [{ text: both('b'), head: { en: 'a', zh: 'a' } }] }),
    ].map(notice => (notice as Notice).digest)
    expect(new Set(digests).size).toBe(3)
    expect(digests[2]).toBe(digests[3])
    expect(noticeInForce({ asked: false, version: '1', points: null })).toBeNull()
  })

  it('leaves in the trail what was agreed to, and not by whom', async () => {
    await tap(THIRD.number).then(visitor => agreeAt(visitor, visitor.notice!.digest))
    expect(world.world.logged.join('\n')).not.toContain(THIRD.number)
  })
})

const both = (word: string) => ({ zh: word, en: word })
