import { execFileSync, spawnSync } from 'node:child_process'
import { webcrypto } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newBudget } from './budget.ts'
import { readCrl } from './crl.ts'
import { readWholeDer, sequenceOf } from './der.ts'
import { createEngine } from './engine.ts'
import { readOcsp } from './ocsp.ts'
import { findPath } from './path.ts'
import { derOfPem } from './pem.ts'
import { readPublicKey } from './public-key.ts'
import { documentPurpose, TIMESTAMP_PURPOSE } from './purpose.ts'
import { revocationOf } from './revocation.ts'
import { SM2_LIBRARY } from './sm2-library.ts'
import { checkTimestamp } from './timestamp.ts'

const version = spawnSync('openssl', ['version'], { encoding: 'utf8' })
const hasOpenssl = version.error === undefined && version.stdout.startsWith('OpenSSL 3')

const CONFIG = `
[req]
distinguished_name = dn
prompt = no
[dn]
C = CN
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[seal]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, nonRepudiation
extendedKeyUsage = emailProtection
[stamp]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[answer]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
[ca]
default_ca = lists
[lists]
database = index.txt
crlnumber = number
default_md = sha256
default_crl_days = 7
[stamps]
serial = serial
signer_cert = stamp.pem
certs = stamp.pem
signer_key = stamp.key
signer_digest = sha384
default_policy = 1.2.3.4
digests = sha256, sha384, sha512
accuracy = millisecs:20
clock_precision_digits = 3
ordering = yes
tsa_name = yes
`

