import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OwnVisit } from '../../../src/contract/me-api.ts'
import { visitorSchema } from '../../../src/contract/terminals-api.ts'
import { OTHER, type PortalWorld, PUBLIC, STUDENT, startPortalWorld, THIRD } from '../../../tests/peers/portal-world.ts'
import { enrolKiosk, type KioskDouble } from '../../../tests/peers/server-world.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'

const MINUTE_MS = 60_000
const FRESH = { newBrowsers: true, kiosks: true }

let portal: PortalWorld
let kiosk: KioskDouble
beforeAll(async () => {
  portal = await startPortalWorld({ identity: { loginNotices: FRESH } })
  kiosk = await enrolKiosk(portal.world)
})
afterAll(() => portal?.close())

/** The letter to somebody that says so, and the path of its link. */
async function told(number: string, words: string) {
  const letter = await portal.lettersUntil(() =>
    portal.mailbox.letters().find(({ to, text }) => to.startsWith(number) && text.includes(words)),
  )
  return { letter, path: letter.text.match(/\/not-me\/[\w-]+/)?.[0] ?? '' }
}

describe('a person is told of a login on the web with a new browser', () => {
  it('at the mailbox that the university knows, and ends it by a press, not by a look', async () => {
    const browser = await portal.loggedIn()
    const { letter, path } = await told(STUDENT.number, 'the web')
    expect(letter.to).toBe(`${STUDENT.number}@stu.example.edu.cn`)
    expect(letter.text).toContain('If it was not')
    expect(letter.text).not.toContain(STUDENT.nameZh)
    // Programs that read mail open every link, some of them with HEAD, and some often.
    const anybody = await portal.loggedIn(STUDENT.number)
    for (let at = 0; at < 3; at++) {
      const seen = await anybody.phone.open(`${PUBLIC}${path}`)
      expect([seen.status, seen.text.includes('This login still counts')]).toEqual([200, true])
    }
    expect((await browser.get('/v1/me')).status).toBe(200)
    const ended = await anybody.phone.post(path)
    expect([ended.status, ended.text.includes('What to do now')]).toEqual([200, true])
    expect((await browser.get('/v1/me')).status).toBe(401)
    // That one, and no other.
    expect((await anybody.get('/v1/me')).status).toBe(200)
    expect((await anybody.phone.open(`${PUBLIC}${path}`)).text).toContain('This login has ended')
    expect((await anybody.phone.post(path)).status).toBe(200)
  })

  it('and not of the next one with the same browser', async () => {
    const { phone } = await portal.loggedIn(THIRD.number)
    await told(THIRD.number, 'the web')
    const led = new URL((await phone.open(`${PUBLIC}/auth/begin?way=cas`)).location!)
    await phone.open(portal.campus.cas!.signIn(THIRD.number, led.searchParams.get('service')!))
    // A visit of later is told of, so everything of before has been.
    await kiosk.post('/v1/visits', { means: { kind: 'campus-card', uid: '0410E5F6' } })
    await told(THIRD.number, 'the kiosk')
    expect(portal.mailbox.letters().filter(({ to }) => to.startsWith(THIRD.number))).toHaveLength(2)
  })
})

describe('a person is told of a visit at a kiosk', () => {
  it('by its place, and ends it by the link of the letter', async () => {
    const begun = await kiosk.post('/v1/visits', { means: { kind: 'campus-card', uid: '04A1B2C3' } })
    const { visitId } = visitorSchema.parse(begun.json)
    const { path } = await told(STUDENT.number, 'the kiosk Kiosk 1, Hall')
    const anybody = await portal.loggedIn(OTHER.number)
    expect((await anybody.phone.open(`${PUBLIC}${path}`)).text).toContain('Hall')
    expect((await kiosk.get(`/v1/visits/${visitId}`)).status).toBe(200)
    const over = async () => (await kiosk.post('/v1/visits/over', { visitIds: [visitId] })).json
    expect(await over()).toEqual({ over: [] })
    expect((await anybody.phone.post(path)).text).toContain('report it lost')
    // So the kiosk hears of it, and its screen is free although nobody touches it.
    expect(await over()).toEqual({ over: [{ visitId, isEnded: true }] })
    expect((await kiosk.get(`/v1/visits/${visitId}`)).status).not.toBe(200)
  })

  it('and sees it beside the sessions, where it is ended too, alone or with all the others', async () => {
    const begin = async (uid: string) => {
      const begun = await kiosk.post('/v1/visits', { means: { kind: 'campus-card', uid } })
      return visitorSchema.parse(begun.json).visitId
    }
    const [here, there] = [await portal.loggedIn(), await portal.loggedIn()]
    const foreign = await begin('04E2B3C4')
    const listed = async () => (await here.get('/v1/me/sessions')).json as { visits: OwnVisit[]; sessions: unknown[] }
    const first = await begin('04A1B2C3')
    const open = (await listed()).visits.filter(({ isOpen }) => isOpen)
    expect(open).toMatchObject([{ name: { en: 'Kiosk 1' }, place: { en: 'Hall' } }])
    expect((await there.post(`/v1/me/visits/${open[0]!.handle}/end`)).status).toBe(200)
    expect((await kiosk.get(`/v1/visits/${first}`)).status).not.toBe(200)
    const second = await begin('04A1B2C3')
    expect((await here.post('/v1/me/sessions/end-others')).status).toBe(200)
    expect((await there.get('/v1/me')).status).toBe(401)
    expect((await kiosk.get(`/v1/visits/${second}`)).status).not.toBe(200)
    expect((await kiosk.get(`/v1/visits/${foreign}`)).status).toBe(200)
    expect((await listed()).sessions).toHaveLength(1)
  })

  it('and ends nothing of somebody else, whose visit is named as well as can be', async () => {
    const begun = await kiosk.post('/v1/visits', { means: { kind: 'campus-card', uid: '04E2B3C4' } })
    const { visitId } = visitorSchema.parse(begun.json)
    const handle = sha256Hex(visitId).slice(0, 16)
    const stranger = await portal.loggedIn()
    expect((await stranger.post(`/v1/me/visits/${handle}/end`)).status).toBe(200)
    expect((await kiosk.get(`/v1/visits/${visitId}`)).status).toBe(200)
  })
})

describe('a link of such a letter', () => {
  it('that there never was and one that is long over get the same answer, and nothing is ended from elsewhere', async () => {
    const browser = await portal.loggedIn()
    await portal.loggedIn(OTHER.number)
    const { path } = await told(OTHER.number, 'the web')
    const nowhere = await browser.phone.open(`${PUBLIC}/not-me/${'x'.repeat(22)}`)
    expect(nowhere.status).toBe(404)
    expect((await browser.phone.post(path, {}, 'cross-site')).status).toBe(403)
    for (let at = 0; at < 49; at++) await portal.world.clock.advance(60 * MINUTE_MS)
    const over = await browser.phone.open(`${PUBLIC}${path}`)
    expect([over.status, over.text]).toEqual([404, nowhere.text])
  })
})
