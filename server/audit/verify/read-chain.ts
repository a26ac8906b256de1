import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../ground/store/tables.ts'
import { TRAIL_COLUMNS, type TrailRow } from '../chain/record.ts'

const PAGE = 4_000

/** A link with the row that it holds; without one the row is gone. */
export interface LinkedRow extends Omit<TrailRow, 'seq'> {
  readonly position: string
  readonly link_seq: string
  readonly linked_epoch: string
  readonly hash: string
  readonly seq: string | null
}

/** The links behind `after` up to `through`, page by page, in their order: memory holds two pages. */
export async function* readChain(
  db: Kysely<Tables>,
  after: number,
  through: number,
): AsyncGenerator<readonly LinkedRow[]> {
  const pageAfter = (last: number): Promise<readonly LinkedRow[]> => {
    const page = sql<LinkedRow>`select l.position::text as position, l.seq::text as link_seq,
      extract(epoch from l.linked_at)::text as linked_epoch, encode(l.hash, 'hex') as hash, ${sql.raw(TRAIL_COLUMNS)}
      from audit_link l left join audit a on a.seq = l.seq
      where l.position > ${last} and l.position <= ${through} order by l.position limit ${PAGE}`
      .execute(db)
      .then(({ rows }) => rows)
    // Who stops reading waits for no further page; who reads on hears of its failure.
    page.catch(() => undefined)
    return page
  }
  let next = pageAfter(after)
  for (;;) {
    const rows = await next
    if (rows.length === 0) return
    // The database reads the next page while this one is reckoned.
    next = pageAfter(Number(rows.at(-1)?.position))
    yield rows
  }
}

/** A checkpoint as it is kept. */
export interface KeptCheckpoint {
  readonly number: string
  readonly size: string
  readonly statement: string
  readonly signature: string
  readonly peaks: string
}

/** Those that sign more than `after` and at most `through` links, in their order. */
export async function checkpointsIn(
  db: Kysely<Tables>,
  after: number,
  through: number,
): Promise<readonly KeptCheckpoint[]> {
  const { rows } = await sql<KeptCheckpoint>`select number::text, size::text, statement, signature, peaks
    from audit_checkpoint where size > ${after} and size <= ${through} order by audit_checkpoint.size`.execute(db)
  return rows
}

/** The numbers of the first few that sign more links than there are just now. */
export async function checkpointsBeyond(db: Kysely<Tables>): Promise<readonly number[]> {
  const { rows } = await sql<{ number: string }>`select number::text from audit_checkpoint
    where size > (select coalesce(max(position), 0) from audit_link) order by audit_checkpoint.size limit 10`.execute(
    db,
  )
  return rows.map(({ number }) => Number(number))
}

/** The roots of blocks, `from` up to before `to`. */
export async function blocksIn(db: Kysely<Tables>, from: number, to: number): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ number: string; hash: string }>`select number::text, encode(hash, 'hex') as hash
    from audit_block where number >= ${from} and number < ${to}`.execute(db)
  return new Map(rows.map(({ number, hash }) => [Number(number), hash]))
}

/** Where the chain begins since old rows were deleted; null while none were. */
export async function lastCut(
  db: Kysely<Tables>,
): Promise<{ readonly position: number; readonly number: number; readonly ageMs: number } | null> {
  const { rows } = await sql<{ position: string; number: string; age: string }>`select position::text, number::text,
    (extract(epoch from cut_at - through_at) * 1000)::text as age from audit_cut order by audit_cut.position desc limit 1`.execute(
    db,
  )
  const [row] = rows
  return row ? { position: Number(row.position), number: Number(row.number), ageMs: Number(row.age) } : null
}

/** Where the chain ends just now. */
export async function endOfChain(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{
    position: string
  }>`select coalesce(max(position), 0)::text as position from audit_link`.execute(db)
  return Number(rows[0]?.position ?? 0)
}

/** The number of the last row that was written before there was a chain. */
export async function adoptedThrough(db: Kysely<Tables>): Promise<bigint> {
  const { rows } = await sql<{ seq: string }>`select adopted_through_seq::text as seq from audit_chain`.execute(db)
  return BigInt(rows[0]?.seq ?? '0')
}
