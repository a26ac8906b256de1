import type { Damage } from '../pdf/damage.ts'
import type { VerifierOptions } from '../pdf/options.ts'
import type { Verdict } from '../pdf/reasons.ts'
import type { ChangeKind, PdfReport, SignatureLevel, SignatureReport } from '../pdf/report.ts'
import type { SealClaim } from '../pdf/seal-claim.ts'
import { SM2_LIBRARY } from '../pdf/sm2-library.ts'
import { findTraces } from '../pdf/traces.ts'
import { createVerifier, type Verifier } from '../pdf/verify.ts'
import type { WebCrypto } from '../pdf/web-crypto.ts'
import { type FileKind, kindOfFile } from './file-kind.ts'
import { readValidityNote } from './validity-note.ts'

/** What a check of a file's bytes found, as far as a verifier is told of it. Plain data that survives a message. */
export interface FileCheck {
  readonly verdict: Verdict
  /** Stable codes, the deciding one first. */
  readonly reasons: readonly string[]
  /** Of the whole file, lower-case hex. */
  readonly sha256: string
  /** Over what the first signature is over, lower-case hex; null when no signature could be read. See `FileNames`. */
  readonly signedDigest: string | null
  /** The first signature, once its signer could be read. */
  readonly seal: SealFacts | null
  /** How many signatures the file holds. */
  readonly signatures: number
  /** Whether the last moment that the seal states was over when it was checked. */
  readonly isOver: boolean
  readonly kind: FileKind
  /** What happened to the file on its way, where its bytes show it. */
  readonly damage: Damage | null
  /**
   * Verdict and reasons of the file without what stands in front of it and without the empty space behind it; null where neither is
   * there. Whoever asks what is in the file asks this; what the file is worth as it stands is `verdict`.
   */
  readonly inner: Pick<FileCheck, 'verdict' | 'reasons'> | null
  /** Where the document as it was sealed stands whole in the file. Its bytes alone may be shown, and are to be checked again. */
  readonly part: { readonly start: number; readonly end: number } | null
  /** A seal that can be read in the file and is not shown to be over it: a claim. */
  readonly claim: SealClaim | null
  /** What later savings put behind what was sealed. */
  readonly added: readonly ChangeKind[]
}

/** The facts of a signature. Whether they are to be believed is the verdict's word. */
export interface SealFacts {
  /** Name of the signature's field. */
  readonly field: string
  readonly signer: string
  /** Who vouches for the signer: the name of the anchor. Null without a good path. */
  readonly root: string | null
  /** What the signer says, ISO 8601. */
  readonly claimedTime: string | null
  /** What a time stamp proves, ISO 8601. */
  readonly trustedTime: string | null
  /** The last moment at which the document counts, as the seal states it, ISO 8601; null when it states none. */
  readonly validUntil: string | null
  readonly level: SignatureLevel | null
  readonly algorithm: string | null
  /** Until when the signer's certificate is valid, ISO 8601, and its SHA-256. */
  readonly certificateEnds: string
  readonly certificateSha256: string
}

export interface FileCheckOptions {
  /** DER of the certificates that the signer must lead to. */
  readonly anchors: readonly Uint8Array[]
  /** DER of the roots of time-stamp authorities. */
  readonly timestampAnchors: readonly Uint8Array[]
  readonly webCrypto: WebCrypto
  readonly nowMs: number
}

/** Checks a file by its bytes alone, as the public is told of it. Never rejects for what is in the file. */
export async function checkFile(bytes: Uint8Array, { nowMs, ...roots }: FileCheckOptions): Promise<FileCheck> {
  const options: VerifierOptions = { ...roots, policy: 'public', sm2: SM2_LIBRARY }
  const verifier = createVerifier(options)
  return describeReport(bytes, await verifier.verify(bytes, nowMs), { verifier, options, nowMs })
}

/** What people are told of a file, given the report on it by a verifier of these options. */
export async function describeReport(
  bytes: Uint8Array,
  report: PdfReport,
  by: { verifier: Verifier; options: VerifierOptions; nowMs: number },
): Promise<FileCheck> {
  const { inner, part, damage, claim } = await findTraces(bytes, report, by)
  const readable = [inner ?? report, part?.report].find(one => one?.signatures[0]?.signer) ?? report
  const [signature] = readable.signatures
  const seal = sealFacts(signature)
  return {
    verdict: report.verdict,
    reasons: codesOf(report),
    sha256: report.sha256,
    signedDigest: signature?.signedDigest ?? null,
    seal,
    signatures: readable.signatures.length,
    isOver: seal?.validUntil != null && Date.parse(seal.validUntil) < by.nowMs,
    kind: kindOfFile(bytes),
    damage,
    inner: inner && { verdict: inner.verdict, reasons: codesOf(inner) },
    part: part && { start: part.start, end: part.end },
    claim,
    added: addedIn(inner ?? report),
  }
}

const codesOf = ({ reasons }: PdfReport): string[] => reasons.map(({ code }) => code)

/** Kinds of later changes, each once. A page whose list of annotations grew has changed in nothing else. */
function addedIn({ revisions }: PdfReport): ChangeKind[] {
  const changes = revisions.flatMap(revision => revision.changes)
  const noted = new Set(changes.filter(({ kind }) => kind === 'annotation').map(({ object }) => object))
  const kinds = changes.filter(({ kind, object }) => kind !== 'page' || !noted.has(object)).map(({ kind }) => kind)
  return [...new Set(kinds)]
}

function sealFacts(signature: SignatureReport | undefined): SealFacts | null {
  if (!signature?.signer) return null
  const { signer, chain } = signature
  return {
    field: signature.field,
    signer: signer.subject ?? '',
    root: chain.at(-1)?.subject ?? null,
    claimedTime: signature.claimedTime,
    trustedTime: signature.trustedTime,
    validUntil: readValidityNote(signature.statedReason),
    level: signature.level,
    algorithm: signature.algorithm,
    certificateEnds: signer.notAfter,
    certificateSha256: signer.sha256,
  }
}
