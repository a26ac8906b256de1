import type { Kysely, Transaction } from 'kysely'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Bilingual } from '../../src/contract/texts.ts'
import { type Cases, sentence } from '../cases/cases.ts'
import type { ErasedCounts, Erasing } from '../ground/erasing.ts'
import type { Tables } from '../ground/store/tables.ts'
import { audit } from './erasure-audit.ts'
import type { ErasureLetters } from './erasure-letters.ts'
import type { ErasureJournal } from './journal.ts'
import { type ErasureRow, LEADS_TO_NOBODY, readAccountIds, readPersonIds } from './wishes.ts'

/** A room that erases what it keeps. */
export interface Eraser extends Erasing {
  readonly room: string
}

export interface CarryOutParts {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly log: Logger
  readonly letters: ErasureLetters
  readonly cases: Pick<Cases, 'open' | 'settle'>
  readonly journal: Pick<ErasureJournal, 'add'>
  /** In their order: see `inOrder`. */
  readonly erasers: readonly Eraser[]
  /** Before anything goes, so that nothing new is made meanwhile. */
  readonly endSessions: (personIds: readonly string[]) => Promise<void>
}

/** What refers to something goes before it; the logins are the last. */
const ORDER = ['handovers', 'receivers', 'enquiries', 'approvals', 'portal', 'verification', 'orders', 'issuing']

export const inOrder = (erasers: readonly Eraser[]): readonly Eraser[] => {
  const placeOf = ({ room }: Eraser) => (ORDER.includes(room) ? ORDER.indexOf(room) : ORDER.length)
  return erasers.toSorted((a, b) => placeOf(a) - placeOf(b))
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const AT_ONCE = 20
/** The first pause behind a failure is a minute, each further one twice as long, up to this. */
const PAUSE_MAX_MS = 6 * HOUR_MS
/** So often in a row, somewhat more than half an hour, and a person looks at it. */
const FAILURES_OF_CASE = 6

/** How long an erasing waits that has failed so often. */
export const pauseAfter = (failures: number): number =>
  Math.min(PAUSE_MAX_MS, MINUTE_MS * 2 ** Math.min(failures - 1, 20))

/** Where an erasing has stopped. */
class StoppedIn extends Error {
  readonly part: string

  constructor(part: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : 'unknown', { cause })
    this.part = part
  }
}

/** What is under way of a person in any room. */
export const runningOf = async (
  erasers: readonly Eraser[],
  personIds: readonly string[],
): Promise<readonly Bilingual[]> => (await Promise.all(erasers.map(one => one.running?.(personIds) ?? []))).flat()

/**
 * Carries out once more what was erased behind the backup that was brought back, before anybody is served: as long as each is through.
 */
export async function carryOutRestored(parts: CarryOutParts): Promise<void> {
  for (;;) {
    const { left } = await parts.db
      .selectFrom('erasure')
      .select(({ fn }) => fn.countAll<string>().as('left'))
      .where('restored_at', 'is not', null)
      .where('over_at', 'is', null)
      .where('failures', '=', 0)
      .executeTakeFirstOrThrow()
    if (Number(left) === 0) return
    await carryOutDue(parts)
  }
}

/**
 * Carries out what is due: room by room, each in one transaction with the mark that it is through. A server that ends in the middle leaves
 * the marks, and whichever looks next goes on behind them. What is held up is looked at again in an hour.
 */
export async function carryOutDue(parts: CarryOutParts, signal?: AbortSignal): Promise<void> {
  const { db, clock, log } = parts
  const due = await db
    .selectFrom('erasure')
    .selectAll()
    .where('next_look_at', '<=', new Date(clock.now()))
    .orderBy('next_look_at')
    .limit(AT_ONCE)
    .execute()
  for (const row of due) {
    if (signal?.aborted) return
    try {
      await carryOut(parts, row, signal)
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown'
      const part = error instanceof StoppedIn ? error.part : 'erasure'
      log.error({ erasureId: row.erasure_id, part, reason }, 'an erasing did not come to its end and is tried again')
      await beginAnew(parts, row.erasure_id, part)
    }
  }
}

async function carryOut(parts: CarryOutParts, row: ErasureRow, signal?: AbortSignal): Promise<void> {
  const whom = { personIds: readPersonIds(row.person_ids), accountIds: readAccountIds(row.account_ids) }
  const { personIds } = whom
  if (row.state === 'waiting' && !(await begin(parts, row.erasure_id, personIds))) return
  // Before anything goes: whoever brings an older backup back reads it there.
  const begunAt = new Date(parts.clock.now()).toISOString()
  await parts.journal.add({ ...whom, erasureId: row.erasure_id, begunAt }).catch(error => {
    throw new StoppedIn('journal', error)
  })
  await parts.endSessions(personIds)
  const through = await parts.db
    .selectFrom('erased_room')
    .select('room')
    .where('erasure_id', '=', row.erasure_id)
    .execute()
  const done = new Set(through.map(({ room }) => room))
  for (const eraser of parts.erasers) {
    if (signal?.aborted) return
    if (done.has(eraser.room)) continue
    await eraseIn(parts, eraser, row.erasure_id, whom).catch(error => {
      throw new StoppedIn(eraser.room, error)
    })
  }
  await finish(parts, row.erasure_id)
}

