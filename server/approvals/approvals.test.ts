import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { visitorSchema } from '../../src/contract/terminals-api.ts'
import {
  AFFAIRS,
  type ApprovalsWorld,
  listedOn,
  startApprovalsWorld,
  TRANSCRIPT,
  type Worker,
} from '../../tests/peers/approvals-world.ts'
import { type Browser, faultOf, OTHER, STUDENT, THIRD } from '../../tests/peers/portal-world.ts'
import { enrolKiosk } from '../../tests/peers/server-world.ts'
import type { StaffBrowser } from '../../tests/peers/staff-browser.ts'

const CARD = { kind: 'campus-card', uid: '04A1B2C3' }

let house: ApprovalsWorld
let officer: Worker
let second: Worker
let registrar: Worker
beforeAll(async () => {
  house = await startApprovalsWorld()
  officer = await house.worker('Wang Li')
  second = await house.worker('赵敏')
  registrar = await house.worker('Qian Hua')
  await house.name(officer, 'student-affairs')
  await house.name(second, 'student-affairs')
  await house.name(registrar, 'registry')
})
afterAll(() => house?.close())
beforeEach(() => {
  house.world.issuer.withheld = new Set()
})

/** The newest that waits for whoever looks. */
const newest = async (held: StaffBrowser) => listedOn(await held.open('/staff/approvals')).at(-1)!
const approve = async (held: StaffBrowser, id: string) => {
  const page = await held.open(`/staff/approvals/one/${id}`)
  const seen = /name="seen" value="([^"]+)"/.exec(page.text)?.[1] ?? ''
  return held.post(`/staff/approvals/one/${id}/approve`, { seen })
}
const sendBack = (held: StaffBrowser, id: string, reason = 'not-entitled', words = '') =>
  held.post(`/staff/approvals/one/${id}/send-back`, { reason, words })
/** Takes back what a person still has waiting, so that the next test begins anew. */
const withdrawAll = async (browser: Browser) => {
  const { offers } = (await browser.get('/v1/portal/offers')).json as {
    offers: { approval: { waiting: { applicationId: string } | null } | null }[]
  }
  for (const { approval } of offers)
    if (approval?.waiting) await browser.post(`/v1/portal/applications/${approval.waiting.applicationId}/withdraw`)
}
const codeOf = () => house.world.issuer.requests.at(-1)!.verificationCode
const issued = (code: string) => house.world.server().doors.issuing.records.idOfCode(code)

