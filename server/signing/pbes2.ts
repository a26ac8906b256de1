import { createDecipheriv, pbkdf2Sync } from 'node:crypto'
import { contentOf, type DerNode, expectTag, sequenceOf, TAG } from '../../src/pdf/der.ts'
import { oidOf, smallInteger } from '../../src/pdf/der-values.ts'

const PBES2 = '1.2.840.113549.1.5.13'
const PBKDF2 = '1.2.840.113549.1.5.12'

/** Pseudo-random functions of PBKDF2 (RFC 8018, B.1.2). */
const PRFS = new Map([
  ['1.2.840.113549.2.9', 'sha256'],
  ['1.2.840.113549.2.10', 'sha384'],
  ['1.2.840.113549.2.11', 'sha512'],
])
/** AES in CBC mode (NIST): key length in bytes. */
const CIPHERS = new Map([
  ['2.16.840.1.101.3.4.1.2', { name: 'aes-128-cbc', keyBytes: 16 }],
  ['2.16.840.1.101.3.4.1.22', { name: 'aes-192-cbc', keyBytes: 24 }],
  ['2.16.840.1.101.3.4.1.42', { name: 'aes-256-cbc', keyBytes: 32 }],
])
/** Old schemes of PKCS#12 (RFC 7292, appendix C): RC4, RC2 and triple DES. */
const OLD_SCHEMES = '1.2.840.113549.1.12.1.'
/** A wrong file must not keep the start waiting: this is some five seconds of work. */
const ITERATIONS_MAX = 5_000_000

/** What to do with a file that only old programs make. */
export const HOW_TO_CONVERT =
  'convert it with: openssl pkcs12 -legacy -in OLD -nodes -out seal.pem && openssl pkcs12 -export -in seal.pem -out NEW'

/**
 * Decrypts what PBES2 encrypted (RFC 8018, 6.2), with AES and PBKDF2 over SHA-2 as programs make it since about 2021.
 * `algorithm` is the AlgorithmIdentifier. Throws with plain words on an old scheme, and on a wrong password.
 */
export function decryptPbes2(algorithm: DerNode | undefined, encrypted: Uint8Array, password: string): Uint8Array {
  const [schemeOid, parameters] = sequenceOf(algorithm)
  const scheme = oidOf(schemeOid)
  if (scheme.startsWith(OLD_SCHEMES)) throw new Error(`the file is encrypted with RC2, RC4 or 3DES; ${HOW_TO_CONVERT}`)
  if (scheme !== PBES2) throw new Error(`the file is encrypted with an unknown scheme (${scheme}); ${HOW_TO_CONVERT}`)
  const [derivation, encryption] = sequenceOf(parameters)
  const [cipherOid, ivNode] = sequenceOf(encryption)
  const cipher = CIPHERS.get(oidOf(cipherOid))
  if (!cipher) throw new Error(`the file is not encrypted with AES in CBC mode; ${HOW_TO_CONVERT}`)
  const key = deriveKey(derivation, cipher.keyBytes, password)
  const decipher = createDecipheriv(cipher.name, key, contentOf(expectTag(ivNode, TAG.octetString)))
  try {
    return new Uint8Array(Buffer.concat([decipher.update(encrypted), decipher.final()]))
  } catch {
    throw new Error('the password does not open the file')
  }
}

/** PBKDF2 with its parameters (RFC 8018, A.2). */
function deriveKey(node: DerNode | undefined, keyBytes: number, password: string): Uint8Array {
  const [oidNode, parameters] = sequenceOf(node)
  if (oidOf(oidNode) !== PBKDF2) throw new Error(`the key is not derived with PBKDF2; ${HOW_TO_CONVERT}`)
  const [saltNode, iterationsNode, ...rest] = sequenceOf(parameters)
  const lengthNode = rest[0]?.tag === TAG.integer ? rest.shift() : undefined
  if (lengthNode && smallInteger(lengthNode) !== keyBytes) throw new Error('key length and cipher disagree')
  // Without its field the function is HMAC with SHA-1, as files of before 2015 have it.
  const prf = rest[0] && PRFS.get(oidOf(sequenceOf(rest[0])[0]))
  if (!prf) throw new Error(`the key is not derived with SHA-2; ${HOW_TO_CONVERT}`)
  const iterations = smallInteger(iterationsNode)
  if (iterations < 1 || iterations > ITERATIONS_MAX) throw new Error('the count of iterations is out of bounds')
  return pbkdf2Sync(password, contentOf(expectTag(saltNode, TAG.octetString)), iterations, keyBytes, prf)
}
