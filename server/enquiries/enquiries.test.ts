import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  ENQUIRIES_ROUTES,
  type EnquiryDetail,
  enquiryDetailSchema,
  enquirySchema,
  officeSchema,
} from '../../src/contract/enquiries-api.ts'
import { applicationSchema } from '../../src/contract/portal-api.ts'
import { pathParameters } from '../../src/contract/route-request.ts'
import type { Route } from '../../src/contract/routes.ts'
import {
  type Browser,
  faultOf,
  OTHER,
  type PortalWorld,
  STUDENT,
  startPortalWorld,
  THIRD,
} from '../../tests/peers/portal-world.ts'
import { createStaffPeople, type StaffPerson } from '../../tests/peers/staff-people.ts'
import { randomId } from '../ground/random-id.ts'

const DAY_MS = 24 * 3_600_000
const GOLDEN = join(import.meta.dirname, '../../tests/golden/store-of-version-3/document.pdf')
const TEXT = '线性代数应为 92 分。\n见期末试卷。'
const SPOT = { page: 1, x: 0.2, y: 0.4, width: 0.3, height: 0.05 }
const listSchema = z.object({ enquiries: z.array(enquirySchema), unread: z.int() })

let portal: PortalWorld
let academic: StaffPerson
let registry: StaffPerson
let auditor: StaffPerson
beforeAll(async () => {
  portal = await startPortalWorld()
  const people = createStaffPeople(portal.world, 'https://print.example.edu.cn')
  academic = await people.invited('registrar', ['academic-affairs'])
  registry = await people.invited('registrar', ['registry', 'personnel'])
  auditor = await people.invited('auditor', ['*'])
})
afterAll(() => portal?.close())
/** Everybody may begin as much as a day allows. */
const anotherDay = () => portal.world.clock.advance(DAY_MS)

const draft = async (browser: Browser) => {
  const wish = { kind: 'transcript', edition: 'zh' }
  return applicationSchema.parse((await browser.post('/v1/portal/applications', wish)).json)
}
const wish = (more: object = {}) => ({ text: TEXT, mail: '', language: 'zh-CN', wishId: randomId(), ...more })
const correct = (browser: Browser, applicationId: string, more: object = {}) =>
  browser.post('/v1/enquiries/corrections', { applicationId, spot: SPOT, wrong: 'mark', ...wish(more) })
const ask = (browser: Browser, more: object = {}) =>
  browser.post('/v1/enquiries/questions', { officeId: 'academic-affairs', applicationId: null, ...wish(more) })
const made = ({ json }: { json: unknown }): EnquiryDetail => enquiryDetailSchema.parse(json)
const corrected = async (browser: Browser, more: object = {}) =>
  made(await correct(browser, (await draft(browser)).applicationId, more))
const one = async (browser: Browser, enquiryId: string) => made(await browser.get(`/v1/enquiries/${enquiryId}`))
const list = async (browser: Browser, query = '') => listSchema.parse((await browser.get(`/v1/enquiries${query}`)).json)
const pageOf = (enquiryId: string) => `/staff/enquiries/${enquiryId}`
const versionOn = (text: string) => /name="version" value="(\d+)"/.exec(text)?.[1] ?? ''
/** What somebody of an office does with the page as it stands now. */
const act = async (who: StaffPerson, enquiryId: string, fields: Record<string, string>) => {
  const browser = await who.loggedIn()
  const page = await browser.open(pageOf(enquiryId))
  return browser.post(pageOf(enquiryId), { version: versionOn(page.text), text: '', ...fields })
}

