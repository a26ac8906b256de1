import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DistinguishedName, newKey, writeCertificate } from '../server/signing/certificate-write.ts'
import * as der from '../server/signing/der-write.ts'
import { pemOf } from '../server/signing/pem-of.ts'
import type { Clock } from '../src/clock.ts'
import { KEY_USAGE } from '../src/pdf/extensions.ts'
import { OID } from '../src/pdf/oids.ts'

/** A certificate for a server of this machine, and the authority that makes it believed. */
export interface TlsAuthority {
  /** The server's certificate, and the authority's behind it. */
  readonly certFile: string
  readonly keyFile: string
  readonly caFile: string
  readonly certPem: string
  readonly keyPem: string
  readonly caPem: string
}

const DAY_MS = 24 * 3_600_000
const RENEW_BEFORE_MS = 30 * DAY_MS
const AUTHORITY_DAYS = 3650
/** Browsers take no certificate that lasts longer. */
const SERVER_DAYS = 397
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1'
const LOOPBACK = [127, 0, 0, 1]

const name = (commonName: string): DistinguishedName => ({
  country: 'CN',
  organization: 'Yinzheng Demo',
  commonName,
})
const CA_NAME = name('Yinzheng Demo TLS CA')

/**
 * Opens the authority in `dir`, or makes it at the first start, with a certificate for 127.0.0.1 and localhost that is made anew thirty days
 * before its end. The authority may vouch for nothing else, so that whoever lets a browser believe it gives nothing away.
 */
export function createTlsAuthority(dir: string, clock: Pick<Clock, 'now'>): TlsAuthority {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const files = {
    certFile: join(dir, 'server.pem'),
    keyFile: join(dir, 'server-key.pem'),
    caFile: join(dir, 'ca.pem'),
  }
  // An hour back, for a browser whose clock is a little slow.
  const notBeforeMs = clock.now() - 3_600_000
  const caKeyFile = join(dir, 'ca-key.pem')
  if (!isGood(files.caFile, caKeyFile, null, clock)) {
    const { privateKey, publicKey } = newKey()
    const certificate = writeCertificate({
      ...{ subject: CA_NAME, publicKey, issuer: CA_NAME, issuerKey: privateKey, ca: { pathLength: 0 } },
      ...{ notBeforeMs, notAfterMs: notBeforeMs + AUTHORITY_DAYS * DAY_MS },
      extraExtensions: [onlyThisMachine()],
    })
    writePair({ certFile: files.caFile, keyFile: caKeyFile }, privateKey, pemOf(certificate))
  }
  const caPem = readFileSync(files.caFile, 'utf8')
  const caKey = createPrivateKey(readFileSync(caKeyFile))
  if (!isGood(files.certFile, files.keyFile, caKey, clock)) {
    const { privateKey, publicKey } = newKey()
    const certificate = writeCertificate({
      ...{ subject: name('127.0.0.1'), publicKey, issuer: CA_NAME, issuerKey: caKey, ca: null },
      ...{ notBeforeMs, notAfterMs: notBeforeMs + SERVER_DAYS * DAY_MS },
      ...{ purposes: [SERVER_AUTH], keyUsage: [KEY_USAGE.digitalSignature], extraExtensions: [thisMachine()] },
    })
    writePair(files, privateKey, pemOf(certificate) + caPem)
  }
  return {
    ...files,
    certPem: readFileSync(files.certFile, 'utf8'),
    keyPem: readFileSync(files.keyFile, 'utf8'),
    caPem,
  }
}

/** Whether there is a pair that fits together, is by `issuerKey` and lasts long enough. */
function isGood(certFile: string, keyFile: string, issuerKey: KeyObject | null, clock: Pick<Clock, 'now'>): boolean {
  if (!existsSync(certFile) || !existsSync(keyFile)) return false
  const certificate = new X509Certificate(readFileSync(certFile))
  const key = createPrivateKey(readFileSync(keyFile))
  const isByIssuer = certificate.verify(createPublicKey(issuerKey ?? key))
  return (
    isByIssuer && certificate.checkPrivateKey(key) && certificate.validToDate.getTime() - clock.now() > RENEW_BEFORE_MS
  )
}

/** Each renamed into place; a break between the two leaves a pair that does not fit, which the next start makes anew. */
function writePair(files: { certFile: string; keyFile: string }, key: KeyObject, certPem: string): void {
  for (const [file, text] of [
    [files.keyFile, key.export({ type: 'pkcs8', format: 'pem' }).toString()],
    [files.certFile, certPem],
  ] as const) {
    writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true })
    renameSync(`${file}.new`, file)
  }
}

const extension = (id: string, isCritical: boolean, value: Uint8Array) =>
  der.sequence(der.oid(id), ...(isCritical ? [der.boolean(true)] : []), der.octetString(value))

const DNS_NAME = 2
const IP_ADDRESS = 7
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

/** SubjectAltName (RFC 5280, 4.2.1.6). */
const thisMachine = () =>
  extension(
    OID.subjectAltName,
    false,
    der.sequence(
      der.contextPrimitive(DNS_NAME, latin1('localhost')),
      der.contextPrimitive(IP_ADDRESS, Uint8Array.from(LOOPBACK)),
    ),
  )

/** NameConstraints (4.2.1.10): `localhost` and 127.0.0.0/8. */
const onlyThisMachine = () =>
  extension(
    OID.nameConstraints,
    true,
    der.sequence(
      der.context(
        0,
        der.sequence(der.contextPrimitive(DNS_NAME, latin1('localhost'))),
        der.sequence(der.contextPrimitive(IP_ADDRESS, Uint8Array.from([127, 0, 0, 0, 255, 0, 0, 0]))),
      ),
    ),
  )
