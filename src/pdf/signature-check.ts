import { type Budget, spend } from './budget.ts'
import { equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { type CmsShape, readSignedData, type SignedData } from './cms.ts'
import { valueOfAttribute } from './cms-attributes.ts'
import { contentOf, expectTag, TAG } from './der.ts'
import { oidOf } from './der-values.ts'
import type { Engine } from './engine.ts'
import { OID } from './oids.ts'
import { nameOfKey } from './public-key.ts'
import { PdfRefusal, refuse } from './reasons.ts'
import { isNamed, readNamedCertificate } from './signing-certificate.ts'

export interface SignatureInput {
  /** The CMS and the zeros behind it. */
  readonly contents: Uint8Array
  readonly shape: CmsShape
  /** What it must be over, in parts; null for a token, which carries its content. */
  readonly covered: readonly Uint8Array[] | null
  /** Whether the attribute that names the signer's certificate must be there: null, in any version, or in the newer one. */
  readonly needsNamedCertificate: 'any' | 'v2' | null
  /** Certificates from elsewhere that the signer may be among. */
  readonly others: readonly Certificate[]
}

export interface CheckedSignature {
  readonly data: SignedData
  readonly signer: Certificate
  readonly bag: readonly Certificate[]
  readonly namedVersion: 1 | 2 | null
  /** The digest of what is signed. */
  readonly digest: Uint8Array
  /** For a report. */
  readonly algorithm: string
}

/** SM3 in plain TypeScript takes so many times as long as what the platform computes. */
export const SM3_WEIGHT = 6

/**
 * Whether a CMS signs what it must (RFC 5652, 5.4 and 5.6): the digest of the content, then the signature over the signed
 * attributes, by the certificate that its signer identifier and its ESS attribute name. Trust is not judged here.
 */
export async function checkSignature(input: SignatureInput, engine: Engine, budget: Budget): Promise<CheckedSignature> {
  const data = readSignedData(input.contents, input.shape)
  const contentType = valueOfAttribute(data.attributes, OID.contentType)
  if (oidOf(contentType) !== data.contentType) refuse('bad-cms', contentType?.start)

  const claimed = contentOf(expectTag(valueOfAttribute(data.attributes, OID.messageDigest), TAG.octetString))
  const parts = input.covered ?? [data.content ?? refuse('bad-cms')]
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  spend(budget, 'hashedBytes', data.digest === 'SM3' ? size * SM3_WEIGHT : size)
  // Side by side, since neither needs the other; what is wrong with the content is said first.
  const [digest, signing] = await Promise.allSettled([
    engine.crypto.digest(data.digest, ...parts),
    findSigner(data, input, engine, budget),
  ])
  if (digest.status === 'rejected') throw digest.reason
  if (!equalBytes(digest.value, claimed)) refuse('digest-mismatch')
  if (signing.status === 'rejected') throw signing.reason

  const { signer } = signing.value
  const key = signer.publicKey()
  const family = { 'rsa-pkcs1': 'PKCS#1', 'rsa-pss': 'PSS', ecdsa: 'ECDSA', ed25519: 'EdDSA', sm2: 'SM2' }[
    data.scheme.kind
  ]
  const algorithm = [nameOfKey(key), family, data.scheme.hash].filter((word, at, all) => all.indexOf(word) === at)
  return { data, ...signing.value, digest: claimed, algorithm: algorithm.join(' ') }
}

/** The certificate among those at hand that the signer identifier and the ESS attribute name, and whose key signed. */
export async function findSigner(
  data: SignedData,
  { others, needsNamedCertificate: needed }: Pick<SignatureInput, 'others' | 'needsNamedCertificate'>,
  engine: Engine,
  budget: Budget,
): Promise<Pick<CheckedSignature, 'signer' | 'bag' | 'namedVersion'>> {
  const bag = data.certificates.map(der => engine.certificate(der))
  const named = distinct([...bag, ...others]).filter(data.isSigner)
  if (named.length === 0) refuse('signer-certificate-missing')
  const attribute = readNamedCertificate(data.attributes)
  if ((needed !== null && !attribute) || (needed === 'v2' && attribute?.version !== 2)) refuse('bad-cms')
  const matching: Certificate[] = []
  for (const one of named) if (!attribute || (await isNamed(attribute, one, engine))) matching.push(one)
  if (matching.length === 0) refuse('signing-certificate-mismatch')
  return { signer: await whoSigned(matching, data, engine, budget), bag, namedVersion: attribute?.version ?? null }
}

/** A bag may hold false certificates under the name and number of the true one: the key decides. */
async function whoSigned(
  candidates: readonly Certificate[],
  { scheme, signature, signedAttributes }: SignedData,
  engine: Engine,
  budget: Budget,
): Promise<Certificate> {
  const found: Certificate[] = []
  let refusal: PdfRefusal | null = null
  for (const candidate of candidates) {
    try {
      const key = candidate.publicKey()
      if (await engine.verify(key, scheme, signature, signedAttributes, budget)) found.push(candidate)
    } catch (error) {
      if (!(error instanceof PdfRefusal) || error.code === 'limit-reached') throw error
      refusal ??= error
    }
  }
  const [signer, ...more] = found
  if (!signer) throw refusal ?? new PdfRefusal('signature-mismatch')
  // Two certificates for one key, name and number: nothing says whose signature it is.
  return more.length === 0 ? signer : refuse('bad-cms')
}

function distinct(certificates: readonly Certificate[]): Certificate[] {
  return certificates.filter((one, at) => certificates.findIndex(other => equalBytes(other.der, one.der)) === at)
}
