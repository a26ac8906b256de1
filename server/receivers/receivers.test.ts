import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { applicationDetailSchema, applicationSchema } from '../../src/contract/portal-api.ts'
import { type Receiver, receiverSchema, type Sending, sendingSchema } from '../../src/contract/receivers-api.ts'
import { openPhone, type Page } from '../../tests/peers/phone.ts'
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
import { appFrom, openStaffBrowser, type StaffBrowser } from '../../tests/peers/staff-browser.ts'
import { randomId } from '../ground/random-id.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const EVALUATION = {
  ...{ nameZh: '环球学历评估', nameEn: 'Global Evaluation', kind: 'evaluation', language: 'en' },
  ...{ domain: 'evaluation.example', mailTo: 'records@mail.evaluation.example', 'purpose-evaluation': 'on' },
  ...{ referenceForm: '9999999', referenceZh: '参考号', referenceEn: 'Reference number' },
}

let portal: PortalWorld
let staff: StaffBrowser
beforeAll(async () => {
  portal = await startPortalWorld()
  staff = openStaffBrowser(() => portal.world.base(), PUBLIC)
  const { code } = (await portal.world.server().doors.staff.firstCode())!
  await staff.post('/staff/set-up', { code })
  const local = { name: 'Registrar', login: 'first.admin', password: 'lamp-otter-quilt' }
  const app = appFrom(await staff.post('/staff/set-up/local', local))
  await staff.post('/staff/set-up/totp', { code: app.codeAt(portal.world.clock.now()), label: 'phone' })
  expect((await staff.post('/staff/receivers/new', EVALUATION)).text).toContain('Global Evaluation')
})
afterAll(() => portal?.close())

const applied = async (browser: Browser, kind = 'transcript') => {
  const wish = { kind, edition: 'zh' }
  const made = applicationSchema.parse((await browser.post('/v1/portal/applications', wish)).json)
  const answer = await browser.post(`/v1/portal/applications/${made.applicationId}/apply`, { purpose: '' })
  return applicationSchema.parse(answer.json)
}
const find = async (browser: Browser, search = 'global') => {
  const { json } = await browser.get(`/v1/portal/receivers?search=${encodeURIComponent(search)}`)
  return z.object({ receivers: z.array(receiverSchema) }).parse(json).receivers
}
const wish = ({ receiverId }: Receiver, more: object = {}) => ({
  ...{ receiverId, purpose: 'evaluation', reference: ' 123 4567', language: 'en', consents: true, wishId: randomId() },
  ...more,
})
const sendings = async (browser: Browser, applicationId: string) => {
  const { json } = await browser.get(`/v1/portal/applications/${applicationId}/sendings`)
  return z.object({ sendings: z.array(sendingSchema) }).parse(json).sendings
}
interface Sent {
  readonly browser: Browser
  readonly applicationId: string
  readonly documentNumber: string
  readonly sending: Sending
  readonly letter: Awaited<ReturnType<PortalWorld['mailbox']['nextLetter']>>
  readonly url: string
}
async function sent(number = STUDENT.number): Promise<Sent> {
  const browser = await portal.loggedIn(number)
  const { applicationId, documentNumber } = await applied(browser)
  const [receiver] = await find(browser)
  const before = toOffice().length
  const answer = await browser.post(`/v1/portal/applications/${applicationId}/sendings`, wish(receiver!))
  const sending = sendingSchema.parse(answer.json)
  const letter = await portal.lettersUntil(() => toOffice()[before])
  const url = /https:\/\/\S+\/r\/\S+/.exec(letter.text)?.[0] ?? ''
  return { browser, applicationId, documentNumber, sending, letter, url }
}
/** Owners get letters too. */
const toOffice = () => portal.mailbox.letters().filter(({ to }) => to === EVALUATION.mailTo)
const office = () => openPhone(portal.world.base(), PUBLIC)
const path = (url: string) => new URL(url).pathname
/** The code that comes to the registered mailbox. */
async function codeFor(url: string): Promise<string> {
  const before = toOffice().length
  expect((await office().post(`${path(url)}/code`)).text).toContain('如果这个链接有效')
  const { text } = await portal.lettersUntil(() => toOffice()[before])
  return /\d{6}/.exec(text)?.[0] ?? ''
}
const openWith = (url: string, code: string) => portal.held(office().post(path(url), { code }))
const opened = async (url: string) => openWith(url, await codeFor(url))
const tokenIn = ({ text }: Page) => /name="token" value="([^"]*)"/.exec(text)?.[1] ?? ''
const fileOf = (url: string, token: string) => office().post(`${path(url)}/file`, { token, as: 'save' })
const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const state = async ({ browser, applicationId }: Sent) => (await sendings(browser, applicationId))[0]

