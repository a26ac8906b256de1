import { hash } from 'node:crypto'

/** The hash of a leaf (RFC 6962, 2.1). */
export const leafHash = (data: Uint8Array): Uint8Array => hash('sha256', Buffer.concat([LEAF, data]), 'buffer')
/** The hash over two subtrees. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  hash('sha256', Buffer.concat([NODE, left, right]), 'buffer')

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)
/** The roots of so many leaves side by side are kept, so that a proof reads no whole chain. A power of two. */
export const BLOCK_LEAVES = 1_024
/** Of a tree without leaves. */
const EMPTY_ROOT: Uint8Array = hash('sha256', '', 'buffer')

/**
 * The whole subtrees side by side that a tree of some size is made of, the largest first: all that is needed to go on with it and to
 * know its root. There is one for each 1 in the size written in binary.
 */
export class Peaks {
  size: number
  readonly hashes: Uint8Array[]

  constructor(size = 0, hashes: readonly Uint8Array[] = []) {
    if (hashes.length !== onesIn(size)) throw new Error('these are not the peaks of a tree of that size')
    this.size = size
    this.hashes = [...hashes]
  }

  /** Gives the root of the block (`BLOCK_LEAVES`) that has become whole by this leaf. */
  append(leaf: Uint8Array): Uint8Array | null {
    let [hash, width, block] = [leaf, 1, null as Uint8Array | null]
    for (let rest = this.size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = this.hashes.pop()
      if (left) hash = nodeHash(left, hash)
      width *= 2
      if (width === BLOCK_LEAVES) block = hash
    }
    this.hashes.push(hash)
    this.size++
    return block
  }

  root(): Uint8Array {
    const last = this.hashes.at(-1)
    if (!last) return EMPTY_ROOT
    return this.hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last)
  }
}

/** How many subtrees a tree has. Sizes go beyond 32 bits. */
function onesIn(size: number): number {
  let ones = 0
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2
  return ones
}

/** The largest power of two below `size`. */
function splitOf(size: number): number {
  let split = 1
  while (split * 2 < size) split *= 2
  return split
}

/** Gives the root of the leaves `from` (counted from 0) up to before `to`. */
export type RootOf = (from: number, to: number) => Promise<Uint8Array>

/** The root of leaves that are all there. */
export function rootOfLeaves(leaves: readonly Uint8Array[]): Uint8Array {
  const peaks = new Peaks()
  for (const leaf of leaves) peaks.append(leaf)
  return peaks.root()
}

/** The way from a leaf (counted from 0) to the root of a tree (RFC 6962, 2.1.1). */
export async function inclusionProof(rootOf: RootOf, leaf: number, from: number, to: number): Promise<Uint8Array[]> {
  if (to - from === 1) return []
  const split = from + splitOf(to - from)
  return leaf < split
    ? [...(await inclusionProof(rootOf, leaf, from, split)), await rootOf(split, to)]
    : [...(await inclusionProof(rootOf, leaf, split, to)), await rootOf(from, split)]
}

/** The root that a leaf and its way lead to; null when the way is too long or too short. */
export function rootByInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Uint8Array | null {
  if (index >= size) return null
  const go = (at: number, of: number, rest: readonly Uint8Array[]): Uint8Array | null => {
    if (of === 1) return rest.length === 0 ? leaf : null
    const last = rest.at(-1)
    if (!last) return null
    const split = splitOf(of)
    const inner = at < split ? go(at, split, rest.slice(0, -1)) : go(at - split, of - split, rest.slice(0, -1))
    if (!inner) return null
    return at < split ? nodeHash(inner, last) : nodeHash(last, inner)
  }
  return go(index, size, proof)
}

/** That a tree of `size` begins with the one of `older` leaves (RFC 6962, 2.1.2). Both have leaves. */
export async function consistencyProof(rootOf: RootOf, older: number, size: number): Promise<Uint8Array[]> {
  const sub = async (at: number, from: number, to: number, isWhole: boolean): Promise<Uint8Array[]> => {
    if (at === to - from) return isWhole ? [] : [await rootOf(from, to)]
    const split = splitOf(to - from)
    return at <= split
      ? [...(await sub(at, from, from + split, isWhole)), await rootOf(from + split, to)]
      : [...(await sub(at - split, from + split, to, false)), await rootOf(from, from + split)]
  }
  return sub(older, 0, size, true)
}

/** Whether a proof leads from the root of the older tree to that of the newer one (RFC 9162, 2.1.4.2). */
export function isConsistent(
  older: { readonly size: number; readonly root: Uint8Array },
  newer: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (older.size > newer.size || older.size === 0) return false
  if (older.size === newer.size) return proof.length === 0 && same(older.root, newer.root)
  const isPowerOfTwo = onesIn(older.size) === 1
  const [first, ...rest] = isPowerOfTwo ? [older.root, ...proof] : proof
  if (!first) return false
  let at = older.size - 1
  let last = newer.size - 1
  while (at % 2 === 1) {
    at = (at - 1) / 2
    last = Math.floor(last / 2)
  }
  let [was, is] = [first, first]
  for (const hash of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      was = nodeHash(hash, was)
      is = nodeHash(hash, is)
      while (at % 2 === 0 && at !== 0) {
        at /= 2
        last = Math.floor(last / 2)
      }
    } else {
      is = nodeHash(is, hash)
    }
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && same(was, older.root) && same(is, newer.root)
}

/** Public values: no secret is told by how long it takes. */
export const same = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at])
