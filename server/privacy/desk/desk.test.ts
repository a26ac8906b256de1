import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ownNoticeSchema } from '../../../src/contract/notice-api.ts'
import { PRIVACY_ROUTES, type PrivacyRequest, type RetentionRun } from '../../../src/contract/privacy-api.ts'
import { faultOf, type PortalWorld, PUBLIC, STUDENT, startPortalWorld } from '../../../tests/peers/portal-world.ts'
import type { StaffBrowser } from '../../../tests/peers/staff-browser.ts'
import { createStaffPeople, type StaffPerson } from '../../../tests/peers/staff-people.ts'

const DAY_MS = 24 * 3_600_000
const WANG = '王芳 wang@example.com'

let world: PortalWorld
let admin: StaffPerson
let registrar: StaffPerson
let auditor: StaffPerson
let finance: StaffPerson
let ofASite: StaffPerson
beforeAll(async () => {
  world = await startPortalWorld({ notice: { asked: true } })
  const people = createStaffPeople(world.world, PUBLIC)
  admin = await people.theAdmin()
  registrar = await people.invited('registrar', ['*'])
  auditor = await people.invited('auditor', ['*'])
  finance = await people.invited('finance', ['*'])
  ofASite = await people.invited('registrar', ['north'])
})
afterAll(() => world?.close())

type Name = keyof typeof PRIVACY_ROUTES
const say = async (held: StaffBrowser, name: Name, body: Readonly<Record<string, unknown>> = {}, id = '') => {
  const { path, method } = PRIVACY_ROUTES[name]
  const address = path.replace(/:\w+/, id)
  const query = new URLSearchParams(body as Record<string, string>).toString()
  const { status, text } =
    method === 'GET' ? await held.open(`${address}?${query}`) : await held.postJson(address, body)
  return { status, json: JSON.parse(text) }
}
const events = async (event: string) => {
  const held = await auditor.loggedIn()
  const { text } = await held.open(`/v1/staff/audit/entries?event=${event}`)
  return (JSON.parse(text) as { rows: { subject: string; detail: Record<string, unknown> }[] }).rows
}

describe('who may', () => {
  it('see is registrar, administrators and auditor, everywhere; work and retention are fewer', async () => {
    const tries = async (who: StaffPerson) => {
      const held = await who.loggedIn()
      const said = [
        await say(held, 'retention'),
        await say(held, 'privacyRequests'),
        await say(held, 'notices'),
        await say(held, 'enterPrivacyRequest', { kind: 'none' }),
      ]
      return said.map(({ status }) => status)
    }
    expect(await tries(auditor)).toEqual([200, 200, 200, 403])
    expect(await tries(registrar)).toEqual([200, 200, 200, 400])
    expect(await tries(admin)).toEqual([200, 200, 200, 400])
    expect(await tries(finance)).toEqual([403, 403, 403, 403])
    expect(await tries(ofASite)).toEqual([403, 403, 403, 403])
    for (const who of [auditor, registrar, finance, ofASite])
      expect((await say(await who.loggedIn(), 'carryOutRetention')).status).toBe(403)
  })
})

describe('how long things are kept, in the console', () => {
  const run = async (runId: string): Promise<RetentionRun> =>
    (await say(await admin.loggedIn(), 'retentionRun', {}, runId)).json

  it('is each rule of every room with its law, and what the last run took', async () => {
    const { json } = await say(await auditor.loggedIn(), 'retention')
    const rules = json.rules as { table: string; how: { kind: string; isOfRun?: boolean }; why: object }[]
    expect(rules.find(({ table }) => table === 'look')).toMatchObject({ how: { kind: 'by-age', isOfRun: true } })
    expect(rules.some(({ how }) => how.kind === 'by-rule')).toBe(true)
    expect(rules.some(({ how }) => how.isOfRun === false)).toBe(true)
    expect(json.at).toBe('03:30')
    expect((await say(await auditor.loggedIn(), 'retentionRun', {}, 'x'.repeat(22))).json).toEqual({
      reason: 'run-unknown',
    })
  })

  it('is counted and carried out by hand, and the trail says by whom', async () => {
    // The run of the day may just be under way, and have begun at this moment.
    const runs = async () => (await say(await auditor.loggedIn(), 'retention')).json.runs as RetentionRun[]
    await expect.poll(async () => (await runs()).every(({ endedAt }) => endedAt !== null)).toBe(true)
    await world.world.clock.advance(1)
    const counted = (await say(await auditor.loggedIn(), 'countRetention')).json as RetentionRun
    expect(counted).toMatchObject({ isDry: true, askedBy: auditor.name, found: [] })
    const begun = await say(await admin.loggedIn(), 'carryOutRetention')
    expect(begun.status, JSON.stringify(begun.json)).toBe(200)
    await expect.poll(async () => (await run(begun.json.runId)).endedAt).not.toBeNull()
    expect(await run(begun.json.runId)).toMatchObject({ isDry: false, day: null, askedBy: admin.name })
    const { json } = await say(await auditor.loggedIn(), 'retention')
    expect(json.lastRun.runId).toBe(begun.json.runId)
    expect((await events('retention-carried-out'))[0]).toMatchObject({ subject: begun.json.runId })
    expect((await events('retention-counted'))[0]?.detail.by).toBeTypeOf('string')
  })

  it('is carried out for a fresh second proof alone', async () => {
    const held = await admin.loggedIn()
    await world.world.clock.advance(5 * 60_000 + 1)
    expect((await say(held, 'carryOutRetention')).json.fault.code).toBe('step-up-needed')
  })
})

