import { webcrypto } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { checkFile } from '../../src/verification/file-check.ts'
import { readRevocationList } from '../../src/verification/revocation-list.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { startVerificationWorld, type VerificationWorld } from '../../tests/peers/verification-world.ts'

const DAY_MS = 24 * 3_600_000

describeOnStores('what becomes of documents', store => {
  let world: VerificationWorld
  beforeAll(async () => {
    world = await startVerificationWorld(store())
  })
  afterAll(() => world?.close())
  const auditOf = (documentId: string) =>
    store().db.selectFrom('audit').select(['event', 'detail']).where('subject', '=', documentId).execute()
  const list = async () => {
    const response = await fetch(`${world.base}/v1/verification/list`)
    const pdf = new Uint8Array(await response.arrayBuffer())
    const nowMs = world.clock.now()
    const check = await checkFile(pdf, {
      anchors: [world.authority.root],
      timestampAnchors: [],
      webCrypto: webcrypto,
      nowMs,
    })
    return unwrap(readRevocationList(pdf, check))
  }

  it('is revoked once, for a reason, and stands in the audit trail', async () => {
    const { documentId } = await world.issue()
    expect(await world.revocations.revokeDocument(documentId, 'record-corrected')).toEqual({ ok: true, value: null })
    expect(await auditOf(documentId)).toEqual([{ event: 'document-revoked', detail: { reason: 'record-corrected' } }])
    expect(await world.revocations.revokeDocument(documentId, 'withdrawn')).toEqual({
      ok: false,
      error: 'already-revoked',
    })
    expect(await world.revocations.revokeDocument('nobody', 'withdrawn')).toEqual({
      ok: false,
      error: 'no-such-document',
    })
    expect(await auditOf(documentId)).toHaveLength(1)
  })

  it('is replaced by a good document of the same person only, and once', async () => {
    const { replaceDocument, revokeDocument } = world.revocations
    const [a, b, c] = [await world.issue(), await world.issue(), await world.issue()]
    const stranger = await world.issue({ personId: 'p2' })
    const refusal = async (older: string, newer: string) => {
      const done = await replaceDocument(older, newer)
      return done.ok ? null : done.error
    }
    expect(await refusal(a.documentId, stranger.documentId)).toBe('not-of-one-person')
    expect(await refusal(a.documentId, a.documentId)).toBe('newer-not-valid')
    expect(await refusal(a.documentId, 'nobody')).toBe('no-such-document')
    expect(await refusal(a.documentId, b.documentId)).toBeNull()
    expect(await refusal(a.documentId, c.documentId)).toBe('already-replaced')
    expect(await refusal(c.documentId, a.documentId)).toBe('newer-not-valid')
    await revokeDocument(c.documentId, 'withdrawn')
    expect(await refusal(b.documentId, c.documentId)).toBe('newer-not-valid')
    expect(await refusal(c.documentId, b.documentId)).toBe('already-revoked')
    expect(await auditOf(a.documentId)).toEqual([{ event: 'document-replaced', detail: { newer: b.documentId } }])
  })

  it('is not replaced by two at once that name each other', async () => {
    const [a, b] = [await world.issue(), await world.issue()]
    const { replaceDocument } = world.revocations
    const both = await Promise.all([
      replaceDocument(a.documentId, b.documentId),
      replaceDocument(b.documentId, a.documentId),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it('is not over by a newer document of the same kind alone', async () => {
    const older = await world.issue()
    await world.issue()
    expect((await list()).entries.some(({ sha256 }) => sha256 === older.sha256)).toBe(false)
  })

  it('ends on a day that lies behind its issue, or never', async () => {
    const { documentId } = await world.issue()
    const { setExpiry } = world.revocations
    expect(await setExpiry(documentId, new Date(0))).toEqual({ ok: false, error: 'wrong-date' })
    expect(await setExpiry(documentId, new Date(world.clock.now() + DAY_MS))).toEqual({ ok: true, value: null })
    expect(await setExpiry(documentId, null)).toEqual({ ok: true, value: null })
    expect(await auditOf(documentId)).toHaveLength(2)
  })

  it('goes onto the signed list, whose version grows with every change and once a day', async () => {
    await world.clock.advance(10_001)
    const before = await list()
    const document = await world.issue()
    await world.clock.advance(10_001)
    expect((await list()).version).toBe(before.version)
    await world.revocations.revokeDocument(document.documentId, 'lost-or-misused')
    await world.clock.advance(10_001)
    const after = await list()
    expect(after.version).toBe(before.version + 1)
    const since = new Date(world.clock.now() - 10_001).toISOString()
    expect(after.entries).toContainEqual({
      signedDigest: document.signedDigest,
      sha256: document.sha256,
      state: 'revoked',
      since,
      reason: 'lost-or-misused',
    })
    expect(after.entries).toHaveLength(before.entries.length + 1)
    await world.clock.advance(DAY_MS)
    const daily = await list()
    expect([daily.version, daily.entries.length]).toEqual([after.version + 1, after.entries.length])
    expect(Date.parse(daily.nextUpdate) - Date.parse(daily.issuedAt)).toBe(14 * DAY_MS)
  })

  it('gives all who ask at once the same list', async () => {
    await world.revocations.revokeDocument((await world.issue()).documentId, 'withdrawn')
    await world.clock.advance(10_001)
    const versions = (await Promise.all([list(), list(), list()])).map(({ version }) => version)
    expect(new Set(versions).size).toBe(1)
  })
})