describe('something that is wrong', () => {
  it('goes to the office that owns the data, with the spot on the page as its person saw it', async () => {
    portal.world.issuer.sample = new Uint8Array(await readFile(GOLDEN))
    const browser = await portal.loggedIn()
    const opened = await corrected(browser)
    portal.world.issuer.sample = null
    expect(opened).toMatchObject({
      ...{ kind: 'correction', wrong: 'mark', state: 'open', outcome: null, spot: SPOT, unread: 0 },
      ...{
        office: { zh: '教务处' },
        document: { kind: 'transcript', edition: 'zh' },
        mayWrite: true,
        mailMasked: null,
      },
      messages: [{ by: 'person', what: 'said', text: TEXT }],
    })
    // The draft is gone tomorrow, and what was seen is not.
    await portal.world.clock.advance(DAY_MS + 1)
    await portal.world.server().doors.portal.dropOldDrafts()
    const staff = await academic.loggedIn()
    expect((await staff.open('/staff')).text).toContain('更正与咨询')
    expect((await staff.open('/staff/enquiries')).text).toContain(opened.number)
    const { text } = await staff.open(pageOf(opened.enquiryId))
    for (const shown of [
      opened.number,
      STUDENT.nameZh,
      STUDENT.number,
      '线性代数应为 92 分。',
      '<rect x="',
      'data:image/png;base64,iVBOR',
    ])
      expect(text).toContain(shown)
  })

  it('is a name for the registry, and the same wish again is the same one', async () => {
    const browser = await portal.loggedIn()
    const { applicationId } = await draft(browser)
    const wishId = randomId()
    const said = { spot: null, wrong: 'name', wishId }
    const both = await Promise.all([correct(browser, applicationId, said), correct(browser, applicationId, said)])
    const again = await correct(browser, applicationId, said)
    expect(new Set([...both, again].map(answer => made(answer).enquiryId)).size).toBe(1)
    expect(made(again).office.zh).toBe('学籍管理科')
    expect((await list(browser, `?applicationId=${applicationId}`)).enquiries).toHaveLength(1)
  })

  it('is on a page that there is, and says something', async () => {
    const browser = await portal.loggedIn()
    const { applicationId } = await draft(browser)
    expect(faultOf(await correct(browser, applicationId, { spot: { ...SPOT, page: 9 } }))).toBe('application-unknown')
    for (const more of [
      { spot: { ...SPOT, x: 0.9 } },
      { spot: { ...SPOT, y: -0.1 } },
      { wrong: 'everything' },
      { text: ' \u200b\u202e\n' },
      { text: 'x'.repeat(501) },
    ])
      expect((await correct(browser, applicationId, more)).status, JSON.stringify(more).slice(0, 60)).toBe(400)
  })

  it('is said ten times a day', async () => {
    const browser = await portal.loggedIn(THIRD.number)
    const answers: number[] = []
    for (let times = 0; times < 11; times++) answers.push((await ask(browser)).status)
    expect(answers).toEqual([...Array(10).fill(200), 429])
  })
})

