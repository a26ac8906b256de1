import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fault } from '../../src/fault.ts'
import { err } from '../../src/result.ts'
import { createIssuerDouble, type IssuerDouble } from '../../tests/peers/issuer-double.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { sampleClock } from '../documents/sample-clock.ts'
import { sampleStudent, sampleSubject } from '../documents/sample-subjects.ts'
import { createServerLog } from '../ground/log.ts'
import { createContentStore } from '../ground/store/content-store.ts'
import type { Store } from '../ground/store/store.ts'
import type { PersonId, Records } from '../records/records.ts'
import { type BatchParts, type BatchProgress, openBatch, retryFailed, runBatch } from './batch.ts'
import type { BatchWish } from './batch-list.ts'
import { batchReport } from './batch-report.ts'

const NOW_MS = Date.UTC(2026, 10, 22, 4)
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batch-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** People whose id begins with `u` are students; `down` breaks the records, anybody else is unknown. */
const records: Records = {
  personOfCard: async () => null,
  peopleOfIdNumber: async () => [],
  peopleOfNumber: async () => [],
  person: async id => {
    if (id.startsWith('down')) throw new Error('connection lost')
    return id.startsWith('u') ? sampleStudent({ personId: id as PersonId }) : null
  },
  studyRecord: async () => sampleSubject().studyRecord,
}

const wishes = (prefix: string, count: number): BatchWish[] =>
  Array.from({ length: count }, (_, at) => ({
    line: at + 2,
    personId: `${prefix}${at}`,
    kind: 'transcript',
    edition: 'zh',
  }))

function partsOver(store: Store, issuer: IssuerDouble): BatchParts {
  return {
    ...{
      db: store.db,
      issue: request => issuer.issue(request),
      documents: issuer.documents,
      records,
      clock: sampleClock(() => NOW_MS),
    },
    content: createContentStore(join(folder, 'files')),
    log: createServerLog('silent'),
    publicBaseUrl: 'https://print.example.edu.cn',
    timeZone: 'Asia/Shanghai',
    proofTarget: null,
  }
}

