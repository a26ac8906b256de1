import type { ReasonCode, Verdict } from './reasons.ts'
import { verifyPdf } from './verify.ts'
import type { WebCrypto } from './web-crypto.ts'

export interface CheckOptions {
  /** DER of the certificates that the signer must lead to. Nothing else is trusted. */
  readonly anchors: readonly Uint8Array[]
  readonly webCrypto: WebCrypto
  /** The time to judge certificates at, ms since 1970. */
  readonly nowMs: number
}

/** The kiosk's short report. */
export interface KioskReport {
  readonly verdict: Verdict
  readonly printable: boolean
  readonly reasons: readonly { readonly code: ReasonCode; readonly place?: number }[]
  readonly signer: string | null
  readonly signedAt: string | null
  readonly sha256: string
}

/**
 * Checks a signed PDF under the kiosk's strict policy, where the whole file is to be printed: printable only with nothing
 * behind the signed revision. A broken file is a `malformed` report, never a rejection and never a pass. Rejects only when
 * an anchor itself cannot be read, for that is a mistake in the configuration.
 */
export async function checkSignedPdf(bytes: Uint8Array, options: CheckOptions): Promise<KioskReport> {
  const { verdict, printable, reasons, signatures, sha256 } = await verifyPdf(bytes, {
    ...options,
    policy: 'kiosk-strict',
  })
  const [signature] = signatures
  return {
    verdict,
    printable: printable && verdict === 'valid',
    reasons: reasons.slice(0, 1).map(({ code, place }) => (place === undefined ? { code } : { code, place })),
    signer: signature?.signer?.subject ?? null,
    signedAt: signature?.claimedTime ?? null,
    sha256,
  }
}