describe('a document that is sent to a registered receiver', () => {
  it('comes as a link to its mailbox, and is opened there by a code, with owner, purpose and number', async () => {
    const one = await sent()
    expect(one.sending).toMatchObject({ state: 'sent', reference: '1234567', openedCount: 0 })
    expect(one.letter).toMatchObject({ to: 'records@mail.evaluation.example' })
    expect(one.letter.subject).toContain('1234567')
    for (const secret of [STUDENT.nameZh, STUDENT.number, one.documentNumber])
      expect(one.letter.text).not.toContain(secret)
    const looked = await office().open(one.url)
    expect([looked.status, looked.text.includes(one.documentNumber)]).toEqual([200, false])
    const page = await opened(one.url)
    for (const words of [one.documentNumber, STUDENT.nameZh, '有效', '1234567', 'Evaluation of credentials'])
      expect(page.text).toContain(words)
    const file = await fileOf(one.url, tokenIn(page))
    expect([file.status, file.text.includes(one.documentNumber)]).toEqual([200, true])
    expect(await state(one)).toMatchObject({ state: 'opened', openedCount: 1, takenCount: 1 })
    const { json } = await one.browser.get(`/v1/portal/applications/${one.applicationId}`)
    const said = applicationDetailSchema.parse(json).steps.map(step => step.said.en)
    expect(said.slice(-3)).toEqual([
      'It was sent to Global Evaluation.',
      'Global Evaluation has opened it.',
      'Global Evaluation has downloaded the file.',
    ])
  })

  it('says later that it was revoked, and gives out no file then', async () => {
    const one = await sent()
    const token = tokenIn(await opened(one.url))
    const { records, revocations } = portal.world.server().doors.issuing
    await revocations.revokeDocument((await records.idOfNumber(one.documentNumber))!, 'issued-in-error')
    expect((await fileOf(one.url, token)).status).toBe(403)
    const later = await opened(one.url)
    expect([later.status, later.text.includes('verdict revoked'), tokenIn(later)]).toEqual([200, true, ''])
  })

  it('is gone when its owner takes it back unopened, and says so to who had opened it', async () => {
    const [unopened, seen] = [await sent(), await sent()]
    const token = tokenIn(await opened(seen.url))
    const code = await codeFor(unopened.url)
    for (const { browser, sending } of [unopened, seen]) {
      const back = await browser.post(`/v1/portal/sendings/${sending.sendingId}/withdraw`)
      expect(sendingSchema.parse(back.json)).toMatchObject({ state: 'withdrawn', maySendAgain: false })
    }
    expect((await openWith(unopened.url, code)).status).toBe(403)
    expect((await fileOf(seen.url, token)).status).toBe(403)
    const page = await opened(seen.url)
    expect([page.status, page.text.includes('本人已收回')]).toEqual([410, true])
    expect(page.text).not.toContain(seen.documentNumber)
  })

  it('opens with no code any more after five wrong ones, until another is sent', async () => {
    const one = await sent()
    const code = await codeFor(one.url)
    for (let time = 0; time < 5; time++) expect((await openWith(one.url, wrongFor(code))).status).toBe(403)
    expect((await openWith(one.url, code)).status).toBe(403)
    await portal.world.clock.advance(MINUTE_MS)
    const next = await opened(one.url)
    expect(next.status).toBe(200)
  })

  it('is one sending for one wish, of a number that keeps to the form, for a purpose that is taken', async () => {
    const browser = await portal.loggedIn()
    const { applicationId } = await applied(browser)
    const [receiver] = await find(browser)
    const send = (more: object) =>
      browser.post(`/v1/portal/applications/${applicationId}/sendings`, wish(receiver!, more))
    expect(faultOf(await send({ reference: '123456' }))).toBe('reference-wrong')
    expect(faultOf(await send({ purpose: 'visa' }))).toBe('receiver-unknown')
    expect(faultOf(await send({ receiverId: 'x'.repeat(22) }))).toBe('receiver-unknown')
    expect((await send({ consents: false })).status).toBe(400)
    const same = { wishId: randomId() }
    const answers = await Promise.all([send(same), send(same)])
    answers.push(await send(same))
    expect(new Set(answers.map(({ json }) => sendingSchema.parse(json).sendingId)).size).toBe(1)
    expect(await sendings(browser, applicationId)).toHaveLength(1)
    const onPaperAlone = await applied(browser, 'enrolment-proof')
    const refused = await browser.post(
      `/v1/portal/applications/${onPaperAlone.applicationId}/sendings`,
      wish(receiver!),
    )
    expect(faultOf(refused)).toBe('document-unavailable')
    await portal.world.clock.advance(2_000)
  })

  it('is nobody else’s: their ids are like none', async () => {
    const one = await sent()
    const other = await portal.loggedIn(OTHER.number)
    const answers = [
      await other.get(`/v1/portal/applications/${one.applicationId}/sendings`),
      await other.post(`/v1/portal/sendings/${one.sending.sendingId}/withdraw`),
      await other.post(`/v1/portal/sendings/${one.sending.sendingId}/again`),
      await other.post(`/v1/portal/sendings/${'u'.repeat(22)}/withdraw`),
    ]
    for (const answer of answers) expect([answer.status, faultOf(answer)]).toEqual([404, 'application-unknown'])
    expect(await state(one)).toMatchObject({ state: 'sent' })
  })

  it('goes once more when its letter came back', async () => {
    const browser = await portal.loggedIn()
    const { applicationId } = await applied(browser)
    const [receiver] = await find(browser)
    portal.mailbox.faults([{ kind: 'answer', code: 550, on: 'to', times: 1 }])
    await browser.post(`/v1/portal/applications/${applicationId}/sendings`, wish(receiver!))
    await portal.lettersUntil(async () => (await sendings(browser, applicationId))[0]?.isLetterLost || undefined)
    await portal.world.clock.advance(MINUTE_MS)
    const [bounced] = await sendings(browser, applicationId)
    expect(bounced).toMatchObject({ isLetterLost: true, maySendAgain: true })
    const before = toOffice().length
    await browser.post(`/v1/portal/sendings/${bounced!.sendingId}/again`)
    expect((await portal.lettersUntil(() => toOffice()[before])).text).toContain(`/r/${bounced!.sendingId}`)
  })

  it('stops with its receiver, says so to the owner, and opens again when that is let in', async () => {
    const one = await sent()
    const [{ receiverId } = { receiverId: '' }] = await find(one.browser)
    const code = await codeFor(one.url)
    await staff.post(`/staff/receivers/${receiverId}/state`, { state: 'suspended' })
    expect(await find(one.browser)).toEqual([])
    expect((await openWith(one.url, code)).status).toBe(403)
    expect(await state(one)).toMatchObject({
      state: 'stopped',
      letter: { en: expect.stringContaining('has suspended this receiver') },
    })
    await staff.post(`/staff/receivers/${receiverId}/state`, { state: 'active' })
    await portal.world.clock.advance(MINUTE_MS)
    expect((await opened(one.url)).status).toBe(200)
  })

  it('tells its owner by mail that its receiver was suspended and let in again, once each, while it runs', async () => {
    const [one, back] = [await sent(THIRD.number), await sent(THIRD.number)]
    await back.browser.post(`/v1/portal/sendings/${back.sending.sendingId}/withdraw`)
    const [{ receiverId } = { receiverId: '' }] = await find(one.browser)
    const told = (words: string) =>
      portal.mailbox.letters().filter(({ to, subject }) => to.startsWith(THIRD.number) && subject.includes(words))
    const turn = (state: 'active' | 'suspended') => staff.post(`/staff/receivers/${receiverId}/state`, { state })
    // Nobody is told of what was over at once.
    await turn('suspended')
    await turn('active')
    await turn('suspended')
    const [suspended] = await portal.lettersUntil(() => (told('已暂停').length > 0 ? told('已暂停') : undefined))
    expect(suspended?.text).toContain(`${PUBLIC}/p/a/${one.applicationId}`)
    expect(suspended?.text).toContain('Global Evaluation')
    expect(suspended?.text).not.toContain(back.applicationId)
    await portal.world.clock.advance(MINUTE_MS)
    await turn('active')
    const [resumed] = await portal.lettersUntil(() => (told('已恢复').length > 0 ? told('已恢复') : undefined))
    expect(resumed?.text).toContain(`${PUBLIC}/p/a/${one.applicationId}`)
    await portal.world.clock.advance(MINUTE_MS)
    expect([told('已暂停').length, told('已恢复').length]).toEqual([1, 1])
    expect(portal.world.logged.join('')).not.toContain('@stu.example.edu.cn')
  })

  it('stands in no log and in no table with a name in it', async () => {
    const one = await sent()
    await opened(one.url)
    const text = portal.world.logged.join('\n')
    expect(text).not.toContain(one.sending.sendingId)
    expect(text).not.toContain(STUDENT.nameZh)
  })
})

