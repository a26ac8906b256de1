import { createHash, X509Certificate } from 'node:crypto'
import { equalBytes } from '../../src/pdf/bytes.ts'
import { readCertificate } from '../../src/pdf/certificate.ts'
import {
  childrenOf,
  contentOf,
  contextTag,
  type DerNode,
  encodingOf,
  expectTag,
  onlyChild,
  readWholeDer,
  sequenceOf,
  TAG,
} from '../../src/pdf/der.ts'
import { octetsOfBitString, oidOf, timeOf } from '../../src/pdf/der-values.ts'
import { OID } from '../../src/pdf/oids.ts'
import * as der from './der-write.ts'
import { isSignedBy } from './outer-signature.ts'
import type { RevocationAnswer } from './revocation-answer.ts'

const BASIC_RESPONSE = '1.3.6.1.5.5.7.48.1.1'
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9'
const ENUMERATED = 0x0a
/** An answer that was made a little in the future is one by a clock that is a little fast. */
const CLOCK_TOLERANCE_MS = 5 * 60_000

/**
 * An OCSPRequest for one certificate (RFC 6960, 4.1) without a nonce, since the answer is kept for years. The names are
 * hashed with SHA-1, which every responder knows (RFC 5019, 2.1.1); here it names and protects nothing.
 */
export function writeOcspRequest(subject: Uint8Array, issuer: Uint8Array): Uint8Array<ArrayBuffer> {
  return der.sequence(der.sequence(der.sequence(der.sequence(certificateId(subject, issuer)))))
}

/**
 * What an OCSPResponse says of a certificate: signed by the issuer itself or by a responder that the issuer certified for
 * this (4.2.2.2), about this certificate, and of now. Throws a refusal on what is no answer.
 */
export function askOcsp(answer: Uint8Array, subject: Uint8Array, issuer: Uint8Array, nowMs: number): RevocationAnswer {
  const [status, wrapped] = sequenceOf(readWholeDer(answer))
  if (contentOf(expectTag(status, ENUMERATED))[0] !== 0 || !wrapped) return 'refused'
  const [type, response] = sequenceOf(onlyChild(expectTag(wrapped, contextTag(0))))
  if (oidOf(type) !== BASIC_RESPONSE) return 'refused'
  const basic = contentOf(expectTag(response, TAG.octetString)).slice()
  const [data, algorithm, signature, bag] = sequenceOf(readWholeDer(basic))
  const responders = [issuer, ...delegates(bag, issuer, nowMs)]
  if (!responders.some(responder => isSignedBy(responder, data, algorithm, signature))) return 'bad-signature'

  const responses = sequenceOf(data).find(node => node.tag === TAG.sequence)
  const wanted = certificateId(subject, issuer)
  const single = sequenceOf(responses)
    .map(node => sequenceOf(node))
    .find(([id]) => id && equalBytes(encodingOf(id), wanted))
  if (!single) return 'of-another'
  const [, state, thisUpdate, nextUpdate] = single
  if (timeOf(thisUpdate) > nowMs + CLOCK_TOLERANCE_MS) return 'not-current'
  if (nextUpdate?.tag === contextTag(0) && timeOf(onlyChild(nextUpdate)) < nowMs) return 'not-current'
  if (state?.tag === 0x80) return 'good'
  return state?.tag === contextTag(1) ? 'revoked' : 'unknown'
}

/** Certificates in the answer that its issuer made for signing answers. */
function delegates(bag: DerNode | undefined, issuer: Uint8Array, nowMs: number): Uint8Array[] {
  if (bag?.tag !== contextTag(0)) return []
  const parent = new X509Certificate(issuer)
  return childrenOf(onlyChild(bag))
    .map(node => encodingOf(node).slice())
    .filter(one => {
      const { extensions, notBeforeMs, notAfterMs } = readCertificate(one)
      const isTimely = notBeforeMs <= nowMs && nowMs <= notAfterMs
      const isMeant = extensions.extendedKeyUsage?.includes(OCSP_SIGNING) === true
      const parsed = new X509Certificate(one)
      return isTimely && isMeant && parsed.checkIssued(parent) && parsed.verify(parent.publicKey)
    })
}

/** CertID (4.1.1). */
function certificateId(subject: Uint8Array, issuer: Uint8Array): Uint8Array {
  const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest()
  const { serial, issuer: name } = readCertificate(subject)
  const key = new X509Certificate(issuer).publicKey.export({ type: 'spki', format: 'der' })
  const keyBits = octetsOfBitString(sequenceOf(readWholeDer(new Uint8Array(key)))[1])
  return der.sequence(
    der.sequence(der.oid(OID.sha1), der.nullValue()),
    der.octetString(sha1(name)),
    der.octetString(sha1(keyBits)),
    der.unsignedInteger(serial),
  )
}
