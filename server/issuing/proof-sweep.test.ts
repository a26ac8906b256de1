import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { err, ok, unwrap } from '../../src/result.ts'
import { createIssuerDouble } from '../../tests/peers/issuer-double.ts'
import { type OpensslOcsp, startOpensslOcsp } from '../../tests/peers/openssl-ocsp.ts'
import { hasOpenssl, type OpensslTsa, startOpensslTsa } from '../../tests/peers/openssl-tsa.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { sampleClock } from '../documents/sample-clock.ts'
import { sampleSubject } from '../documents/sample-subjects.ts'
import { createServerLog } from '../ground/log.ts'
import { type ContentStore, createContentStore } from '../ground/store/content-store.ts'
import type { Store } from '../ground/store/store.ts'
import { judgeAsKiosk } from '../signing/judge-as-kiosk.ts'
import { judgeProved } from '../signing/judge-proved.ts'
import { signPades } from '../signing/pades.ts'
import { samplePdf } from '../signing/sample-pdf.ts'
import { provedHouse } from '../signing/sample-proved.ts'
import type { UpgradeParts } from '../signing/upgrade-document.ts'
import { createDocumentRecords } from './document-records.ts'
import { issueDocument } from './issue-document.ts'
import type { Issuer } from './issuer.ts'
import { type ProofSweepParts, sweepProofs } from './proof-sweep.ts'

const openssl = await hasOpenssl()
const MINUTE_MS = 60_000
const house = provedHouse(Date.now())
let offsetMs = 0
const clock = sampleClock(() => Date.now() + offsetMs)
let folder = ''
let content: ContentStore
let tsa: OpensslTsa
let services: OpensslOcsp[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'proofs-'))
  content = createContentStore(folder)
  if (!openssl) return
  tsa = await startOpensslTsa()
  const { stamper } = tsa
  const stampAuthority = { certificate: stamper.root, key: stamper.rootKey, issued: [stamper.certificate] }
  services = await Promise.all(
    [house.rootAuthority, house.issuingAuthority, stampAuthority].map(one =>
      startOpensslOcsp(one, house.rootAuthority),
    ),
  )
})
afterAll(async () => {
  await Promise.all([tsa, ...services].map(peer => peer?.stop()))
  await rm(folder, { recursive: true, force: true })
})

/** Seals a sample page at once, as the real issuer does a rendering. */
const issuer: Pick<Issuer, 'issue'> = {
  issue: async () => {
    const pdf = await signPades(samplePdf(), house.signer, { claimedAt: new Date(clock.now()) })
    const sha256 = createHash('sha256').update(pdf).digest('hex')
    return ok({ pdf, pages: 1, sha256, signedDigest: sha256, validUntil: null })
  },
}

const upgrade = (): UpgradeParts => ({
  authorities: [{ url: tsa.url, anchors: [tsa.root], policy: null, timeoutMs: 2000 }],
  revocation: { crlUrls: services.map(({ crlUrl }) => crlUrl), ocspUrls: [], timeoutMs: 2000 },
  anchors: [house.root],
  archiveRoomBytes: 8192,
  secondSeal: null,
  clock,
})

async function issueOne(store: Store, target: 'B-T' | 'B-LT' | null) {
  const subject = sampleSubject()
  const [offer] = createIssuerDouble().documents.offers(subject)
  const parts = {
    db: store.db,
    content,
    issue: issuer.issue,
    clock,
    log: createServerLog('silent'),
    timeZone: 'Asia/Shanghai',
  }
  const publicBaseUrl = 'https://print.example.edu.cn'
  const wanted = { subject, offer: offer!, visit: null }
  return unwrap(await issueDocument({ ...parts, publicBaseUrl, proofTarget: target }, wanted))
}

