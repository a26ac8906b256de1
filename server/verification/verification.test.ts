import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeAnswerSchema, filesAnswerSchema, houseSchema } from '../../src/verification/api.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { RIGHT_ANSWER, startVerificationWorld, type VerificationWorld } from '../../tests/peers/verification-world.ts'
import { MISS_DELAY_MS } from '../ground/limits/guess-watch.ts'

const json = { 'content-type': 'application/json' }

describeOnStores('what the public may ask', store => {
  let world: VerificationWorld
  let nextAddress = 0
  beforeAll(async () => {
    world = await startVerificationWorld(store())
  })
  afterAll(() => world?.close())

  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${world.base}${path}`, { headers })
  const post = (path: string, body: unknown, from = `192.0.2.${nextAddress++ % 250}`) =>
    fetch(`${world.base}${path}`, {
      method: 'POST',
      headers: { ...json, 'x-forwarded-for': from },
      body: JSON.stringify(body),
    })
  /** Time stands still in this world: what waits on purpose must be let go on. */
  const letGoOn = async <T>(answer: Promise<T>): Promise<T> => {
    let isOver = false
    const over = answer.finally(() => {
      isOver = true
    })
    while (!isOver) {
      await new Promise(resolve => setImmediate(resolve))
      if (world.clock.pending() > 0) await world.clock.advance(MISS_DELAY_MS)
    }
    return over
  }
  const ask = async (code: string, from?: string, captchaAnswer = RIGHT_ANSWER) => {
    const { token } = (await (await get('/v1/verification/captcha')).json()) as { token: string }
    const response = await letGoOn(post('/v1/verification/code', { code, captchaToken: token, captchaAnswer }, from))
    return {
      status: response.status,
      text: await response.clone().text(),
      answer: codeAnswerSchema.parse(await response.json()),
    }
  }
  const found = async (code: string) => {
    const { answer } = await ask(code)
    if (answer.outcome !== 'found') throw new Error(`the answer is ${answer.outcome}`)
    return answer
  }

  it('shows a document to who has its code and reads the picture, masked, with the copies that were printed', async () => {
    const document = await world.issue()
    await world.print(document, 2)
    const typed = document.code.toLowerCase().replaceAll('-', ' ')
    const { document: shown } = await found(typed)
    expect(shown).toMatchObject({
      title: { zh: '中文成绩单', en: 'Transcript (Chinese)' },
      nameMasked: { zh: '林**' },
      numberMasked: '******0107',
      documentNumber: document.documentNumber,
      sha256: document.sha256,
      state: 'valid',
      printed: [{ copies: 2, place: { zh: '图书馆一楼大厅', en: 'Library, ground floor' } }],
    })
    expect(JSON.stringify(shown)).not.toContain(document.documentId)
  })

  it('gives out what the seal covers, and the file with proofs behind it to who asks', async () => {
    const document = await world.issue()
    const fileOf = async (query: string) => {
      const { ticket } = await found(document.code)
      const response = await get(`/v1/verification/file${query}`, { authorization: `Bearer ${ticket}` })
      return Buffer.from(await response.arrayBuffer())
    }
    expect((await found(document.code)).document.provedSha256).toBeNull()
    expect((await fileOf('?form=proved')).equals(document.pdf)).toBe(true)
    const { proved, sha256 } = await world.prove(document)
    expect((await found(document.code)).document).toMatchObject({ sha256: document.sha256, provedSha256: sha256 })
    expect((await fileOf('')).equals(document.pdf)).toBe(true)
    expect((await fileOf('?form=proved')).equals(proved)).toBe(true)
    expect((await get('/v1/verification/file?form=other', { authorization: 'Bearer x' })).status).toBe(400)
  })

  it('says nothing before the picture was read, and takes each picture once', async () => {
    const document = await world.issue()
    const wrong = await ask(document.code, undefined, '654321')
    expect(wrong.text).toBe('{"outcome":"captcha-wrong"}')
    const { token } = (await (await get('/v1/verification/captcha')).json()) as { token: string }
    const asked = { code: document.code, captchaToken: token, captchaAnswer: RIGHT_ANSWER }
    const outcomes = [await post('/v1/verification/code', asked), await post('/v1/verification/code', asked)]
    expect(await Promise.all(outcomes.map(async one => codeAnswerSchema.parse(await one.json()).outcome))).toEqual([
      'found',
      'captcha-wrong',
    ])
  })

  it('answers a wrong code and an unknown one with the same bytes, as slowly', async () => {
    const document = await world.issue()
    const last = document.code.endsWith('0') ? '1' : '0'
    const codes = [document.code.slice(0, -1) + last, '0'.repeat(26)]
    for (const [at, code] of codes.entries()) {
      const before = world.clock.monotonic()
      const { status, text } = await ask(code, `198.51.100.${at}`)
      expect([status, text]).toEqual([200, '{"outcome":"not-found"}'])
      expect(world.clock.monotonic() - before).toBeGreaterThanOrEqual(MISS_DELAY_MS)
    }
  })

  it('says of what is no code that it could not be read, and holds it against nobody', async () => {
    const { code } = await world.issue()
    const from = '203.0.113.10'
    for (const typed of [code.slice(0, -3), `${code}7`, 'nonsense', '<script>alert(1)</script>']) {
      for (let time = 0; time < 3; time++) {
        const { status, text } = await ask(typed, from)
        expect([status, text]).toEqual([200, '{"outcome":"unreadable"}'])
      }
    }
    const { answer } = await ask(`HTTPS://VERIFY.EXAMPLE.EDU.CN/V/${code}`, from)
    expect(answer.outcome).toBe('found')
  })

  it('answers the right code at once behind an address that guesses, and wrong ones ever later', async () => {
    const document = await world.issue()
    const from = '203.0.113.9'
    const timed = async (code: string) => {
      const beganMs = world.clock.monotonic()
      const { status, answer } = await ask(code, from)
      return [status, answer.outcome, world.clock.monotonic() - beganMs]
    }
    for (let miss = 0; miss < 8; miss++)
      expect(await timed('0'.repeat(26 - miss) + '1'.repeat(miss))).toEqual([200, 'not-found', MISS_DELAY_MS])
    expect(await timed('2'.repeat(26))).toEqual([200, 'not-found', 2 * MISS_DELAY_MS])
    expect(await timed(document.code)).toEqual([200, 'found', 0])
  })

  it('says what has become of a document, when and why, and what weighs most first', async () => {
    const [older, newer, other] = [await world.issue(), await world.issue(), await world.issue()]
    expect(await world.revocations.replaceDocument(older.documentId, newer.documentId)).toEqual({
      ok: true,
      value: null,
    })
    const replacedAt = new Date(world.clock.now()).toISOString()
    expect((await found(older.code)).document).toMatchObject({
      ...{ state: 'replaced', stateSince: replacedAt, replacedBy: newer.documentNumber, reason: null },
    })
    expect((await found(newer.code)).document).toMatchObject({ state: 'valid', replacedBy: null })
    await world.revocations.revokeDocument(older.documentId, 'issued-in-error')
    expect((await found(older.code)).document).toMatchObject({ state: 'revoked', reason: 'issued-in-error' })
    const end = new Date(world.clock.now() + 60_000)
    await world.revocations.setExpiry(other.documentId, end)
    expect((await found(other.code)).document).toMatchObject({ state: 'valid', expiresAt: end.toISOString() })
    await world.clock.advance(60_000)
    expect((await found(other.code)).document).toMatchObject({ state: 'expired', stateSince: end.toISOString() })
  })

  it('shows the file and the newest state for a quarter of an hour without another picture', async () => {
    const document = await world.issue()
    const { ticket } = await found(document.code)
    const authorization = `Bearer ${ticket}`
    const file = await get('/v1/verification/file', { authorization })
    expect(file.headers.get('cache-control')).toBe('no-store')
    expect(Buffer.from(await file.arrayBuffer()).equals(Buffer.from(document.pdf))).toBe(true)
    await world.revocations.revokeDocument(document.documentId, 'withdrawn')
    const again = codeAnswerSchema.parse(await (await get('/v1/verification/document', { authorization })).json())
    expect(again).toMatchObject({ outcome: 'found', document: { state: 'revoked' } })
    await world.clock.advance(15 * 60_000)
    expect((await get('/v1/verification/file', { authorization })).status).toBe(404)
    expect(await (await get('/v1/verification/document', { authorization })).json()).toEqual({ outcome: 'ticket-over' })
    expect((await get('/v1/verification/file')).status).toBe(404)
  })

  it('tells who holds a file what only the records know of it, and nothing of a person', async () => {
    const document = await world.issue()
    await world.revocations.revokeDocument(document.documentId, 'lost-or-misused')
    const stranger = 'f'.repeat(64)
    const response = await post('/v1/verification/files', {
      files: [{ sha256: stranger }, { sha256: document.sha256 }],
    })
    const text = await response.clone().text()
    expect(filesAnswerSchema.parse(await response.json()).files).toMatchObject([
      { sha256: stranger, known: false },
      {
        known: true,
        isExact: true,
        state: 'revoked',
        reason: 'lost-or-misused',
        documentNumber: document.documentNumber,
      },
    ])
    for (const secret of ['林', '0107', document.documentId, document.code]) expect(text).not.toContain(secret)
    for (const files of [
      [],
      [{ sha256: 'zz' }],
      [{ sha256: stranger, signedDigest: 'zz' }],
      Array(101).fill({ sha256: stranger }),
    ]) {
      expect((await post('/v1/verification/files', { files })).status).toBe(400)
    }
  })

  it('names the house, its domain and its root', async () => {
    const house = houseSchema.parse(await (await get('/v1/verification/house')).json())
    expect(house).toMatchObject({ name: { zh: '示范大学' }, hasSeal: true, timeZone: 'Asia/Shanghai' })
    expect(house.site).toBe(new URL(world.base).host)
    const root = Buffer.from(await (await get('/v/root.cer')).arrayBuffer())
    expect(root.equals(Buffer.from(world.authority.root))).toBe(true)
  })

  it('never logs a code, a number or a name', async () => {
    const document = await world.issue()
    await found(document.code)
    await get(`/v/${document.code}`)
    const log = world.logged.join('\n')
    expect(log).toContain('/v/:name')
    for (const secret of [document.code, document.documentNumber, '林**', document.sha256])
      expect(log).not.toContain(secret)
  })

  it('leads people from what they type or a program makes of an address to the page', async () => {
    const leadsTo = async (path: string) => {
      const { status, headers } = await fetch(`${world.base}${path}`, { redirect: 'manual' })
      return [status, new URL(headers.get('location') ?? '', `${world.base}${path}`).href.slice(world.base.length)]
    }
    expect(await leadsTo('/')).toEqual([302, '/v/'])
    expect(await leadsTo('/v/K7QXM/')).toEqual([301, '/v/K7QXM'])
    expect(await leadsTo('/v/plain/')).toEqual([303, '/v/plain'])
    for (const form of ['code', 'file']) expect(await leadsTo(`/v/plain/${form}`)).toEqual([303, '/v/plain'])
    expect(await leadsTo('/v/plain/K7QXM')).toEqual([303, '/v/plain?code=K7QXM'])
  })

  it('opens every address with a code the same way when the page is not built', async () => {
    const opened = await fetch(`${world.base}/v/0`, { redirect: 'manual' })
    expect([opened.status, opened.headers.get('location')]).toEqual([303, 'plain?code=0'])
  })
})
