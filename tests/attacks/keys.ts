import { constants, createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { type Bytes, bits, ctx, int, nul, oid, seq } from './der.ts'
import { makeSm2Key } from './sm2.ts'

export type KeyKind =
  | 'rsa-1024'
  | 'rsa-2048'
  | 'rsa-3072'
  | 'rsa-2048-e3'
  | 'p192'
  | 'p224'
  | 'p256'
  | 'p384'
  | 'p521'
  | 'secp256k1'
  | 'ed25519'
  | 'sm2'
export type HashKind = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | 'sha3-256' | 'sm3'

export interface KeyPair {
  readonly kind: KeyKind
  /** SubjectPublicKeyInfo. */
  readonly spki: Bytes
  /** The raw signature in the form that CMS and certificates hold. */
  sign(scheme: Scheme, data: Uint8Array): Bytes
  /** PKCS#8 in PEM, for other programs that sign. */
  readonly pem: string | null
}

const CURVES: Partial<Record<KeyKind, string>> = {
  p192: 'prime192v1',
  p224: 'secp224r1',
  p256: 'prime256v1',
  p384: 'secp384r1',
  p521: 'secp521r1',
  secp256k1: 'secp256k1',
}
const kept = new Map<string, KeyPair>()

/** The key of a name, made at its first use in this process: RSA keys are too dear to make twice. */
export function keyOf(kind: KeyKind, name: string): KeyPair {
  const label = `${kind}/${name}`
  const found = kept.get(label)
  if (found) return found
  const made = makeKey(kind)
  kept.set(label, made)
  return made
}

function makeKey(kind: KeyKind): KeyPair {
  if (kind === 'sm2') {
    const { point, sign } = makeSm2Key()
    return {
      kind,
      spki: seq(seq(oid(EC_PUBLIC_KEY), oid(SM2_CURVE)), bits(point)),
      sign: ({ userId }, data) => sign(data, userId),
      pem: null,
    }
  }
  const { privateKey, publicKey } = generate(kind)
  const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return { kind, spki, sign: (scheme, data) => signWithNode(kind, privateKey, scheme, data), pem }
}

function generate(kind: KeyKind): { privateKey: KeyObject; publicKey: KeyObject } {
  const namedCurve = CURVES[kind]
  if (namedCurve) return generateKeyPairSync('ec', { namedCurve })
  if (kind === 'ed25519') return generateKeyPairSync('ed25519')
  const [, modulusLength, exponent] = kind.split('-')
  return generateKeyPairSync('rsa', { modulusLength: Number(modulusLength), publicExponent: exponent ? 3 : 65537 })
}

export const hashOf = (hash: HashKind, ...parts: readonly Uint8Array[]): Bytes => {
  const running = createHash(hash)
  for (const part of parts) running.update(part)
  return new Uint8Array(running.digest())
}

const HASH_OIDS: Record<HashKind, string> = {
  md5: '1.2.840.113549.2.5',
  sha1: '1.3.14.3.2.26',
  sha224: '2.16.840.1.101.3.4.2.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  'sha3-256': '2.16.840.1.101.3.4.2.8',
  sm3: '1.2.156.10197.1.401',
}
const RSA_OIDS: Partial<Record<HashKind, string>> = {
  md5: '1.2.840.113549.1.1.4',
  sha1: '1.2.840.113549.1.1.5',
  sha224: '1.2.840.113549.1.1.14',
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
}
const ECDSA_OIDS: Partial<Record<HashKind, string>> = {
  sha1: '1.2.840.10045.4.1',
  sha224: '1.2.840.10045.4.3.1',
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
}
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1'
const RSA_PSS = '1.2.840.113549.1.1.10'
const MGF1 = '1.2.840.113549.1.1.8'
const ED25519 = '1.3.101.112'
const EC_PUBLIC_KEY = '1.2.840.10045.2.1'
const SM2_CURVE = '1.2.156.10197.1.301'
const SM2_WITH_SM3 = '1.2.156.10197.1.501'

/** A hash's AlgorithmIdentifier; parameters absent, as RFC 5754 writes them. */
export const hashAlgorithm = (hash: HashKind, parameters?: Uint8Array): Bytes =>
  seq(oid(HASH_OIDS[hash]), ...(parameters ? [parameters] : []))

export interface Scheme {
  readonly hash: HashKind
  /** RSASSA-PSS where the key is RSA. */
  readonly pss?: { readonly saltBytes: number; readonly maskHash?: HashKind }
  /** SM2's name of the signer, where it is not the usual one. */
  readonly userId?: string
  /** `rsaEncryption` in place of the identifier with a hash: what a CMS may say and a certificate may not. */
  readonly bare?: boolean
}

/** The AlgorithmIdentifier of a signature by this key. */
export function signatureAlgorithm(key: KeyPair, scheme: Scheme): Bytes {
  if (key.kind === 'ed25519') return seq(oid(ED25519))
  if (key.kind === 'sm2') return seq(oid(SM2_WITH_SM3))
  if (!key.kind.startsWith('rsa')) return seq(oid(known(ECDSA_OIDS[scheme.hash])))
  if (scheme.pss) return pssAlgorithm(scheme.hash, scheme.pss.maskHash ?? scheme.hash, scheme.pss.saltBytes)
  return seq(oid(scheme.bare ? RSA_ENCRYPTION : known(RSA_OIDS[scheme.hash])), nul)
}

/** RSASSA-PSS-params (RFC 8017, A.2.3). */
export function pssAlgorithm(hash: HashKind, maskHash: HashKind, saltBytes: number, trailer?: number): Bytes {
  const mask = seq(oid(MGF1), hashAlgorithm(maskHash, nul))
  const parts = [ctx(0, hashAlgorithm(hash, nul)), ctx(1, mask), ctx(2, int(saltBytes))]
  return seq(oid(RSA_PSS), seq(...parts, ...(trailer === undefined ? [] : [ctx(3, int(trailer))])))
}

/** RSASSA-PSS with no parameters at all: SHA-1 by default. */
export const pssWithDefaults = (): Bytes => seq(oid(RSA_PSS), seq())

export const signWith = (key: KeyPair, scheme: Scheme, data: Uint8Array): Bytes => key.sign(scheme, data)

function signWithNode(kind: KeyKind, key: KeyObject, { hash, pss }: Scheme, data: Uint8Array): Bytes {
  if (kind === 'ed25519') return new Uint8Array(sign(null, data, key))
  if (!pss) return new Uint8Array(sign(hash, data, key))
  const padding = constants.RSA_PKCS1_PSS_PADDING
  return new Uint8Array(sign(hash, data, { key, padding, saltLength: pss.saltBytes }))
}

/** An RSA SubjectPublicKeyInfo of any numbers, for keys that nobody could make. */
export const rsaSpki = (modulus: bigint, exponent: bigint): Bytes =>
  seq(seq(oid(RSA_ENCRYPTION), nul), bits(seq(int(modulus), int(exponent))))

function known(value: string | undefined): string {
  if (value === undefined) throw new Error('this key has no identifier with that hash')
  return value
}
