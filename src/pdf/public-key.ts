import type { SignatureScheme } from './algorithms.ts'
import { concatBytes } from './bytes.ts'
import { type DerNode, encodingOf, readWholeDer, sequenceOf } from './der.ts'
import { integerBytes, octetsOfBitString, oidOf } from './der-values.ts'
import { LIMITS } from './limits.ts'
import { OID } from './oids.ts'
import { refuse } from './reasons.ts'
import type { WebCrypto } from './web-crypto.ts'

/** A key that is strong enough to be believed. */
export type PublicKey =
  | { readonly kind: 'rsa'; readonly spki: Uint8Array }
  | {
      readonly kind: 'ec'
      readonly curve: 'P-256' | 'P-384' | 'P-521'
      readonly fieldBytes: number
      readonly spki: Uint8Array
    }

const CURVES = new Map([
  [OID.p256, { curve: 'P-256', fieldBytes: 32 }],
  [OID.p384, { curve: 'P-384', fieldBytes: 48 }],
  [OID.p521, { curve: 'P-521', fieldBytes: 66 }],
] as const) as ReadonlyMap<string, { curve: 'P-256' | 'P-384' | 'P-521'; fieldBytes: number }>
const WEAK_CURVES = new Set<string>([OID.p192, OID.p224])

/** SubjectPublicKeyInfo (RFC 5280, 4.1.2.7; RFC 3279; RFC 5480). Refuses keys below RSA 2048 and P-256. */
export function readPublicKey(node: DerNode | undefined): PublicKey {
  const [algorithm, keyBits, ...more] = sequenceOf(node)
  const [oidNode, parameters] = sequenceOf(algorithm)
  if (!node || more.length > 0) refuse('bad-der', node?.start)
  const oid = oidOf(oidNode)
  const key = octetsOfBitString(keyBits)
  const spki = encodingOf(node)
  if (oid === OID.rsaEncryption) {
    checkRsaKey(key, node.start)
    return { kind: 'rsa', spki }
  }
  if (oid !== OID.ecPublicKey) refuse('unsupported-algorithm', node.start)
  const curveOid = oidOf(parameters)
  if (WEAK_CURVES.has(curveOid)) refuse('weak-key', node.start)
  const found = CURVES.get(curveOid) ?? refuse('unsupported-algorithm', node.start)
  // An uncompressed point only (RFC 5480, 2.2).
  if (key[0] !== 4 || key.length !== 1 + 2 * found.fieldBytes) refuse('bad-der', node.start)
  return { kind: 'ec', ...found, spki }
}

function checkRsaKey(key: Uint8Array, place: number): void {
  const [modulusNode, exponentNode, ...more] = sequenceOf(readWholeDer(key))
  const modulus = integerBytes(modulusNode)
  const exponent = integerBytes(exponentNode)
  if (more.length > 0 || modulus[0]! >= 0x80 || exponent[0]! >= 0x80) refuse('bad-der', place)
  const lead = modulus[0] === 0 ? 1 : 0
  const bits = (modulus.length - lead) * 8 - (Math.clz32(modulus[lead] ?? 0) - 24)
  if (bits > LIMITS.rsaModulusBits || exponent.length > 8) refuse('limit-reached', place)
  const exponentIsOne = exponent.length === 1 && exponent[0] === 1
  if (bits < 2048 || exponentIsOne || (exponent.at(-1)! & 1) === 0) refuse('weak-key', place)
}

/**
 * Whether `signature` over `data` was made with `key`. A scheme of another family than the key's is false. A key
 * that the engine does not take, such as a point that is not on its curve, is refused with `bad-certificate`.
 */
export async function verifySignature(
  webCrypto: WebCrypto,
  key: PublicKey,
  scheme: SignatureScheme,
  signature: Uint8Array,
  data: Uint8Array,
): Promise<boolean> {
  if ((key.kind === 'ec') !== (scheme.kind === 'ecdsa')) return false
  const names = { 'rsa-pkcs1': 'RSASSA-PKCS1-v1_5', 'rsa-pss': 'RSA-PSS', ecdsa: 'ECDSA' }
  const name = names[scheme.kind]
  const importAs = key.kind === 'ec' ? { name, namedCurve: key.curve } : { name, hash: scheme.hash }
  const raw = key.kind === 'ec' ? rawEcdsa(signature, key.fieldBytes) : concatBytes(signature)
  const handle = await webCrypto.subtle
    .importKey('spki', concatBytes(key.spki), importAs, false, ['verify'])
    .catch(() => refuse('bad-certificate'))
  const verifyAs =
    scheme.kind === 'ecdsa'
      ? { name, hash: scheme.hash }
      : scheme.kind === 'rsa-pss'
        ? { name, saltLength: scheme.saltBytes }
        : { name }
  return webCrypto.subtle.verify(verifyAs, handle, raw, concatBytes(data))
}

/** Ecdsa-Sig-Value (RFC 3279, 2.2.3) as the two fixed-length numbers that WebCrypto takes. */
function rawEcdsa(signature: Uint8Array, fieldBytes: number): Uint8Array<ArrayBuffer> {
  const parts = sequenceOf(readWholeDer(signature))
  if (parts.length !== 2) refuse('bad-der', 0)
  const raw = new Uint8Array(fieldBytes * 2)
  parts.forEach((part, index) => {
    const bytes = integerBytes(part)
    const digits = bytes[0] === 0 ? bytes.subarray(1) : bytes
    if (bytes[0]! >= 0x80 || digits.length === 0 || digits.length > fieldBytes) refuse('bad-der', part.start)
    raw.set(digits, fieldBytes * (index + 1) - digits.length)
  })
  return raw
}
