import { constants, generateKeyPairSync, type KeyObject, sign, webcrypto } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { HashName, SignatureScheme } from './algorithms.ts'
import { createCryptoEngine } from './crypto-engine.ts'
import { readWholeDer } from './der.ts'
import { wrapDer } from './der-write.ts'
import { nameOfKey, type PublicKey, readPublicKey } from './public-key.ts'
import type { WebCrypto } from './web-crypto.ts'

const data = new TextEncoder().encode('a transcript')
const engine = createCryptoEngine(webcrypto)
const publicKeyOf = (key: KeyObject): PublicKey =>
  readPublicKey(readWholeDer(new Uint8Array(key.export({ type: 'spki', format: 'der' }))))
const hashes: readonly HashName[] = ['SHA-256', 'SHA-384', 'SHA-512']
const nodeName = (hash: HashName) => hash.toLowerCase().replace('-', '')

describe('signatures made by OpenSSL', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const ed = generateKeyPairSync('ed25519')

  it.each(['P-256', 'P-384', 'P-521'])('ECDSA on %s', async namedCurve => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
    const key = publicKeyOf(publicKey)
    expect(nameOfKey(key)).toBe(namedCurve)
    for (const hash of hashes) {
      const signature = sign(nodeName(hash), data, privateKey)
      expect(await engine.verify(key, { kind: 'ecdsa', hash }, signature, data)).toBe(true)
      expect(await engine.verify(key, { kind: 'ecdsa', hash }, signature, data.subarray(1))).toBe(false)
    }
  })

  it('RSA, in both ways', async () => {
    const key = publicKeyOf(rsa.publicKey)
    expect(nameOfKey(key)).toBe('RSA 2048')
    for (const hash of hashes) {
      const plain = sign(nodeName(hash), data, rsa.privateKey)
      expect(await engine.verify(key, { kind: 'rsa-pkcs1', hash }, plain, data)).toBe(true)
      for (const saltBytes of [0, 20, 32, 64]) {
        const pss = { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: saltBytes }
        const scheme: SignatureScheme = { kind: 'rsa-pss', hash, saltBytes }
        expect(await engine.verify(key, scheme, sign(nodeName(hash), data, pss), data)).toBe(true)
        expect(
          await engine.verify(key, { ...scheme, saltBytes: saltBytes + 1 }, sign(nodeName(hash), data, pss), data),
        ).toBe(false)
      }
      expect(await engine.verify(key, { kind: 'rsa-pss', hash, saltBytes: 32 }, plain, data)).toBe(false)
    }
  })

  it('a key for PSS alone, which takes no other padding and no other hash', async () => {
    const pair = generateKeyPairSync('rsa-pss', {
      modulusLength: 2048,
      hashAlgorithm: 'sha256',
      mgf1HashAlgorithm: 'sha256',
    })
    const key = publicKeyOf(pair.publicKey)
    const signature = sign('sha256', data, { key: pair.privateKey, saltLength: 32 })
    expect(await engine.verify(key, { kind: 'rsa-pss', hash: 'SHA-256', saltBytes: 32 }, signature, data)).toBe(true)
    expect(await engine.verify(key, { kind: 'rsa-pss', hash: 'SHA-384', saltBytes: 32 }, signature, data)).toBe(false)
    expect(await engine.verify(key, { kind: 'rsa-pkcs1', hash: 'SHA-256' }, signature, data)).toBe(false)
  })

  it('Ed25519', async () => {
    const key = publicKeyOf(ed.publicKey)
    const signature = sign(null, data, ed.privateKey)
    expect(await engine.verify(key, { kind: 'ed25519', hash: 'SHA-512' }, signature, data)).toBe(true)
    expect(await engine.verify(key, { kind: 'ed25519', hash: 'SHA-512' }, signature, data.subarray(1))).toBe(false)
  })

  it('is false for a scheme of another family, whatever the key', async () => {
    const schemes: SignatureScheme[] = [
      { kind: 'ecdsa', hash: 'SHA-256' },
      { kind: 'ed25519', hash: 'SHA-512' },
      { kind: 'sm2', hash: 'SM3' },
    ]
    for (const scheme of schemes) {
      expect(await engine.verify(publicKeyOf(rsa.publicKey), scheme, new Uint8Array(256), data)).toBe(false)
    }
  })
})

describe('what is not a signature', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = publicKeyOf(publicKey)
  const integer = (...bytes: number[]) => wrapDer(0x02, Uint8Array.from(bytes))
  const scheme = { kind: 'ecdsa', hash: 'SHA-256' } as const

  it.each([
    ['numbers that are too long', wrapDer(0x30, integer(1), integer(...Array(40).fill(1)))],
    ['a zero', wrapDer(0x30, integer(0), integer(1))],
    ['a negative number', wrapDer(0x30, integer(0x80), integer(1))],
  ])('is false for %s', async (_, signature) => {
    expect(await engine.verify(key, scheme, signature, data)).toBe(false)
  })

  it('refuses what is not DER', async () => {
    await expect(engine.verify(key, scheme, Uint8Array.of(1, 2, 3), data)).rejects.toThrow(/bad-der/)
    await expect(engine.verify(key, scheme, wrapDer(0x30, integer(1)), data)).rejects.toThrow(/bad-der/)
  })

  it('refuses a point that is not on its curve', async () => {
    const spki = new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }))
    spki[spki.length - 1]! ^= 1
    const off = readPublicKey(readWholeDer(spki))
    await expect(
      engine.verify(
        off,
        scheme,
        sign('sha256', data, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
        data,
      ),
    ).rejects.toThrow(/bad-certificate/)
  })
})

describe('the platform', () => {
  it('imports a key once, and again after it failed', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    let imports = 0
    let failures = 1
    const counting: WebCrypto = {
      subtle: {
        digest: (algorithm, bytes) => webcrypto.subtle.digest(algorithm, bytes),
        importKey: (...parts) => {
          imports++
          return failures-- > 0 ? Promise.reject(new Error('busy')) : webcrypto.subtle.importKey(...parts)
        },
        verify: (algorithm, handle, signature, bytes) =>
          webcrypto.subtle.verify(algorithm, handle as webcrypto.CryptoKey, signature, bytes),
      },
    }
    const own = createCryptoEngine(counting)
    const key = publicKeyOf(publicKey)
    const check = () => own.verify(key, { kind: 'ecdsa', hash: 'SHA-256' }, sign('sha256', data, privateKey), data)
    await expect(check()).rejects.toThrow(/bad-certificate/)
    expect(await check()).toBe(true)
    expect(await check()).toBe(true)
    expect(imports).toBe(2)
  })

  it('says that an algorithm is missing, not that the key is bad', async () => {
    const missing: WebCrypto = {
      subtle: {
        ...webcrypto.subtle,
        digest: (algorithm, bytes) => webcrypto.subtle.digest(algorithm, bytes),
        importKey: () => Promise.reject(Object.assign(new Error('no'), { name: 'NotSupportedError' })),
        verify: () => Promise.resolve(true),
      },
    }
    const key = publicKeyOf(generateKeyPairSync('ed25519').publicKey)
    const check = createCryptoEngine(missing).verify(
      key,
      { kind: 'ed25519', hash: 'SHA-512' },
      new Uint8Array(64),
      data,
    )
    await expect(check).rejects.toThrow(/unsupported-algorithm/)
    await expect(engine.digest('SM3', data)).rejects.toThrow(/unsupported-algorithm/)
  })
})
