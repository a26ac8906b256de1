import { sql } from 'kysely'
import { expireTrail } from '../../ground/audit-trail.ts'
import type { Ground } from '../../ground/ground.ts'
import { audit } from '../audit-audit.ts'
import { BLOCK_LEAVES } from '../checkpoints/merkle.ts'
import { lastCut } from '../verify/read-chain.ts'

const DAY_MS = 86_400_000
/** So many rows go in one transaction, which must not last. */
const ROWS_AT_ONCE = 20_000

/** Why nothing was deleted though there is what is old enough. */
export type Waits = 'witnesses-lack-it' | 'young-entry-among-it'

/**
 * Deletes what is older than the house keeps it: up to a checkpoint, which stays, and from which on the chain proves. What a witness has not
 * got stays too. Answers how many rows went.
 */
export async function expireOld(
  { db, clock, log }: Pick<Ground, 'db' | 'clock' | 'log'>,
  { keptDays, witnesses }: { readonly keptDays: number; readonly witnesses: readonly string[] },
  signal?: AbortSignal,
): Promise<{ readonly rows: number; readonly waits: Waits | null }> {
  let rows = 0
  while (!signal?.aborted) {
    const now = new Date(clock.now())
    const before = new Date(now.getTime() - keptDays * DAY_MS)
    const cut = await lastCut(db)
    const after = cut?.position ?? 0
    const target = await nextCut(db, after, before)
    if (!target) return { rows, waits: null }
    const why = await whyNot(db, after, target, before, witnesses)
    if (why !== null) {
      log.warn({ why, checkpoint: target.number }, 'old entries of the audit trail cannot be deleted yet')
      return { rows, waits: why }
    }
    rows += await db.transaction().execute(async tx => {
      await sql`insert into audit_cut (position, number, cut_at, through_at, rows_deleted) select ${target.size}, ${target.number},
        ${now}, max(a.at), count(*) from audit_link l join audit a using (seq) where l.position > ${after} and l.position <= ${target.size}`.execute(
        tx,
      )
      // Of each chain of a terminal the last link of what goes stays: what follows stands on its hash.
      const going = sql`select seq from audit_link where position > ${after} and position <= ${target.size}`
      const { rows: links } = await sql<{ chain: string; n: string }>`select chain_id as chain, max(n)::text as n
        from terminal_chain_link where seq in (${going}) group by 1`.execute(tx)
      const gone = await expireTrail(tx, after, target.size)
      for (const { chain, n } of links)
        await sql`delete from terminal_chain_link where chain_id = ${chain} and n < ${n}::bigint`.execute(tx)
      // A proof needs the leaves of a block that is not whole: its links stay.
      const through = Math.floor(target.size / BLOCK_LEAVES) * BLOCK_LEAVES
      await sql`delete from audit_link where position <= ${through}`.execute(tx)
      await sql`delete from audit_checkpoint where number < ${target.number}`.execute(tx)
      const detail = { rows: gone, through: target.size, checkpoint: target.number, keptDays }
      await audit(tx, now, { event: 'audit-rows-expired', subject: String(target.size), terminalId: null, detail })
      return gone
    })
    log.info({ through: target.size, rows }, 'old entries of the audit trail were deleted')
  }
  return { rows, waits: null }
}

interface Target {
  readonly number: number
  readonly size: number
}

async function nextCut(db: Ground['db'], after: number, before: Date): Promise<Target | null> {
  const { rows } = await sql<{ number: string; size: string }>`select number::text, size::text from audit_checkpoint c
    where c.size > ${after} and c.made_at < ${before}
      and (c.size <= ${after + ROWS_AT_ONCE} or c.size = (select min(size) from audit_checkpoint where size > ${after}))
    order by c.size desc limit 1`.execute(db)
  const [row] = rows
  return row ? { number: Number(row.number), size: Number(row.size) } : null
}

async function whyNot(
  db: Ground['db'],
  after: number,
  { number, size }: Target,
  before: Date,
  witnesses: readonly string[],
): Promise<Waits | null> {
  const { rows } = await sql<{ n: string }>`select count(*)::text as n from audit_witness
    where witness = any(${[...witnesses]}::text[]) and delivered_number >= ${number}`.execute(db)
  if (Number(rows[0]?.n ?? 0) < witnesses.length) return 'witnesses-lack-it'
  const young = await sql`select 1 from audit_link l join audit a using (seq)
    where l.position > ${after} and l.position <= ${size} and a.at >= ${before} limit 1`.execute(db)
  return young.rows.length > 0 ? 'young-entry-among-it' : null
}
