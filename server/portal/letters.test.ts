import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  applicationDetailSchema,
  applicationSchema,
  type Delivery,
  deliverySchema,
} from '../../src/contract/portal-api.ts'
import {
  type Browser,
  faultOf,
  OTHER,
  type PortalWorld,
  STUDENT,
  startPortalWorld,
} from '../../tests/peers/portal-world.ts'
import { randomId } from '../ground/random-id.ts'

const MINUTE_MS = 60_000
const TO = 'Admissions@example.com'

let portal: PortalWorld
beforeAll(async () => {
  portal = await startPortalWorld()
})
afterAll(() => portal?.close())

const applied = async (browser: Browser) => {
  const wish = { kind: 'transcript', edition: 'zh' }
  const { applicationId } = applicationSchema.parse((await browser.post('/v1/portal/applications', wish)).json)
  const answer = await browser.post(`/v1/portal/applications/${applicationId}/apply`, { purpose: '' })
  return applicationSchema.parse(answer.json)
}
const wish = (more: object = {}) => ({ to: TO, language: 'zh-CN', wishId: randomId(), ...more })
const send = (browser: Browser, applicationId: string, more: object = {}) =>
  browser.post(`/v1/portal/applications/${applicationId}/letters`, wish(more))
const detail = async (browser: Browser, applicationId: string) =>
  applicationDetailSchema.parse((await browser.get(`/v1/portal/applications/${applicationId}`)).json)
/** The letter as the person sees it, once it has come as far as that. */
const delivered = (browser: Browser, applicationId: string, state: Delivery['state']) =>
  portal.lettersUntil(async () => {
    const [delivery] = (await detail(browser, applicationId)).deliveries
    return delivery?.state === state ? delivery : undefined
  })

