import { type Kysely, sql, type Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { Tables } from '../../ground/store/tables.ts'
import type { Signer } from '../checkpoints/checkpoint.ts'
import { CHECKPOINT_AFTER_MS, checkpointWhenDue, LINKS_OF_CHECKPOINT } from '../checkpoints/make-checkpoint.ts'
import { bytesOf, hexOf } from './hex.ts'
import { linkHash, NOTHING_BEFORE } from './link.ts'
import { momentOf, recordOf, TRAIL_COLUMNS, type TrailRow } from './record.ts'

/** An arbitrary number: of several servers on one database one alone seals. */
const SEAL_LOCK = 7_203_195

export interface SealParts {
  readonly db: Kysely<Tables>
  readonly log: Pick<Logger, 'error'>
  readonly signer: Signer
  /** The public address of the house. */
  readonly house: string
}

/**
 * Gives every row that waits its link, in the order of their numbers, and signs a checkpoint where one is due. A row waits from its own
 * transaction on, so that one which commits late is linked late, and never forgotten. Answers how many links were made.
 */
export async function seal(parts: SealParts, now: () => Date, signal?: AbortSignal): Promise<number> {
  let linked = 0
  while (!signal?.aborted && (await hasWork(parts.db, now()))) {
    const made = await parts.db.transaction().execute(tx => sealSome(tx, parts, now()))
    linked += made.links
    // Another server is at it, or what there is to do cannot be done.
    if (made.links === 0 && !made.checkpoint) break
  }
  return linked
}

async function hasWork(db: Kysely<Tables>, now: Date): Promise<boolean> {
  const due = new Date(now.getTime() - CHECKPOINT_AFTER_MS)
  const { rows } = await sql<{ has: boolean }>`select exists (select 1 from audit_waiting w join audit a using (seq))
    or exists (select 1 from audit_link where position = (select coalesce(max(size), 0) + 1 from audit_checkpoint)
      and linked_at <= ${due}) as has`.execute(db)
  return rows[0]?.has ?? false
}

async function sealSome(
  tx: Transaction<Tables>,
  parts: SealParts,
  now: Date,
): Promise<{ readonly links: number; readonly checkpoint: boolean }> {
  const lock = await sql<{
    ours: boolean
  }>`select pg_try_advisory_xact_lock(${sql.lit(SEAL_LOCK)}) as ours`.execute(tx)
  if (!lock.rows[0]?.ours) return { links: 0, checkpoint: false }
  const { rows } = await sql<{ position: string; head: string | null; since: string }>`
    select coalesce(l.position, 0)::text as position, encode(l.hash, 'hex') as head,
      (coalesce(l.position, 0) - coalesce((select max(size) from audit_checkpoint), 0))::text as since
    from (select 1) one left join (select position, hash from audit_link order by position desc limit 1) l on true`.execute(
    tx,
  )
  const [end] = rows
  if (!end) throw new Error('a query without a condition has a row')
  const since = Number(end.since)
  const limit = since < LINKS_OF_CHECKPOINT ? LINKS_OF_CHECKPOINT - since : LINKS_OF_CHECKPOINT
  const links = await linkWaiting(tx, end, limit, now)
  const checkpoint = await checkpointWhenDue(tx, parts, now)
  return { links, checkpoint }
}

async function linkWaiting(
  tx: Transaction<Tables>,
  end: { readonly position: string; readonly head: string | null },
  limit: number,
  now: Date,
): Promise<number> {
  const { rows } = await sql<TrailRow>`select ${sql.raw(TRAIL_COLUMNS)}
    from audit_waiting w join audit a using (seq) order by w.seq limit ${limit}`.execute(tx)
  if (rows.length === 0) return 0
  const linkedAt = momentOf((now.getTime() / 1_000).toFixed(6))
  let before = end.head === null ? NOTHING_BEFORE : bytesOf(end.head)
  let position = Number(end.position)
  const hashes = rows.map(row => {
    position++
    before = linkHash(before, { position, linkedAt, record: recordOf(row) })
    return hexOf(before)
  })
  const seqs = rows.map(({ seq }) => seq)
  await sql`insert into audit_link (position, seq, linked_at, hash)
    select ${end.position}::bigint + o, s::bigint, ${linkedAt}::timestamptz, decode(h, 'hex')
    from unnest(${seqs}::text[], ${hashes}::text[]) with ordinality as t(s, h, o)`.execute(tx)
  await sql`delete from audit_waiting where seq = any(${seqs}::bigint[])`.execute(tx)
  return rows.length
}