describe('the offices', () => {
  beforeAll(anotherDay)
  it('say what they are for, where and when', async () => {
    const answer = await (await portal.loggedIn()).get('/v1/enquiries/offices')
    const { offices, sendsLetters } = z
      .object({ offices: z.array(officeSchema), sendsLetters: z.boolean() })
      .parse(answer.json)
    expect(sendsLetters).toBe(true)
    expect(offices.map(({ officeId }) => officeId)).toEqual([
      'academic-affairs',
      'graduate-school',
      'registry',
      'personnel',
    ])
    expect(offices[0]).toMatchObject({ phone: '010-0000 0204', room: { zh: '行政楼 204' } })
    expect(answer.json).not.toHaveProperty('offices.0.mail')
  })

  it('see their own, and of others nothing that there is', async () => {
    const opened = made(await ask(await portal.loggedIn()))
    const other = await registry.loggedIn()
    const [theirs, unknown] = [await other.open(pageOf(opened.enquiryId)), await other.open(pageOf(randomId()))]
    expect([theirs.status, theirs.text]).toEqual([404, unknown.text])
    expect((await other.open('/staff/enquiries?office=academic-affairs&state=all')).text).not.toContain(opened.number)
    const forced = await other.post(pageOf(opened.enquiryId), { version: '1', act: 'answer', text: 'x' })
    expect(forced.status).toBe(404)
    const reading = await auditor.loggedIn()
    const page = await reading.open(pageOf(opened.enquiryId))
    expect([page.status, page.text.includes('name="act"')]).toEqual([200, false])
    expect((await reading.post(pageOf(opened.enquiryId), { version: '1', act: 'answer', text: 'x' })).status).toBe(403)
    expect(
      (await (await academic.loggedIn()).post(pageOf(opened.enquiryId), { act: 'answer' }, 'cross-site')).status,
    ).toBe(403)
  })

  it('answer, ask back and hand over, and the person reads it and writes back', async () => {
    const browser = await portal.loggedIn()
    const { enquiryId } = made(await ask(browser))
    const asked = await act(academic, enquiryId, { act: 'ask', text: '哪一学期？' })
    expect(asked.text).toContain('已发出询问')
    expect(await list(browser)).toMatchObject({ unread: 1 })
    const seen = await one(browser, enquiryId)
    expect(seen).toMatchObject({ state: 'asked', unread: 1 })
    for (const version of [2 ** 31, Number.MAX_SAFE_INTEGER])
      expect((await browser.post(`/v1/enquiries/${enquiryId}/read`, { version })).status, `${version}`).toBe(400)
    await browser.post(`/v1/enquiries/${enquiryId}/read`, { version: seen.version })
    expect((await one(browser, enquiryId)).unread).toBe(0)
    const wishId = randomId()
    for (let times = 0; times < 2; times++)
      await browser.post(`/v1/enquiries/${enquiryId}/messages`, { text: '去年秋天', wishId })
    await act(academic, enquiryId, { act: 'note', text: '已查原始成绩单' })
    const handed = await act(academic, enquiryId, { act: 'hand-over', officeId: 'registry', text: '请核对姓名' })
    expect([handed.text.includes('已转给那个部门'), handed.url.endsWith('note=hand-over')]).toEqual([true, true])
    const page = (await (await registry.loggedIn()).open(pageOf(enquiryId))).text
    for (const shown of ['已查原始成绩单', '请核对姓名', academic.name]) expect(page).toContain(shown)
    await act(registry, enquiryId, { act: 'answer', text: '已核对。' })
    const after = await one(browser, enquiryId)
    expect(after).toMatchObject({ state: 'answered', unread: 1, office: { zh: '学籍管理科' } })
    expect(after.messages.map(({ by, what, text }) => [by, what, text])).toEqual([
      ['person', 'said', TEXT],
      ['office', 'asked', '哪一学期？'],
      ['person', 'said', '去年秋天'],
      ['office', 'handed-over', ''],
      ['office', 'answered', '已核对。'],
    ])
    expect(JSON.stringify(after)).not.toMatch(/原始成绩单|核对姓名|老师/)
  })

  it('are two at once, and one wins and the other keeps what was typed', async () => {
    const browser = await portal.loggedIn()
    const { enquiryId } = made(await ask(browser))
    const [first, second] = [await academic.loggedIn(), await academic.loggedIn()]
    const version = versionOn((await first.open(pageOf(enquiryId))).text)
    const answers = await Promise.all(
      [first, second].map((held, at) => held.post(pageOf(enquiryId), { version, act: 'answer', text: `Answer ${at}` })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const lost = answers.findIndex(({ status }) => status === 409)
    expect(answers[lost]!.text).toContain('您写的内容还在下面')
    expect(answers[lost]!.text).toContain(`>Answer ${lost}</textarea>`)
    expect((await one(browser, enquiryId)).messages).toHaveLength(2)
  })

  it('press a key twice, and it is done once and said to be done', async () => {
    const browser = await portal.loggedIn()
    const { enquiryId } = made(await ask(browser))
    const held = await academic.loggedIn()
    const twice = async (fields: Record<string, string>, among = held) => {
      const wish = { version: versionOn((await among.open(pageOf(enquiryId))).text), text: '', ...fields }
      return Promise.all([1, 2].map(() => among.post(pageOf(enquiryId), wish)))
    }
    for (const fields of [
      { act: 'note', text: 'Seen' },
      { act: 'answer', text: 'It is right' },
      { act: 'close', outcome: 'answered' },
    ] as Record<string, string>[]) {
      const before = versionOn((await held.open(pageOf(enquiryId))).text)
      const answers = await twice(fields)
      expect(answers.map(({ status, url }) => [status, url.endsWith(`note=${fields.act}`)])).toEqual([
        [200, true],
        [200, true],
      ])
      const after = versionOn((await held.open(pageOf(enquiryId))).text)
      expect(Number(after) - Number(before), fields.act).toBe(1)
    }
    // The same words of a colleague are another answer, and so are other words of one's own.
    const next = made(await ask(browser)).enquiryId
    const version = versionOn((await held.open(pageOf(next))).text)
    const second = await academic.loggedIn()
    expect((await held.post(pageOf(next), { version, act: 'answer', text: 'One' })).status).toBe(200)
    expect((await second.post(pageOf(next), { version, act: 'answer', text: 'Two' })).status).toBe(409)
  })

  it('close with an outcome that fits, which the person may open again within two weeks', async () => {
    const browser = await portal.loggedIn()
    const { enquiryId } = await corrected(browser)
    expect((await act(academic, enquiryId, { act: 'close', outcome: 'answered' })).status).toBe(400)
    await act(academic, enquiryId, { act: 'close', outcome: 'corrected', text: '已改为 92。' })
    const closed = await one(browser, enquiryId)
    expect(closed).toMatchObject({ state: 'closed', outcome: 'corrected', mayWrite: true })
    expect((await act(academic, enquiryId, { act: 'answer', text: 'x' })).text).toContain('已经办结')
    const again = await browser.post(`/v1/enquiries/${enquiryId}/messages`, { text: '还是不对', wishId: randomId() })
    expect(made(again)).toMatchObject({ state: 'open', outcome: null, mayReopenUntil: null })
    await act(academic, enquiryId, { act: 'close', outcome: 'right', text: '' })
    await portal.world.clock.sleep(14 * DAY_MS)
    const later = await portal.loggedIn()
    expect((await one(later, enquiryId)).mayWrite).toBe(false)
    const late = await later.post(`/v1/enquiries/${enquiryId}/messages`, { text: '再说', wishId: randomId() })
    expect([late.status, faultOf(late)]).toEqual([409, 'enquiry-closed'])
  })

  it('keep texts to answer with', async () => {
    const held = await academic.loggedIn()
    const kept = { officeId: 'academic-affairs', title: '成绩 <b>复核</b>', text: '请带学生证。' }
    expect((await held.post('/staff/enquiries/texts', kept)).text).toContain('已保存')
    expect((await held.post('/staff/enquiries/texts', { ...kept, officeId: 'registry' })).text).not.toContain('已保存')
    const { enquiryId } = made(await ask(await portal.loggedIn()))
    const { text } = await held.open(pageOf(enquiryId))
    const templateId = /<option value="([\w-]{22})">成绩 &#60;b/.exec(text)?.[1] ?? ''
    expect((await held.open(`${pageOf(enquiryId)}?text=${templateId}`)).text).toContain('>请带学生证。</textarea>')
    expect(
      (await (await registry.loggedIn()).post('/staff/enquiries/texts', { remove: templateId })).text,
    ).not.toContain('已删除')
    expect((await held.post('/staff/enquiries/texts', { remove: templateId })).text).toContain('已删除')
  })

  it('keep a text once however often it is pressed, and are told what is missing in one', async () => {
    const held = await academic.loggedIn()
    const kept = { officeId: 'academic-affairs', title: 'Twice', text: 'Bring your card.' }
    const pressed = await Promise.all([1, 2].map(() => held.post('/staff/enquiries/texts', kept)))
    for (const { text } of pressed) expect(text).toContain('已保存')
    expect((await held.open('/staff/enquiries/texts')).text.split('<strong>Twice</strong>')).toHaveLength(2)
    const refused = async (fields: Record<string, string>, words: string) => {
      const answer = await held.post('/staff/enquiries/texts', { ...kept, ...fields })
      expect([answer.status, answer.text.includes(words)], JSON.stringify(fields)).toEqual([400, true])
      return answer.text
    }
    const page = await refused({ title: 'My <title>', text: ' ' }, '请先写内容')
    expect(page).toContain('value="My &#60;title&#62;"')
    expect(await refused({ title: '', text: 'Long words' }, '请先写名称')).toContain('>Long words</textarea>')
    await refused({ title: 'x'.repeat(61) }, '内容太长')
    await refused({ officeId: 'registry', title: 'Other' }, '请选择另一个部门')
  })

  it('see first what has waited longest, and what has waited too long stands out', async () => {
    const browser = await portal.loggedIn(OTHER.number)
    const old = made(await ask(browser))
    await portal.world.clock.advance(4 * DAY_MS)
    const fresh = made(await ask(await portal.loggedIn(OTHER.number)))
    const held = await academic.loggedIn()
    const { text } = await held.open('/staff/enquiries?kind=question')
    expect(text.indexOf(old.number)).toBeLessThan(text.indexOf(fresh.number))
    const oldOnly = (await held.open('/staff/enquiries?old=1')).text
    expect([oldOnly.includes(old.number), oldOnly.includes(fresh.number)]).toEqual([true, false])
    expect((await held.open('/staff/enquiries?state=closed&office=x&page=-1&page=2&kind=')).status).toBe(200)
  })
})

describe('a letter', () => {
  it('says that there is an answer and where, and not what it is, to an address that was merely typed', async () => {
    const browser = await portal.loggedIn()
    const opened = made(await ask(browser, { mail: ' Someone@Example.com ', text: '问题\r\nBcc: all@example.com' }))
    expect(opened.mailMasked).toBe('S***@example.com')
    await act(academic, opened.enquiryId, { act: 'answer', text: '您的成绩是 92。\nBcc: x@example.com' })
    const letter = await portal.lettersUntil(() => portal.mailbox.letters()[0])
    expect(letter).toMatchObject({ to: 'Someone@example.com', subject: `示范大学：您的咨询 ${opened.number} 有了回复` })
    expect(letter.text).toContain(`https://print.example.edu.cn/p/c/${opened.enquiryId}`)
    expect(`${letter.subject}${letter.text}`.replaceAll(opened.number, '')).not.toMatch(/92|Bcc|问题/)
  })

  it('goes to one address, and to none that could be two', async () => {
    const browser = await portal.loggedIn()
    for (const mail of ['a@example.com\r\nBcc: b@example.com', 'a@example.com, b@example.com', 'a@b', 'ä@example.com'])
      expect(faultOf(await ask(browser, { mail })), mail).toBe('address-wrong')
  })
})

describe('what people write', () => {
  beforeAll(anotherDay)
  it('is shown as the text that it is, everywhere', async () => {
    const browser = await portal.loggedIn()
    const evil = '<script>alert(1)</script>"\'&amp;\u202egnp.exe\u0007\u0000\r\n<img src=x onerror=y>'
    const opened = await corrected(browser, { text: evil })
    expect(opened.messages[0]?.text).toBe('<script>alert(1)</script>"\'&amp; gnp.exe\n<img src=x onerror=y>')
    const { text } = await act(academic, opened.enquiryId, { act: 'note', text: `</textarea>${evil}` })
    expect(text).not.toMatch(/<script|<img|\u202e/)
    expect(text).toContain('&#60;script&#62;alert(1)')
    const lost = await (await academic.loggedIn()).post(pageOf(opened.enquiryId), {
      version: '1',
      act: 'answer',
      text: `</textarea>${evil}`,
    })
    expect([lost.status, /<script|<img/.test(lost.text)]).toEqual([409, false])
  })

  it('is sealed where it is kept, and stands in no log', async () => {
    const browser = await portal.loggedIn()
    await corrected(browser, { text: '仅此一句的线索', mail: 'clue@example.com' })
    expect(portal.world.logged.join('\n')).not.toMatch(/仅此一句|clue@/)
  })
})

describe('by itself the house', () => {
  it('closes what is quiet, and erases what is over with everything that was said', async () => {
    const browser = await portal.loggedIn()
    const { enquiryId } = made(await ask(browser))
    await act(academic, enquiryId, { act: 'answer', text: '好的' })
    const { tidy } = portal.world.server().doors.enquiries
    await portal.world.clock.sleep(14 * DAY_MS + 1)
    await tidy()
    const later = await portal.loggedIn()
    expect(await one(later, enquiryId)).toMatchObject({ state: 'closed', outcome: 'answered' })
    await portal.world.clock.sleep(365 * DAY_MS + 1)
    await tidy()
    expect(faultOf(await (await portal.loggedIn()).get(`/v1/enquiries/${enquiryId}`))).toBe('enquiry-unknown')
  })
})

describe("somebody else's", () => {
  const routes: [string, Route][] = Object.entries(ENQUIRIES_ROUTES)
  const withIds = routes.filter(([, { path, input }]) => {
    const inBody = Object.keys((input as z.ZodObject).shape).filter(name => name === 'applicationId')
    return [...pathParameters(path), ...inBody].some(name => /^(?:enquiry|application)Id$/.test(name))
  })
  const BODIES: Readonly<Record<string, object>> = {
    correct: { spot: null, wrong: 'name', ...wish() },
    askOffice: { officeId: 'registry', ...wish() },
    answerBack: { text: TEXT, wishId: randomId() },
    markRead: { version: 1 },
  }
  let theirs: Readonly<Record<string, string>>
  beforeAll(async () => {
    const browser = await portal.loggedIn(OTHER.number)
    const { applicationId } = await draft(browser)
    theirs = { applicationId, enquiryId: made(await correct(browser, applicationId)).enquiryId }
  })

  it('is asked for by every route that names something', () => {
    expect(withIds.map(([name]) => name).sort()).toEqual(
      ['answerBack', 'askOffice', 'correct', 'enquiries', 'enquiry', 'markRead'].sort(),
    )
  })

  it.each(withIds)('is answered by %s as what there is not', async (name, { method, path }) => {
    const browser = await portal.loggedIn(STUDENT.number)
    const answerFor = async (ids: Readonly<Record<string, string>>) => {
      const target = path.replaceAll(/:(\w+)/g, (_, id: string) => ids[id] ?? '')
      const body = { ...BODIES[name], ...(path.includes(':') ? {} : { applicationId: ids.applicationId }) }
      const query = name === 'enquiries' ? `?applicationId=${ids.applicationId}` : ''
      const { status, json } = await (method === 'GET' ? browser.get(target + query) : browser.post(target, body))
      return { status, json }
    }
    const unknown = await answerFor({ applicationId: randomId(), enquiryId: randomId() })
    if (name === 'enquiries') expect(unknown).toEqual({ status: 200, json: { enquiries: [], unread: 0 } })
    else expect(unknown.status).toBe(404)
    expect(await answerFor(theirs)).toEqual(unknown)
  })
})