describeOnStores('issuing for a class', store => {
  it('shares a list between two processes, and no document is made twice', async () => {
    const issuers = [createIssuerDouble(), createIssuerDouble()]
    const batchId = await openBatch(store().db, wishes('u-both-', 40), new Date(NOW_MS))
    await Promise.all(issuers.map(issuer => runBatch(partsOver(store(), issuer), batchId, { atOnce: 2 })))
    const made = issuers.reduce((sum, { requests }) => sum + requests.length, 0)
    // One of them may have read the list when the first documents of the other were under way.
    expect(made).toBeLessThanOrEqual(42)
    const after = await runBatch(partsOver(store(), createIssuerDouble()), batchId, { atOnce: 2 })
    expect(after).toMatchObject({ items: 40, issued: 40, failed: 0, waiting: 0 })
  })

  it('issues each line once and says how it goes on', async () => {
    const issuer = createIssuerDouble()
    const batchId = await openBatch(store().db, wishes('u-all-', 40), new Date(NOW_MS))
    const said: BatchProgress[] = []
    const progress = await runBatch(partsOver(store(), issuer), batchId, {
      atOnce: 4,
      onProgress: one => said.push(one),
    })
    expect(progress).toMatchObject({ items: 40, issued: 40, failed: 0, waiting: 0, secondsLeft: 0 })
    expect(said).toHaveLength(40)
    expect(said[9]).toMatchObject({ issued: 10, waiting: 30 })
    expect(said[9]?.secondsLeft).toBeGreaterThan(0)
    const documents = await store()
      .db.selectFrom('document')
      .select(['state', 'visit_key', 'terminal_id', 'sha256'])
      .where('person_id', 'like', 'u-all-%')
      .execute()
    expect(documents).toHaveLength(40)
    for (const row of documents) expect(row).toMatchObject({ state: 'issued', visit_key: null, terminal_id: null })
    expect(issuer.requests).toHaveLength(40)
  })

  it('goes on where a stop left it, and the same list is the same batch', async () => {
    const issuer = createIssuerDouble()
    const parts = partsOver(store(), issuer)
    const list = wishes('u-stop-', 30)
    const batchId = await openBatch(store().db, list, new Date(NOW_MS))
    const stop = new AbortController()
    const first = await runBatch(parts, batchId, {
      ...{ atOnce: 2, signal: stop.signal },
      onProgress: ({ issued }) => issued >= 7 && stop.abort(),
    })
    expect(first.issued).toBeGreaterThanOrEqual(7)
    expect(first.issued).toBeLessThan(12)
    const again = await openBatch(store().db, list, new Date(NOW_MS))
    expect(again).toBe(batchId)
    expect(await runBatch(parts, again, { atOnce: 2 })).toMatchObject({ issued: 30, waiting: 0 })
    expect(issuer.requests).toHaveLength(30)
  })

  it('names each failure, and tries again when asked', async () => {
    const issuer = createIssuerDouble()
    const parts = partsOver(store(), issuer)
    const list = [
      ...wishes('u-mixed-', 2),
      { line: 4, personId: 'nobody', kind: 'transcript', edition: 'zh' },
      { line: 5, personId: 'down-1', kind: 'transcript', edition: 'zh' },
      { line: 6, personId: 'u-mixed-9', kind: 'diploma', edition: 'zh' },
    ]
    const batchId = await openBatch(store().db, list, new Date(NOW_MS))
    issuer.failNext = 'document-needs-hand'
    const progress = await runBatch(parts, batchId, { atOnce: 1 })
    expect(progress).toMatchObject({ items: 5, issued: 1, failed: 4, waiting: 0 })
    const report = (await batchReport(store().db, batchId)).split('\r\n')
    expect(report).toHaveLength(7)
    expect(report[0]).toBe('line,personId,kind,edition,state,documentNumber,sha256,fault')
    expect(report[1]).toBe('2,u-mixed-0,transcript,zh,failed,,,document-needs-hand')
    expect(report[2]).toMatch(/^3,u-mixed-1,transcript,zh,issued,20261122-[0-9A-Z]{8},[0-9a-f]{64},$/)
    expect(report[3]).toBe('4,nobody,transcript,zh,failed,,,person-without-records: no such person')
    expect(report[4]).toBe('5,down-1,transcript,zh,failed,,,server-unreachable: records')
    expect(report[5]).toMatch(/^6,u-mixed-9,diploma,zh,failed,,,document-unavailable/)
    expect(await retryFailed(store().db, batchId)).toBe(4)
    expect(await runBatch(parts, batchId, { atOnce: 1 })).toMatchObject({ issued: 2, failed: 3 })
  })

  it('makes no second document when two runs work on one batch', async () => {
    const issuers = [createIssuerDouble(), createIssuerDouble()]
    const batchId = await openBatch(store().db, wishes('u-twice-', 12), new Date(NOW_MS))
    await Promise.all(issuers.map(issuer => runBatch(partsOver(store(), issuer), batchId, { atOnce: 2 })))
    const issued = await store()
      .db.selectFrom('document')
      .select('person_id')
      .where('person_id', 'like', 'u-twice-%')
      .where('state', '=', 'issued')
      .execute()
    expect(new Set(issued.map(row => row.person_id)).size).toBe(12)
    expect(issued).toHaveLength(12)
    expect(await runBatch(partsOver(store(), issuers[0]!), batchId, { atOnce: 1 })).toMatchObject({
      issued: 12,
      failed: 0,
    })
  })

  it('survives an issuer that breaks', async () => {
    const issuer = createIssuerDouble()
    const broken = {
      ...partsOver(store(), issuer),
      issue: () => Promise.reject(new Error('bang')),
    }
    const batchId = await openBatch(store().db, wishes('u-bang-', 2), new Date(NOW_MS))
    expect(await runBatch(broken, batchId, { atOnce: 2 })).toMatchObject({ failed: 2 })
    const busy = { ...broken, issue: async () => err(fault('server-busy')) }
    await retryFailed(store().db, batchId)
    expect(await runBatch(busy, batchId, { atOnce: 2 })).toMatchObject({ failed: 2 })
    expect(await batchReport(store().db, batchId)).toContain('server-busy')
  })
})
