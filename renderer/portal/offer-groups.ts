import type { PortalOffer } from '../../src/contract/portal-api.ts'

/** The editions of one kind, as they stand in a list. */
export interface OfferGroup {
  readonly kind: string
  readonly offers: readonly PortalOffer[]
}

export interface OfferGroups {
  readonly toBeHad: readonly OfferGroup[]
  /** What cannot be had now, each with its reason. */
  readonly notNow: readonly PortalOffer[]
}

/** Sorts offers by kind, in the order of the server, and apart from them what cannot be had now. */
export function groupOffers(offers: readonly PortalOffer[]): OfferGroups {
  const toBeHad: { kind: string; offers: PortalOffer[] }[] = []
  for (const offer of offers) {
    if (offer.unavailable !== null) continue
    const group = toBeHad.find(({ kind }) => kind === offer.kind)
    if (group) group.offers.push(offer)
    else toBeHad.push({ kind: offer.kind, offers: [offer] })
  }
  return { toBeHad, notNow: offers.filter(({ unavailable }) => unavailable !== null) }
}