describe('requests about personal data, in the console', () => {
  const enter = async (more: object = {}): Promise<PrivacyRequest> => {
    const receivedOn = new Date(world.world.clock.now()).toISOString().slice(0, 10)
    const wish = { kind: 'access', channel: 'paper', who: WANG, receivedOn, ...more }
    const said = await say(await registrar.loggedIn(), 'enterPrivacyRequest', wish)
    expect(said.status, JSON.stringify(said.json)).toBe(200)
    return said.json
  }

  it('are shown masked, with their days, and uncovered with a proof and a line in the trail', async () => {
    const entered = await enter()
    expect(entered).toMatchObject({ whoMasked: '王* w***@e******.c**', outcome: null, enteredBy: registrar.name })
    expect(entered.daysLeft).toBeGreaterThanOrEqual(19)
    const one = await say(await auditor.loggedIn(), 'privacyRequest', {}, entered.number)
    const listed = await say(await auditor.loggedIn(), 'privacyRequests', { search: entered.number.toLowerCase() })
    expect(listed.json.rows).toMatchObject([{ number: entered.number, whoMasked: entered.whoMasked }])
    expect(JSON.stringify([one.json, listed.json])).not.toContain('wang@')
    expect((await say(await auditor.loggedIn(), 'uncoverPrivacyRequest', {}, entered.number)).status).toBe(403)
    const held = await registrar.loggedIn()
    expect((await say(held, 'uncoverPrivacyRequest', {}, entered.number)).json).toEqual({ who: WANG })
    expect((await events('privacy-request-uncovered'))[0]).toMatchObject({ subject: entered.number })
    await world.world.clock.advance(5 * 60_000 + 1)
    expect((await say(held, 'uncoverPrivacyRequest', {}, entered.number)).json.fault.code).toBe('step-up-needed')
  })

  it('end once, with an outcome; a refusal says why', async () => {
    const { number } = await enter({ kind: 'erasure' })
    const end = async (body: Readonly<Record<string, string>>) =>
      say(await registrar.loggedIn(), 'endPrivacyRequest', body, number)
    expect((await end({ outcome: 'refused', reason: ' \u200b' })).json).toEqual({ reason: 'reason-missing' })
    const { json } = await end({ outcome: 'refused', reason: '会计凭证须保存三十年' })
    expect(json).toMatchObject({ outcome: 'refused', endedBy: registrar.name, isLate: false, daysLeft: null })
    expect((await end({ outcome: 'done', reason: '' })).json).toEqual({ reason: 'over' })
    const gone = 'P-200101-AAAA'
    expect(
      (await say(await registrar.loggedIn(), 'endPrivacyRequest', { outcome: 'done', reason: '' }, gone)).json,
    ).toEqual({
      reason: 'request-unknown',
    })
    expect((await events('privacy-request-ended'))[0]?.detail).toMatchObject({ outcome: 'refused', isLate: false })
  })

  it('are listed a page after the other: what is due first before, else the newest; late ones and kinds by themselves', async () => {
    const day = (ago: number) => new Date(world.world.clock.now() - ago * DAY_MS).toISOString().slice(0, 10)
    const late = await enter({ receivedOn: day(60), kind: 'correction' })
    expect(late.daysLeft).toBeLessThan(0)
    const all = async (state: string) => {
      const numbers: string[] = []
      let after: string | undefined
      do {
        const wish = { state, limit: '1', ...(after !== undefined && { after }) }
        const { json } = await say(await auditor.loggedIn(), 'privacyRequests', wish)
        numbers.push(...json.rows.map((row: PrivacyRequest) => row.number))
        after = json.next ?? undefined
      } while (after !== undefined)
      return numbers
    }
    const open = await all('open')
    expect(open[0]).toBe(late.number)
    expect(open).toHaveLength(new Set(open).size)
    const ended = await all('ended')
    expect((await all('all')).toSorted()).toEqual([...open, ...ended].toSorted())
    expect(await all('late')).toEqual([late.number])
    const held = await auditor.loggedIn()
    expect((await say(held, 'privacyRequests', { kind: 'correction' })).json.rows).toHaveLength(1)
    expect((await say(held, 'privacyRequests', { search: "' or true--" })).json.rows).toEqual([])
    expect((await say(held, 'privacyRequests', { after: '1_2' })).json.fault.code).toBe('server-nonsense')
  })

  it('are not taken with a day of the future, or of nobody', async () => {
    const held = await registrar.loggedIn()
    const wish = { kind: 'access', channel: 'counter', who: WANG, receivedOn: '2001-01-01' }
    expect((await say(held, 'enterPrivacyRequest', wish)).json).toEqual({ reason: 'day-wrong' })
    const today = new Date(world.world.clock.now()).toISOString().slice(0, 10)
    expect((await say(held, 'enterPrivacyRequest', { ...wish, who: ' ', receivedOn: today })).json).toEqual({
      reason: 'who-missing',
    })
  })
})

