import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { documentData } from '../documents/document-data.ts'
import type { Subject } from '../documents/documents.ts'
import { HOUSE_TEMPLATES } from '../documents/house-templates.ts'
import { sampleClock } from '../documents/sample-clock.ts'
import {
  KNOWN_BY_CARD,
  SAMPLE_UNIVERSITY,
  sampleLecturer,
  sampleRequest,
  sampleStudent,
  sampleSubject,
} from '../documents/sample-subjects.ts'
import { HOUSE_DOCUMENTS, SAMPLES } from '../documents/samples.ts'
import { houseFontDirs } from '../ground/rendering/fonts.ts'
import { createRenderPool } from '../ground/rendering/render-pool.ts'
import { judgeAsKiosk } from '../signing/judge-as-kiosk.ts'
import { pem, SAMPLE_NOW_MS, sampleAuthority } from '../signing/sample-authority.ts'
import { createIssuer, type IssuerOptions } from './create-issuer.ts'
import type { Issuer } from './issuer.ts'

const templatesDir = HOUSE_TEMPLATES
const house = sampleAuthority()
/** Certificates are judged at a fixed time; the time limits of the threads run on the machine's. */
const clock = sampleClock(() => SAMPLE_NOW_MS)
const options: IssuerOptions = {
  documents: HOUSE_DOCUMENTS,
  signer: house.signer,
  anchorsPem: pem(house.root),
  university: SAMPLE_UNIVERSITY,
  workers: 1,
  clock,
}
const staff: Subject = { person: sampleLecturer(), studyRecord: null, known: KNOWN_BY_CARD }
let issuer: Issuer

beforeAll(() => {
  issuer = createIssuer(options)
})
afterAll(() => issuer.close())

describe('a document that is issued', () => {
  it.each(SAMPLES)("$name is valid by the house's own check", async ({ kind, edition, subject }) => {
    const file = unwrap(await issuer.issue(sampleRequest(kind, edition, subject)))
    expect(file.pages).toBe(['zh', 'en', 'zh-plain', 'en-plain'].includes(edition) && kind === 'transcript' ? 2 : 1)
    expect(file.sha256).toBe(createHash('sha256').update(file.pdf).digest('hex'))
    const report = await judgeAsKiosk(file.pdf, { anchors: [house.root] }, SAMPLE_NOW_MS)
    const [seal] = report.signatures
    expect(report.verdict).toBe('valid')
    expect(seal).toMatchObject({ signer: { subject: '大学 Seal' }, claimedTime: '2026-11-22T04:00:00Z' })
  })

  it.each([['zh'], ['en']])('is made while the end of study is unknown or near, %s', async edition => {
    for (const until of [null, '2022-12-31', '2023-06-30']) {
      for (const kind of ['transcript', 'enrolment-proof']) {
        expect((await issuer.issue(sampleRequest(kind, edition, sampleSubject({ until })))).ok).toBe(true)
      }
    }
  })

  it('flows over as many pages as it needs', async () => {
    const file = unwrap(await issuer.issue(sampleRequest('transcript', 'zh', sampleSubject({}, 40))))
    expect(file.pages).toBeGreaterThanOrEqual(4)
  })
})

