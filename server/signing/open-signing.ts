import type { SectionsOf } from '../ground/config/sections.ts'
import { expecting } from '../ground/expect-at-start.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import { openProofs } from './open-proofs.ts'
import { openSeal } from './open-seal.ts'
import { ofSeal } from './seal-sayings.ts'
import type { Signing } from './signing.ts'
import type { SIGNING } from './signing-plan.ts'
import { trustAnchors } from './trust-anchors.ts'

/** A bought seal takes weeks to renew. */
const WARNING_MS = 60 * 24 * 3_600_000

/** Opens the seal and tries it. Rejects with `StartRefused` when anything about keys, certificates or roots is not as it should be. */
export async function openSigning(
  { clock, log, house }: Pick<Ground, 'clock' | 'log' | 'house'>,
  { documents }: SectionsOf<typeof SIGNING>,
): Promise<Room<Signing, typeof SIGNING>> {
  const { signer, anchorsPem, usableUntilMs } = await expecting(ofSeal('documents.seal'), () =>
    openSeal(documents.seal, house.name.zh, clock),
  )
  if (usableUntilMs - clock.now() < WARNING_MS) {
    log.warn({ usableUntil: new Date(usableUntilMs).toISOString() }, 'the seal runs out soon')
  }
  const proofs = await openProofs(documents, anchorsPem, clock)
  const room = documents.proofs === null ? {} : { spareBytes: documents.proofs.roomBytes }
  const documentSigner = { ...signer, ...room, secondSealFollows: documents.secondSeal !== null }
  const trust = trustAnchors(anchorsPem, proofs?.parts ?? null)
  return { doors: { signer, documentSigner, sealAnchorsPem: anchorsPem, trust, proofs }, handlers: {} }
}
