import { createHash } from 'node:crypto'
import { readCertificate } from '../../src/pdf/certificate.ts'
import { OID } from '../../src/pdf/oids.ts'
import * as der from './der-write.ts'

/**
 * An OCSPRequest for one certificate (RFC 6960, 4.1) without a nonce, since the answer is kept for years. The names are
 * hashed with SHA-1, which every responder knows (RFC 5019, 2.1.1); here it names and protects nothing.
 */
export function writeOcspRequest(subject: Uint8Array, issuer: Uint8Array): Uint8Array<ArrayBuffer> {
  return der.sequence(der.sequence(der.sequence(der.sequence(certificateId(subject, issuer)))))
}

/** CertID (4.1.1). */
function certificateId(subject: Uint8Array, issuer: Uint8Array): Uint8Array {
  const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest()
  const { serial, issuer: name } = readCertificate(subject)
  return der.sequence(
    der.sequence(der.oid(OID.sha1), der.nullValue()),
    der.octetString(sha1(name)),
    der.octetString(sha1(readCertificate(issuer).keyBits)),
    der.unsignedInteger(serial),
  )
}