describe('an application that an office must agree to', () => {
  it('waits: nothing is issued, given out, sent, shared or collected, and the offer says since when', async () => {
    const browser = await house.loggedIn()
    const before = (await browser.get('/v1/portal/offers')).json as { offers: { kind: string }[] }
    expect(before.offers.find(({ kind }) => kind === TRANSCRIPT.kind)).toMatchObject({
      unavailable: null,
      approval: { office: AFFAIRS.officeName, reason: AFFAIRS.reason, withinWorkingDays: 3, waiting: null },
    })
    const applicationId = await house.applied(browser)
    const path = `/v1/portal/applications/${applicationId}`
    const shown = await house.detail(browser, applicationId)
    expect(shown).toMatchObject({ state: 'waiting', approval: { state: 'waiting', office: AFFAIRS.officeName } })
    expect(shown.steps.map(({ what }) => what)).toEqual(['made', 'applied', 'approval-asked'])
    expect(await issued(codeOf())).toBeUndefined()
    expect(faultOf(await browser.get(`${path}/file`))).toBe('document-unavailable')
    expect(faultOf(await browser.post(`${path}/shares`, { label: 'HR', days: 7 }))).toBe('document-unavailable')
    const letter = { to: 'hr@example.com', language: 'en', wishId: 'w'.repeat(22) }
    expect(faultOf(await browser.post(`${path}/letters`, letter))).toBe('document-unavailable')
    expect(faultOf(await browser.post(`${path}/pickups`))).toBe('document-unavailable')
    const after = (await browser.get('/v1/portal/offers')).json as { offers: { kind: string }[] }
    expect(after.offers.find(({ kind }) => kind === TRANSCRIPT.kind)).toMatchObject({
      approval: { waiting: { applicationId, since: shown.approval?.askedAt } },
    })
    // Asked for once more it is the same, and so when it is sent twice.
    expect((await browser.post('/v1/portal/applications', TRANSCRIPT)).json).toMatchObject({ applicationId })
    expect((await browser.post(`${path}/apply`, { purpose: 'other' })).json).toMatchObject({ state: 'waiting' })
    await withdrawAll(browser)
    expect((await house.detail(browser, applicationId)).state).toBe('withdrawn')
    expect(await house.world.server().doors.approvals.withdraw(applicationId)).toBe(false)
  })

  it('is issued as it was looked at once an officer approves; the person gets word, and has it in every way', async () => {
    const browser = await house.loggedIn()
    const notice = { to: 'lin@example.edu.cn', language: 'en' }
    const applicationId = await house.applied(browser, TRANSCRIPT, { notice })
    const code = codeOf()
    const made = house.world.issuer.requests.length
    const held = await officer.logIn()
    const id = await newest(held)
    const page = await held.open(`/staff/approvals/one/${id}`)
    expect(page.text).toContain('实习')
    expect(page.text).toContain(`src="${id}/pages/1"`)
    expect(page.headers.get('cache-control')).toBe('no-store')
    const coming = house.mailbox.nextLetter()
    expect((await approve(held, id)).url).toMatch(/note=approved$/)
    expect(await issued(code)).toEqual(expect.any(String))
    expect(house.world.issuer.requests.length).toBe(made)
    const shown = await house.detail(browser, applicationId)
    expect(shown).toMatchObject({ state: 'applied', approval: { state: 'approved', reason: null } })
    expect(shown.steps.map(({ what }) => what)).toEqual(['made', 'applied', 'approval-asked', 'approved'])
    // The person reads of the office, and never who of it.
    expect(JSON.stringify(shown)).not.toContain('Wang Li')
    expect((await browser.get(`/v1/portal/applications/${applicationId}/file`)).status).toBe(200)
    expect((await browser.post(`/v1/portal/applications/${applicationId}/pickups`)).status).toBe(200)
    const letter = await house.arrived(coming)
    expect(letter.to).toBe('lin@example.edu.cn')
    expect(letter.text).toContain(`/p/a/${applicationId}`)
    expect(letter.text).not.toContain(STUDENT.nameZh)
  })

  it('is sent back for a reason that is wanted, and can be made anew', async () => {
    const browser = await house.loggedIn(OTHER.number)
    const applicationId = await house.applied(browser)
    const code = codeOf()
    const held = await officer.logIn()
    const id = await newest(held)
    for (const [reason, words] of [
      ['', ''],
      ['other', ' \u200b '],
      ['toString', 'x'],
      ['not-entitled', 'x'.repeat(301)],
    ] as const)
      expect((await sendBack(held, id, reason, words)).url).toMatch(/note=reason-missing$/)
    expect((await sendBack(held, id, 'other', '请先\u202e更正学院')).url).toMatch(/note=sent-back$/)
    const shown = await house.detail(browser, applicationId)
    expect(shown).toMatchObject({ state: 'sent-back', approval: { reason: { zh: '请先 更正学院' } } })
    expect(shown.steps.at(-1)?.said.zh).toContain('请先 更正学院')
    expect(faultOf(await browser.get(`/v1/portal/applications/${applicationId}/file`))).toBe('document-unavailable')
    expect(await issued(code)).toBeUndefined()
    const anew = await house.applied(browser)
    expect(anew).not.toBe(applicationId)
    expect((await house.detail(browser, anew)).state).toBe('waiting')
    await withdrawAll(browser)
  })

  it('is asked for by purpose where the kind says so, and wherever none of the usual ones is named', async () => {
    const browser = await house.loggedIn()
    const proof = { kind: 'enrolment-proof', edition: 'zh' }
    const stateFor = async (purposeKind: string | null) => {
      const applicationId = await house.applied(browser, proof, { purposeKind })
      const { state } = await house.detail(browser, applicationId)
      await withdrawAll(browser)
      return state
    }
    expect(await stateFor('jobs')).toBe('applied')
    expect(await stateFor('abroad')).toBe('waiting')
    expect(await stateFor(null)).toBe('waiting')
  })
})