describeOnStores('proofs that are added later', store => {
  const logged: string[] = []
  const parts = (more: Partial<ProofSweepParts> = {}): ProofSweepParts => ({
    ...{ db: store().db, content, upgrade: upgrade(), clock },
    judge: (pdf, level) => judgeProved(pdf, level, upgrade(), clock),
    log: createServerLog('debug', { write: line => void logged.push(line) }),
    ...more,
  })
  const state = async (documentId: string) => {
    const { db } = store()
    const row = db.selectFrom('proof_upgrade').selectAll().where('document_id', '=', documentId)
    const document = db.selectFrom('document').select(['sha256', 'newest_sha256']).where('document_id', '=', documentId)
    return { ...(await row.executeTakeFirst()), ...(await document.executeTakeFirstOrThrow()) }
  }

  it.skipIf(!openssl)('do not hold up a print, and come when the authority does (openssl)', async () => {
    tsa.mood = 'down'
    const issued = await issueOne(store(), 'B-T')
    expect(issued).toMatchObject({ state: 'issued', newest_sha256: null })
    await sweepProofs(parts())
    const waiting = await state(issued.document_id)
    expect(waiting).toMatchObject({ state: 'due', level: 'B-B', tries: 1, newest_sha256: null })
    expect(waiting.last_failure).toContain('no-time-stamp')
    tsa.mood = 'well'
    // Not before its time.
    const asked = tsa.asked()
    await sweepProofs(parts())
    expect(tsa.asked()).toBe(asked)
    offsetMs += MINUTE_MS + 1000
    await sweepProofs(parts())
    const done = await state(issued.document_id)
    expect(done).toMatchObject({ state: 'done', level: 'B-T', next_try_at: null, last_failure: null })
    expect(done.sha256).toBe(issued.sha256)
    expect(done.newest_sha256).not.toBe(issued.sha256)
    // The printed file is still there beside the proved one.
    for (const hash of [done.sha256, done.newest_sha256]) expect((await content.get(hash!)).ok).toBe(true)
    const files = await store()
      .db.selectFrom('document_file')
      .select(['level', 'sha256'])
      .where('document_id', '=', issued.document_id)
      .orderBy('level')
      .execute()
    expect(files).toEqual([
      { level: 'B-B', sha256: done.sha256 },
      { level: 'B-T', sha256: done.newest_sha256 },
    ])
    offsetMs = 0
  })

  it.skipIf(!openssl)('go on from what was reached, and come once (openssl)', async () => {
    const issued = await issueOne(store(), 'B-LT')
    for (const service of services) service.mood = 'down'
    await sweepProofs(parts())
    expect(await state(issued.document_id)).toMatchObject({ state: 'due', level: 'B-T' })
    for (const service of services) service.mood = 'well'
    offsetMs += MINUTE_MS + 1000
    const stamps = tsa.asked()
    // Two servers on one database.
    await Promise.all([sweepProofs(parts()), sweepProofs(parts())])
    expect(tsa.asked()).toBe(stamps)
    expect(await state(issued.document_id)).toMatchObject({ state: 'done', level: 'B-LT', tries: 2 })
    offsetMs = 0
  })

  it.skipIf(!openssl)('leave what the seal covers as a file of its own, which people are given (openssl)', async () => {
    const issued = await issueOne(store(), 'B-LT')
    await sweepProofs(parts())
    const { newest_sha256 } = await state(issued.document_id)
    const shown = await createDocumentRecords(store().db, clock).show(issued.document_id)
    expect(shown?.provedSha256).toBe(newest_sha256)
    const [given, proved] = await Promise.all([content.get(shown!.sha256), content.get(newest_sha256!)])
    const [alone, whole] = [unwrap(given), unwrap(proved)]
    expect(Buffer.from(whole.subarray(0, alone.length)).equals(Buffer.from(alone))).toBe(true)
    const report = await judgeAsKiosk(alone, { anchors: [house.root], timestampAnchors: [tsa.root] }, clock.now())
    expect([report.verdict, report.signatures[0]?.level]).toEqual(['valid', 'B-T'])
    // Whichever of them somebody brings is known to the byte.
    const names = [shown!.sha256, newest_sha256!, issued.sha256!].map(sha256 => ({ sha256, signedDigest: null }))
    const known = await createDocumentRecords(store().db, clock).files(names)
    expect(known.map(one => one?.known && one.isExact)).toEqual([true, true, true])
  })

  it.skipIf(!openssl)(
    'are given to a person when the check refuses, the file is gone or the seal is revoked',
    async () => {
      const refused = await issueOne(store(), 'B-T')
      await sweepProofs(parts({ judge: async () => err('tampered (test)') }))
      expect(await state(refused.document_id)).toMatchObject({
        state: 'needs-hand',
        newest_sha256: null,
        next_try_at: null,
      })
      const gone = await issueOne(store(), 'B-T')
      const nothing: ContentStore = { ...content, get: async () => err('missing') }
      await sweepProofs(parts({ content: nothing }))
      expect(await state(gone.document_id)).toMatchObject({
        state: 'needs-hand',
        last_failure: 'the stored file: missing',
      })
      const revoked = await issueOne(store(), 'B-LT')
      await services[1]!.revoke(house.seal)
      await sweepProofs(parts())
      const held = await state(revoked.document_id)
      expect(held).toMatchObject({ state: 'needs-hand', level: 'B-T' })
      expect(held.last_failure).toContain('revoked')
      await services[1]!.forgive()
      for (const { document_id } of [refused, gone, revoked]) {
        expect(logged.some(line => line.includes('need a person') && line.includes(document_id))).toBe(true)
      }
    },
  )

  it('are not asked for where none are configured', async () => {
    const issued = await issueOne(store(), null)
    const row = await store()
      .db.selectFrom('proof_upgrade')
      .select('document_id')
      .where('document_id', '=', issued.document_id)
      .executeTakeFirst()
    expect(row).toBeUndefined()
  })
})
