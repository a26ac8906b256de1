import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Erasure, erasureSchema } from '../../src/contract/erasure-api.ts'
import { preparedDocumentSchema } from '../../src/contract/issuing-api.ts'
import { orderSchema } from '../../src/contract/orders-api.ts'
import { applicationSchema } from '../../src/contract/portal-api.ts'
import { identifiedSchema } from '../../src/contract/terminals-api.ts'
import { AFFAIRS } from '../../tests/peers/approvals-world.ts'
import { startHousePostgres } from '../../tests/peers/house-postgres.ts'
import {
  type Browser,
  faultOf,
  OTHER,
  type PortalWorld,
  PUBLIC,
  STUDENT,
  startPortalWorld,
  THIRD,
} from '../../tests/peers/portal-world.ts'
import { POSTGRES_PROGRAMS } from '../../tests/peers/postgres.ts'
import { enrolKiosk, type KioskDouble } from '../../tests/peers/server-world.ts'
import { randomId } from '../ground/random-id.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const MAILBOX = `${STUDENT.number.toLowerCase()}@stu.example.edu.cn`

/** Everything that a person may leave, and what others have to do with it. */
interface Left {
  readonly applicationId: string
  readonly shareId: string
  readonly code: string
  readonly pickupCode: string
  /** Of the document that was applied for, as it stands on its paper. */
  readonly verificationCode: string
}

const STORES = [
  { store: 'PGlite', start: async () => ({ databaseUrl: null, stop: async () => undefined }), isThere: true },
  { store: 'PostgreSQL', start: startHousePostgres, isThere: POSTGRES_PROGRAMS !== null },
].filter(({ isThere }) => isThere)

