import { webcrypto } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { type CodeAnswer, codeAnswerSchema } from '../../src/verification/api.ts'
import { checkFile } from '../../src/verification/file-check.ts'
import { judge } from '../../src/verification/judge.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { RIGHT_ANSWER, startVerificationWorld, type VerificationWorld } from '../../tests/peers/verification-world.ts'
import { sampleClock } from '../documents/sample-clock.ts'
import { SAMPLE_UNIVERSITY, sampleSubject } from '../documents/sample-subjects.ts'
import { HOUSE_DOCUMENTS } from '../documents/samples.ts'
import { createServerLog } from '../ground/log.ts'
import { createContentStore } from '../ground/store/content-store.ts'
import { pem } from '../signing/sample-authority.ts'
import { createIssuer } from './create-issuer.ts'
import { issueDocument } from './issue-document.ts'
import type { IssuedFile, Issuer } from './issuer.ts'

const TIME_ZONE = 'Asia/Shanghai'
const DAY_MS = 24 * 3_600_000

describeOnStores('how long a document counts', store => {
  let folder: string
  let world: VerificationWorld
  let issuer: Issuer
  /** What the issuer was asked to print, and what it gave. */
  let asked: { code: string; file: IssuedFile }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'expiry-'))
    world = await startVerificationWorld(store())
    issuer = createIssuer({
      ...{ documents: HOUSE_DOCUMENTS, university: SAMPLE_UNIVERSITY, workers: 1 },
      ...{ signer: world.authority.signer, anchorsPem: pem(world.authority.root) },
      clock: sampleClock(() => world.clock.now()),
    })
  })
  afterAll(async () => {
    await issuer.close()
    await world.close()
    await rm(folder, { recursive: true, force: true })
  })

  const issue = async (kind: string) => {
    const subject = sampleSubject()
    const offer = HOUSE_DOCUMENTS.offers(subject).find(one => one.kind === kind && one.edition === 'zh')
    const row = unwrap(await issueDocument(parts(), { subject, offer: offer!, visit: null }))
    return { row, ...asked }
  }
  const parts = () => ({
    ...{ db: store().db, content: createContentStore(folder), clock: world.clock, log: createServerLog('silent') },
    ...{ publicBaseUrl: world.base, timeZone: TIME_ZONE, proofTarget: null },
    issue: async (request: Parameters<Issuer['issue']>[0]) => {
      const made = await issuer.issue(request)
      asked = { code: request.verificationCode, file: unwrap(made) }
      return made
    },
  })
  const pageOf = async (code: string): Promise<Extract<CodeAnswer, { outcome: 'found' }>['document']> => {
    const { token } = (await (await fetch(`${world.base}/v1/verification/captcha`)).json()) as { token: string }
    const response = await fetch(`${world.base}/v1/verification/code`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, captchaToken: token, captchaAnswer: RIGHT_ANSWER }),
    })
    const answer = codeAnswerSchema.parse(await response.json())
    if (answer.outcome !== 'found') throw new Error(answer.outcome)
    return answer.document
  }

  it('ends with the day that is printed, by the clock of the university', async () => {
    // 22 November 2026 and 180 days.
    const { code, file, row } = await issue('enrolment-proof')
    const end = new Date('2027-05-21T23:59:59.999+08:00')
    expect([file.validUntil, row.expires_at]).toEqual([end, end])
    expect(await pageOf(code)).toMatchObject({ state: 'valid', expiresAt: end.toISOString() })
    await world.clock.advance(end.getTime() - world.clock.now() - 1)
    expect((await pageOf(code)).state).toBe('valid')
    await world.clock.advance(1)
    expect(await pageOf(code)).toMatchObject({ state: 'expired', stateSince: end.toISOString() })
  })

  it('is told by the file alone, where nobody can be asked', async () => {
    const { file } = await issue('enrolment-proof')
    const unaided = async (nowMs: number) => {
      const trust = { anchors: [world.authority.root], timestampAnchors: [] }
      const check = await checkFile(file.pdf, { ...trust, webCrypto: webcrypto, nowMs })
      return judge({
        check,
        server: { kind: 'unreachable' },
        list: { kind: 'clear', issuedAt: '2026-11-22T00:00:00Z' },
      })
    }
    const lastMs = file.validUntil!.getTime()
    expect(await unaided(lastMs - 1000)).toEqual({ outcome: 'valid', ground: 'list' })
    expect(await unaided(lastMs + 1000)).toEqual({ outcome: 'expired', ground: 'sealed-day' })
  })

  it('never ends for a kind without validity days', async () => {
    const { code, file, row } = await issue('transcript')
    expect([file.validUntil, row.expires_at]).toEqual([null, null])
    await world.clock.advance(50 * 365 * DAY_MS)
    expect(await pageOf(code)).toMatchObject({ state: 'valid', expiresAt: null })
  })
})
