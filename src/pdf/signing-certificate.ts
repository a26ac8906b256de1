import { type HashName, readHash } from './algorithms.ts'
import { concatBytes, equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { contentOf, type DerNode, expectTag, sequenceOf, TAG } from './der.ts'
import { refuse } from './reasons.ts'
import type { WebCrypto } from './web-crypto.ts'

/**
 * Whether the signing-certificate-v2 attribute (RFC 5035, 3) names `certificate`: its first ESSCertIDv2 holds the hash of
 * the signer's certificate. The issuer and serial number that may stand beside it add nothing to the hash.
 */
export async function namesCertificate(
  attribute: DerNode,
  certificate: Certificate,
  webCrypto: WebCrypto,
): Promise<boolean> {
  const [ids] = sequenceOf(attribute)
  const [first] = sequenceOf(ids)
  const parts = sequenceOf(first)
  let hash: HashName = 'SHA-256'
  if (parts[0]?.tag === TAG.sequence) {
    hash = readHash(parts[0])
    // SHA-256 is the default, which DER leaves out; many signers write it all the same.
    parts.shift()
  }
  const expected = contentOf(expectTag(parts.shift(), TAG.octetString))
  if (parts.length > 1) refuse('bad-cms', attribute.start)
  const found = await webCrypto.subtle.digest(hash, concatBytes(certificate.der))
  return equalBytes(new Uint8Array(found), expected)
}