describe.each(STORES)('what a person has erased, on $store', ({ start }) => {
  let database: { readonly databaseUrl: string | null; stop(): Promise<unknown> }
  let portal: PortalWorld
  let kiosk: KioskDouble
  let left: Left
  beforeAll(async () => {
    database = await start()
    portal = await startPortalWorld({ databaseUrl: database.databaseUrl })
    kiosk = await enrolKiosk(portal.world)
    left = await leaveEverything()
  })
  afterAll(async () => {
    await portal?.close()
    await database?.stop()
  })

  const told = (subject: string) =>
    portal.lettersUntil(() => portal.mailbox.letters().find(one => one.to === MAILBOX && one.subject.endsWith(subject)))
  const carryOut = () => portal.world.server().doors.erasure.carryOut()
  const shown = async (browser: Browser): Promise<Erasure> =>
    erasureSchema.parse((await browser.get('/v1/me/erasure')).json)
  const asked = async (browser: Browser) => erasureSchema.parse((await browser.post('/v1/me/erasure')).json)
  const undone = async (browser: Browser) => erasureSchema.parse((await browser.post('/v1/me/erasure/undo')).json)
  const named = (parts: Erasure['goes']) => Object.fromEntries(parts.map(({ about, entries }) => [about.en, entries]))
  const counted = async (browser: Browser): Promise<Record<string, number>> => {
    const { contents } = (await browser.get('/v1/portal/my-data')).json as {
      contents: { name: string; entries: number }[]
    }
    return Object.fromEntries(contents.map(({ name, entries }) => [name, entries]))
  }
  const draft = async (browser: Browser, kind: string, edition: string) =>
    applicationSchema.parse((await browser.post('/v1/portal/applications', { kind, edition })).json).applicationId
  const applied = async (browser: Browser, kind = 'transcript', edition = 'zh') => {
    const applicationId = await draft(browser, kind, edition)
    await browser.post(`/v1/portal/applications/${applicationId}/apply`, { purpose: '实习' })
    return applicationId
  }
  const visit = async (uid = '04A1B2C3') => {
    const begun = await kiosk.post('/v1/visits', { means: { kind: 'campus-card', uid } })
    const identified = identifiedSchema.parse(begun.json)
    // Beside the person's own register may stand what they collect for somebody else.
    const own = 'registers' in identified ? identified.registers[0]!.visitor : identified
    return own.visitId
  }
  /** An order at the kiosk that waits for its outcome. */
  async function ordered() {
    const visitId = await visit()
    const wish = { visitId, kind: 'enrolment-proof', edition: 'zh' }
    const document = preparedDocumentSchema.parse((await kiosk.post('/v1/documents', wish)).json)
    const jobId = randomUUID()
    const order = { ...document, visitId, jobId, copies: 1, expectedAmountFen: 0 }
    orderSchema.parse((await kiosk.post('/v1/orders', order)).json)
    return {
      comesOut: async () => {
        const outcome = { copiesDelivered: 1, sheetsDelivered: document.pages, fault: null }
        expect((await kiosk.post(`/v1/orders/${jobId}/outcome`, { outcome })).status).toBe(200)
        await kiosk.post(`/v1/visits/${visitId}/end`, {})
      },
    }
  }

  async function leaveEverything(): Promise<Left> {
    const browser = await portal.loggedIn()
    const applicationId = await applied(browser)
    const { verificationCode } = portal.world.issuer.requests.at(-1)!
    const path = `/v1/portal/applications/${applicationId}`
    const { share, code } = (await browser.post(`${path}/shares`, { label: 'HR', days: 30 })).json as {
      share: { shareId: string }
      code: string
    }
    const coming = portal.mailbox.nextLetter()
    await browser.post(`${path}/letters`, { to: 'hr@example.com', language: 'en', wishId: randomId() })
    await portal.arrived(coming)
    const pickup = (await browser.post(`${path}/pickups`)).json as { code: string }
    await browser.post(`${path}/mandates`, { number: OTHER.number, name: OTHER.nameZh, days: 30 })
    await browser.post('/v1/enquiries/questions', {
      ...{ officeId: 'academic-affairs', applicationId, text: '请问', mail: '', language: 'zh-CN', wishId: randomId() },
    })
    portal.world.issuer.approvals = new Map([['transcript', AFFAIRS]])
    await applied(browser, 'transcript', 'en')
    portal.world.issuer.approvals = new Map()
    await (await ordered()).comesOut()
    const owner = await portal.loggedIn(OTHER.number)
    const theirs = await applied(owner)
    const wish = { number: STUDENT.number, name: STUDENT.nameZh, days: 30 }
    await owner.post(`/v1/portal/applications/${theirs}/mandates`, wish)
    return { applicationId, shareId: share.shareId, code, pickupCode: pickup.code, verificationCode }
  }

  it('is shown before: what goes, and what stays, why and until when', async () => {
    const browser = await portal.loggedIn()
    await draft(browser, 'enrolment-proof', 'zh')
    const { goes, stays, wish, graceDays, closesAccount, running, lettersTo } = await shown(browser)
    expect(named(goes)).toMatchObject({
      ...{ 'Applications on the web': 3, 'Letters with files': 1, 'Links for others': 1, 'Codes of collection': 1 },
      ...{ 'Applications that an office must agree to': 1, 'Corrections and questions': 1 },
      // The draft, and what waits for the office.
      'Documents that were made': 2,
      'Paper that others collect for you, and you for others': 2,
    })
    expect(named(stays)).toMatchObject({
      ...{ 'Documents that were made': 2, 'Orders of copies and their payments': 1, 'Visits at kiosks': 1 },
      'Free copies that were used': 1,
    })
    for (const { why, until } of stays)
      for (const said of [why, until]) expect(said.zh.length * said.en.length).toBeGreaterThan(0)
    expect({ wish, graceDays, closesAccount, running }).toEqual({
      ...{ wish: null, graceDays: 7, closesAccount: false, running: [] },
    })
    expect(lettersTo).toHaveLength(1)
    expect(lettersTo[0]).not.toBe(MAILBOX)
  })

  it('wants a fresh proof, is told of by a letter, and is one wish however often it is asked for', async () => {
    const browser = await portal.loggedIn()
    await portal.world.clock.advance(11 * MINUTE_MS)
    expect(faultOf(await browser.post('/v1/me/erasure'))).toBe('proof-too-old')
    expect((await shown(browser)).wish).toBeNull()
    const fresh = await portal.loggedIn()
    const { wish } = await asked(fresh)
    expect(wish).toMatchObject({ state: 'waiting', partsDone: 0 })
    expect(Date.parse(wish!.dueAt) - Date.parse(wish!.askedAt)).toBe(7 * DAY_MS)
    expect((await asked(fresh)).wish).toEqual(wish)
    const letter = await told('Your data will be erased')
    expect(letter.text).toContain(`${PUBLIC}/p/erasure`)
    for (const secret of [STUDENT.nameZh, STUDENT.number]) expect(letter.text).not.toContain(secret)
  })

  it('is undone with one press, by its person alone, and nothing is gone then', async () => {
    const [browser, other] = [await portal.loggedIn(), await portal.loggedIn(OTHER.number)]
    const before = await counted(browser)
    expect((await shown(other)).wish).toBeNull()
    expect((await undone(other)).wish).toBeNull()
    await portal.world.clock.advance(6 * DAY_MS)
    const later = await portal.loggedIn()
    expect((await shown(later)).wish).toMatchObject({ state: 'waiting' })
    expect((await undone(later)).wish).toBeNull()
    await told('Nothing will be erased')
    await portal.world.clock.advance(2 * DAY_MS)
    await carryOut()
    const after = await counted(await portal.loggedIn())
    for (const table of ['share_link', 'mandate', 'enquiry', 'print_order', 'approval', 'delivery'])
      expect(after[table], table).toBe(before[table])
  })

  it('waits for what is under way, with words, and can be undone as long', async () => {
    await asked(await portal.loggedIn())
    await portal.world.clock.advance(7 * DAY_MS - MINUTE_MS)
    const order = await ordered()
    await portal.world.clock.advance(2 * MINUTE_MS)
    await carryOut()
    const browser = await portal.loggedIn()
    const { wish, running } = await shown(browser)
    expect(wish).toMatchObject({ state: 'waiting' })
    expect(running.map(({ en }) => en)).toEqual([
      expect.stringMatching(/^Order .+ is not settled yet/),
      'You are at a kiosk just now',
    ])
    expect((await browser.get(`/v1/portal/applications/${left.applicationId}`)).status).toBe(200)
    await order.comesOut()
    expect((await undone(browser)).wish).toBeNull()
  })

  it('goes, with every login and all that leads to it, and what was issued can be checked as before', async () => {
    await portal.world.clock.advance(DAY_MS)
    const [student, other] = [await portal.loggedIn(), await portal.loggedIn(OTHER.number)]
    const [before, theirs] = [await counted(student), await counted(other)]
    const stayed = (await shown(student)).stays
    await asked(student)
    await portal.world.clock.advance(7 * DAY_MS - HOUR_MS)
    const waiting = await portal.loggedIn()
    await portal.world.clock.advance(HOUR_MS + MINUTE_MS)
    await carryOut()
    expect((await waiting.get('/v1/me/erasure')).status).toBe(401)
    await told('Your data was erased')
    const { records } = portal.world.server().doors.issuing
    expect(await records.idOfCode(left.verificationCode)).toBeDefined()
    const link = await portal.held(other.phone.post(`/s/${left.shareId}`, { code: left.code }))
    expect(link.text).not.toContain('成绩单')
    expect((await portal.held(kiosk.post('/v1/pickups', { code: left.pickupCode }))).status).not.toBe(200)

    // Who comes again begins anew: nothing is there but what had to stay, and it is said to be there.
    const again = await portal.loggedIn()
    const after = await counted(again)
    const gone = ['application', 'application_step', 'delivery', 'share_link', 'pickup', 'mandate', 'approval']
    for (const table of [
      ...gone,
      'approval_step',
      'enquiry',
      'enquiry_message',
      'document_check',
      'handover',
      'erasure',
    ])
      expect(after[table], table).toBe(0)
    expect(after).toMatchObject({ web_session: 1, print_order: before.print_order, quota_use: before.quota_use })
    const shownAgain = await shown(again)
    expect(shownAgain.stays).toEqual(stayed)
    expect(shownAgain.wish).toBeNull()
    expect((await again.get('/v1/portal/applications')).json).toMatchObject({ applications: [] })
    await applied(again)
    expect((await counted(again)).application).toBe(1)

    // Whoever else there is has lost nothing; that they named this person is theirs.
    const kept = await counted(await portal.loggedIn(OTHER.number))
    for (const table of ['application', 'document', 'print_order', 'share_link'])
      expect(kept[table], table).toBe(theirs[table])
    expect(kept.mandate).toBe(1)
  })

  it('stood nowhere in the audit trail, whose chain is as whole after it as before', async () => {
    const { audit } = portal.world.server().doors
    await audit.sweep()
    expect(await audit.verify('test')).toMatchObject({ outcome: 'whole', findings: [] })
    if (database.databaseUrl === null) return
    const trail = new pg.Client({ connectionString: database.databaseUrl })
    await trail.connect()
    const { rows } = await trail.query<{ row: string; event: string }>('select event, audit::text as row from audit')
    await trail.end()
    expect(new Set(rows.map(({ event }) => event)).size).toBeGreaterThan(15)
    // What somebody is called, reached by or numbered with, of each who had to do with it; in any writing.
    const people = [STUDENT, OTHER, THIRD].flatMap(({ personId, nameZh, nameEn, idNumber, number, bornOn }) => [
      ...[personId, nameZh, nameEn, idNumber ?? '', number, bornOn],
    ])
    const telling = [...people, MAILBOX, '04A1B2C3', '实习'].filter(one => one.length > 1)
    for (const { row, event } of rows)
      for (const one of telling)
        expect(row.toLowerCase().includes(one.toLowerCase()), `${event} has ${one}: ${row}`).toBe(false)
  })

  it('is asked for five times a day at most', async () => {
    await portal.world.clock.advance(2 * DAY_MS)
    const browser = await portal.loggedIn(THIRD.number)
    for (let times = 0; times < 5; times++) {
      expect((await asked(browser)).wish).not.toBeNull()
      await undone(browser)
    }
    expect(faultOf(await browser.post('/v1/me/erasure'))).toBe('too-many-today')
  })
})
