import { shownRange } from './byte-range.ts'
import { toHex } from './bytes.ts'
import type { Certificate } from './certificate.ts'
import { valueOfAttribute } from './cms-attributes.ts'
import { timeOf } from './der-values.ts'
import type { Engine } from './engine.ts'
import type { Examined } from './examine.ts'
import { OID } from './oids.ts'
import { PdfRefusal, REASONS } from './reasons.ts'
import type { CertificateReport, Change, SignatureLevel, SignatureReport, TimestampReport } from './report.ts'
import { claimedTime, statedReason, subFilterText } from './signature-dictionary.ts'
import type { Trusted } from './trust.ts'

/** Facts of the whole file that a signature's level depends on. */
export interface LevelFacts {
  /** The first revision with a store that holds lists or answers; null without one. */
  readonly dssRevision: number | null
  /** Revisions of the document time stamps that are believed. */
  readonly stampRevisions: readonly number[]
}

export async function reportSignature(
  { examined, path, trustedMs, revocation, refusal }: Trusted,
  changes: readonly Change[],
  facts: LevelFacts,
  engine: Engine,
): Promise<SignatureReport> {
  const { found, checked } = examined
  return {
    field: found.field,
    subFilter: subFilterText(found.dictionary),
    verdict: refusal ? REASONS[refusal.code] : found.fate ? REASONS[found.fate.code] : 'valid',
    level: levelOf(examined, trustedMs, facts),
    algorithm: checked?.algorithm ?? null,
    signedDigest: checked ? toHex(checked.digest) : null,
    signer: checked ? await reportCertificate(checked.signer, engine) : null,
    chain: await Promise.all(path.map(certificate => reportCertificate(certificate, engine))),
    claimedTime: claimedTime(found.dictionary) ?? signingTime(examined),
    statedReason: statedReason(found.dictionary),
    trustedTime: trustedMs === null ? null : iso(trustedMs),
    revocation,
    coverage: examined.coverage,
    byteRange: shownRange(found.dictionary),
    docMdp: examined.docMdp,
    changesAfter: changes.filter(change => change.revision > found.revision),
  }
}

export async function reportTimestamp(
  { examined, path, revocation, refusal }: Trusted,
  engine: Engine,
): Promise<TimestampReport> {
  const { found, checked, stampedMs } = examined
  return {
    field: found.field,
    verdict: refusal ? REASONS[refusal.code] : found.fate ? REASONS[found.fate.code] : 'valid',
    time: stampedMs === null ? null : iso(stampedMs),
    signer: checked ? await reportCertificate(checked.signer, engine) : null,
    chain: await Promise.all(path.map(certificate => reportCertificate(certificate, engine))),
    revocation,
    coverage: examined.coverage,
    byteRange: shownRange(found.dictionary),
  }
}

/** The baseline levels of EN 319 142-1, 6, by what is there and believed. */
function levelOf(
  { checked, subFilter, found }: Examined,
  trustedMs: number | null,
  { dssRevision, stampRevisions }: LevelFacts,
): SignatureLevel | null {
  if (!checked) return null
  if (subFilter !== 'ETSI.CAdES.detached' || checked.namedVersion !== 2) return 'legacy'
  if (trustedMs === null) return 'B-B'
  if (dssRevision === null) return 'B-T'
  const stampsStore = stampRevisions.some(revision => revision >= dssRevision && revision > found.revision)
  return stampsStore ? 'B-LTA' : 'B-LT'
}

async function reportCertificate(certificate: Certificate, engine: Engine): Promise<CertificateReport> {
  return {
    subject: certificate.subjectName,
    issuer: certificate.issuerName.shown,
    serial: toHex(certificate.serial),
    notBefore: iso(certificate.notBeforeMs),
    notAfter: iso(certificate.notAfterMs),
    sha256: await engine.fingerprint(certificate),
  }
}

/** The signing-time attribute (RFC 5652, 11.3); as little proof as /M. */
function signingTime({ checked }: Examined): string | null {
  const value = checked && valueOfAttribute(checked.data.attributes, OID.signingTime)
  if (!value) return null
  try {
    return iso(timeOf(value))
  } catch (error) {
    if (error instanceof PdfRefusal) return null
    throw error
  }
}

/** ISO 8601 in universal time, without parts of a second where there are none. */
export function iso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}