/** False when something is under way, or the person was faster. */
async function begin(parts: CarryOutParts, erasureId: string, personIds: readonly string[]): Promise<boolean> {
  const { db, clock, erasers } = parts
  const isHeldUp = (await runningOf(erasers, personIds)).length > 0
  return db.transaction().execute(async tx => {
    const row = await held(tx, erasureId)
    if (row?.state !== 'waiting') return row?.state === 'under-way'
    const at = new Date(clock.now())
    const change = tx.updateTable('erasure').where('erasure_id', '=', erasureId)
    const entry = { subject: erasureId, terminalId: null }
    if (!isHeldUp) {
      await change.set({ state: 'under-way', next_look_at: at }).execute()
      await audit(tx, at, { event: 'erasure-begun', ...entry })
      return true
    }
    const nextLookAt = new Date(at.getTime() + HOUR_MS)
    await change.set({ next_look_at: nextLookAt, held_up_at: row.held_up_at ?? at }).execute()
    if (row.held_up_at === null) await audit(tx, at, { event: 'erasure-held-up', ...entry })
    return false
  })
}

async function eraseIn(
  { db, clock }: CarryOutParts,
  { room, erase }: Eraser,
  erasureId: string,
  { personIds, accountIds }: { readonly personIds: readonly string[]; readonly accountIds: readonly string[] },
): Promise<void> {
  const eraseNow = await erase(personIds, accountIds)
  await db.transaction().execute(async tx => {
    const row = await held(tx, erasureId)
    if (row?.state !== 'under-way') return
    const mark = { erasure_id: erasureId, room, at: new Date(clock.now()) }
    const marked = await tx
      .insertInto('erased_room')
      .values(mark)
      .onConflict(conflict => conflict.doNothing())
      .returning('room')
      .executeTakeFirst()
    // Another server was faster.
    if (!marked) return
    const counts = JSON.stringify(sumOf(countsIn(row.counts), await eraseNow(tx)))
    await tx.updateTable('erasure').set({ counts }).where('erasure_id', '=', erasureId).execute()
  })
}

async function finish({ db, clock, letters, cases }: CarryOutParts, erasureId: string): Promise<void> {
  await db.transaction().execute(async tx => {
    const row = await held(tx, erasureId)
    if (row?.state !== 'under-way') return
    const at = new Date(clock.now())
    await tx
      .updateTable('erasure')
      .set({ state: 'done', over_at: at, next_look_at: null, ...LEADS_TO_NOBODY })
      .where('erasure_id', '=', erasureId)
      .execute()
    await tx.deleteFrom('erased_room').where('erasure_id', '=', erasureId).execute()
    await letters.post(tx, erasureId, row.letters_to, { what: 'done' })
    await cases.settle(tx, { kind: 'erasing-fails', subject: erasureId, because: sentence('erasing-through') }, at)
    const detail = countsIn(row.counts)
    await audit(tx, at, { event: 'erasure-done', subject: erasureId, terminalId: null, detail })
  })
}

/**
 * Every room once more, behind a pause: something may have been made behind those that are through, and it finds nothing where all is
 * gone. What goes on failing is a person's affair.
 */
async function beginAnew({ db, clock, cases }: CarryOutParts, erasureId: string, part: string): Promise<void> {
  await db.transaction().execute(async tx => {
    const row = await held(tx, erasureId)
    if (!row || row.over_at !== null) return
    const at = new Date(clock.now())
    const failures = row.failures + 1
    const nextLookAt = new Date(at.getTime() + pauseAfter(failures))
    await tx.deleteFrom('erased_room').where('erasure_id', '=', erasureId).execute()
    await tx
      .updateTable('erasure')
      .set({ failures, next_look_at: nextLookAt })
      .where('erasure_id', '=', erasureId)
      .execute()
    if (failures < FAILURES_OF_CASE) return
    // Why it failed is in the log alone: what a database says may name a person.
    const says = sentence('erasing-stopped', { part })
    const byItself = { what: sentence('erasing-tried-again'), atMs: nextLookAt.getTime() }
    const evidence = [{ source: 'server' as const, atMs: at.getTime(), says }]
    await cases.open(tx, { kind: 'erasing-fails', subject: erasureId, evidence, byItself }, at)
  })
}

const held = (tx: Transaction<Tables>, erasureId: string): Promise<ErasureRow | undefined> =>
  tx.selectFrom('erasure').selectAll().where('erasure_id', '=', erasureId).forUpdate().executeTakeFirst()

const countsIn = (stored: unknown): Record<string, number> => z.record(z.string(), z.number()).parse(stored)

function sumOf(counts: Readonly<Record<string, number>>, more: ErasedCounts): Record<string, number> {
  const sum = { ...counts }
  for (const [table, count] of Object.entries(more)) if (count > 0) sum[table] = (sum[table] ?? 0) + count
  return sum
}