describe('the register of receivers', () => {
  it('refuses what is none of an institution, and says what is wrong', async () => {
    const refused = async (more: Record<string, string>) => {
      const page = await staff.post('/staff/receivers/new', { ...EVALUATION, nameEn: 'Another', ...more })
      return [page.status, /class="card verdict" role="status">[^<]*<span lang="en">([^<]*)</.exec(page.text)?.[1]]
    }
    expect(await refused({ domain: 'gmail.com', mailTo: 'wes@gmail.com' })).toEqual([
      400,
      expect.stringContaining('none of an institution'),
    ])
    expect(await refused({ mailTo: 'records@evaluation.example.evil.example' })).toEqual([
      400,
      expect.stringContaining('not under that domain'),
    ])
    expect(await refused({ mailTo: 'records@notevaluation.example' })).toEqual([
      400,
      expect.stringContaining('not under that domain'),
    ])
    expect(await refused({ nameZh: ' ' })).toEqual([400, expect.stringContaining('Both names')])
    expect(await refused({ referenceForm: 'REF' })).toEqual([400, expect.stringContaining('the form needs')])
    expect(await refused({ 'purpose-evaluation': '' })).toEqual([400, expect.stringContaining('one purpose')])
    expect(await refused({ nameEn: 'Global Evaluation' })).toEqual([400, expect.stringContaining('registered already')])
    for (const domain of ['vip.qq.com', 'yahoo.co.jp'])
      expect(await refused({ domain, mailTo: `wes@${domain}` })).toEqual([
        400,
        expect.stringContaining('none of an institution'),
      ])
  })

  it('has a name once, however often it is sent at the same time', async () => {
    const twice = { ...EVALUATION, nameEn: 'Twice' }
    const pages = await Promise.all([1, 2, 3].map(() => staff.post('/staff/receivers/new', twice)))
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 400, 400])
    const { text } = await staff.open('/staff/receivers')
    const [, idOfTwice = ''] = /([A-Za-z0-9_-]{22})">修改[^/]*<\/span><span [^>]*> Twice/.exec(text) ?? []
    const taken = await staff.post(`/staff/receivers/${idOfTwice}`, EVALUATION)
    expect([taken.status, taken.text.includes('registered already')]).toEqual([400, true])
  })

  it('is changed on its page, from our own page alone, and by nobody who is not staff', async () => {
    const stranger = openStaffBrowser(() => portal.world.base(), PUBLIC)
    expect((await stranger.open('/staff/receivers')).url).toBe(`${PUBLIC}/staff?note=no-login`)
    const list = await staff.open('/staff/receivers')
    const id = /receivers\/([A-Za-z0-9_-]{22})"/.exec(list.text)?.[1] ?? ''
    expect((await staff.post(`/staff/receivers/${id}`, EVALUATION, 'cross-site')).status).toBe(403)
    const form = await staff.open(`/staff/receivers/${id}`)
    expect(form.text).toContain('records@mail.evaluation.example')
    const saved = await staff.post(`/staff/receivers/${id}`, { ...EVALUATION, nameZh: '环球学历评估中心' })
    expect(saved.text).toContain('环球学历评估中心')
    expect((await staff.open(`/staff/receivers/${'u'.repeat(22)}`)).status).toBe(404)
    const state = await staff.post(`/staff/receivers/${'u'.repeat(22)}/state`, { state: 'suspended' })
    expect([state.status, state.text.includes('There is no such receiver')]).toEqual([404, true])
    expect((await staff.post(`/staff/receivers/${id}/state`, { state: 'gone' })).status).toBe(400)
  })
})

