import type { Verdict } from '../pdf/reasons.ts'
import type { SignatureLevel, SignatureReport } from '../pdf/report.ts'
import { SM2_LIBRARY } from '../pdf/sm2-library.ts'
import { verifyPdf } from '../pdf/verify.ts'
import type { WebCrypto } from '../pdf/web-crypto.ts'
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
export async function checkFile(bytes: Uint8Array, options: FileCheckOptions): Promise<FileCheck> {
  const report = await verifyPdf(bytes, { ...options, policy: 'public', sm2: SM2_LIBRARY })
  const seal = sealFacts(report.signatures[0])
  return {
    verdict: report.verdict,
    reasons: report.reasons.map(({ code }) => code),
    sha256: report.sha256,
    signedDigest: report.signatures[0]?.signedDigest ?? null,
    seal,
    signatures: report.signatures.length,
    isOver: seal?.validUntil != null && Date.parse(seal.validUntil) < options.nowMs,
  }
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
