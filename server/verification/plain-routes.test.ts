import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { RIGHT_ANSWER, startVerificationWorld, type VerificationWorld } from '../../tests/peers/verification-world.ts'
import { signPades } from '../signing/pades.ts'
import { sampleAuthority } from '../signing/sample-authority.ts'
import { samplePdf } from '../signing/sample-pdf.ts'

describeOnStores('the pages without scripts', store => {
  let world: VerificationWorld
  let nextAddress = 0
  beforeAll(async () => {
    world = await startVerificationWorld(store())
  })
  afterAll(() => world?.close())

  const from = () => ({ 'x-forwarded-for': `192.0.2.${nextAddress++ % 250}` })
  const upload = async (bytes: Uint8Array<ArrayBuffer>, headers: Record<string, string> = from()) => {
    const form = new FormData()
    form.append('file', new Blob([bytes], { type: 'application/pdf' }), 'a.pdf')
    const response = await fetch(`${world.base}/v/plain/file`, { method: 'POST', body: form, headers })
    return { status: response.status, html: await response.text(), response }
  }
  const verdictIn = (html: string) => /verdict ([a-z-]+)"/.exec(html)?.[1]

  it('offers both ways, with the code of the address filled in', async () => {
    const document = await world.issue()
    const html = await (await fetch(`${world.base}/v/${document.code.toLowerCase()}`)).text()
    expect(html).toContain(`value="${document.code}"`)
    expect(html).toContain('enctype="multipart/form-data"')
    expect(html).not.toContain(document.documentNumber)
    const odd = await (await fetch(`${world.base}/v/plain?code=%22%3E%3Cscript%3E`)).text()
    expect(odd).not.toContain('<script')
    const short = await fetch(`${world.base}/V/${document.code.slice(0, -3)}`)
    expect(await short.text()).toMatch(/验证码没有读全或输错了[\s\S]*not read or typed in full/)
    const capitals = await (await fetch(`${world.base}/V/${document.code}`)).text()
    expect(capitals).toContain(`value="${document.code}"`)
  })

  it('shows the document of a code after the picture, and nothing else before', async () => {
    const document = await world.issue()
    const page = await (await fetch(`${world.base}/v/plain`)).text()
    const token = /name="token" value="([^"]+)"/.exec(page)![1]!
    const send = (answer: string) =>
      fetch(`${world.base}/v/plain/code`, {
        method: 'POST',
        headers: from(),
        body: new URLSearchParams({ code: document.code, answer, token }),
      })
    const shown = await (await send(RIGHT_ANSWER)).text()
    expect(verdictIn(shown)).toBe('valid')
    expect(shown).toContain(document.documentNumber)
    const again = await (await send(RIGHT_ANSWER)).text()
    expect(again).not.toContain(document.documentNumber)
    expect((await fetch(`${world.base}/v/plain/code`, { method: 'POST', body: new URLSearchParams() })).status).toBe(
      400,
    )
  })

  it('checks an uploaded file: ours, revoked, altered, of others, none', async () => {
    const [document, revoked] = [await world.issue(), await world.issue()]
    await world.revocations.revokeDocument(revoked.documentId, 'withdrawn')
    const altered = document.pdf.slice()
    altered[Buffer.from(altered).indexOf(document.documentNumber)]! ^= 1
    const theirs = await signPades(samplePdf(), sampleAuthority().signer, { claimedAt: new Date(world.clock.now()) })
    expect(verdictIn((await upload(document.pdf)).html)).toBe('valid')
    expect(verdictIn((await upload(revoked.pdf)).html)).toBe('revoked')
    expect(verdictIn((await upload(altered)).html)).toBe('altered')
    expect(verdictIn((await upload(theirs)).html)).toBe('not-ours')
    expect(verdictIn((await upload(new Uint8Array(samplePdf()))).html)).toBe('not-ours')
    expect(verdictIn((await upload(new Uint8Array([1, 2, 3]))).html)).toBe('not-ours')
  })

  it('says what came to a file on its way, and of what is no PDF what it is, in both languages', async () => {
    const document = await world.issue()
    const marked = (await upload(Buffer.concat([Buffer.from('\ufeff'), document.pdf]))).html
    expect(verdictIn(marked)).toBe('damaged')
    expect(marked).toMatch(
      /文件前面多出了一些数据[\s\S]*put in front[\s\S]*由 大学 Seal 盖章[\s\S]*sealed by 大学 Seal/,
    )
    const half = (await upload(document.pdf.slice(0, document.pdf.length / 2))).html
    expect(verdictIn(half)).toBe('damaged')
    const empty = (await upload(new Uint8Array(0))).html
    expect(verdictIn(empty)).toBe('cannot-check')
    expect(empty).toMatch(/文件是空的[\s\S]*The file is empty/)
    const archive = (await upload(new Uint8Array(Buffer.from('PK\x03\x04')))).html
    expect(verdictIn(archive)).toBe('cannot-check')
    expect(archive).toMatch(/请先解压，再选择里面的 PDF 文件[\s\S]*Unpack it first/)
  })

  it('runs no script, and its policy allows none', async () => {
    const { response, html } = await upload(new Uint8Array([1]))
    expect(html).not.toContain('<script')
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  })

  it('offers the way by file to an address that has asked for too many pictures, and says when to ask again', async () => {
    const document = await world.issue()
    const one = from()
    const ask = async () => {
      const response = await fetch(`${world.base}/v/plain?code=${document.code}`, { headers: one })
      return { status: response.status, html: await response.text() }
    }
    for (let time = 0; time < 240; time++) expect((await ask()).html).toContain('name="answer"')
    const often = await ask()
    expect(often.status).toBe(200)
    expect(often.html).not.toContain('name="answer"')
    expect(often.html).toMatch(/请过一分钟再取[\s\S]*again in a minute/)
    expect(often.html).toContain(`href="plain?code=${document.code}"`)
    expect(often.html).toContain('enctype="multipart/form-data"')
    expect(verdictIn((await upload(document.pdf, one)).html)).toBe('valid')
    await world.clock.advance(60_000)
    expect((await ask()).html).toContain('name="answer"')
  })

  it('refuses with a page what is too large, of another type, or comes too often', async () => {
    const large = await upload(new Uint8Array(13 * 1024 * 1024))
    expect(large.status).toBe(413)
    expect(large.html).toMatch(/文件超过 12 兆[\s\S]*larger than 12 MB/)
    const json = { ...from(), 'content-type': 'application/json' }
    const other = await fetch(`${world.base}/v/plain/file`, { method: 'POST', body: '{}', headers: json })
    expect([other.status, other.headers.get('content-type')]).toEqual([415, 'text/html; charset=utf-8'])
    const one = { ...json, ...from() }
    const ask = () => fetch(`${world.base}/v/plain/file`, { method: 'POST', body: '{}', headers: one })
    const statuses = []
    for (let time = 0; time < 10; time++) statuses.push((await ask()).status)
    expect(statuses).toEqual(Array(10).fill(415))
    const often = await ask()
    expect([often.status, often.headers.get('retry-after')]).toEqual([429, '60'])
    expect(await often.text()).toMatch(/查询太频繁[\s\S]*Too many tries/)
  })
})
