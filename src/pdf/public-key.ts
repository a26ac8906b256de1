import { readPss } from './algorithms.ts'
import { type DerNode, encodingOf, readWholeDer, sequenceOf, TAG } from './der.ts'
import { integerBytes, octetsOfBitString, oidOf } from './der-values.ts'
import { wrapDer } from './der-write.ts'
import { LIMITS } from './limits.ts'
import { OID } from './oids.ts'
import { refuse } from './reasons.ts'

type Curve = 'P-256' | 'P-384' | 'P-521'

/** A key that is strong enough to be believed. `spki` is what WebCrypto imports. */
export type PublicKey =
  | {
      readonly kind: 'rsa'
      readonly bits: number
      readonly spki: Uint8Array
      /** What a key that is made for PSS alone asks of signatures (RFC 4055, 1.2); undefined for a plain RSA key. */
      readonly pssOnly?: { readonly hash: string | null }
    }
  | { readonly kind: 'ec'; readonly curve: Curve; readonly fieldBytes: number; readonly spki: Uint8Array }
  | { readonly kind: 'ed25519'; readonly spki: Uint8Array }
  /** The uncompressed point. */
  | { readonly kind: 'sm2'; readonly point: Uint8Array; readonly spki: Uint8Array }

const CURVES: ReadonlyMap<string, { curve: Curve; fieldBytes: number }> = new Map([
  [OID.p256, { curve: 'P-256', fieldBytes: 32 }],
  [OID.p384, { curve: 'P-384', fieldBytes: 48 }],
  [OID.p521, { curve: 'P-521', fieldBytes: 66 }],
])
const WEAK_CURVES = new Set<string>([OID.p192, OID.p224])
const MIN_RSA_BITS = 2048

/** SubjectPublicKeyInfo (RFC 5280, 4.1.2.7; RFC 3279; RFC 5480; RFC 8410). Refuses keys below RSA 2048 and P-256. */
export function readPublicKey(node: DerNode | undefined): PublicKey {
  const [algorithm, keyBits, ...more] = sequenceOf(node)
  const [oidNode, parameters, ...moreParameters] = sequenceOf(algorithm)
  if (!node || more.length > 0 || moreParameters.length > 0) refuse('bad-der', node?.start)
  const oid = oidOf(oidNode)
  const key = octetsOfBitString(keyBits)
  const spki = encodingOf(node)
  if (oid === OID.rsaEncryption) {
    if (parameters?.tag !== TAG.null || parameters.end !== parameters.contentStart) refuse('bad-der', node.start)
    return { kind: 'rsa', bits: checkRsaKey(key, node.start), spki }
  }
  if (oid === OID.rsaPss) {
    const hash = parameters ? readPss(parameters).hash : null
    return { kind: 'rsa', bits: checkRsaKey(key, node.start), spki: plainRsaSpki(key), pssOnly: { hash } }
  }
  if (oid === OID.ed25519) {
    if (parameters || key.length !== 32) refuse('bad-der', node.start)
    return { kind: 'ed25519', spki }
  }
  if (oid !== OID.ecPublicKey) refuse('unsupported-algorithm', node.start)
  return readEcKey(oidOf(parameters), key, spki, node.start)
}

/** A named curve and an uncompressed point (RFC 5480, 2.1.1 and 2.2). */
function readEcKey(curveOid: string, key: Uint8Array, spki: Uint8Array, place: number): PublicKey {
  if (WEAK_CURVES.has(curveOid)) refuse('weak-key', place)
  if (curveOid === OID.sm2Curve) {
    return key[0] === 4 && key.length === 65 ? { kind: 'sm2', point: key, spki } : refuse('bad-der', place)
  }
  const found = CURVES.get(curveOid) ?? refuse('unsupported-algorithm', place)
  if (key[0] !== 4 || key.length !== 1 + 2 * found.fieldBytes) refuse('bad-der', place)
  return { kind: 'ec', ...found, spki }
}

/** RSAPublicKey (RFC 8017, A.1.1). The size of the modulus in bits. */
function checkRsaKey(key: Uint8Array, place: number): number {
  const [modulusNode, exponentNode, ...more] = sequenceOf(readWholeDer(key))
  const modulus = integerBytes(modulusNode)
  const exponent = integerBytes(exponentNode)
  if (more.length > 0 || modulus[0]! >= 0x80 || exponent[0]! >= 0x80) refuse('bad-der', place)
  const lead = modulus[0] === 0 ? 1 : 0
  const bits = (modulus.length - lead) * 8 - (Math.clz32(modulus[lead] ?? 0) - 24)
  if (bits > LIMITS.rsaModulusBits || exponent.length * 8 > LIMITS.rsaExponentBits) refuse('limit-reached', place)
  const exponentIsOne = exponent.length === 1 && exponent[0] === 1
  const isEven = (number: Uint8Array) => (number.at(-1)! & 1) === 0
  // Two odd primes make an odd product; what is not one is easily factored.
  if (bits < MIN_RSA_BITS || exponentIsOne || isEven(exponent) || isEven(modulus)) refuse('weak-key', place)
  return bits
}

/** The same key under rsaEncryption, because WebCrypto takes RSA keys under no other name. */
function plainRsaSpki(key: Uint8Array): Uint8Array {
  const rsaEncryption = Uint8Array.of(0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1)
  const algorithm = wrapDer(TAG.sequence, rsaEncryption, Uint8Array.of(TAG.null, 0))
  return wrapDer(TAG.sequence, algorithm, wrapDer(TAG.bitString, Uint8Array.of(0), key))
}

/** For a report: `RSA 3072`, `P-256`, `Ed25519`, `SM2`. */
export function nameOfKey(key: PublicKey): string {
  if (key.kind === 'rsa') return `RSA ${key.bits}`
  return key.kind === 'ec' ? key.curve : key.kind === 'sm2' ? 'SM2' : 'Ed25519'
}
