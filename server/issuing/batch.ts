import type { Kysely } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Documents } from '../documents/documents.ts'
import { randomId } from '../ground/random-id.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import { askRecords, type PersonId, type Records } from '../records/records.ts'
import type { BatchWish } from './batch-list.ts'
import { type IssueParts, issueDocument } from './issue-document.ts'
import { audit } from './issuing-audit.ts'

export interface BatchParts extends IssueParts {
  readonly clock: Clock
  readonly documents: Pick<Documents, 'offers'>
  readonly records: Records
}

export interface BatchProgress {
  readonly items: number
  readonly issued: number
  readonly failed: number
  readonly waiting: number
  /** Documents a second since this run began; null before the first one. */
  readonly perSecond: number | null
  /** What is left at this rate, in seconds; null while there is no rate. */
  readonly secondsLeft: number | null
}

export interface RunOptions {
  /** Documents at once: as many as there are render threads. */
  readonly atOnce: number
  /** Stops after the documents that are under way; what waits stays waiting. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: BatchProgress) => void
}

/** A document that the records or the store could not be reached for is tried so often. */
const TRIES_MAX = 3
const INSERT_AT_ONCE = 1000
/** No document takes so long. */
const HALF_MADE_MS = 10 * 60_000

/**
 * Writes a list down as a batch, whole or not at all, and gives its id. The same list is the same batch: after a stop or a kill
 * it goes on where it was.
 */
export async function openBatch(db: Kysely<Tables>, wishes: readonly BatchWish[], now: Date): Promise<string> {
  const listSha256 = sha256Hex(JSON.stringify(wishes.map(({ personId, kind, edition }) => [personId, kind, edition])))
  return db.transaction().execute(async tx => {
    const batchId = randomId()
    const made = await tx
      .insertInto('batch')
      .values({ batch_id: batchId, list_sha256: listSha256, items: wishes.length, started_at: now })
      .onConflict(conflict => conflict.column('list_sha256').doNothing())
      .returning('batch_id')
      .executeTakeFirst()
    if (!made) {
      const known = tx.selectFrom('batch').select('batch_id').where('list_sha256', '=', listSha256)
      return (await known.executeTakeFirstOrThrow()).batch_id
    }
    for (let from = 0; from < wishes.length; from += INSERT_AT_ONCE) {
      const rows = wishes.slice(from, from + INSERT_AT_ONCE).map(({ line, personId, kind, edition }) => {
        return { batch_id: batchId, line, person_id: personId, kind, edition, state: 'waiting' as const }
      })
      await tx.insertInto('batch_item').values(rows).execute()
    }
    await audit(tx, now, {
      event: 'batch-opened',
      subject: batchId,
      terminalId: null,
      detail: { items: wishes.length },
    })
    return batchId
  })
}

/** Puts what has failed in line again, for when the reason is gone. Gives how many. */
export async function retryFailed(db: Kysely<Tables>, batchId: string): Promise<number> {
  const done = await db
    .updateTable('batch_item')
    .set({ state: 'waiting', fault: null, tries: 0, ended_at: null })
    .where('batch_id', '=', batchId)
    .where('state', '=', 'failed')
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

/**
 * Issues what waits in a batch. An item and its document are settled in one transaction, so that a kill at any moment leaves no
 * person with two documents and none without. Runs of several processes on one database share what waits.
 */
export async function runBatch(parts: BatchParts, batchId: string, options: RunOptions): Promise<BatchProgress> {
  const { db, clock } = parts
  const { signal, onProgress } = options
  const waiting = await db
    .selectFrom('batch_item')
    .select(['line', 'person_id', 'kind', 'edition', 'tries'])
    .where('batch_id', '=', batchId)
    .where('state', '=', 'waiting')
    .orderBy('line')
    .execute()
  await forgetHalfMade(db, nowOf(parts))
  const counts = await countsOf(db, batchId)
  const beganMs = clock.monotonic()
  let endedNow = 0
  const progress = (): BatchProgress => {
    const seconds = (clock.monotonic() - beganMs) / 1000
    const perSecond = endedNow > 0 && seconds > 0 ? endedNow / seconds : null
    const left = counts.items - counts.issued - counts.failed
    return { ...counts, waiting: left, perSecond, secondsLeft: perSecond === null ? null : left / perSecond }
  }
  const worker = async () => {
    for (let item = waiting.shift(); item && !signal?.aborted; item = waiting.shift()) {
      const outcome = await issueItem(parts, batchId, item)
      if (outcome === 'again') {
        waiting.push({ ...item, tries: item.tries + 1 })
        continue
      }
      if (outcome === 'elsewhere') continue
      counts[outcome]++
      endedNow++
      onProgress?.(progress())
    }
  }
  await Promise.all(Array.from({ length: options.atOnce }, worker))
  // Others may have had a part in it.
  Object.assign(counts, await countsOf(db, batchId))
  return progress()
}

/** Rows of documents that a killed run had begun: nobody was ever given their code. */
async function forgetHalfMade(db: Kysely<Tables>, now: Date): Promise<void> {
  await db
    .updateTable('document')
    .set({ state: 'failed' })
    .where('visit_key', 'is', null)
    .where('state', '=', 'preparing')
    .where('created_at', '<', new Date(now.getTime() - HALF_MADE_MS))
    .execute()
}

async function countsOf(db: Kysely<Tables>, batchId: string) {
  const rows = await db
    .selectFrom('batch_item')
    .select(['state', ({ fn }) => fn.countAll<string>().as('n')])
    .where('batch_id', '=', batchId)
    .groupBy('state')
    .execute()
  const of = (state: string) => Number(rows.find(row => row.state === state)?.n ?? 0)
  return { items: of('waiting') + of('issued') + of('failed'), issued: of('issued'), failed: of('failed') }
}

interface Item {
  readonly line: number
  readonly person_id: string
  readonly kind: string
  readonly edition: string
  readonly tries: number
}

type Outcome = 'issued' | 'failed' | 'again' | 'elsewhere'

/**
 * Claims an item by counting its try, and makes its document. What another process has claimed since the list was read is left to it; one
 * that was killed in between leaves an item that waits, and the next run reads how often it was tried.
 */
async function issueItem(parts: BatchParts, batchId: string, item: Item): Promise<Outcome> {
  const { db } = parts
  const ofItem = { batch_id: batchId, line: item.line }
  const tries = item.tries + 1
  const update = (seen: number) =>
    db
      .updateTable('batch_item')
      .where('batch_id', '=', batchId)
      .where('line', '=', item.line)
      .where('state', '=', 'waiting')
      .where('tries', '=', seen)
  const claimed = await update(item.tries).set({ tries }).executeTakeFirst()
  if (claimed.numUpdatedRows === 0n) return 'elsewhere'
  const issued = await issueWish(parts, ofItem, item).catch((error: Error) => {
    parts.log.error({ batchId, line: item.line, reason: error.message }, 'an item of a batch broke')
    return err(fault('document-failed', error.message))
  })
  if (issued.ok) return 'issued'
  const mayPass = issued.error.code === 'server-unreachable' || issued.error.code === 'server-busy'
  if (mayPass && tries < TRIES_MAX) return 'again'
  const ended = { state: 'failed', fault: wordsOf(issued.error), ended_at: nowOf(parts) } as const
  const failed = await update(tries).set(ended).executeTakeFirst()
  return failed.numUpdatedRows === 0n ? 'elsewhere' : 'failed'
}

async function issueWish(
  parts: BatchParts,
  place: { batch_id: string; line: number },
  wish: Item,
): Promise<Result<unknown>> {
  const subject = await askRecords(parts, async () => {
    const personId = wish.person_id as PersonId
    const person = await parts.records.person(personId)
    if (!person) return err(fault('person-without-records', 'no such person'))
    // An office asks, and answers for whom.
    return ok({ person, studyRecord: await parts.records.studyRecord(personId), known: 'by-the-office' as const })
  })
  if (!subject.ok) return subject
  const offer = parts.documents
    .offers(subject.value)
    .find(({ kind, edition }) => kind === wish.kind && edition === wish.edition)
  if (!offer) return err(fault('document-unavailable', 'no such kind and edition for this person'))
  if (offer.unavailable) return err(fault('document-unavailable', offer.unavailable.en))
  return issueDocument(parts, {
    subject: subject.value,
    offer,
    visit: null,
    alongside: async (tx, documentId) => {
      await tx
        .updateTable('batch_item')
        .set({ state: 'issued', document_id: documentId, ended_at: nowOf(parts) })
        .where('batch_id', '=', place.batch_id)
        .where('line', '=', place.line)
        .where('state', '=', 'waiting')
        .returning('line')
        .executeTakeFirstOrThrow()
    },
  })
}

const nowOf = ({ clock }: BatchParts) => new Date(clock.now())

function wordsOf({ code, detail }: Fault): string {
  return detail === undefined ? code : `${code}: ${detail}`.slice(0, 500)
}
