import { equalBytes } from '../../src/pdf/bytes.ts'
import { readCertificate } from '../../src/pdf/certificate.ts'
import { type DerNode, encodingOf, readWholeDer, sequenceOf, TAG } from '../../src/pdf/der.ts'
import { integerBytes, timeOf } from '../../src/pdf/der-values.ts'
import { isSignedBy } from './outer-signature.ts'
import type { RevocationAnswer } from './revocation-answer.ts'

/** What a revocation list (RFC 5280, 5) says of a certificate, if it is its issuer's and of now. Throws a refusal on what is no list. */
export function askCrl(crl: Uint8Array, subject: Uint8Array, issuer: Uint8Array, nowMs: number): RevocationAnswer {
  const [list, algorithm, signature] = sequenceOf(readWholeDer(crl))
  const fields = sequenceOf(list)
  // The version is left out in version 1; its INTEGER is the only one here.
  if (fields[0]?.tag === TAG.integer) fields.shift()
  const [, issuerName, thisUpdate, ...rest] = fields
  const { serial, issuer: wanted } = readCertificate(subject)
  if (!issuerName || !equalBytes(encodingOf(issuerName), wanted)) return 'of-another'
  if (!isSignedBy(issuer, list, algorithm, signature)) return 'bad-signature'
  const hasEnd = rest[0]?.tag === TAG.utcTime || rest[0]?.tag === TAG.generalizedTime
  // Without an end nobody could say that the list is not of last year (5.1.2.5 asks for it).
  if (!hasEnd || timeOf(rest.shift()) < nowMs || timeOf(thisUpdate) > nowMs) return 'not-current'
  const revoked = rest[0]?.tag === TAG.sequence ? sequenceOf(rest[0]) : []
  return revoked.some(entry => isOf(entry, serial)) ? 'revoked' : 'good'
}

function isOf(entry: DerNode, serial: Uint8Array): boolean {
  return equalBytes(integerBytes(sequenceOf(entry)[0]), serial)
}
