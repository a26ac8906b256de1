import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { concatBytes } from '../../src/pdf/bytes.ts'
import { contentOf, type DerNode, expectTag, sequenceOf, TAG } from '../../src/pdf/der.ts'
import { oidOf, smallInteger } from '../../src/pdf/der-values.ts'
import { OID } from '../../src/pdf/oids.ts'
import { HOW_TO_CONVERT } from './pbes2.ts'

/** Hashes of the MAC, with the block that the key derivation counts in. */
const HASHES = new Map([
  [OID.sha256 as string, { name: 'sha256', hashBytes: 32, blockBytes: 64 }],
  [OID.sha384 as string, { name: 'sha384', hashBytes: 48, blockBytes: 128 }],
  [OID.sha512 as string, { name: 'sha512', hashBytes: 64, blockBytes: 128 }],
])
type MacHash = { readonly name: string; readonly hashBytes: number; readonly blockBytes: number }

/** The purpose byte of an integrity key (RFC 7292, B.3). */
const MAC_KEY = 3
const ITERATIONS_MAX = 5_000_000

/** Checks MacData over the authenticated safe (RFC 7292, 4). Throws when the password is wrong or the file was changed. */
export function checkMac(node: DerNode | undefined, safe: Uint8Array, password: string): void {
  if (!node) throw new Error('the file has no MAC, so that nothing shows whether it was changed')
  const [digestInfo, saltNode, iterationsNode] = sequenceOf(node)
  const [algorithm, digestNode] = sequenceOf(digestInfo)
  const hash = HASHES.get(oidOf(sequenceOf(algorithm)[0]))
  if (!hash) throw new Error(`the MAC is not HMAC with SHA-2; ${HOW_TO_CONVERT}`)
  const iterations = iterationsNode ? smallInteger(iterationsNode) : 1
  if (iterations < 1 || iterations > ITERATIONS_MAX) throw new Error('the count of iterations is out of bounds')
  const salt = contentOf(expectTag(saltNode, TAG.octetString))
  const key = deriveMacKey(password, salt, iterations, hash)
  const expected = createHmac(hash.name, key).update(safe).digest()
  const digest = contentOf(expectTag(digestNode, TAG.octetString))
  if (digest.length !== expected.length || !timingSafeEqual(digest, expected)) {
    throw new Error('the password does not open the file')
  }
}

/** RFC 7292, B.2, for one output of at most the hash's length. The password is a BMPString with a final zero. */
function deriveMacKey(password: string, salt: Uint8Array, iterations: number, hash: MacHash): Uint8Array {
  const characters = Buffer.from(`${password}\0`, 'utf16le').swap16()
  const diversifier = new Uint8Array(hash.blockBytes).fill(MAC_KEY)
  const input = concatBytes(repeated(salt, hash.blockBytes), repeated(characters, hash.blockBytes))
  let key: Uint8Array = createHash(hash.name).update(diversifier).update(input).digest()
  for (let round = 1; round < iterations; round++) key = createHash(hash.name).update(key).digest()
  return key
}

/** The bytes over and over, to a whole number of blocks. */
function repeated(bytes: Uint8Array, blockBytes: number): Uint8Array {
  const length = Math.ceil(bytes.length / blockBytes) * blockBytes
  return Uint8Array.from({ length }, (_, at) => bytes[at % bytes.length]!)
}
