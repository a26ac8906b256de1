import type { SignedRange } from './byte-range.ts'
import { concatBytes, equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { readSignedData } from './cms.ts'
import { contentOf, expectTag, TAG } from './der.ts'
import { oidOf } from './der-values.ts'
import { OID } from './oids.ts'
import { verifySignature } from './public-key.ts'
import { refuse } from './reasons.ts'
import { namesCertificate } from './signing-certificate.ts'
import type { WebCrypto } from './web-crypto.ts'

export interface CheckedSignature {
  readonly signer: Certificate
  readonly bag: readonly Certificate[]
}

/**
 * Whether the CMS in the gap signs the bytes around it (RFC 5652, 5.4 and 5.6). `needsSigningCertificate` is the PAdES rule
 * that the attribute must be there (EN 319 142-1, 6.3); when it is there it must match in any case. Trust is not judged here.
 */
export async function checkSignature(
  range: SignedRange,
  needsSigningCertificate: boolean,
  webCrypto: WebCrypto,
): Promise<CheckedSignature> {
  const data = readSignedData(range.contents)
  const contentType = data.attributes.get(OID.contentType)
  if (oidOf(contentType) !== OID.data) refuse('bad-cms', contentType?.start)

  const claimed = contentOf(expectTag(data.attributes.get(OID.messageDigest), TAG.octetString))
  const digest = await webCrypto.subtle.digest(data.digest, concatBytes(range.before, range.behind))
  if (!equalBytes(new Uint8Array(digest), claimed)) refuse('digest-mismatch')

  const named = data.certificates.filter(data.isSigner)
  if (named.length === 0) refuse('signer-certificate-missing')
  const attribute = data.attributes.get(OID.signingCertificateV2)
  if (!attribute && needsSigningCertificate) refuse('bad-cms')
  const [signer, ...others] = attribute ? await matching(named, attribute) : named
  if (!signer) refuse('signing-certificate-mismatch')
  // Two certificates of one name and number: without the attribute nothing says which of them signed.
  if (others.length > 0) refuse('bad-cms')

  const good = await verifySignature(webCrypto, signer.publicKey(), data.scheme, data.signature, data.signedAttributes)
  if (!good) refuse('signature-mismatch')
  return { signer, bag: data.certificates }

  async function matching(candidates: readonly Certificate[], node: typeof attribute & {}): Promise<Certificate[]> {
    const answers = await Promise.all(candidates.map(candidate => namesCertificate(node, candidate, webCrypto)))
    return candidates.filter((_, at) => answers[at])
  }
}
