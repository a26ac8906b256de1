import { readSignedRange } from './byte-range.ts'
import { concatBytes, latin1, toHex } from './bytes.ts'
import { readCertificate } from './certificate.ts'
import { openPdf, type PdfFile } from './objects.ts'
import { findPath } from './path.ts'
import { isoOfPdfDate } from './pdf-date.ts'
import { PdfRefusal, REASONS, refuse } from './reasons.ts'
import type { PdfReport } from './report.ts'
import { checkSignature } from './signature-check.ts'
import { type FoundSignature, findSignatures } from './signature-field.ts'
import type { PdfDict } from './values.ts'
import type { WebCrypto } from './web-crypto.ts'

export interface CheckOptions {
  /** DER of the certificates that the signer must lead to. Nothing else is trusted. */
  readonly anchors: readonly Uint8Array[]
  readonly webCrypto: WebCrypto
  /** The time to judge certificates at, ms since 1970. */
  readonly nowMs: number
}

/** SubFilters whose signature is a CMS over the file itself (ISO 32000-2, 12.8.3; EN 319 142-1). */
const SUBFILTERS = new Set(['ETSI.CAdES.detached', 'adbe.pkcs7.detached'])
const WEAK_SUBFILTERS = new Set(['adbe.pkcs7.sha1', 'adbe.x509.rsa_sha1'])

/**
 * Checks a signed PDF under the kiosk's strict policy: exactly one signature, over the whole file, sound in every byte, by a
 * certificate that leads to one of the anchors. A broken file is a `malformed` report, never a rejection and never a pass.
 * Rejects only when an anchor itself cannot be read, for that is a mistake in the configuration.
 */
export async function checkSignedPdf(bytes: Uint8Array, options: CheckOptions): Promise<PdfReport> {
  const anchors = options.anchors.map(anchor => readCertificate(anchor))
  const sha256 = toHex(new Uint8Array(await options.webCrypto.subtle.digest('SHA-256', concatBytes(bytes))))
  const facts: { signer: string | null; signedAt: string | null } = { signer: null, signedAt: null }
  try {
    const file = openPdf(bytes)
    const signature = onlySignature(file)
    facts.signedAt = claimedTime(signature.dictionary)
    const subFilter = checkKind(signature.dictionary)
    const range = readSignedRange(bytes, signature.dictionary)
    checkCoverage(bytes, file, range.end)
    const needsSigningCertificate = subFilter === 'ETSI.CAdES.detached'
    const { signer, bag } = await checkSignature(range, needsSigningCertificate, options.webCrypto)
    facts.signer = signer.subjectName
    await findPath(signer, { anchors, bag, webCrypto: options.webCrypto, nowMs: options.nowMs })
    return { verdict: 'valid', printable: true, reasons: [], ...facts, sha256 }
  } catch (error) {
    const { code, place } = error instanceof PdfRefusal ? error : new PdfRefusal('internal-error')
    const reason = place === undefined ? { code } : { code, place }
    return { verdict: REASONS[code], printable: false, reasons: [reason], ...facts, sha256 }
  }
}

/** The file's one signature. One that an earlier revision holds and the newest does not was taken out. */
function onlySignature(file: PdfFile): FoundSignature {
  const [newest, ...older] = file.views.map(view => findSignatures(view))
  if (!newest || newest.length === 0)
    refuse(older.some(found => found.length > 0) ? 'signature-removed' : 'no-signature')
  const numbers = new Set([newest, ...older].flat().map(found => found.number))
  if (newest.length > 1 || numbers.size > 1) refuse('several-signatures')
  return newest[0]!
}

function checkKind(signature: PdfDict): string {
  const type = signature.entries.get('Type')
  if (type !== undefined && (type.kind !== 'name' || type.value !== 'Sig'))
    refuse('bad-signature-dictionary', type.start)
  const subFilter = signature.entries.get('SubFilter')
  if (subFilter?.kind !== 'name') return refuse('unknown-subfilter', signature.start)
  if (WEAK_SUBFILTERS.has(subFilter.value)) refuse('weak-subfilter', subFilter.start)
  return SUBFILTERS.has(subFilter.value) ? subFilter.value : refuse('unknown-subfilter', subFilter.start)
}

/** The covered bytes must be the whole file, and the file must end where its last revision ends. */
function checkCoverage(bytes: Uint8Array, file: PdfFile, rangeEnd: number): void {
  if (rangeEnd !== bytes.length) {
    const newestXref = file.sections[0]?.offset ?? 0
    if (newestXref >= rangeEnd) refuse('revision-after-signature', rangeEnd)
    refuse(rangeEnd === file.end ? 'bytes-after-signature' : 'range-not-whole-file', rangeEnd)
  }
  if (file.end !== bytes.length) refuse('junk-after-end', file.end)
}

function claimedTime(signature: PdfDict): string | null {
  const time = signature.entries.get('M')
  return time?.kind === 'string' ? isoOfPdfDate(latin1(time.value)) : null
}
