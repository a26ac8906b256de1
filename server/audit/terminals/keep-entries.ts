import { sql, type Transaction } from 'kysely'
import type { TerminalEntry, TerminalFacts } from '../../../src/audit/terminal-chain.ts'
import { appendTold } from '../../ground/audit-trail.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { LinkedEntry } from './judge-piece.ts'

/**
 * Writes entries of a terminal's chain into the trail, each with its link there. The moment of the row is the server's, at which it came; that
 * of the terminal stands beside the facts.
 */
export async function keepEntries(
  tx: Transaction<Tables>,
  terminalId: string,
  chain: string,
  entries: readonly LinkedEntry[],
  now: Date,
): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map(({ n, at, event, facts }) => ({
    ...{ event, subject: terminalId, terminalId },
    detail: { ...facts, chainId: chain, chainN: n, chainAt: at },
  }))
  const seqs = await appendTold(tx, now, rows)
  await sql`insert into terminal_chain_link (chain_id, n, seq, hash)
    select ${chain}, n::bigint, s::bigint, decode(h, 'hex')
    from unnest(${entries.map(({ n }) => String(n))}::text[], ${[...seqs]}::text[], ${entries.map(({ hash }) => hash)}::text[])
      as t(n, s, h)`.execute(tx)
}

/** The entry that a row of the trail was made from; null where it is none of a terminal's. */
export function entryOfRow(row: { readonly event: string; readonly detail: string }): TerminalEntry | null {
  const detail: unknown = JSON.parse(row.detail)
  if (detail === null || typeof detail !== 'object' || Array.isArray(detail)) return null
  const { chainId: _, chainN, chainAt, ...facts } = detail as Record<string, unknown>
  if (typeof chainN !== 'number' || typeof chainAt !== 'string') return null
  return { n: chainN, at: chainAt, event: row.event, facts: facts as TerminalFacts }
}
