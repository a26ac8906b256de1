import { bytesOf, hexOf } from '../chain/hex.ts'
import { linkHash, NOTHING_BEFORE } from '../chain/link.ts'
import { momentOf, recordOf } from '../chain/record.ts'
import { readStatement } from '../checkpoints/checkpoint.ts'
import { BLOCK_LEAVES, leafHash, Peaks, same } from '../checkpoints/merkle.ts'
import type { Findings } from './finding.ts'
import type { KeptCheckpoint, LinkedRow } from './read-chain.ts'
import type { VerifyReport } from './report.ts'

/** Where a walk over the chain begins: at its first link, or behind what was deleted for its age. */
export interface Begin {
  readonly position: number
  /** Of the checkpoint that vouches for what lies before. */
  readonly number: number
  /** What the first link stands on; null where nothing vouches for that, and it is taken as it is. */
  readonly known: { readonly head: Uint8Array; readonly peaks: Peaks } | null
}

const HOUR_S = 3_600

/** Goes over the links one by one, with the checkpoints between them. */
export function createChainWalk(begin: Begin, key: string, adoptedThrough: bigint, findings: Findings) {
  const peaks = new Peaks(begin.known?.peaks.size, begin.known?.peaks.hashes)
  let { position, number } = begin
  /** The link before, as it is kept and, where that is another, as it should be. */
  let [kept, right] = [begin.known?.head ?? NOTHING_BEFORE, begin.known?.head ?? NOTHING_BEFORE]
  let isAnchored = begin.known !== null
  /** A link that does not fit: whether its entry or itself was changed, the next one says. */
  let doubtful: { position: number; seq: string } | null = null
  let checkpoints: KeptCheckpoint[] = []
  let [entries, checked, lateCount] = [0, 0, 0]
  let lateFirst: number | null = null
  let from: VerifyReport['from'] = null
  let through: VerifyReport['through'] = null

  const judge = (row: LinkedRow, at: number, hash: Uint8Array): void => {
    const { seq } = row
    if (!isAnchored) {
      isAnchored = true
      ;[kept, right] = [hash, hash]
      return
    }
    if (seq === null) {
      settleDoubt('entry-changed')
      findings.add('entry-missing', { position: at, seq: row.link_seq })
      ;[kept, right] = [hash, hash]
      return
    }
    const facts = { position: at, linkedAt: momentOf(row.linked_epoch), record: recordOf({ ...row, seq }) }
    const byKept = linkHash(kept, facts)
    const isRight = same(byKept, hash)
    if (doubtful && !isRight && same(linkHash(right, facts), hash)) {
      settleDoubt('link-changed')
      ;[kept, right] = [hash, hash]
      return
    }
    settleDoubt('entry-changed')
    if (!isRight) doubtful = { position: at, seq }
    ;[kept, right] = [hash, byKept]
  }
  /** Where links are not what they were, the tree over them is another one, and says nothing of what follows. */
  let isTreeLost = begin.known === null
  const settleDoubt = (kind: 'entry-changed' | 'link-changed') => {
    if (doubtful) findings.add(kind, doubtful)
    if (doubtful && kind === 'link-changed') isTreeLost = true
    doubtful = null
  }
  const noteLate = (row: LinkedRow, at: number) => {
    const isLate = Number(row.linked_epoch) - Number(row.epoch) > HOUR_S
    if (!isLate || row.seq === null || BigInt(row.seq) <= adoptedThrough) return
    lateCount++
    lateFirst ??= at
  }
  const judgeCheckpoint = (checkpoint: KeptCheckpoint, hash: Uint8Array) => {
    const here = Number(checkpoint.number)
    for (let missing = number + 1; missing < here && missing <= number + 100; missing++)
      findings.add('checkpoint-missing', { position, number: missing })
    number = Math.max(number, here)
    const said = readStatement(checkpoint)
    const isOurs = said?.key === key && said.number === here && said.size === Number(checkpoint.size)
    const fits = isOurs && said.size === position && (isTreeLost || said.root === hexOf(peaks.root()))
    if (!fits || said.head !== hexOf(hash)) findings.add('checkpoint-changed', { position, number: here })
    else checked++
  }
  return {
    position: () => position,
    entries: () => entries,
    root: () => hexOf(peaks.root()),
    /** The checkpoints up to the end of the next page. */
    expect: (next: readonly KeptCheckpoint[]) => {
      checkpoints = [...next]
    },
    /** The hash of the link as it is kept. */
    step: (row: LinkedRow, blocks: ReadonlyMap<number, string>): Uint8Array => {
      const at = Number(row.position)
      const hash = bytesOf(row.hash)
      if (at !== position + 1) {
        settleDoubt('entry-changed')
        findings.add('link-missing', { position: position + 1 })
        isTreeLost = true
      }
      judge(row, at, hash)
      noteLate(row, at)
      const block = peaks.append(leafHash(hash))
      position = at
      entries++
      from ??= { position: at, at: row.seq === null ? '' : momentOf(row.epoch) }
      through = { position: at, at: row.seq === null ? '' : momentOf(row.epoch) }
      if (block && !isTreeLost) judgeBlock(blocks.get(peaks.size / BLOCK_LEAVES - 1), block)
      while (checkpoints[0] && Number(checkpoints[0].size) <= at) {
        const [checkpoint] = checkpoints.splice(0, 1)
        if (checkpoint) judgeCheckpoint(checkpoint, hash)
      }
      return hash
    },
    end: () => {
      settleDoubt('entry-changed')
      return { entries, checkpoints: checked, from, through, late: { count: lateCount, first: lateFirst } }
    },
  }
  function judgeBlock(theirs: string | undefined, block: Uint8Array) {
    // The last ones come with the next checkpoint.
    if (theirs !== undefined && theirs !== hexOf(block))
      findings.add('block-changed', { position: peaks.size, number: peaks.size / BLOCK_LEAVES - 1 })
  }
}
