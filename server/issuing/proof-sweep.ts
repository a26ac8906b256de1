import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import { err, type Result } from '../../src/result.ts'
import type { ContentStore } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import {
  type ProofLevel,
  sealedAlone,
  type UpgradedFile,
  type UpgradeParts,
  upgradeDocument,
} from '../signing/signing.ts'
import { audit } from './issuing-audit.ts'

export interface ProofSweepParts {
  readonly db: Kysely<Tables>
  readonly content: ContentStore
  readonly upgrade: UpgradeParts
  /** The house's own check of a file that should be proved so far: an error names the reason why it must not be let out. */
  readonly judge: (pdf: Uint8Array, level: ProofLevel) => Promise<Result<void, string>>
  readonly clock: Pick<Clock, 'now'>
  readonly log: Logger
}

interface DueUpgrade {
  readonly document_id: string
  readonly target: ProofLevel
  readonly tries: number
}

const MINUTE_MS = 60_000
/** While one is worked on, another server on the same database leaves it alone for so long. */
const LEASE_MS = 5 * MINUTE_MS
const TRY_AFTER_MS = [1, 1, 5, 15, 60, 240].map(minutes => minutes * MINUTE_MS)
const AT_ONCE = 2
/** In one sweep: what is left comes with the next, so that a stop does not wait for a whole graduation. */
const SWEEP_MAX = 200
/** From so many tries on each failure is an error that staff should see. */
const WORRYING_TRIES = 12

/**
 * Adds the proofs that are due: takes the newest file of each document, adds what it lacks, has the result judged, and names it
 * as the newest. What cannot be had now is tried again later, for as long as it takes; a revoked seal is for a person.
 */
export async function sweepProofs(parts: ProofSweepParts): Promise<void> {
  const worker = async (left: { count: number }) => {
    while (left.count-- > 0) {
      const due = await claim(parts)
      if (!due) return
      await addProofs(parts, due)
    }
  }
  const left = { count: SWEEP_MAX }
  await Promise.all(Array.from({ length: AT_ONCE }, () => worker(left)))
}

/** Takes the one that waits longest, in one statement, so that no other server takes it too. */
function claim({ db, clock }: ProofSweepParts): Promise<DueUpgrade | undefined> {
  const now = new Date(clock.now())
  return db
    .updateTable('proof_upgrade')
    .set(({ eb }) => ({ next_try_at: new Date(now.getTime() + LEASE_MS), tries: eb('tries', '+', 1) }))
    .where('document_id', '=', ({ selectFrom }) =>
      selectFrom('proof_upgrade')
        .select('document_id')
        .where('next_try_at', '<=', now)
        .orderBy('next_try_at')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['document_id', 'target', 'tries'])
    .executeTakeFirst()
}

async function addProofs(parts: ProofSweepParts, due: DueUpgrade): Promise<void> {
  const { db, content, judge } = parts
  const row = await db
    .selectFrom('document')
    .select(['sha256', 'newest_sha256'])
    .where('document_id', '=', due.document_id)
    .executeTakeFirst()
  const before = row?.newest_sha256 ?? row?.sha256
  const stored = before ? await content.get(before) : err('missing' as const)
  if (!stored.ok) return giveToStaff(parts, due, `the stored file: ${stored.error}`)
  let upgraded: UpgradedFile
  try {
    upgraded = await upgradeDocument(stored.value, due.target, parts.upgrade)
  } catch (error) {
    return giveToStaff(parts, due, error instanceof Error ? error.message : 'unknown')
  }
  const isLonger = upgraded.pdf !== stored.value
  if (isLonger) {
    const judged = await judge(upgraded.pdf, upgraded.level)
    if (!judged.ok) return giveToStaff(parts, due, `own check of the file with proofs: ${judged.error}`)
    await keepFile(parts, due.document_id, upgraded)
  }
  const { stoppedBy } = upgraded
  if (stoppedBy?.kind === 'revoked') return giveToStaff(parts, due, `revoked: ${stoppedBy.said.join(', ')}`)
  if (stoppedBy) return tryLater(parts, due, `${stoppedBy.kind}: ${stoppedBy.said.join(', ')}`)
  await db
    .updateTable('proof_upgrade')
    .set({ state: 'done', next_try_at: null, last_failure: null })
    .where('document_id', '=', due.document_id)
    .execute()
}

/** Stores the file, then names it: a power cut in between leaves a file that nobody asks for. */
async function keepFile({ db, content, clock }: ProofSweepParts, documentId: string, { pdf, level }: UpgradedFile) {
  const at = new Date(clock.now())
  const sha256 = await content.put(pdf)
  const of = { document_id: documentId, stored_at: at }
  const files = [{ ...of, sha256, level, byte_length: pdf.length }]
  // What people are given: known to the byte like any file of the document, whether or not proofs stand behind it in another.
  const alone = sealedAlone(pdf)
  if (alone) files.push({ ...of, sha256: await content.put(alone), level: 'B-T', byte_length: alone.length })
  await db.transaction().execute(async tx => {
    await tx
      .insertInto('document_file')
      .values(files)
      .onConflict(conflict => conflict.doNothing())
      .execute()
    await tx.updateTable('document').set({ newest_sha256: sha256 }).where('document_id', '=', documentId).execute()
    await tx.updateTable('proof_upgrade').set({ level }).where('document_id', '=', documentId).execute()
    const detail = { level, sha256 }
    await audit(tx, at, { event: 'document-proved', subject: documentId, terminalId: null, detail })
  })
}

async function tryLater({ db, clock, log }: ProofSweepParts, due: DueUpgrade, why: string): Promise<void> {
  const waitMs = TRY_AFTER_MS[Math.min(due.tries - 1, TRY_AFTER_MS.length - 1)] ?? MINUTE_MS
  await db
    .updateTable('proof_upgrade')
    .set({ next_try_at: new Date(clock.now() + waitMs), last_failure: why.slice(0, 500) })
    .where('document_id', '=', due.document_id)
    .execute()
  const line = { documentId: due.document_id, target: due.target, tries: due.tries, reason: why }
  if (due.tries >= WORRYING_TRIES) log.error(line, 'a document still lacks its proofs')
  else log.warn(line, 'the proofs of a document could not be had yet')
}

async function giveToStaff({ db, log }: ProofSweepParts, due: DueUpgrade, why: string): Promise<void> {
  await db
    .updateTable('proof_upgrade')
    .set({ state: 'needs-hand', next_try_at: null, last_failure: why.slice(0, 500) })
    .where('document_id', '=', due.document_id)
    .execute()
  log.error({ documentId: due.document_id, target: due.target, reason: why }, 'the proofs of a document need a person')
}
