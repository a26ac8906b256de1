import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../ground/store/tables.ts'
import type { Findings } from '../verify/finding.ts'
import { terminalLinkHash } from './judge-piece.ts'
import { entryOfRow } from './keep-entries.ts'
import { isHeadSigned } from './take-piece.ts'

const PAGE = 2_000

interface Chain {
  readonly chain_id: string
  readonly terminal_id: string
  readonly head_n: string
  readonly head_hash: string
  readonly head_signature: string
  readonly head_key: string
}

interface Link {
  readonly n: string
  readonly seq: string
  readonly hash: string
  readonly event: string | null
  readonly detail: string | null
  readonly terminal_id: string | null
}

/** Goes over the chain of every terminal: each entry against its link, each link against the one before, and the end against what was signed. */
export async function verifyChains(
  db: Kysely<Tables>,
  findings: Findings,
  signal?: AbortSignal,
): Promise<{ readonly chains: number; readonly entries: number }> {
  const { rows: chains } = await sql<Chain>`select chain_id, terminal_id, head_n::text as head_n,
    encode(head_hash, 'hex') as head_hash, head_signature, head_key
    from terminal_chain order by terminal_id, begun_at`.execute(db)
  const cuts = await sql`select 1 from audit_cut limit 1`.execute(db)
  let entries = 0
  for (const chain of chains) {
    if (signal?.aborted) break
    entries += await verifyChain(db, chain, cuts.rows.length > 0, findings, signal)
  }
  return { chains: chains.length, entries }
}

async function verifyChain(
  db: Kysely<Tables>,
  chain: Chain,
  hasCut: boolean,
  findings: Findings,
  signal?: AbortSignal,
): Promise<number> {
  const { chain_id: chainId, terminal_id: terminalId } = chain
  const head = { n: Number(chain.head_n), hash: chain.head_hash, signature: chain.head_signature }
  let [last, hash, count] = [0, '0'.repeat(64), 0]
  let isFirst = true
  const add = (
    kind: 'terminal-entry-changed' | 'terminal-entry-missing' | 'terminal-link-missing',
    n: number,
    seq: string | null,
  ) => findings.add(kind, { terminalId, number: n, seq })
  const judge = (link: Link, n: number) => {
    const isGone = link.event === null || link.detail === null
    // Behind it, entries went for their age; what follows stands on its hash.
    const isAnchor = isFirst && isGone && hasCut
    isFirst = false
    if (!isAnchor && n !== last + 1) add('terminal-link-missing', last + 1, null)
    else if (isGone && !isAnchor) add('terminal-entry-missing', n, link.seq)
    else if (!isAnchor && !fits(link, n)) add('terminal-entry-changed', n, link.seq)
    if (n === head.n && link.hash !== head.hash) findings.add('terminal-head-changed', { terminalId, number: n })
    ;[last, hash] = [n, link.hash]
    count++
  }
  const fits = ({ event, detail, terminal_id: of, hash: kept }: Link, n: number): boolean => {
    const entry = entryOfRow({ event: event ?? '', detail: detail ?? 'null' })
    return entry !== null && entry.n === n && of === terminalId && terminalLinkHash(chainId, hash, entry) === kept
  }
  while (!signal?.aborted) {
    const { rows } = await sql<Link>`select l.n::text as n, l.seq::text as seq, encode(l.hash, 'hex') as hash, a.event,
      a.detail::text as detail, a.terminal_id from terminal_chain_link l left join audit a on a.seq = l.seq
      where l.chain_id = ${chainId} and l.n > ${last} order by l.n limit ${PAGE}`.execute(db)
    for (const link of rows) judge(link, Number(link.n))
    if (rows.length < PAGE) break
  }
  if (signal?.aborted || head.n === 0) return count
  if (last < head.n) findings.add('terminal-chain-short', { terminalId, number: last + 1 })
  if (!isHeadSigned(terminalId, { chain: chainId, ...head }, chain.head_key))
    findings.add('terminal-head-changed', { terminalId, number: head.n })
  return count
}
