import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  consistencyProof,
  inclusionProof,
  isConsistent,
  leafHash,
  Peaks,
  rootByInclusion,
  rootOfLeaves,
} from './merkle.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
/** The leaves that certificate transparency tests itself with. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  one => leafHash(Buffer.from(one, 'hex')),
)
/** And the roots of the trees of one to eight of them. */
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

const leavesOf = (count: number) => Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)))
const rootsOver = (leaves: readonly Uint8Array[]) => async (from: number, to: number) =>
  rootOfLeaves(leaves.slice(from, to))

describe('a Merkle tree (RFC 6962)', () => {
  it('has the roots of the known vectors', () => {
    expect(ROOTS.map((_, at) => hex(rootOfLeaves(LEAVES.slice(0, at + 1))))).toEqual(ROOTS)
    expect(hex(new Peaks().root())).toBe(createHash('sha256').digest('hex'))
  })

  it('goes on from its peaks as if it had never stopped', () => {
    fc.assert(
      fc.property(fc.nat(70), fc.nat(70), (before, more) => {
        const leaves = leavesOf(before + more)
        const first = new Peaks()
        for (const leaf of leaves.slice(0, before)) first.append(leaf)
        const second = new Peaks(before, first.hashes)
        for (const leaf of leaves.slice(before)) second.append(leaf)
        expect(hex(second.root())).toBe(hex(rootOfLeaves(leaves)))
      }),
    )
    expect(() => new Peaks(3, [LEAVES[0]!])).toThrow()
  })

  it('proves each leaf, and no other in its place', async () => {
    for (const size of [1, 2, 3, 7, 8, 9, 21]) {
      const leaves = leavesOf(size)
      const root = hex(rootOfLeaves(leaves))
      for (let at = 0; at < size; at++) {
        const proof = await inclusionProof(rootsOver(leaves), at, 0, size)
        const led = (index: number, leaf: Uint8Array, way = proof) => {
          const to = rootByInclusion(leaf, index, size, way)
          return to === null ? null : hex(to)
        }
        expect(led(at, leaves[at]!)).toBe(root)
        expect(led(at, leafHash(Buffer.from('another')))).not.toBe(root)
        if (size > 1) expect(led((at + 1) % size, leaves[at]!)).not.toBe(root)
        expect(led(at, leaves[at]!, [...proof, leaves[0]!])).toBeNull()
      }
    }
  })

  it('proves that it begins with an older one, and nothing else is taken for that', async () => {
    const leaves = leavesOf(20)
    for (let size = 1; size <= 20; size++)
      for (let older = 1; older <= size; older++) {
        const proof = await consistencyProof(rootsOver(leaves), older, size)
        const was = { size: older, root: rootOfLeaves(leaves.slice(0, older)) }
        const is = { size, root: rootOfLeaves(leaves.slice(0, size)) }
        expect(isConsistent(was, is, proof), `${older} of ${size}`).toBe(true)
        const other = { size: older, root: rootOfLeaves([...leaves.slice(1, older), leaves[19]!, leaves[0]!]) }
        expect(isConsistent(other, is, proof)).toBe(false)
        expect(isConsistent(was, { size, root: leaves[0]! }, [...proof, leaves[1]!])).toBe(false)
        for (let at = 0; at < proof.length; at++)
          expect(isConsistent(was, is, proof.with(at, leafHash(Buffer.from('foreign')))), `${older} of ${size}`).toBe(
            false,
          )
      }
  })
})
