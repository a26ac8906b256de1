import type { HashName, SignatureScheme } from './algorithms.ts'
import { objectCache } from './bounded-cache.ts'
import { concatBytes } from './bytes.ts'
import { readWholeDer, sequenceOf } from './der.ts'
import { integerBytes } from './der-values.ts'
import type { PublicKey } from './public-key.ts'
import { PdfRefusal, refuse } from './reasons.ts'
import type { Sm2 } from './sm2.ts'
import type { WebCrypto } from './web-crypto.ts'

/** Hashes and signatures, whoever computes them. */
export interface CryptoEngine {
  /** SHA-1 is for identifiers alone, where a standard fixes it. */
  digest(hash: HashName | 'SHA-1', ...parts: readonly Uint8Array[]): Promise<Uint8Array>
  /**
   * Whether `signature` over `data` was made with `key`. A scheme of another family than the key's is false. A key that the
   * engine does not take, such as a point that is not on its curve, is refused with `bad-certificate`.
   */
  verify(key: PublicKey, scheme: SignatureScheme, signature: Uint8Array, data: Uint8Array): Promise<boolean>
}

const NAMES = { 'rsa-pkcs1': 'RSASSA-PKCS1-v1_5', 'rsa-pss': 'RSA-PSS', ecdsa: 'ECDSA', ed25519: 'Ed25519' }

/** An engine over WebCrypto, and over `sm2` for what that does not have. Keys stay imported. */
export function createCryptoEngine(webCrypto: WebCrypto, sm2?: Sm2): CryptoEngine {
  const handles = objectCache<PublicKey, unknown>()
  const { subtle } = webCrypto

  const importKey = (key: PublicKey & { kind: 'rsa' | 'ec' | 'ed25519' }, name: string, hash: string) => {
    const importAs =
      key.kind === 'ec' ? { name, namedCurve: key.curve } : key.kind === 'rsa' ? { name, hash } : { name }
    return handles.of(key, `${name} ${hash}`, () =>
      subtle.importKey('spki', concatBytes(key.spki), importAs, false, ['verify']).catch((error: unknown) => {
        // An engine without the algorithm is one thing, a key that is none another.
        const missing = error instanceof Error && error.name === 'NotSupportedError'
        throw new PdfRefusal(missing ? 'unsupported-algorithm' : 'bad-certificate')
      }),
    )
  }

  return {
    digest: async (hash, ...parts) => {
      const data = parts.length === 1 ? unshared(parts[0]!) : concatBytes(...parts)
      if (hash === 'SM3') return sm2 ? sm2.digest(data) : refuse('unsupported-algorithm')
      return new Uint8Array(await subtle.digest(hash, data))
    },
    verify: async (key, scheme, signature, data) => {
      if (!belongsTo(scheme, key)) return false
      if (key.kind === 'sm2') {
        if (!sm2) return refuse('unsupported-algorithm')
        const numbers = rawEcdsa(signature, 32)
        return numbers !== null && sm2.verify(key.point, numbers, data)
      }
      if (scheme.kind === 'sm2') return false
      const name = NAMES[scheme.kind]
      const raw = key.kind === 'ec' ? rawEcdsa(signature, key.fieldBytes) : unshared(signature)
      if (raw === null) return false
      const handle = await importKey(key, name, scheme.hash)
      const verifyAs =
        scheme.kind === 'ecdsa'
          ? { name, hash: scheme.hash }
          : scheme.kind === 'rsa-pss'
            ? { name, saltLength: scheme.saltBytes }
            : { name }
      return subtle.verify(verifyAs, handle, raw, unshared(data))
    },
  }
}

function belongsTo(scheme: SignatureScheme, key: PublicKey): boolean {
  if (key.kind === 'ec') return scheme.kind === 'ecdsa'
  if (key.kind !== 'rsa') return scheme.kind === key.kind
  if (!key.pssOnly) return scheme.kind === 'rsa-pkcs1' || scheme.kind === 'rsa-pss'
  return scheme.kind === 'rsa-pss' && (key.pssOnly.hash === null || key.pssOnly.hash === scheme.hash)
}

/** The same bytes for WebCrypto, which takes no memory that threads share. */
function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
    : concatBytes(bytes)
}

/**
 * Ecdsa-Sig-Value (RFC 3279, 2.2.3; for SM2 GB/T 35276, 7.3) as the two fixed-length numbers that WebCrypto takes; null for
 * a number that cannot be of that length. Refuses what is not DER.
 */
function rawEcdsa(signature: Uint8Array, fieldBytes: number): Uint8Array<ArrayBuffer> | null {
  const parts = sequenceOf(readWholeDer(signature))
  if (parts.length !== 2) refuse('bad-der', 0)
  const raw = new Uint8Array(fieldBytes * 2)
  for (const [index, part] of parts.entries()) {
    const bytes = integerBytes(part)
    const digits = bytes[0] === 0 ? bytes.subarray(1) : bytes
    if (bytes[0]! >= 0x80 || digits.length === 0 || digits.length > fieldBytes) return null
    raw.set(digits, fieldBytes * (index + 1) - digits.length)
  }
  return raw
}