// At the end: much time goes by, and every login ends.
describe('links that lead nowhere', () => {
  it('says the same of a wrong code, an old one, an ended, a withdrawn and an unknown link', async () => {
    const one = await sent()
    const unknown = `${PUBLIC}/r/${'u'.repeat(22)}`
    const looks = [await office().open(one.url), await office().open(unknown)]
    const plain = ({ text, url }: Page) => text.replaceAll(path(url).split('/')[2] ?? '', 'ID')
    expect(new Set(looks.map(plain)).size).toBe(1)
    const asks = [await office().post(`${path(unknown)}/code`), await office().post(`${path(one.url)}/code`)]
    expect(new Set(asks.map(plain)).size).toBe(1)
    const code = await codeFor(one.url)
    const tries: [string, string][] = [
      [one.url, wrongFor(code)],
      [one.url, 'abc'],
      [unknown, code],
    ]
    const said = new Set<string>()
    for (const [url, typed] of tries) {
      const page = await openWith(url, typed)
      said.add(`${page.status} ${plain(page)}`)
    }
    await portal.world.clock.advance(15 * MINUTE_MS)
    const old = await openWith(one.url, code)
    said.add(`${old.status} ${plain(old)}`)
    expect(said.size).toBe(1)
    await portal.world.clock.sleep(90 * DAY_MS)
    expect(await portal.loggedIn().then(browser => state({ ...one, browser }))).toMatchObject({ state: 'ended' })
  })
})
