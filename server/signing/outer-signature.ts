import { verify, X509Certificate } from 'node:crypto'
import { type DerNode, encodingOf, sequenceOf } from '../../src/pdf/der.ts'
import { octetsOfBitString, oidOf } from '../../src/pdf/der-values.ts'
import { OID } from '../../src/pdf/oids.ts'

const HASHES = new Map<string, string>([
  [OID.sha256WithRsa, 'sha256'],
  [OID.sha384WithRsa, 'sha384'],
  [OID.sha512WithRsa, 'sha512'],
  [OID.ecdsaWithSha256, 'sha256'],
  [OID.ecdsaWithSha384, 'sha384'],
  [OID.ecdsaWithSha512, 'sha512'],
])

/** Whether `signed`, under the algorithm and the BIT STRING beside it, was signed with the key of a certificate. Weak hashes never are. */
export function isSignedBy(
  certificate: Uint8Array,
  signed: DerNode | undefined,
  algorithm: DerNode | undefined,
  signature: DerNode | undefined,
): boolean {
  const hash = HASHES.get(oidOf(sequenceOf(algorithm)[0]))
  if (!hash || !signed) return false
  return verify(hash, encodingOf(signed), new X509Certificate(certificate).publicKey, octetsOfBitString(signature))
}