describe('what is decided', () => {
  it('is not what was not seen, and not what something stands against now', async () => {
    const browser = await house.loggedIn()
    const applicationId = await house.applied(browser)
    const code = codeOf()
    const held = await officer.logIn()
    const id = await newest(held)
    expect((await held.post(`/staff/approvals/one/${id}/approve`, { seen: 'x'.repeat(22) })).status).toBe(404)
    house.world.issuer.withheld = new Set([TRANSCRIPT.kind])
    expect((await approve(held, id)).url).toMatch(/note=not-to-be-had$/)
    house.world.issuer.withheld = new Set()
    expect(await issued(code)).toBeUndefined()
    expect((await house.detail(browser, applicationId)).state).toBe('waiting')
    await withdrawAll(browser)
  })

  it('is decided once, by whichever of two officers is first; the other is told by whom', async () => {
    const browser = await house.loggedIn()
    const applicationId = await house.applied(browser)
    const [one, two] = [await officer.logIn(), await second.logIn()]
    const id = await newest(one)
    const answers = await Promise.all([approve(one, id), sendBack(two, id)])
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([200, 409])
    const loser = answers.find(({ status }) => status === 409)!
    expect(loser.text).toContain('decided before')
    expect(loser.text).toMatch(/Wang Li|赵敏/)
    const { state } = await house.detail(browser, applicationId)
    expect(['applied', 'sent-back']).toContain(state)
    // The same forms again change nothing.
    await Promise.all([approve(one, id), approve(two, id)])
    expect((await house.detail(browser, applicationId)).state).toBe(state)
  })

  it('is taken back while the document is in the house, and not once it has gone out', async () => {
    const browser = await house.loggedIn(OTHER.number)
    const held = await officer.logIn()
    const first = await house.applied(browser)
    const code = codeOf()
    const id = await newest(held)
    await approve(held, id)
    expect((await sendBack(held, id, 'record-wrong')).url).toMatch(/note=sent-back$/)
    expect(await house.detail(browser, first)).toMatchObject({ state: 'sent-back' })
    const documentId = await issued(code)
    expect(await house.world.server().doors.issuing.records.show(documentId!)).toMatchObject({ state: 'revoked' })

    const next = await house.applied(browser)
    const nextId = await newest(held)
    await approve(held, nextId)
    expect((await browser.get(`/v1/portal/applications/${next}/file`)).status).toBe(200)
    expect((await sendBack(held, nextId)).url).toMatch(/note=gone-out$/)
    expect(await house.detail(browser, next)).toMatchObject({ state: 'applied' })
  })

  it('is done with several after a look at what will be, with a result for each', async () => {
    const browsers = await Promise.all([STUDENT, OTHER, THIRD].map(({ number }) => house.loggedIn(number)))
    const made = []
    for (const browser of browsers) made.push(await house.applied(browser))
    const held = await officer.logIn()
    const ids = listedOn(await held.open('/staff/approvals')).slice(-3)
    const chosen = [...ids, 'x'.repeat(22)].map(id => ['chosen', id])
    const check = await held.post('/staff/approvals/several', [['what', 'approve'], ...chosen])
    expect(check.text).toContain('Approve: 3')
    expect((await house.detail(browsers[0]!, made[0]!)).state).toBe('waiting')
    // A colleague is first with one of them meanwhile.
    await sendBack(await second.logIn(), ids[1]!)
    const done = await held.post('/staff/approvals/several/decide', [['what', 'approve'], ...chosen])
    expect(done.text.match(/the document is issued/g)).toHaveLength(2)
    expect(done.text).toContain('赵敏')
    expect(done.text).toContain('not of your office')
    const states = await Promise.all(made.map(async (id, at) => (await house.detail(browsers[at]!, id)).state))
    expect(states.sort()).toEqual(['applied', 'applied', 'sent-back'])
    // What was sent by mistake twice says so, and nothing is done.
    const again = await held.post('/staff/approvals/several/decide', [['what', 'approve'], ...chosen])
    expect(again.text.match(/This was decided before/g)).toHaveLength(3)
    expect((await held.post('/staff/approvals/several', [['what', 'approve']])).url).toMatch(/note=none-chosen$/)
  })
})

