import type { Budget } from './budget.ts'
import { equalBytes } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { coversCertificate, type RevocationList } from './crl.ts'
import type { Engine } from './engine.ts'
import { KEY_USAGE } from './extensions.ts'
import type { OcspAnswer, SingleAnswer } from './ocsp.ts'
import { OID } from './oids.ts'
import { PdfRefusal } from './reasons.ts'
import type { RevocationState } from './report.ts'

/** What one list or answer says of one certificate. All but `good` and `revoked` say nothing of it, and why. */
export type EvidenceSays = RevocationState | 'of-another' | 'not-believed' | 'not-current'

export interface RevocationTime {
  /** When the signature is known to have existed, or now. */
  readonly atMs: number
  readonly nowMs: number
  readonly engine: Engine
  readonly budget: Budget
}

/** How far clocks may be apart. */
export const SKEW_MS = 5 * 60 * 1000
/** How long a list or answer counts that does not say when the next one comes. */
const UNDATED_MS = 24 * 3600 * 1000

/** What a list says of `certificate` (RFC 5280, 6.3), if it is the list of `issuer`. An old one can still revoke. */
export async function listSays(
  list: RevocationList,
  certificate: Certificate,
  issuer: Certificate,
  time: RevocationTime,
): Promise<EvidenceSays> {
  if (list.issuerName.key !== issuer.subjectNames.key) return 'of-another'
  if (!(await believed(() => isSignedList(list, issuer, time)))) return 'not-believed'
  const revokedAtMs = list.revokedAtMs(certificate.serial)
  if (revokedAtMs !== null && revokedAtMs <= time.atMs) return 'revoked'
  if (!isFresh(list.thisUpdateMs, list.nextUpdateMs, time)) return 'not-current'
  return coversCertificate(list, certificate) ? 'good' : 'unknown'
}

/** What an OCSP answer says of `certificate` of `issuer` (RFC 6960, 3.2). */
export async function answerSays(
  answer: OcspAnswer,
  certificate: Certificate,
  issuer: Certificate,
  time: RevocationTime,
): Promise<EvidenceSays> {
  const single = await believed(() => singleFor(answer, certificate, issuer, time))
  if (!single) return 'of-another'
  if (!(await believed(() => isSignedAnswer(answer, issuer, time)))) return 'not-believed'
  if (single.status === 'revoked') return (single.revokedAtMs ?? 0) <= time.atMs ? 'revoked' : 'good'
  if (single.status === 'unknown') return 'unknown'
  return isFresh(single.thisUpdateMs, single.nextUpdateMs, time) ? 'good' : 'not-current'
}

/** What cannot be read or is weakly signed is no evidence, and no reason to refuse the file either. */
async function believed<T>(check: () => Promise<T>): Promise<T | null> {
  try {
    return await check()
  } catch (error) {
    if (error instanceof PdfRefusal && error.code !== 'limit-reached') return null
    throw error
  }
}

function isFresh(thisMs: number, nextMs: number | null, { atMs, nowMs }: RevocationTime): boolean {
  return thisMs <= nowMs + SKEW_MS && atMs <= (nextMs ?? thisMs + UNDATED_MS) + SKEW_MS
}

/** The issuer's own signature, by a key that may sign lists (RFC 5280, 6.3.3, f and g). */
async function isSignedList(
  list: RevocationList,
  issuer: Certificate,
  { engine, budget }: RevocationTime,
): Promise<boolean> {
  const { keyUsage } = issuer.extensions
  if (keyUsage && !keyUsage.has(KEY_USAGE.cRLSign)) return false
  return engine.signedList(issuer, list, budget)
}

const ID_HASHES = new Map([
  [OID.sha1, 'SHA-1'],
  [OID.sha256, 'SHA-256'],
  [OID.sha384, 'SHA-384'],
  [OID.sha512, 'SHA-512'],
] as const) as ReadonlyMap<string, 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512'>

/** The part of an answer that is about this certificate of this issuer (RFC 6960, 4.1.1). */
async function singleFor(
  { singles }: OcspAnswer,
  certificate: Certificate,
  issuer: Certificate,
  { engine }: RevocationTime,
): Promise<SingleAnswer | null> {
  for (const single of singles) {
    const hash = ID_HASHES.get(single.hash)
    if (!hash || !equalBytes(single.serial, certificate.serial)) continue
    const nameHash = await engine.hashOf(certificate, 'issuer', hash)
    const keyHash = await engine.hashOf(issuer, 'keyBits', hash)
    if (equalBytes(nameHash, single.issuerNameHash) && equalBytes(keyHash, single.issuerKeyHash)) return single
  }
  return null
}

/** By the issuer itself, or by a responder that the issuer certified for that purpose (RFC 6960, 4.2.2.2). */
async function isSignedAnswer(
  answer: OcspAnswer,
  issuer: Certificate,
  { engine, budget }: RevocationTime,
): Promise<boolean> {
  const delegates = answer.certificates.map(der => engine.certificate(der))
  for (const candidate of [issuer, ...delegates]) {
    if (!(await isResponder(answer, candidate, engine))) continue
    if (!equalBytes(candidate.der, issuer.der)) {
      const { extendedKeyUsage, hasUnknownCritical } = candidate.extensions
      if (!extendedKeyUsage?.includes(OID.ocspSigning) || hasUnknownCritical) continue
      if (answer.producedAtMs < candidate.notBeforeMs || answer.producedAtMs > candidate.notAfterMs + 999) continue
      if (candidate.issuerName.key !== issuer.subjectNames.key) continue
      if (!(await engine.issued(issuer, candidate, budget))) continue
    }
    if (await engine.verify(candidate.publicKey(), answer.scheme(), answer.signature, answer.tbs, budget)) return true
  }
  return false
}

async function isResponder({ responder }: OcspAnswer, certificate: Certificate, engine: Engine): Promise<boolean> {
  if ('name' in responder) return responder.name.key === certificate.subjectNames.key
  return equalBytes(await engine.hashOf(certificate, 'keyBits', 'SHA-1'), responder.keyHash)
}
