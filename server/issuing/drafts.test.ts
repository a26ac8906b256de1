import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { unwrap } from '../../src/result.ts'
import { createIssuerDouble } from '../../tests/peers/issuer-double.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { sampleSubject } from '../documents/sample-subjects.ts'
import { createServerLog } from '../ground/log.ts'
import { type ContentStore, createContentStore } from '../ground/store/content-store.ts'
import { createDocumentRecords } from './document-records.ts'
import { createDrafts, type Drafts, removeDroppedFiles } from './drafts.ts'
import { issuedFiles } from './issued-files.ts'

describeOnStores('a draft', store => {
  const clock = fakeClock()
  const issuer = createIssuerDouble()
  const subject = sampleSubject()
  const offer = issuer.documents.offers(subject)[0]!
  let folder: string
  let content: ContentStore
  let drafts: Drafts
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'drafts-'))
    content = createContentStore(folder)
    const house = {
      publicBaseUrl: 'https://print.example.edu.cn',
      timeZone: 'Asia/Shanghai',
      proofTarget: 'B-LT' as const,
    }
    drafts = createDrafts({
      db: store().db,
      content,
      clock,
      log: createServerLog('silent'),
      issue: issuer.issue,
      ...house,
    })
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const make = async () => {
    const documentId = unwrap(await drafts.make({ subject, offer, alongside: async () => undefined }))
    const { verificationCode, documentNumber } = issuer.requests.at(-1)!
    const { sha256 } = await rowOf(documentId)
    return { documentId, verificationCode, documentNumber, sha256: sha256! }
  }
  const rowOf = (documentId: string) =>
    store().db.selectFrom('document').selectAll().where('document_id', '=', documentId).executeTakeFirstOrThrow()
  const inOne = <T>(work: (tx: Parameters<Drafts['release']>[0]) => Promise<T>) =>
    store().db.transaction().execute(work)
  /** Everything by which somebody may ask for it. */
  const foundBy = async ({
    verificationCode,
    documentNumber,
    sha256,
    documentId,
  }: Awaited<ReturnType<typeof make>>) => {
    const records = createDocumentRecords(store().db, clock)
    const file = { sha256, signedDigest: sha256 }
    return [
      await records.idOfCode(verificationCode),
      await records.idOfNumber(documentNumber),
      (await records.idOfFile(file)) ?? undefined,
      (await records.show(documentId)) && documentId,
    ]
  }
  const hasDueProofs = async (documentId: string) =>
    (await store().db.selectFrom('proof_upgrade').selectAll().where('document_id', '=', documentId).execute()).length
  const isKept = async (sha256: string) => (await issuedFiles(store().db, '', 1_000)).some(one => one.sha256 === sha256)

  it('is found by nothing until it is released, and then by everything', async () => {
    const draft = await make()
    expect(await foundBy(draft)).toEqual([undefined, undefined, undefined, undefined])
    expect([await hasDueProofs(draft.documentId), await isKept(draft.sha256)]).toEqual([0, false])
    await clock.advance(60_000)
    expect(await inOne(tx => drafts.release(tx, draft.documentId))).toBe(true)
    expect(await foundBy(draft)).toEqual(Array(4).fill(draft.documentId))
    expect([await hasDueProofs(draft.documentId), await isKept(draft.sha256)]).toEqual([1, true])
    expect((await rowOf(draft.documentId)).issued_at).toEqual(new Date(clock.now()))
    expect(await inOne(tx => drafts.release(tx, draft.documentId))).toBe(false)
  })

  it('is neither found nor kept once it was dropped', async () => {
    const [draft, other] = [await make(), await make()]
    await inOne(tx => drafts.drop(tx, draft.documentId))
    await removeDroppedFiles(store().db, content)
    expect(await foundBy(draft)).toEqual([undefined, undefined, undefined, undefined])
    expect([await content.check(draft.sha256), await content.check(other.sha256)]).toEqual(['missing', 'whole'])
    expect(await inOne(tx => drafts.release(tx, draft.documentId))).toBe(false)
    expect(await rowOf(draft.documentId)).toMatchObject({ state: 'dropped', sha256: null })
  })

  it('is not dropped any more once it was issued', async () => {
    const { documentId, sha256 } = await make()
    await inOne(tx => drafts.release(tx, documentId))
    await inOne(tx => drafts.drop(tx, documentId))
    await removeDroppedFiles(store().db, content)
    expect([(await rowOf(documentId)).state, await content.check(sha256)]).toEqual(['issued', 'whole'])
  })

  it('is there with what it was made for, or not at all', async () => {
    const count = async () =>
      (await store().db.selectFrom('document').select('document_id').where('state', '=', 'draft').execute()).length
    const before = await count()
    const alongside = () => Promise.reject(new Error('no'))
    await expect(drafts.make({ subject, offer, alongside })).rejects.toThrow('no')
    expect(await count()).toBe(before)
  })
})
