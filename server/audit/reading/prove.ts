import { sql } from 'kysely'
import type { Ground } from '../../ground/ground.ts'
import { bytesOf, hexOf } from '../chain/hex.ts'
import { linkHash, NOTHING_BEFORE } from '../chain/link.ts'
import { momentOf, recordOf, TRAIL_COLUMNS, type TrailRow } from '../chain/record.ts'
import {
  BLOCK_LEAVES,
  consistencyProof,
  inclusionProof,
  leafHash,
  Peaks,
  type RootOf,
  rootOfLeaves,
} from '../checkpoints/merkle.ts'

type Db = Ground['db']

/** The roots of stretches of the tree: of whole blocks as they are kept, of what lies beside them from the links. */
function rootsOf(db: Db): RootOf {
  const leaves = async (from: number, to: number) => {
    const { rows } = await sql<{ hash: string }>`select encode(hash, 'hex') as hash from audit_link
      where position > ${from} and position <= ${to} order by position`.execute(db)
    if (rows.length !== to - from) throw new Error('links of this stretch are not kept any more')
    return rows.map(({ hash }) => leafHash(bytesOf(hash)))
  }
  const blocks = async (from: number, to: number) => {
    const { rows } = await sql<{ hash: string }>`select encode(hash, 'hex') as hash from audit_block
      where number >= ${from} and number < ${to} order by number`.execute(db)
    if (rows.length !== to - from) throw new Error('a block of this stretch is missing')
    return rows.map(({ hash }) => bytesOf(hash))
  }
  return async (from, to) => {
    if (to - from < BLOCK_LEAVES) return rootOfLeaves(await leaves(from, to))
    // Stretches of a tree begin at a multiple of the largest power of two in them.
    const whole = Math.floor(to / BLOCK_LEAVES)
    const tops = await blocks(from / BLOCK_LEAVES, whole)
    const rest = to % BLOCK_LEAVES === 0 ? [] : [rootOfLeaves(await leaves(whole * BLOCK_LEAVES, to))]
    return rootOverBlocks(tops, rest)
  }
}

/** Blocks side by side hash as leaves do; one that is not whole stands behind them. */
function rootOverBlocks(blocks: readonly Uint8Array[], rest: readonly Uint8Array[]): Uint8Array {
  const peaks = new Peaks()
  for (const block of blocks) peaks.append(block)
  return rest.length === 0 ? peaks.root() : new Peaks(peaks.size * 2 + 1, [...peaks.hashes, ...rest]).root()
}

export interface EntryLink {
  readonly position: number
  readonly record: string
  readonly linkedAt: string
  readonly before: string | null
  readonly hash: string
  readonly fits: boolean
}

/** The link of an entry, and whether the entry is what was linked; null while it has none. */
export async function linkOf(db: Db, seq: string): Promise<EntryLink | null> {
  const { rows } = await sql<TrailRow & { position: string; linked: string; hash: string; before: string | null }>`
    select ${sql.raw(TRAIL_COLUMNS)}, l.position::text as position, extract(epoch from l.linked_at)::text as linked,
      encode(l.hash, 'hex') as hash, encode(b.hash, 'hex') as before
    from audit_link l join audit a on a.seq = l.seq left join audit_link b on b.position = l.position - 1
    where l.seq = ${seq}::bigint`.execute(db)
  const [row] = rows
  if (!row) return null
  const [position, record, linkedAt] = [Number(row.position), recordOf(row), momentOf(row.linked)]
  const before = row.before ?? (position === 1 ? hexOf(NOTHING_BEFORE) : null)
  // Behind what was deleted for its age, the checkpoint there has the hash before.
  const known = before ?? (await headAt(db, position - 1))
  const fits = known !== null && hexOf(linkHash(bytesOf(known), { position, linkedAt, record })) === row.hash
  return { position, record, linkedAt, before: known, hash: row.hash, fits }
}

async function headAt(db: Db, size: number): Promise<string | null> {
  const { rows } = await sql<{
    statement: string
  }>`select statement from audit_checkpoint where size = ${size}`.execute(db)
  const head: unknown = rows[0] && JSON.parse(rows[0].statement).head
  return typeof head === 'string' ? head : null
}

/** The way from an entry to the first checkpoint that signs it; null while there is none. */
export async function proofOf(db: Db, position: number) {
  const { rows } = await sql<{ number: string; size: string; statement: string; signature: string }>`
    select number::text, size::text, statement, signature from audit_checkpoint c where c.size >= ${position}
    order by c.size limit 1`.execute(db)
  const [signed] = rows
  if (!signed) return null
  const [number, size] = [Number(signed.number), Number(signed.size)]
  const path = await inclusionProof(rootsOf(db), position - 1, 0, size)
  return { number, size, statement: signed.statement, signature: signed.signature, path: path.map(hexOf) }
}

/** That the newest checkpoint begins with an older one; null when there is no such. */
export async function consistencyFrom(db: Db, number: number) {
  const { rows } = await sql<{
    size: string
    statement: string
    signature: string
  }>`select size::text, statement, signature
    from audit_checkpoint c where c.number = ${number} or c.number = (select max(number) from audit_checkpoint)
    order by c.number`.execute(db)
  const [older, newer = older] = rows
  if (!older || !newer) return null
  const path = await consistencyProof(rootsOf(db), Number(older.size), Number(newer.size))
  const signed = ({ statement, signature }: typeof older) => ({ statement, signature })
  return { older: signed(older), newer: signed(newer), path: path.map(hexOf) }
}
