import type { Proofs } from './open-proofs.ts'
import type { Signer } from './signer.ts'
import type { TrustAnchors } from './trust-anchors.ts'

export { shortReport } from './judge-as-kiosk.ts'
export { judgeProved } from './judge-proved.ts'
export type { Proofs } from './open-proofs.ts'
export { signPades } from './pades.ts'
export { sealedAlone } from './sealed-alone.ts'
export type { Signer } from './signer.ts'
export type { TrustAnchors } from './trust-anchors.ts'
export { type ProofLevel, type UpgradedFile, type UpgradeParts, upgradeDocument } from './upgrade-document.ts'

/** The university's seal, and what is believed because of it. */
export interface Signing {
  /** For lists, notices and certificates; null on a server that holds no seal. */
  readonly signer: Signer | null
  /** For documents: the same seal, with room for what is added behind it later. */
  readonly documentSigner: Signer | null
  /** PEM of the roots of the first seal. */
  readonly sealAnchorsPem: string
  /** What terminals, the public page and the server itself are to believe. */
  readonly trust: TrustAnchors
  /** What adds proofs to documents after their issue; without it they stay as they were issued. */
  readonly proofs: Proofs | null
}