describe('somebody else’s office', () => {
  it('is answered as what there is not, on every page and for every act', async () => {
    const browser = await house.loggedIn()
    const applicationId = await house.applied(browser)
    const id = await newest(await officer.logIn())
    const theirs = await registrar.logIn()
    expect(listedOn(await theirs.open('/staff/approvals'))).not.toContain(id)
    expect(listedOn(await theirs.open('/staff/approvals?office=student-affairs'))).toEqual([])
    const answersFor = async (named: string) => [
      await theirs.open(`/staff/approvals/one/${named}`),
      await theirs.open(`/staff/approvals/one/${named}/pages/1`),
      await theirs.post(`/staff/approvals/one/${named}/approve`, { seen: 'x'.repeat(22) }),
      await sendBack(theirs, named),
    ]
    const said = (pages: readonly { status: number; text: string }[]) => pages.map(({ status, text }) => [status, text])
    expect(said(await answersFor(id))).toEqual(said(await answersFor('x'.repeat(22))))
    expect((await answersFor(id)).map(({ status }) => status)).toEqual(Array(4).fill(404))
    const several = await theirs.post('/staff/approvals/several/decide', [
      ['what', 'approve'],
      ['chosen', id],
    ])
    expect(several.text).toContain('not of your office')
    expect((await house.detail(browser, applicationId)).state).toBe('waiting')
    await withdrawAll(browser)
  })

  it('is nothing to who is not logged in, whose role may not, or whose page is not ours', async () => {
    const browser = await house.loggedIn()
    await house.applied(browser)
    const held = await officer.logIn()
    const id = await newest(held)
    const page = await held.open(`/staff/approvals/one/${id}`)
    const seen = /name="seen" value="([^"]+)"/.exec(page.text)![1]!
    for (const site of ['cross-site', 'same-site', null]) {
      const answer = await held.post(`/staff/approvals/one/${id}/approve`, { seen }, site)
      expect([answer.status, answer.text.includes('not sent from our page')]).toEqual([403, true])
    }
    const auditor = await (await house.worker('Auditor', 'auditor')).logIn()
    expect((await auditor.open('/staff/approvals')).status).toBe(403)
    expect(
      (await auditor.post('/staff/approvals/officers', { office: 'registry', staff: officer.staffId })).status,
    ).toBe(403)
    expect((await held.open('/staff/approvals/officers')).status).toBe(403)
    await held.post('/staff/log-out', {})
    expect((await held.open(`/staff/approvals/one/${id}`)).text).toContain('Login name')
    await withdrawAll(browser)
  })
})

describe('the pages of an office', () => {
  it('say a page whatever stands in the address, and that nothing was done where a login is over', async () => {
    const held = await officer.logIn()
    const twice = await held.open('/staff/approvals?number=A&number=B&note=done&note=approved&page=x&state=&kind=%00')
    expect([twice.status, twice.text.includes('Longer than was promised')]).toEqual([200, true])
    await held.post('/staff/log-out', {})
    const over = await held.post(`/staff/approvals/one/${'x'.repeat(22)}/approve`, { seen: 'x'.repeat(22) })
    expect([over.status, over.text.includes('nothing was done')]).toEqual([401, true])
  })
})

