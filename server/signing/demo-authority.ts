import { createHash, createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../src/clock.ts'
import { OID } from '../../src/pdf/oids.ts'
import { derOfPem } from '../../src/pdf/pem.ts'
import { type DistinguishedName, newKey, writeCertificate } from './certificate-write.ts'
import { pemOf } from './pem-of.ts'
import { type Signer, signerFromPem } from './signer.ts'

/** A seal for a house that has bought none, and the root that makes it believed. */
export interface DemoAuthority {
  readonly signer: Signer
  /** PEM of the root certificate. */
  readonly anchorsPem: string
  /** SHA-256 of the root certificate, lower-case hex: what a person compares. */
  readonly anchorSha256: string
}

const YEAR_MS = 365.25 * 24 * 3600 * 1000
const RENEW_BEFORE_MS = 60 * 24 * 3600 * 1000

interface Member {
  readonly key: KeyObject
  readonly certificate: Uint8Array
}

/**
 * Opens the demo authority in `dir`, or makes what is missing of it: a root, an issuing authority and a seal, each with a P-256
 * key in a PEM file that only the owner may read. Key and certificate share a file that is renamed into place, so a power cut
 * leaves none without the other. A seal that runs out within 60 days is made anew under the same authority. Rejects when the
 * folder cannot be written or a file in it is not what it should be.
 */
export async function createDemoAuthority(
  dir: string,
  universityName: string,
  clock: Pick<Clock, 'now'>,
): Promise<DemoAuthority> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  // An hour back, so that a terminal whose clock is a little slow accepts the first document.
  const notBeforeMs = clock.now() - 3600 * 1000
  const name = (commonName: string): DistinguishedName => ({ country: 'CN', organization: universityName, commonName })
  const rootName = name(`${universityName} Demo Root CA`)
  const issuingName = name(`${universityName} Demo Issuing CA`)

  const root = await openOrMake(dir, 'root.pem', null, clock, () => {
    const { privateKey, publicKey } = newKey()
    const self = { subject: rootName, publicKey, issuer: rootName, issuerKey: privateKey, ca: { pathLength: 1 } }
    const certificate = writeCertificate({ ...self, notBeforeMs, notAfterMs: notBeforeMs + 20 * YEAR_MS })
    return { key: privateKey, certificate }
  })
  const issuing = await openOrMake(dir, 'issuing.pem', root, clock, () => {
    const { privateKey, publicKey } = newKey()
    const under = { subject: issuingName, publicKey, issuer: rootName, issuerKey: root.key, ca: { pathLength: 0 } }
    const certificate = writeCertificate({ ...under, notBeforeMs, notAfterMs: notBeforeMs + 10 * YEAR_MS })
    return { key: privateKey, certificate }
  })
  const seal = await openOrMake(dir, 'seal.pem', issuing, clock, () => {
    const { privateKey, publicKey } = newKey()
    const under = { subject: name(universityName), publicKey, issuer: issuingName, issuerKey: issuing.key, ca: null }
    const purposes = [OID.documentSigning]
    const certificate = writeCertificate({ ...under, purposes, notBeforeMs, notAfterMs: notBeforeMs + 3 * YEAR_MS })
    return { key: privateKey, certificate }
  })

  return {
    signer: signerFromPem({
      certificatesPem: pemOf(seal.certificate) + pemOf(issuing.certificate),
      privateKeyPem: seal.key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    }),
    anchorsPem: pemOf(root.certificate),
    anchorSha256: createHash('sha256').update(root.certificate).digest('hex'),
  }
}

/** The member in `file`, if its issuer is still the same and it lasts long enough; otherwise a new one, written there. */
async function openOrMake(
  dir: string,
  file: string,
  issuer: Member | null,
  clock: Pick<Clock, 'now'>,
  make: () => Member,
): Promise<Member> {
  const known = await openMember(join(dir, file))
  if (known) {
    const parsed = new X509Certificate(known.certificate)
    const issuedHere = parsed.verify(createPublicKey((issuer ?? known).key))
    if (issuedHere && parsed.validToDate.getTime() - clock.now() > RENEW_BEFORE_MS) return known
  }
  const made = make()
  await writeDurably(
    join(dir, file),
    made.key.export({ type: 'pkcs8', format: 'pem' }).toString() + pemOf(made.certificate),
  )
  return made
}

async function openMember(path: string): Promise<Member | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  // A copied folder may have lost the mode; the key is the owner's alone whatever the copy did.
  await chmod(path, 0o600)
  const [certificate] = derOfPem(text)
  if (!certificate) throw new Error(`${path} holds no certificate`)
  const key = createPrivateKey(text.slice(0, text.indexOf('-----BEGIN CERTIFICATE-----')))
  if (!new X509Certificate(certificate).checkPrivateKey(key))
    throw new Error(`${path} holds a key of another certificate`)
  return { key, certificate }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const draft = `${path}.new`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}
