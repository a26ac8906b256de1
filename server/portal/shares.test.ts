import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { applicationDetailSchema, applicationSchema, shareSchema } from '../../src/contract/portal-api.ts'
import { openPhone, type Page } from '../../tests/peers/phone.ts'
import { type Browser, type PortalWorld, PUBLIC, STUDENT, startPortalWorld } from '../../tests/peers/portal-world.ts'

const DAY_MS = 24 * 3_600_000
const madeSchema = z.object({ share: shareSchema, code: z.string().regex(/^\d{6}$/) })
type Made = z.infer<typeof madeSchema> & { applicationId: string; documentNumber: string }

let portal: PortalWorld
let browser: Browser
beforeAll(async () => {
  portal = await startPortalWorld()
})
afterAll(() => portal?.close())

/** A link of somebody who has just applied. */
async function shared(days = 7): Promise<Made> {
  browser = await portal.loggedIn()
  const wish = { kind: 'transcript', edition: 'zh' }
  const { applicationId } = applicationSchema.parse((await browser.post('/v1/portal/applications', wish)).json)
  const path = `/v1/portal/applications/${applicationId}`
  const { documentNumber } = applicationSchema.parse((await browser.post(`${path}/apply`, { purpose: '' })).json)
  const made = madeSchema.parse((await browser.post(`${path}/shares`, { label: '某公司人事', days })).json)
  return { ...made, applicationId, documentNumber }
}
const detail = async ({ applicationId }: Made) =>
  applicationDetailSchema.parse((await browser.get(`/v1/portal/applications/${applicationId}`)).json)
/** Somebody else, who has the link and nothing besides. */
const stranger = () => openPhone(portal.world.base(), PUBLIC)
const pathOf = ({ share }: Pick<Made, 'share'>) => new URL(share.url).pathname
const open = (made: Pick<Made, 'share'>, code: string) => portal.held(stranger().postForm(pathOf(made), { code }))
const tokenIn = (page: Page) => /name="token" value="([^"]*)"/.exec(page.text)?.[1] ?? ''
const fileOf = (made: Pick<Made, 'share'>, token: string, as = 'save') =>
  fetch(`${portal.world.base()}${pathOf(made)}/file`, { method: 'POST', body: new URLSearchParams({ token, as }) })
const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

