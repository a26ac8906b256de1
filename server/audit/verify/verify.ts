import type { Kysely } from 'kysely'
import type { Tables } from '../../ground/store/tables.ts'
import { bytesOf, hexOf } from '../chain/hex.ts'
import { NOTHING_BEFORE } from '../chain/link.ts'
import { peaksOfText, readStatement } from '../checkpoints/checkpoint.ts'
import { BLOCK_LEAVES, Peaks } from '../checkpoints/merkle.ts'
import { verifyChains } from '../terminals/verify-chains.ts'
import { NO_COPIES, type Outside } from '../witnesses/outside-copies.ts'
import { type Begin, createChainWalk } from './chain-walk.ts'
import { compareWith } from './compare-witness.ts'
import { createFindings, type Findings } from './finding.ts'
import {
  adoptedThrough,
  blocksIn,
  checkpointsBeyond,
  checkpointsIn,
  endOfChain,
  lastCut,
  readChain,
} from './read-chain.ts'
import type { VerifyReport } from './report.ts'
import { findUnlinked } from './unlinked.ts'

export interface VerifyOptions {
  /** Outside copies, each compared. */
  readonly outside?: Outside
  progress?(done: number, of: number): void
  readonly signal?: AbortSignal
  /** Milliseconds, for how long it took. */
  now(): number
}

import { KEPT_AT_LEAST_DAYS } from '../keeping/kept-days.ts'

const DAY_MS = 86_400_000

/**
 * Goes over the whole chain from its first entry that is kept: each entry against its link, each link against the one before, each
 * checkpoint against the tree, and all of it against an outside copy. What is written meanwhile is not waited for.
 */
export async function verifyTrail(db: Kysely<Tables>, key: string, options: VerifyOptions): Promise<VerifyReport> {
  const beganAt = options.now()
  for (;;) {
    const cut = await lastCut(db)
    const findings = createFindings()
    const begin = await beginOf(db, key, cut, findings)
    const report = await walk(db, key, begin, findings, options)
    // Rows that went for their age while this read them are missed by nobody.
    const isCutMeanwhile = (await lastCut(db))?.position !== cut?.position
    // Outside copies are read once.
    if (!isCutMeanwhile || options.outside?.copies.length) return { ...report, tookMs: options.now() - beganAt }
  }
}

async function beginOf(
  db: Kysely<Tables>,
  key: string,
  cut: Awaited<ReturnType<typeof lastCut>>,
  findings: Findings,
): Promise<Begin> {
  if (!cut) return { position: 0, number: 0, known: { head: NOTHING_BEFORE, peaks: new Peaks() } }
  if (!(cut.ageMs >= KEPT_AT_LEAST_DAYS * DAY_MS)) findings.add('cut-too-early', { position: cut.position })
  const [kept] = await checkpointsIn(db, cut.position - 1, cut.position)
  const said = kept && readStatement(kept)
  const peaks = kept && peaksOfText(cut.position, kept.peaks)
  const { position, number } = cut
  if (said && peaks && said.key === key && said.size === position && hexOf(peaks.root()) === said.root)
    return { position, number, known: { head: bytesOf(said.head), peaks } }
  findings.add('cut-unproven', { position, number })
  return { position, number, known: null }
}

async function walk(
  db: Kysely<Tables>,
  key: string,
  begin: Begin,
  findings: Findings,
  { outside = NO_COPIES, progress, signal }: VerifyOptions,
): Promise<Omit<VerifyReport, 'tookMs'>> {
  const end = await endOfChain(db)
  const compared = outside.copies.map(({ name, lines }) => ({ name, with: compareWith(lines, key, findings) }))
  for (const one of compared) await one.with.begin(begin.position)
  const chain = createChainWalk(begin, key, await adoptedThrough(db), findings)
  const isStopped = () => signal?.aborted ?? false
  for await (const rows of readChain(db, begin.position, end)) {
    const after = chain.position()
    const last = Number(rows.at(-1)?.position)
    chain.expect(await checkpointsIn(db, after, last))
    const blocks = await blocksIn(db, Math.floor(after / BLOCK_LEAVES), Math.ceil(last / BLOCK_LEAVES) + 1)
    for (const row of rows) {
      const hash = chain.step(row, blocks)
      for (const one of compared) await one.with.link(Number(row.position), row.link_seq, hash, chain.root)
    }
    progress?.(chain.entries(), end - begin.position)
    if (isStopped()) break
  }
  if (!isStopped()) {
    for (const number of await checkpointsBeyond(db)) findings.add('chain-cut-short', { position: end + 1, number })
  }
  const said = chain.end()
  const witnesses: { name: string; checkpoints: number; through: number }[] = []
  const ours = await endOfChain(db)
  if (!isStopped()) for (const { name, with: one } of compared) witnesses.push({ name, ...(await one.end(ours)) })
  const terminals = isStopped() ? { chains: 0, entries: 0 } : await verifyChains(db, findings, signal)
  const waiting = isStopped() ? 0 : await findUnlinked(db, findings, signal)
  const outcome = findings.count() > 0 ? 'broken' : isStopped() ? 'stopped' : 'whole'
  return {
    ...{ outcome, ...said, waiting, witness: witnesses[0] ?? null, witnesses, unread: outside.unread(), terminals },
    ...{ findings: findings.list(), findingsCount: findings.count() },
  }
}