describe.skipIf(!hasOpenssl)('what openssl 3 writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yinzheng-openssl-'))
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })
  const read = (file: string) => new Uint8Array(readFileSync(join(folder, file)))
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text)
  const certificate = (name: string) => derOfPem(readFileSync(join(folder, `${name}.pem`), 'utf8'))[0]!

  const issue = (name: string, usage: string, serial: number, more: string[] = []) => {
    run('req', '-new', '-key', `${name}.key`, '-subj', `/C=CN/CN=${name}`, '-config', 'c.cnf', '-out', `${name}.csr`)
    const by = ['-CA', 'root.pem', '-CAkey', 'root.key', '-set_serial', String(serial), '-days', '30']
    run(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      ...by,
      '-extfile',
      'c.cnf',
      '-extensions',
      usage,
      '-out',
      `${name}.pem`,
      ...more,
    )
  }

  beforeAll(() => {
    write('c.cnf', CONFIG)
    write('serial', '01')
    write('number', '01')
    write(
      'index.txt',
      'R\t301231000000Z\t260101000000Z,superseded\t07\tunknown\t/C=CN/CN=lost\nV\t301231000000Z\t\t08\tunknown\t/C=CN/CN=seal\n',
    )
    for (const name of ['root', 'seal', 'lost', 'stamp', 'answer']) {
      run('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', `${name}.key`)
    }
    run(
      'req',
      '-x509',
      '-new',
      '-key',
      'root.key',
      '-subj',
      '/C=CN/CN=root',
      '-days',
      '60',
      '-config',
      'c.cnf',
      '-extensions',
      'authority',
      '-out',
      'root.pem',
    )
    issue('lost', 'seal', 7)
    issue('seal', 'seal', 8)
    issue('stamp', 'stamp', 9)
    issue('answer', 'answer', 10)
    run(
      'ca',
      '-gencrl',
      '-config',
      'c.cnf',
      '-name',
      'lists',
      '-keyfile',
      'root.key',
      '-cert',
      'root.pem',
      '-out',
      'list.pem',
    )
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const engineOf = () => createEngine({ anchors: [certificate('root')], webCrypto: webcrypto, sm2: SM2_LIBRARY })
  const stateOf = async (name: string, evidence: Parameters<typeof revocationOf>[0]['evidence']) => {
    const engine = engineOf()
    const budget = newBudget()
    const nowMs = Date.now() + 1000
    const purpose = documentPurpose()
    const path = await findPath(engine.certificate(certificate(name)), {
      engine,
      budget,
      anchors: engine.anchors,
      bag: [],
      purpose,
      atMs: nowMs,
    })
    return revocationOf({ path, evidence, atMs: nowMs, nowMs, engine, budget })
  }

  it('a revocation list', async () => {
    const list = readCrl(derOfPem(readFileSync(join(folder, 'list.pem'), 'utf8'), 'X509 CRL')[0]!)
    expect(list.revokedAtMs(Uint8Array.of(7))).toBe(Date.UTC(2026, 0, 1))
    expect(await stateOf('lost', { crls: [list], ocsps: [] })).toBe('revoked')
    expect(await stateOf('seal', { crls: [list], ocsps: [] })).toBe('good')
    expect(await stateOf('seal', { crls: [], ocsps: [] })).toBe('unknown')
  })

  it.each([
    ['the authority', 'root', []],
    ['an appointed responder', 'answer', []],
    ['an appointed responder, named by its key', 'answer', ['-resp_key_id']],
  ])('answers of OCSP by %s', async (_, signer, more) => {
    const answer = (name: string) => {
      run('ocsp', '-issuer', 'root.pem', '-cert', `${name}.pem`, '-reqout', `${name}.req`, '-no_nonce')
      const by = ['-CA', 'root.pem', '-rsigner', `${signer}.pem`, '-rkey', `${signer}.key`, '-ndays', '2', ...more]
      run('ocsp', '-index', 'index.txt', ...by, '-reqin', `${name}.req`, '-respout', `${name}.answer`)
      return readOcsp(read(`${name}.answer`))
    }
    expect(await stateOf('seal', { crls: [], ocsps: [answer('seal')] })).toBe('good')
    expect(await stateOf('lost', { crls: [], ocsps: [answer('lost')] })).toBe('revoked')
    expect(await stateOf('seal', { crls: [], ocsps: [answer('lost')] })).toBe('unknown')
  })

  it('an answer by somebody who was not appointed is none', async () => {
    run('ocsp', '-issuer', 'root.pem', '-cert', 'seal.pem', '-reqout', 'x.req', '-no_nonce')
    run(
      'ocsp',
      '-index',
      'index.txt',
      '-CA',
      'root.pem',
      '-rsigner',
      'stamp.pem',
      '-rkey',
      'stamp.key',
      '-ndays',
      '2',
      '-reqin',
      'x.req',
      '-respout',
      'x.answer',
    )
    expect(await stateOf('seal', { crls: [], ocsps: [readOcsp(read('x.answer'))] })).toBe('unknown')
  })

  it.each(['sha256', 'sha384', 'sha512'])('a time stamp over %s', async hash => {
    write('data', 'a signature')
    run('ts', '-query', '-data', 'data', `-${hash}`, '-cert', '-out', 'q')
    run('ts', '-reply', '-config', 'c.cnf', '-section', 'stamps', '-queryfile', 'q', '-token_out', '-out', 'token')
    const engine = engineOf()
    const budget = newBudget()
    const beganMs = Date.now()
    const token = await checkTimestamp(read('token'), [read('data')], [], engine, budget)
    expect(Math.abs(token.timeMs - beganMs)).toBeLessThan(60_000)
    const { anchors } = engine
    const options = { engine, budget, anchors, bag: token.bag, purpose: TIMESTAMP_PURPOSE, atMs: beganMs + 1000 }
    expect(await findPath(token.signer, options)).toHaveLength(2)
    await expect(checkTimestamp(read('token'), [read('q')], [], engine, budget)).rejects.toThrow(/timestamp-mismatch/)
    await expect(findPath(engine.certificate(certificate('seal')), options)).rejects.toThrow(/signer-purpose/)
  })

  it('an SM2 key and its signatures, and an SM2 certificate', async () => {
    const id = ['-sigopt', 'distid:1234567812345678']
    run('ecparam', '-genkey', '-name', 'SM2', '-noout', '-out', 'sm2.key')
    run(
      'req',
      '-x509',
      '-new',
      '-key',
      'sm2.key',
      '-sm3',
      ...id,
      '-subj',
      '/C=CN/CN=sm2',
      '-days',
      '9',
      '-config',
      'c.cnf',
      '-extensions',
      'authority',
      '-out',
      'sm2.pem',
    )
    const engine = engineOf()
    const sm2 = engine.certificate(certificate('sm2'))
    expect(await engine.issued(sm2, sm2, newBudget())).toBe(true)

    const key = sm2.publicKey()
    for (let nth = 0; nth < 5; nth++) {
      write('data', `paper ${nth}`)
      run(
        'pkeyutl',
        '-sign',
        '-inkey',
        'sm2.key',
        '-in',
        'data',
        '-rawin',
        '-digest',
        'sm3',
        '-pkeyopt',
        'distid:1234567812345678',
        '-out',
        'signature',
      )
      const scheme = { kind: 'sm2', hash: 'SM3' } as const
      expect(await engine.crypto.verify(key, scheme, read('signature'), read('data'))).toBe(true)
      expect(await engine.crypto.verify(key, scheme, read('signature'), read('serial'))).toBe(false)
    }
    expect(await engine.crypto.digest('SM3', read('data'))).toEqual(
      new Uint8Array(run('dgst', '-sm3', '-binary', 'data')),
    )
  })

  it('keys for other algorithms than ours, which are refused', () => {
    for (const [curve, reason] of [
      ['secp224r1', /weak-key/],
      ['secp256k1', /unsupported-algorithm/],
      ['brainpoolP256r1', /unsupported-algorithm/],
    ] as const) {
      run('ecparam', '-genkey', '-name', curve, '-noout', '-out', 'other.key')
      const spki = new Uint8Array(run('pkey', '-in', 'other.key', '-pubout', '-outform', 'DER'))
      expect(sequenceOf(readWholeDer(spki))).toHaveLength(2)
      expect(() => readPublicKey(readWholeDer(spki)), curve).toThrow(reason)
    }
  })
})