describe('a letter with the file', () => {
  it('comes to its address, says what it is and how it is checked, and is seen on its way', async () => {
    const browser = await portal.loggedIn()
    const { applicationId, documentNumber } = await applied(browser)
    const coming = portal.mailbox.nextLetter()
    const waiting = deliverySchema.parse((await send(browser, applicationId)).json)
    expect(waiting).toMatchObject({ toMasked: 'A***@example.com', state: 'waiting', maySendAgain: false })
    const letter = await portal.arrived(coming)
    expect(letter).toMatchObject({ to: TO, subject: `示范大学：成绩单（编号 ${documentNumber}）` })
    for (const words of [documentNumber, 'https://print.example.edu.cn/v/', '林**', '怎样查验'])
      expect(letter.text).toContain(words)
    expect(letter.text).not.toContain(STUDENT.nameZh)
    expect(letter.files).toEqual([
      expect.objectContaining({ name: `transcript-zh-${documentNumber}.pdf`, type: 'application/pdf' }),
    ])
    const sent = await delivered(browser, applicationId, 'sent')
    expect(sent.said.zh).toMatch(/^已于 .* 发出。/)
    expect((await detail(browser, applicationId)).steps.at(-1)).toMatchObject({
      what: 'sent',
      said: { en: 'It was given out for sending to A***@example.com.' },
    })
  })

  it('is written in the language that was chosen', async () => {
    const browser = await portal.loggedIn()
    const { applicationId, documentNumber } = await applied(browser)
    const coming = portal.mailbox.nextLetter()
    await send(browser, applicationId, { language: 'en' })
    const { subject, text } = await portal.arrived(coming)
    expect(subject).toBe(`Model University: transcript (No. ${documentNumber})`)
    expect(text).toContain('How to check it')
  })

  it('is one letter for one wish, also when it is sent twice at once, and another address is no part of it', async () => {
    const browser = await portal.loggedIn()
    const { applicationId } = await applied(browser)
    const same = { wishId: randomId() }
    const answers = await Promise.all([send(browser, applicationId, same), send(browser, applicationId, same)])
    const again = await send(browser, applicationId, same)
    const ids = [...answers, again].map(({ json }) => deliverySchema.parse(json).deliveryId)
    expect(new Set(ids).size).toBe(1)
    expect((await detail(browser, applicationId)).deliveries).toHaveLength(1)
    expect((await send(browser, applicationId, { ...same, to: 'other@example.com' })).status).toBe(409)
  })

  it('goes to another address than before only for who has shown just now who that is', async () => {
    const browser = await portal.loggedIn(OTHER.number)
    const { applicationId } = await applied(browser)
    expect((await send(browser, applicationId)).status).toBe(200)
    await portal.world.clock.advance(10 * MINUTE_MS + 1)
    const refused = await send(browser, applicationId, { to: 'elsewhere@example.com' })
    expect([refused.status, faultOf(refused)]).toEqual([403, 'proof-too-old'])
    // The one of before, however it is written.
    expect((await send(browser, applicationId, { to: ` ${TO.toLowerCase()} ` })).status).toBe(200)
    // Somebody else's address of before is none of one's own.
    const student = await portal.loggedIn()
    const own = await applied(student)
    expect((await send(student, own.applicationId, { to: 'elsewhere@example.com' })).status).toBe(200)
    expect(faultOf(await send(browser, applicationId, { to: 'elsewhere@example.com' }))).toBe('proof-too-old')
  })

  it.each(['nobody', 'a@b', 'a b@example.com', 'a@example.com\nbcc: b@example.com', '校@example.com'])(
    'goes to no such address: %j',
    async to => {
      const browser = await portal.loggedIn()
      const { applicationId } = await applied(browser)
      expect(faultOf(await send(browser, applicationId, { to }))).toBe('address-wrong')
      expect((await detail(browser, applicationId)).deliveries).toEqual([])
    },
  )

  it('is told from one that came back, and then goes to the same address once more, once', async () => {
    const browser = await portal.loggedIn()
    const { applicationId } = await applied(browser)
    portal.mailbox.faults([{ kind: 'answer', code: 550, on: 'to', times: 1 }])
    const { deliveryId } = deliverySchema.parse((await send(browser, applicationId)).json)
    await portal.world.clock.advance(2_000)
    const bounced = await delivered(browser, applicationId, 'bounced')
    expect([bounced.said.zh, bounced.maySendAgain]).toEqual([expect.stringContaining('请核对地址'), false])
    portal.mailbox.faults([])
    await portal.world.clock.advance(MINUTE_MS)
    expect((await detail(browser, applicationId)).deliveries[0]?.maySendAgain).toBe(true)
    const again = () => browser.post(`/v1/portal/letters/${deliveryId}/again`)
    const coming = portal.mailbox.nextLetter()
    const answers = await Promise.all([again(), again()])
    expect(answers.map(({ json }) => deliverySchema.parse(json))).toEqual(
      Array(2).fill(expect.objectContaining({ deliveryId, state: 'waiting', maySendAgain: false })),
    )
    expect((await portal.arrived(coming)).to).toBe(TO)
    await delivered(browser, applicationId, 'sent')
    expect((await detail(browser, applicationId)).steps.filter(({ what }) => what === 'sent')).toHaveLength(2)
  })

  it('stays here when its document is revoked while it waits, and its person is told so', async () => {
    const browser = await portal.loggedIn()
    const { applicationId, documentNumber } = await applied(browser)
    await send(browser, applicationId)
    const { records, revocations } = portal.world.server().doors.issuing
    await revocations.revokeDocument((await records.idOfNumber(documentNumber))!, 'issued-in-error')
    await portal.world.clock.advance(2_000)
    const stopped = await delivered(browser, applicationId, 'stopped')
    expect(stopped.said.en).toMatch(/^It was stopped: the document in it was revoked/)
    expect(stopped.maySendAgain).toBe(false)
  })

  it('is sent ten times a day for one application and then refused', async () => {
    const browser = await portal.loggedIn(OTHER.number)
    const { applicationId } = await applied(browser)
    const answers: number[] = []
    for (let time = 0; time < 11; time++) answers.push((await send(browser, applicationId)).status)
    expect(answers).toEqual([...Array(10).fill(200), 429])
    expect(faultOf(await send(browser, applicationId))).toBe('too-many-today')
  })

  it('leaves no address, name or number in the log', () => {
    const text = portal.world.logged.join('\n')
    for (const secret of [TO, TO.toLowerCase(), 'elsewhere@example.com', STUDENT.number, STUDENT.nameZh])
      expect(text).not.toContain(secret)
  })
})

it('where no relay is configured, that is said before anything else is', async () => {
  const without = await startPortalWorld({ hasMail: false })
  try {
    const browser = await without.loggedIn()
    const { applicationId } = await applied(browser)
    expect(faultOf(await send(browser, applicationId))).toBe('letters-off')
  } finally {
    await without.close()
  }
})
