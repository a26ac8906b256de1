import { z } from 'zod'
import { derOfPem } from '../pdf/pem.ts'
import { createVerifier } from '../pdf/verify.ts'
import type { WebCrypto } from '../pdf/web-crypto.ts'
import { type SealedKind, statementIn } from './sealed-text.ts'

/**
 * The roots that terminals are to believe, said under a seal that they believe already: so that a university can change its root
 * without a walk to every machine, and whoever takes over the server's address cannot.
 */
export const TRUST_NOTICE: SealedKind = { field: 'TrustNotice', name: 'yinzheng-trust-notice' }

export const trustNoticeSchema = z.object({
  /** Grows with every change: one that is not newer than what is believed is not taken. */
  version: z.int().min(1),
  issuedAt: z.iso.datetime(),
  /** PEM, ASCII. */
  anchorsPem: z.string().min(1).max(100_000),
})
export type TrustNotice = z.infer<typeof trustNoticeSchema>

export interface TrustNoticeOptions {
  /** PEM of the roots that are believed now. */
  readonly anchorsPem: string
  readonly webCrypto: WebCrypto
  /** ms since 1970. */
  readonly nowMs: number
}

/** What a notice says; null for one that is not sealed under a root that is believed, or that names no root. */
export async function readTrustNotice(pdf: Uint8Array, options: TrustNoticeOptions): Promise<TrustNotice | null> {
  const { anchorsPem, webCrypto, nowMs } = options
  const verifier = createVerifier({ anchors: derOfPem(anchorsPem), webCrypto, policy: 'kiosk-strict' })
  const { verdict, signatures } = await verifier.verify(pdf, nowMs)
  if (verdict !== 'valid' || signatures.length !== 1 || signatures[0]?.field !== TRUST_NOTICE.field) return null
  const notice = trustNoticeSchema.safeParse(statementIn(pdf, TRUST_NOTICE))
  return notice.success && areRoots(notice.data.anchorsPem, webCrypto) ? notice.data : null
}

/** Roots that the next check could not read would stop the machine. */
function areRoots(anchorsPem: string, webCrypto: WebCrypto): boolean {
  try {
    const anchors = derOfPem(anchorsPem)
    createVerifier({ anchors, webCrypto, policy: 'kiosk-strict' })
    return anchors.length > 0
  } catch {
    return false
  }
}