describe('deciding in somebody’s place', () => {
  it('is for the time that was said, seen in every decision, and over when it is ended', async () => {
    const browser = await house.loggedIn()
    const applicationId = await house.applied(browser)
    const held = await officer.logIn()
    const id = await newest(held)
    const stand = await registrar.logIn()
    const day = (ms: number) => new Date(house.world.clock.now() + ms + 8 * 3_600_000).toISOString().slice(0, 10)
    const wish = { office: 'student-affairs', to: registrar.staffId, begins: day(0), ends: day(86_400_000) }
    const make = (more: object, from = held) => from.post('/staff/approvals/delegations', { ...wish, ...more })
    expect((await make({ ends: '2020-01-01' })).url).toMatch(/note=time-wrong$/)
    expect((await make({ ends: 'tomorrow' })).url).toMatch(/note=time-wrong$/)
    expect((await make({ to: house.admin.staffId })).url).toMatch(/note=nobody$/)
    expect((await make({ to: officer.staffId })).url).toMatch(/note=nobody$/)
    expect((await make({ to: second.staffId }, stand)).url).toMatch(/note=not-yours$/)
    for (const { url } of await Promise.all([make({}), make({}), make({})])) expect(url).toMatch(/note=delegated$/)
    // Pressed three times, it is one: ended once, it is over.
    expect((await held.open('/staff/approvals/delegations')).text.match(/name="delegation"/g)).toHaveLength(1)
    expect(listedOn(await stand.open('/staff/approvals?office=student-affairs'))).toContain(id)
    // What was handed to somebody is not handed on.
    expect((await make({ to: second.staffId }, stand)).url).toMatch(/note=not-yours$/)
    await approve(stand, id)
    const page = await held.open(`/staff/approvals/one/${id}`)
    expect(page.text).toContain('Qian Hua for Wang Li')
    expect(page.text).toContain('Qian Hua（代Wang Li）')
    expect((await house.detail(browser, applicationId)).state).toBe('applied')

    const listed = await held.open('/staff/approvals/delegations')
    const delegation = /name="delegation" value="([^"]+)"/.exec(listed.text)![1]!
    expect((await stand.post('/staff/approvals/delegations/end', { delegation })).url).toMatch(/note=not-yours$/)
    expect((await held.post('/staff/approvals/delegations/end', { delegation })).url).toMatch(/note=done$/)
    expect((await stand.open(`/staff/approvals/one/${id}`)).status).toBe(404)
  })
})

describe('at a kiosk', () => {
  it('a kind that needs an approval says where, since when, and prints once it was given', async () => {
    const kiosk = await enrolKiosk(house.world)
    const browser = await house.loggedIn()
    await withdrawAll(browser)
    await house.world.clock.advance(31 * 86_400_000)
    const visit = async () => visitorSchema.parse((await kiosk.post('/v1/visits', { means: CARD })).json)
    const offerOf = async () => {
      const { visitId, offers } = await visit()
      return { visitId, offer: offers.find(({ kind }) => kind === TRANSCRIPT.kind)! }
    }
    const print = (visitId: string) => kiosk.post('/v1/documents', { visitId, ...TRANSCRIPT })
    const needs = await offerOf()
    expect(needs.offer.unavailable?.zh).toBe('需学生处审批，请在网上申请：print.example.edu.cn/p/')
    expect(needs.offer.approval).toMatchObject({ state: 'needed', office: { zh: '学生处' }, isAlways: true })
    expect((await print(needs.visitId)).status).toBe(409)
    const later = await house.loggedIn()
    const applicationId = await house.applied(later)
    const waits = (await offerOf()).offer
    expect(waits.unavailable?.en).toMatch(/^Waiting for approval since \d{4}-\d\d-\d\d/)
    const askedAt = new Date(house.world.clock.now()).toISOString()
    expect(waits.approval).toMatchObject({ state: 'waiting', office: { zh: '学生处' }, askedAt })
    const held = await officer.logIn()
    const made = house.world.issuer.requests.length
    const id = await newest(held)
    await approve(held, id)
    const open = await offerOf()
    expect(open.offer.unavailable).toBeNull()
    const until = new Date(house.world.clock.now() + 30 * 86_400_000).toISOString()
    expect(open.offer.approval).toMatchObject({ state: 'approved', office: { zh: '学生处' }, printableUntil: until })
    const prepared = await print(open.visitId)
    expect(prepared.status).toBe(200)
    expect(house.world.issuer.requests.length).toBe(made)
    // It is on its way to paper now.
    expect((await sendBack(held, id)).url).toMatch(/note=gone-out$/)
    expect((await house.detail(later, applicationId)).state).toBe('applied')
  })
})
