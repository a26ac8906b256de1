import { webcrypto } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { codeAnswerSchema, filesAnswerSchema } from '../../src/verification/api.ts'
import { checkFile } from '../../src/verification/file-check.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { RIGHT_ANSWER, startVerificationWorld, type VerificationWorld } from '../../tests/peers/verification-world.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import { certificateData } from './certificate-data.ts'

describeOnStores('verification certificates', store => {
  let world: VerificationWorld
  beforeAll(async () => {
    world = await startVerificationWorld(store())
  })
  afterAll(() => world?.close())
  const ask = async (body: unknown) => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.8' }
    const url = `${world.base}/v1/verification/certificates`
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
  }

  it('are sealed files with a number, in store and trail, for who holds the file or a ticket', async () => {
    const document = await world.issue()
    const { token } = (await (await fetch(`${world.base}/v1/verification/captcha`)).json()) as { token: string }
    const asked = { code: document.code, captchaToken: token, captchaAnswer: RIGHT_ANSWER }
    const headers = { 'content-type': 'application/json' }
    const url = `${world.base}/v1/verification/code`
    const answer = codeAnswerSchema.parse(
      await (await fetch(url, { method: 'POST', headers, body: JSON.stringify(asked) })).json(),
    )
    if (answer.outcome !== 'found') throw new Error(answer.outcome)
    for (const body of [{ sha256: document.sha256 }, { ticket: answer.ticket }]) {
      const { response, bytes } = await ask(body)
      expect(response.headers.get('content-disposition')).toMatch(/filename="V2026\d{4}-[0-9A-Z]{10}\.pdf"/)
      const nowMs = world.clock.now()
      const check = await checkFile(bytes, {
        anchors: [world.authority.root],
        timestampAnchors: [],
        webCrypto: webcrypto,
        nowMs,
      })
      expect(check).toMatchObject({ verdict: 'valid', seal: { signer: '大学 Seal' } })
      const rows = await store().db.selectFrom('verification_certificate').selectAll().execute()
      expect(rows.at(-1)).toMatchObject({ document_id: document.documentId, outcome: 'valid', sha256: check.sha256 })
    }
    const trail = await store()
      .db.selectFrom('audit')
      .select('event')
      .where('subject', '=', document.documentId)
      .execute()
    expect(trail).toEqual(Array(2).fill({ event: 'verification-certified' }))
  })

  it('are known by their hash, and stay true when the document is revoked', async () => {
    const document = await world.issue()
    const { bytes } = await ask({ sha256: document.sha256 })
    await world.revocations.revokeDocument(document.documentId, 'withdrawn')
    const { sha256, signedDigest } = document
    const response = await fetch(`${world.base}/v1/verification/files`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        files: [
          { sha256: sha256Hex(bytes), signedDigest: null },
          { sha256, signedDigest },
        ],
      }),
    })
    const { files } = filesAnswerSchema.parse(await response.json())
    expect(files).toMatchObject([
      { known: true, state: 'valid', title: { en: 'Verification certificate' } },
      { state: 'revoked' },
    ])
    // What is certified now is another thing.
    await ask({ sha256: document.sha256 })
    const rows = await store()
      .db.selectFrom('verification_certificate')
      .select('outcome')
      .orderBy('issued_at')
      .execute()
    expect(rows.map(({ outcome }) => outcome)).toContain('revoked')
  })

  it('are not given for what was never issued, nor without a good ticket', async () => {
    expect((await ask({ sha256: 'f'.repeat(64) })).response.status).toBe(404)
    expect((await ask({ ticket: 'AAAA' })).response.status).toBe(404)
    expect((await ask({})).response.status).toBe(400)
  })
})

it('say the state of the moment, in words and in both languages', () => {
  const data = certificateData({
    certificateNumber: 'V20261122-0123456789',
    at: new Date('2026-11-22T07:00:00Z'),
    universityName: { zh: '示范大学', en: 'Model University' },
    timeZone: 'Asia/Shanghai',
    pageUrl: 'https://verify.example.edu.cn/v/',
    document: {
      ...{
        title: { zh: '中文成绩单', en: 'Transcript' },
        documentNumber: '20261122-ABCDEFGH',
        pages: 2,
        byteLength: 9,
      },
      ...{ nameMasked: { zh: '林**', en: 'L**' }, numberMasked: '***7', sha256: 'ab'.repeat(32), printed: [] },
      signedDigest: 'cd'.repeat(32),
      provedSha256: null,
      ...{ appliedAt: '2026-11-22T01:00:00Z', issuedAt: '2026-11-22T01:00:00Z', replacedBy: null, expiresAt: null },
      ...{ state: 'revoked', stateSince: '2026-11-22T03:30:00Z', reason: 'record-corrected' },
    },
  })
  const value = (en: string) => data.rows.find(row => row.en === en)?.value
  expect(data).toMatchObject({ outcome: 'revoked', word: { zh: '已撤销', en: 'Revoked' } })
  expect(value('Verified at')).toBe('2026-11-22 15:00:00 (UTC+8)')
  expect(value('No longer valid since')).toBe('2026-11-22 11:30:00 (UTC+8)')
  expect(value('Reason')).toContain('学校记录已更正')
  expect(value('Valid until')).toBeUndefined()
})