describe('a shared link', () => {
  it('asks for the code, then shows the document with its owner masked, and gives out the file', async () => {
    const made = await shared()
    expect(made.share).toMatchObject({ label: '某公司人事', openedCount: 0, endedAt: null })
    const first = await stranger().open(made.share.url)
    expect([first.status, first.text.includes(made.documentNumber)]).toEqual([200, false])
    const opened = await open(made, ` ${made.code.slice(0, 3)} ${made.code.slice(3)}`)
    expect(opened.status).toBe(200)
    for (const words of [made.documentNumber, '林**', '有效']) expect(opened.text).toContain(words)
    for (const secret of [STUDENT.nameZh, STUDENT.number, '某公司人事']) expect(opened.text).not.toContain(secret)
    const file = await fileOf(made, tokenIn(opened))
    expect(file.headers.get('content-type')).toBe('application/pdf')
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename="transcript-zh-${made.documentNumber}.pdf"`,
    )
    expect(await file.text()).toContain(made.documentNumber)
    const viewed = await fileOf(made, tokenIn(opened), 'view')
    expect(viewed.headers.get('content-disposition')).toMatch(/^inline;/)
  })

  it('is told to its owner as often as it was opened, with the time', async () => {
    const made = await shared()
    await open(made, made.code)
    await open(made, made.code)
    const { shares, steps } = await detail(made)
    expect(shares[0]).toMatchObject({ openedCount: 2, lastOpenedAt: new Date(portal.world.clock.now()).toISOString() })
    expect(steps.map(({ what }) => what)).toEqual(['made', 'applied', 'shared', 'share-opened', 'share-opened'])
  })

  it('carries headers that keep it out of caches, frames and the addresses of others', async () => {
    const made = await shared()
    const opened = await open(made, made.code)
    const answers = [await fetch(`${portal.world.base()}${pathOf(made)}`), await fileOf(made, tokenIn(opened))]
    for (const { headers } of answers) {
      expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer'])
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    }
    expect(answers[0]?.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('says the same of a wrong code, of none, of an ended, a revoked and an unknown link, and as slowly', async () => {
    const [ended, over, revoked, running] = [await shared(), await shared(1), await shared(), await shared(30)]
    await browser.post(`/v1/portal/shares/${ended.share.shareId}/end`)
    const { records, revocations } = portal.world.server().doors.issuing
    const documentId = await records.idOfNumber(revoked.documentNumber)
    await revocations.revokeDocument(documentId!, 'issued-in-error')
    await portal.world.clock.advance(DAY_MS)
    const unknown = { share: { ...ended.share, url: `${PUBLIC}/s/${'u'.repeat(22)}` } }
    const tries: [Pick<Made, 'share'>, string][] = [
      ...[ended, over, revoked].map((made): [Made, string] => [made, made.code]),
      ...[wrongFor(running.code), 'abc', ''].map((code): [Made, string] => [running, code]),
      [unknown, '123456'],
    ]
    const said = new Set<string>()
    for (const [made, code] of tries) {
      const began = portal.world.clock.monotonic()
      const page = await open(made, code)
      const id = pathOf(made).split('/').at(-1) ?? ''
      said.add(`${page.status} ${page.text.replaceAll(id, 'ID')}`)
      expect(portal.world.clock.monotonic() - began).toBeGreaterThanOrEqual(600)
    }
    expect(said.size).toBe(1)
    // And before a code is typed, one looks like the other.
    const looks = await Promise.all([ended, unknown, running].map(({ share }) => stranger().open(share.url)))
    expect(
      new Set(
        looks.map(({ status, text, url }) => `${status} ${text.replaceAll(new URL(url).pathname.slice(3), 'ID')}`),
      ).size,
    ).toBe(1)
  })

  it('is locked after ten wrong codes, for the right one too, until its owner makes another', async () => {
    const made = await shared()
    const wrong = wrongFor(made.code)
    for (let time = 0; time < 9; time++) expect((await open(made, wrong)).status).toBe(403)
    expect((await open(made, made.code)).status).toBe(200)
    expect((await open(made, wrong)).status).toBe(403)
    expect((await open(made, made.code)).status).toBe(403)
    const { shares, steps } = await detail(made)
    expect(shares[0]?.endedAt).toEqual(expect.any(String))
    expect(steps.at(-1)).toMatchObject({
      what: 'share-ended',
      said: { en: expect.stringContaining('Ten wrong codes') },
    })
    const path = `/v1/portal/applications/${made.applicationId}/shares`
    const next = madeSchema.parse((await browser.post(path, { label: '又一次', days: 1 })).json)
    expect((await open(next, next.code)).status).toBe(200)
  })

  it('compares no more than ten codes, however many come at once', async () => {
    const made = await shared()
    const guesses = Array.from({ length: 15 }, () => stranger().postForm(pathOf(made), { code: wrongFor(made.code) }))
    await portal.held(Promise.all(guesses))
    expect((await open(made, made.code)).status).toBe(403)
  })

  it('gives its file to nobody without its code, and to nobody once it has ended', async () => {
    const [made, other] = [await shared(), await shared()]
    const token = tokenIn(await open(other, other.code))
    for (const one of ['', 'x'.repeat(60), token]) expect((await fileOf(made, one)).status).toBe(403)
    expect((await fileOf(other, token)).status).toBe(200)
    await browser.post(`/v1/portal/shares/${other.share.shareId}/end`)
    expect((await fileOf(other, token)).status).toBe(403)
  })

  it('is switched off once, however often that is said, and stays so', async () => {
    const made = await shared()
    const end = async () => shareSchema.parse((await browser.post(`/v1/portal/shares/${made.share.shareId}/end`)).json)
    const first = await end()
    expect(first.endedAt).toEqual(expect.any(String))
    await portal.world.clock.advance(1_000)
    expect(await end()).toEqual(first)
    expect((await detail(made)).steps.filter(({ what }) => what === 'share-ended')).toHaveLength(1)
  })

  it('stands in no log, and its code in no table', async () => {
    const made = await shared()
    await open(made, made.code)
    const text = portal.world.logged.join('\n')
    expect(text).not.toContain(made.share.shareId)
    expect(text).not.toContain(made.code)
  })
})
