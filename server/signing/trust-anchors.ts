import { derOfPem } from '../../src/pdf/pem.ts'
import { pemOf } from './pem-of.ts'
import type { UpgradeParts } from './upgrade-document.ts'

/** The roots that every check of the house's documents rests on, PEM. */
export interface TrustAnchors {
  /** Of the seal, and of the second one where there is one. */
  readonly anchorsPem: string
  /** Of the time-stamp authorities; they vouch for times and never for a seal. */
  readonly timestampAnchorsPem: string
}

/** What terminals, the public page and the server itself are to believe. `sealAnchorsPem` are the roots of the first seal. */
export function trustAnchors(
  sealAnchorsPem: string,
  proofs: Pick<UpgradeParts, 'authorities' | 'secondSeal'> | null,
): TrustAnchors {
  const second = proofs?.secondSeal?.anchors ?? []
  const known = new Set(derOfPem(sealAnchorsPem).map(pemOf))
  const more = second.map(pemOf).filter(one => !known.has(one))
  const stamps = (proofs?.authorities ?? []).flatMap(({ anchors }) => anchors.map(pemOf))
  return { anchorsPem: [sealAnchorsPem, ...more].join(''), timestampAnchorsPem: [...new Set(stamps)].join('') }
}
