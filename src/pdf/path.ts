import { equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { KEY_USAGE } from './extensions.ts'
import { LIMITS } from './limits.ts'
import { OID } from './oids.ts'
import { verifySignature } from './public-key.ts'
import { PdfRefusal, type ReasonCode, refuse } from './reasons.ts'
import type { WebCrypto } from './web-crypto.ts'

/** The purposes that let a certificate sign documents; one of them must be named when any is. */
const PURPOSES = new Set<string>([OID.documentSigning, OID.adobeAuthenticDocuments, OID.emailProtection])

export interface PathOptions {
  readonly anchors: readonly Certificate[]
  /** Certificates that came with the signature: links, never trust. */
  readonly bag: readonly Certificate[]
  readonly webCrypto: WebCrypto
  readonly nowMs: number
}

/** Which refusal tells most, when no path is good: the one that came nearest to a good path. */
const TELLING: readonly ReasonCode[] = ['certificate-expired', 'certificate-not-yet-valid', 'weak-hash', 'weak-key']

/**
 * Finds a path from the signer to an anchor by key and signature, and checks it (RFC 5280, 6.1): validity of every
 * certificate, CA flag, path length, key usage, critical extensions, purpose of the signer. Returns it, signer first.
 * Refuses with the most telling reason when there is none.
 */
export async function findPath(signer: Certificate, options: PathOptions): Promise<Certificate[]> {
  checkSigner(signer)
  const refusals: PdfRefusal[] = []
  let checksLeft: number = LIMITS.signatureChecks

  const extend = async (path: readonly Certificate[]): Promise<Certificate[] | null> => {
    const last = path.at(-1)!
    if (path.length > LIMITS.pathLength) return note(new PdfRefusal('path-too-long'))
    for (const issuer of [...options.anchors, ...options.bag]) {
      if (!mayHaveIssued(issuer, last) || path.some(known => equalBytes(known.der, issuer.der))) continue
      if (checksLeft-- <= 0) refuse('limit-reached')
      try {
        checkIssuer(issuer, path)
        const good = await verifySignature(
          options.webCrypto,
          issuer.publicKey(),
          last.scheme(),
          last.signature,
          last.tbs,
        )
        if (!good) continue
        const longer = [...path, issuer]
        if (options.anchors.includes(issuer)) {
          for (const certificate of longer) checkTime(certificate, options.nowMs)
          return longer
        }
        const whole = await extend(longer)
        if (whole) return whole
      } catch (error) {
        if (!(error instanceof PdfRefusal) || error.code === 'limit-reached') throw error
        note(error)
      }
    }
    return null
  }
  const note = (refusal: PdfRefusal): null => {
    refusals.push(refusal)
    return null
  }

  const path = await extend([signer])
  if (path) return path
  const telling = refusals.find(refusal => TELLING.includes(refusal.code)) ?? refusals[0]
  throw telling ?? new PdfRefusal('no-path-to-anchor')
}

/** Names, and key identifiers where both sides give one. Saves work; the signature decides. */
function mayHaveIssued(issuer: Certificate, child: Certificate): boolean {
  const { subjectKeyId } = issuer.extensions
  const { authorityKeyId } = child.extensions
  if (subjectKeyId && authorityKeyId && !equalBytes(subjectKeyId, authorityKeyId)) return false
  return equalBytes(issuer.subject, child.issuer)
}

function checkSigner(signer: Certificate): void {
  const { isCa, keyUsage, extendedKeyUsage } = signer.extensions
  if (isCa) refuse('signer-is-ca')
  checkCritical(signer)
  if (!keyUsage?.has(KEY_USAGE.digitalSignature) && !keyUsage?.has(KEY_USAGE.nonRepudiation)) refuse('signer-key-usage')
  if (extendedKeyUsage && !extendedKeyUsage.some(purpose => PURPOSES.has(purpose))) refuse('signer-purpose')
}

function checkIssuer(issuer: Certificate, below: readonly Certificate[]): void {
  const { isCa, pathLength, keyUsage, extendedKeyUsage } = issuer.extensions
  if (!isCa) refuse('issuer-not-ca')
  checkCritical(issuer)
  if (!keyUsage?.has(KEY_USAGE.keyCertSign)) refuse('issuer-key-usage')
  if (extendedKeyUsage && !extendedKeyUsage.some(use => PURPOSES.has(use) || use === OID.anyExtendedKeyUsage)) {
    refuse('issuer-key-usage')
  }
  // Self-issued certificates do not count (6.1.4, l); the signer at the end never does.
  const casBelow = below.slice(1).filter(ca => !equalBytes(ca.subject, ca.issuer)).length
  if (pathLength !== null && casBelow > pathLength) refuse('path-too-long')
}

function checkCritical(certificate: Certificate): void {
  if (certificate.extensions.hasUnknownCritical) refuse('unknown-critical-extension')
  // Not processed yet, and a constraint that is passed over would be a hole: refused instead.
  if (certificate.extensions.hasNameConstraints) refuse('name-constraints-unsupported')
}

function checkTime(certificate: Certificate, nowMs: number): void {
  if (nowMs > certificate.notAfterMs + 999) refuse('certificate-expired')
  if (nowMs < certificate.notBeforeMs) refuse('certificate-not-yet-valid')
}
