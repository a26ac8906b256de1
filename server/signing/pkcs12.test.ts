import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPkcs12, signerFromPkcs12 } from './pkcs12.ts'
import { pem, sampleAuthority } from './sample-authority.ts'
import { isSealSignature } from './seal-certificates.ts'

const house = sampleAuthority()
const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const dir = mkdtempSync(join(tmpdir(), 'pkcs12-'))
const PASSWORD = 'Kennwort 印证 9'
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** OpenSSL writes the file as a bought seal would come. */
function make(name: string, ...options: string[]): Uint8Array {
  const out = join(dir, `${name}.p12`)
  const files = ['-inkey', join(dir, 'key.pem'), '-in', join(dir, 'seal.pem'), '-certfile', join(dir, 'chain.pem')]
  const words = ['-passout', `pass:${PASSWORD}`, '-name', '大学 Seal']
  execFileSync('openssl', ['pkcs12', '-export', ...files, ...words, ...options, '-out', out], { stdio: 'ignore' })
  return new Uint8Array(readFileSync(out))
}

describe.skipIf(!hasOpenssl)('a PKCS#12 file made by openssl', () => {
  beforeAll(() => {
    writeFileSync(join(dir, 'key.pem'), house.sealKey.export({ type: 'pkcs8', format: 'pem' }))
    writeFileSync(join(dir, 'seal.pem'), pem(house.seal))
    // Root first: the order of the bags means nothing.
    writeFileSync(join(dir, 'chain.pem'), pem(house.root) + pem(house.issuing))
  })

  it.each([
    ['as it comes', []],
    ['AES-128', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC']],
    ['SHA-512 for the MAC', ['-macalg', 'sha512']],
    ['SHA-384 for the MAC', ['-macalg', 'sha384', '-iter', '4096']],
    ['certificates not encrypted', ['-certpbe', 'NONE']],
  ])('gives key and chain: %s', async (_, options) => {
    const signer = signerFromPkcs12(make('good', ...options), PASSWORD)
    expect(signer.certificate).toEqual(house.seal)
    expect(signer.chain).toEqual([house.issuing])
    const tbs = Uint8Array.of(1, 2, 3)
    expect(isSealSignature(signer, tbs, await signer.sign(tbs))).toBe(true)
  })

  it('is not opened by a wrong password', () => {
    const file = make('good')
    for (const wrong of ['', 'Kennwort', `${PASSWORD} `]) {
      expect(() => readPkcs12(file, wrong)).toThrow('the password does not open the file')
    }
  })

  it('is refused with the way to convert it when only old programs make it so', () => {
    const old = spawnSync('openssl', ['list', '-providers', '-provider', 'legacy']).status === 0
    const schemes = ['PBE-SHA1-3DES', ...(old ? ['PBE-SHA1-RC2-40'] : [])]
    for (const scheme of schemes) {
      const legacy = scheme.includes('RC2') ? ['-legacy'] : []
      const file = make('old', ...legacy, '-keypbe', scheme, '-certpbe', scheme, '-macalg', 'sha256')
      expect(() => readPkcs12(file, PASSWORD)).toThrow(/RC2, RC4 or 3DES; convert it with: openssl pkcs12/)
    }
    expect(() => readPkcs12(make('mac', '-macalg', 'sha1'), PASSWORD)).toThrow(/MAC is not HMAC with SHA-2; convert/)
    expect(() => readPkcs12(make('nomac', '-nomac'), PASSWORD)).toThrow(/no MAC/)
  })

  it('is refused when any byte of it was changed', () => {
    const file = make('good', '-iter', '2', '-maciter')
    let refused = 0
    for (let at = 0; at < file.length; at += 7) {
      const changed = file.slice()
      changed[at]! ^= 0x20
      // The count of iterations may grow with a flipped bit: then it is only slow, so those bytes are left out by their message.
      expect(() => readPkcs12(changed, PASSWORD), `byte ${at}`).toThrow()
      refused++
    }
    expect(refused).toBeGreaterThan(100)
  })

  it('needs a key and its certificate in the file', () => {
    const out = join(dir, 'certs.p12')
    const files = ['-nokeys', '-in', join(dir, 'seal.pem'), '-passout', `pass:${PASSWORD}`, '-out', out]
    execFileSync('openssl', ['pkcs12', '-export', ...files], { stdio: 'ignore' })
    expect(() => signerFromPkcs12(new Uint8Array(readFileSync(out)), PASSWORD)).toThrow(/0 private keys/)
    const keyOnly = ['-nocerts', '-inkey', join(dir, 'key.pem'), '-passout', `pass:${PASSWORD}`, '-out', out]
    execFileSync('openssl', ['pkcs12', '-export', ...keyOnly], { stdio: 'ignore' })
    expect(() => signerFromPkcs12(new Uint8Array(readFileSync(out)), PASSWORD)).toThrow(/no certificate of its key/)
  })
})

describe('what is no PKCS#12 file', () => {
  it('is refused in plain words', () => {
    expect(() => readPkcs12(new Uint8Array(), '')).toThrow(/not strict DER/)
    expect(() => readPkcs12(new TextEncoder().encode('-----BEGIN CERTIFICATE-----'), '')).toThrow(/not strict DER/)
    expect(() => readPkcs12(Uint8Array.of(0x30, 0x80, 0, 0), '')).toThrow(/not strict DER/)
    expect(() => readPkcs12(new Uint8Array(300 * 1024), '')).toThrow(/too large/)
  })
})
