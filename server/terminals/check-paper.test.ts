import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOTABLE_PEOPLE } from '../../demo/university/notable.ts'
import type { TerminalId } from '../../src/contract/ids.ts'
import { preparedDocumentSchema } from '../../src/contract/issuing-api.ts'
import { type PaperAnswer, paperAnswerSchema } from '../../src/contract/paper.ts'
import { visitorSchema } from '../../src/contract/terminals-api.ts'
import { unwrap } from '../../src/result.ts'
import {
  type Answer,
  ask,
  enrolKiosk,
  type KioskDouble,
  type ServerWorld,
  startServerWorld,
} from '../../tests/peers/server-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { startVerificationWorld, UNIVERSITY, type VerificationWorld } from '../../tests/peers/verification-world.ts'
import { createGuessWatch } from '../ground/limits/guess-watch.ts'
import { createLimits } from '../ground/limits/limit.ts'
import { createRateCounts } from '../ground/limits/rate-counts.ts'
import { createDocumentRecords } from '../issuing/document-records.ts'
import { newVerificationCode } from '../issuing/verification-code.ts'
import { createPaperCheck, type PaperCheck } from './check-paper.ts'

const BASE = 'https://print.example.edu.cn'
const { person } = NOTABLE_PEOPLE.find(({ cardUid }) => cardUid === '04A1B2C3')!