describe('a document that cannot be issued', () => {
  const issueOf = async (changes: Parameters<typeof sampleSubject>[0], edition = 'zh') => {
    const result = await issuer.issue(sampleRequest('enrolment-proof', edition, sampleSubject(changes)))
    return result.ok ? 'issued' : `${result.error.code} ${result.error.detail}`
  }

  it('is not made with an empty box for a rare character', async () => {
    expect(await issueOf({ nameZh: '王㛃䶮' })).toBe('issued')
    expect(await issueOf({ nameZh: '阿依努尔·买买提' })).toBe('issued')
    expect(await issueOf({ nameZh: '王\u{31350}' })).toBe('document-needs-hand U+31350')
    expect(await issueOf({ nameZh: '王\ue0a1' })).toBe('document-needs-hand U+E0A1')
    expect(await issueOf({ nameEn: 'Lin \u{1f600}' }, 'en')).toBe('document-needs-hand U+1F600')
  })

  it('is refused when a name has no room, never cut', async () => {
    const subject = sampleSubject({ nameZh: 'Abcdefghij'.repeat(20) })
    const result = await issuer.issue(sampleRequest('transcript', 'zh', subject))
    expect(result).toEqual({ ok: false, error: { code: 'document-needs-hand', detail: 'a text does not fit' } })
  })

  it('is unavailable to whom it is not for', async () => {
    const ask = async (kind: string, edition: string, subject: Subject) => {
      const result = await issuer.issue(sampleRequest(kind, edition, subject))
      return result.ok ? 'issued' : result.error.code
    }
    expect(await ask('transcript', 'zh', staff)).toBe('document-unavailable')
    expect(await ask('transcript', 'fr', sampleSubject())).toBe('document-unavailable')
    expect(await ask('diploma', 'zh', sampleSubject())).toBe('document-unavailable')
    expect(await ask('enrolment-proof', 'zh', sampleSubject({ status: 'left' }))).toBe('document-unavailable')
    expect(await ask('transcript', 'zh', { person: sampleStudent(), studyRecord: null, known: KNOWN_BY_CARD })).toBe(
      'document-unavailable',
    )
  })

  it.each<[string, Partial<IssuerOptions>, RegExp]>([
    [
      'the signer fails',
      { signer: { ...house.signer, sign: () => Promise.reject(new Error('token gone')) } },
      /token gone/,
    ],
    [
      'the signer gives a wrong signature',
      { signer: { ...house.signer, sign: async () => sampleAuthority().signer.sign(Uint8Array.of(1)) } },
      /own check: tampered \(signature-mismatch\)/,
    ],
    ['the signer is not of the house', { signer: sampleAuthority().signer }, /own check: untrusted-signer/],
    [
      'the engine does not start',
      { pool: { program: new URL('data:text/javascript,throw%200') } },
      /rendering crashed/,
    ],
    ['the seal has expired', { clock: sampleClock(() => SAMPLE_NOW_MS + 400 * 24 * 3600 * 1000) }, /expired/],
  ])('fails when %s', async (_, changes, detail) => {
    const broken = createIssuer({ ...options, ...changes })
    try {
      const result = await broken.issue(sampleRequest('enrolment-proof', 'zh', sampleSubject()))
      expect(result).toMatchObject({ ok: false, error: { code: 'document-failed' } })
      expect(!result.ok && result.error.detail).toMatch(detail)
    } finally {
      await broken.close()
    }
  })

  it('does not print names into logs', async () => {
    const result = await issuer.issue(sampleRequest('transcript', 'zh', sampleSubject({ nameZh: '林知夏𱍐' })))
    expect(JSON.stringify(result)).not.toMatch(/林|知|夏/)
  })
})

describe('the rendering before it is signed', () => {
  it('is the same to the byte in another thread', async () => {
    const kind = HOUSE_DOCUMENTS.kinds.find(one => one.kind === 'transcript')!
    const data = documentData(
      sampleRequest('transcript', 'zh', sampleSubject()),
      kind,
      kind.editions[0]!,
      SAMPLE_UNIVERSITY,
    )
    const job = {
      template: 'transcript/transcript.typ',
      document: JSON.stringify(data),
      createdAtSeconds: 1_795_000_000,
    }
    const renderings: Uint8Array[] = []
    for (let thread = 0; thread < 2; thread++) {
      const pool = createRenderPool({ templatesDir, fontDirs: houseFontDirs(), workers: 1, clock })
      for (let time = 0; time < 2; time++) renderings.push(unwrap(await pool.render(job)).pdf)
      await pool.close()
    }
    for (const rendering of renderings) expect(Buffer.compare(rendering, renderings[0]!)).toBe(0)
  })
})
