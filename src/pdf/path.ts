import type { Budget } from './budget.ts'
import { equalBytes } from './bytes.ts'
import { type Certificate, isSelfIssued } from './certificate.ts'
import type { Engine } from './engine.ts'
import { KEY_USAGE } from './extensions.ts'
import { LIMITS } from './limits.ts'
import { checkNames } from './name-constraints.ts'
import type { Purpose } from './purpose.ts'
import { PdfRefusal, type ReasonCode, refuse } from './reasons.ts'

export interface PathOptions {
  readonly engine: Engine
  readonly budget: Budget
  /** Where the path must end. */
  readonly anchors: readonly Certificate[]
  /** Certificates that came with the signature or the file: links, never trust. */
  readonly bag: readonly Certificate[]
  readonly purpose: Purpose
  /** The time that every certificate must be valid at, ms since 1970. */
  readonly atMs: number
}

/** Which refusal tells most, when no path is good: the one that came nearest to a good path. */
const TELLING: readonly ReasonCode[] = [
  'certificate-expired',
  'certificate-not-yet-valid',
  'name-constraints-violated',
  'weak-hash',
  'weak-key',
]

/**
 * Finds a path from the signer to an anchor by name, key and signature, and checks it (RFC 5280, 6.1): validity of every
 * certificate, CA flag, path length, key usage, critical extensions, name constraints, purpose. Returns it, signer first.
 * Refuses with the most telling reason when there is none.
 */
export async function findPath(signer: Certificate, options: PathOptions): Promise<Certificate[]> {
  const { engine, budget, anchors, purpose, atMs } = options
  checkCritical(signer)
  purpose.checkEnd(signer)
  const isAnchor = (certificate: Certificate) => anchors.some(anchor => equalBytes(anchor.der, certificate.der))
  if (isAnchor(signer)) {
    checkTime(signer, atMs)
    return [signer]
  }
  const links = [...engine.intermediates, ...options.bag].filter(link => !isAnchor(link))
  const refusals: PdfRefusal[] = []

  const extend = async (path: readonly Certificate[]): Promise<Certificate[] | null> => {
    const last = path.at(-1)!
    if (path.length > LIMITS.pathLength) refuse('path-too-long')
    for (const issuer of byKeyId([...anchors, ...links], last)) {
      if (issuer.subjectNames.key !== last.issuerName.key) continue
      if (path.some(known => equalBytes(known.der, issuer.der))) continue
      try {
        checkIssuer(issuer, path, purpose)
        if (!(await engine.issued(issuer, last, budget))) continue
        const longer = [...path, issuer]
        if (isAnchor(issuer)) {
          checkWhole(longer, atMs)
          return longer
        }
        const whole = await extend(longer)
        if (whole) return whole
      } catch (error) {
        if (!(error instanceof PdfRefusal) || error.code === 'limit-reached') throw error
        refusals.push(error)
      }
    }
    return null
  }

  const path = await extend([signer])
  if (path) return path
  const telling = refusals.find(refusal => TELLING.includes(refusal.code)) ?? refusals[0]
  throw telling ?? new PdfRefusal('no-path-to-anchor')
}

/** Those whose key identifier fits first. It saves work; the signature decides (4.2.1.1). */
function byKeyId(candidates: readonly Certificate[], child: Certificate): Certificate[] {
  const { authorityKeyId } = child.extensions
  const fits = ({ extensions: { subjectKeyId } }: Certificate) =>
    authorityKeyId !== null && subjectKeyId !== null && equalBytes(subjectKeyId, authorityKeyId)
  return [...candidates.filter(fits), ...candidates.filter(candidate => !fits(candidate))]
}

/** What an authority must be and allow (6.1.4, k to n); `below` is the path so far. */
function checkIssuer(issuer: Certificate, below: readonly Certificate[], purpose: Purpose): void {
  const { isCa, pathLength, keyUsage, extendedKeyUsage } = issuer.extensions
  if (!isCa) refuse('issuer-not-ca')
  checkCritical(issuer)
  if (keyUsage && !keyUsage.has(KEY_USAGE.keyCertSign)) refuse('issuer-key-usage')
  if (extendedKeyUsage && !purpose.allowsBelow(extendedKeyUsage)) refuse('issuer-key-usage')
  // Self-issued certificates do not count (6.1.4, l); the signer at the end never does.
  const casBelow = below.slice(1).filter(ca => !isSelfIssued(ca)).length
  if (pathLength !== null && casBelow > pathLength) refuse('path-too-long')
}

function checkCritical({ extensions }: Certificate): void {
  if (extensions.hasUnknownCritical) refuse('unknown-critical-extension')
  // Not worked out, and a requirement that is passed over would be a hole.
  if (extensions.requiresPolicy) refuse('policy-constraints-unsupported')
}

/** What can be said of a path as a whole: times, and the constraints that each authority lays on all names below it. */
function checkWhole(path: readonly Certificate[], atMs: number): void {
  for (const certificate of path) checkTime(certificate, atMs)
  path.forEach((issuer, at) => {
    const { nameConstraints } = issuer.extensions
    if (!nameConstraints) return
    for (const [below, certificate] of path.slice(0, at).entries()) {
      if (below > 0 && isSelfIssued(certificate)) continue
      const { subjectAltNames } = certificate.extensions
      checkNames({ subject: certificate.subjectNames, subjectAltNames }, nameConstraints)
    }
  })
}

function checkTime(certificate: Certificate, atMs: number): void {
  if (atMs > certificate.notAfterMs + 999) refuse('certificate-expired')
  if (atMs < certificate.notBeforeMs) refuse('certificate-not-yet-valid')
}