describe('a paper at a terminal, over HTTP', () => {
  let world: ServerWorld
  let kiosk: KioskDouble
  beforeAll(async () => {
    world = await startServerWorld(null)
    kiosk = await enrolKiosk(world)
  })
  afterAll(() => world?.close())

  /** Asks, and lets the pause of an answer that found nothing go by. */
  const scan = async (scanned: string, at = kiosk): Promise<Answer> => {
    let answer: Answer | null = null
    const asked = at.post('/v1/papers/check', { scanned }).then(said => {
      answer = said
    })
    while (!answer) {
      await world.clock.advance(100)
      await new Promise(resolve => setTimeout(resolve, 5))
    }
    await asked
    return answer
  }
  const check = async (scanned: string, at = kiosk): Promise<PaperAnswer> =>
    paperAnswerSchema.parse((await scan(scanned, at)).json)

  const issue = async (copies: number) => {
    const means = { kind: 'campus-card', uid: '04A1B2C3' }
    const { visitId } = visitorSchema.parse((await kiosk.post('/v1/visits', { means })).json)
    const wish = { visitId, kind: 'transcript', edition: 'zh' }
    const { documentId } = preparedDocumentSchema.parse((await kiosk.post('/v1/documents', wish)).json)
    const jobId = randomUUID()
    await kiosk.post('/v1/orders', { visitId, documentId, jobId, copies, expectedAmountFen: 0 })
    const outcome = { copiesDelivered: copies, sheetsDelivered: copies * 2, fault: null }
    await kiosk.post(`/v1/orders/${jobId}/outcome`, { outcome })
    return world.issuer.requests.at(-1)!
  }

  it('is found by the address on it, with masked facts and the copies that came out', async () => {
    const { verificationUrl, documentNumber } = await issue(2)
    const answer = await check(verificationUrl)
    expect(answer).toMatchObject({
      outcome: 'found',
      paper: {
        state: 'valid',
        title: { zh: '成绩单' },
        documentNumber,
        nameMasked: { zh: '林**', en: 'L** Z******' },
        pages: 2,
        printed: [{ copies: 2, place: { zh: '大厅', en: 'Hall' } }],
      },
      timeZone: 'Asia/Shanghai',
    })
    const said = JSON.stringify(answer)
    for (const secret of [person.nameZh, person.nameEn, person.number, 'sha256', 'igest'])
      expect(said).not.toContain(secret)
  })

  it('is found by the bare code too', async () => {
    const { verificationCode } = await issue(1)
    expect(await check(verificationCode.toLowerCase())).toMatchObject({ outcome: 'found' })
  })

  it('is not ours when its code leads elsewhere, even with a code of ours, and that is counted against nobody', async () => {
    const { verificationCode } = await issue(1)
    for (let time = 0; time < 12; time++) {
      expect(await check(`https://verify.evil.example/v/${verificationCode}`)).toEqual({
        outcome: 'not-ours',
        site: 'print.example.edu.cn',
      })
    }
    expect(await check(verificationCode)).toMatchObject({ outcome: 'found' })
  })

  it('could not be read after a bad scan, which is no word against the paper and counted against nobody', async () => {
    const { verificationUrl, verificationCode } = await issue(1)
    for (let time = 0; time < 12; time++) {
      const scanned = [verificationUrl.slice(0, -3), verificationCode.slice(0, -3), `${BASE}/v/`][time % 3]!
      expect(await check(scanned)).toEqual({ outcome: 'unreadable', site: 'print.example.edu.cn' })
    }
    expect(await check(verificationUrl.toUpperCase())).toMatchObject({ outcome: 'found' })
  })

  it('is answered only to a terminal that signs, and only if the contract is kept', async () => {
    const json = { 'content-type': 'application/json' }
    const unsigned = await ask(world.base(), 'POST', '/v1/papers/check', json, JSON.stringify({ scanned: 'x' }))
    expect(unsigned.status).toBe(401)
    expect((await scan('x'.repeat(513))).status).toBe(400)
    expect((await scan('')).status).toBe(400)
    expect((await scan('x'.repeat(512))).status).toBe(200)
  })

  it('answers wrong codes ever more slowly, and whoever lays a paper of ours under the same scanner next at once', async () => {
    const guesser = await enrolKiosk(world)
    const startMs = world.clock.now()
    expect(await check(`${BASE}/v/${newVerificationCode()}`, guesser)).toEqual({
      outcome: 'not-found',
      site: 'print.example.edu.cn',
    })
    expect(world.clock.now() - startMs).toBeGreaterThanOrEqual(600)
    for (let time = 0; time < 15; time++) await check(newVerificationCode(), guesser)
    const laterMs = world.clock.now()
    await check(newVerificationCode(), guesser)
    expect(world.clock.now() - laterMs).toBeGreaterThanOrEqual(4_800)
    const { verificationUrl } = await issue(1)
    const found = await guesser.post('/v1/papers/check', { scanned: verificationUrl })
    expect(paperAnswerSchema.parse(found.json)).toMatchObject({ outcome: 'found' })
  })

  it('limits how often a terminal may ask at all', async () => {
    const hasty = await enrolKiosk(world)
    const answers = await Promise.all(
      Array.from({ length: 41 }, () => hasty.post('/v1/papers/check', { scanned: 'https://other.example/' })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(40)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
  })

  it('writes neither codes nor what was scanned into its log', () => {
    const log = world.logged.join('')
    expect(log).toContain('/v1/papers/check')
    for (const { verificationCode } of world.issuer.requests) expect(log).not.toContain(verificationCode)
    expect(log).not.toContain('evil.example')
  })
})

describeOnStores('what a terminal is told of a paper', store => {
  let world: VerificationWorld
  let checkPaper: PaperCheck
  beforeAll(async () => {
    world = await startVerificationWorld(store())
    const parts = { db: store().db, clock: world.clock, log: pino({ level: 'silent' }) }
    const key = new Uint8Array(32)
    const counts = createRateCounts(parts.db, parts.clock, key)
    const guesses = createGuessWatch({ ...parts, counts, key })
    const limit = createLimits(counts, parts.clock)
    const house = { ...UNIVERSITY, publicBaseUrl: BASE }
    checkPaper = createPaperCheck({ ...parts, guesses, limit, house }, createDocumentRecords(parts.db, parts.clock))
  })
  afterAll(() => world?.close())

  const check = async ({ code }: { readonly code: string }) => {
    const answer = unwrap(await checkPaper('terminal-7' as TerminalId, { scanned: `${BASE}/v/${code}` }))
    if (answer.outcome !== 'found') throw new Error(answer.outcome)
    return answer.paper
  }

  it('follows what becomes of the document', async () => {
    const [paper, newer] = [await world.issue(), await world.issue()]
    await world.print(paper, 3)
    expect(await check(paper)).toMatchObject({ state: 'valid', stateSince: null, printed: [{ copies: 3 }] })
    await world.revocations.setExpiry(paper.documentId, new Date(world.clock.now() + 1_000))
    await world.clock.advance(2_000)
    expect(await check(paper)).toMatchObject({ state: 'expired' })
    await world.revocations.replaceDocument(paper.documentId, newer.documentId)
    const revoked = await world.revocations.revokeDocument(newer.documentId, 'record-corrected')
    expect(revoked.ok).toBe(true)
    expect(await check(newer)).toMatchObject({ state: 'revoked', reason: 'record-corrected' })
  })

  it('names the newer document of one that was replaced', async () => {
    const [older, newer] = [await world.issue(), await world.issue()]
    await world.revocations.replaceDocument(older.documentId, newer.documentId)
    expect(await check(older)).toMatchObject({ state: 'replaced', replacedBy: newer.documentNumber })
  })

  it('stands in the audit trail under the name of the terminal when nobody has the code, and without the code', async () => {
    const code = newVerificationCode()
    const asked = checkPaper('terminal-8' as TerminalId, { scanned: `${BASE}/v/${code}` })
    // The rows are written on other threads of the store while the answer is held back.
    while (world.clock.pending() > 0 || !(await isDone(asked))) await world.clock.advance(600)
    const rows = await store().db.selectFrom('audit').selectAll().where('terminal_id', '=', 'terminal-8').execute()
    expect(rows).toMatchObject([{ event: 'unknown-code-tried', subject: 'verification' }])
    expect(JSON.stringify(rows)).not.toContain(code.slice(0, 8))
  })
})

const isDone = (work: Promise<unknown>) =>
  Promise.race([work.then(() => true), new Promise<boolean>(resolve => setTimeout(() => resolve(false), 5))])