describe('a consent that is withdrawn for somebody who has asked on paper', () => {
  it('is withdrawn with a reason that the person reads; nothing new is made until they agree again', async () => {
    const browser = await world.loggedIn(STUDENT.number)
    const own = async () => ownNoticeSchema.parse((await browser.get('/v1/me/notice')).json)
    const { notice } = await own()
    const held = await registrar.loggedIn()
    const find = await held.postJson('/v1/staff/people/find', { by: 'number', search: STUDENT.number })
    const { personId } = (JSON.parse(find.text) as { people: { personId: string }[] }).people[0]!
    const consent = async () => (await say(await auditor.loggedIn(), 'consentOfPerson', { personId })).json
    expect(await consent()).toEqual({ isAsked: true, isOwed: true, consents: [] })
    const reason = '本人 12 月 1 日来信'
    expect((await say(held, 'withdrawForPerson', { personId, reason })).json).toEqual({ reason: 'nothing-agreed' })
    await browser.post('/v1/me/notice/agree', { digest: notice!.digest, language: 'en' })
    expect((await browser.get('/v1/portal/offers')).status).toBe(200)
    expect(await consent()).toMatchObject({ isOwed: false, consents: [{ withdrawnAt: null, withdrawnReason: null }] })
    const counts = async () => (await say(await auditor.loggedIn(), 'notices')).json.notices
    expect(await counts()).toMatchObject([{ isInForce: true, notice: { version: '1' }, agreed: 1, withdrawn: 0 }])

    expect((await say(held, 'withdrawForPerson', { personId, reason: ' ' })).status).toBe(400)
    expect((await say(held, 'withdrawForPerson', { personId: STUDENT.personId, reason })).json).toEqual({
      reason: 'person-unknown',
    })
    expect((await say(await auditor.loggedIn(), 'withdrawForPerson', { personId, reason })).status).toBe(403)
    expect((await say(held, 'withdrawForPerson', { personId, reason })).json).toEqual({ registers: 1 })
    expect(faultOf(await browser.get('/v1/portal/offers'))).toBe('notice-unagreed')
    const after = await own()
    expect([after.isOwed, after.consents[0]?.withdrawnReason]).toEqual([true, reason])
    expect(await counts()).toMatchObject([{ agreed: 0, withdrawn: 1 }])
    expect((await say(held, 'withdrawForPerson', { personId, reason })).json).toEqual({ reason: 'nothing-agreed' })
    const [entry] = await events('notice-withdrawn-for-person')
    expect(entry?.detail).toMatchObject({ registers: 1 })
    expect(JSON.stringify(entry)).not.toContain(reason)
    await browser.post('/v1/me/notice/agree', { digest: notice!.digest, language: 'en' })
    expect((await browser.get('/v1/portal/offers')).status).toBe(200)
    await world.world.clock.advance(5 * 60_000 + 1)
    expect((await say(held, 'withdrawForPerson', { personId, reason })).json.fault.code).toBe('step-up-needed')
  })
})
