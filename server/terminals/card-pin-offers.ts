import type { CardPinStanding } from '../../src/contract/terminals-api.ts'
import type { HouseOffer, Subject } from '../documents/documents.ts'
import type { VisitorParts } from './visitor-parts.ts'

type PinParts = {
  readonly identity: Pick<VisitorParts['identity'], 'pins'>
  readonly documents: VisitorParts['documents']
}

/** How the digits of the card stand with which somebody came; null without a card, and where the site has no digits. */
export async function cardPinOf(
  { identity: { pins } }: Pick<PinParts, 'identity'>,
  { person, known }: Subject,
): Promise<CardPinStanding | null> {
  return pins === null || !hasCard(known) ? null : pins.standing(person.personId)
}

/** Says of each offer whether the digits of the card alone are lacking: those that could be had if they had been typed now. */
export function withPinOffers<Offer extends Pick<HouseOffer, 'kind' | 'edition' | 'unavailable'>>(
  { documents, identity: { pins } }: PinParts,
  subject: Subject,
  offers: readonly Offer[],
): (Offer & { readonly opensWithPin: boolean })[] {
  const opened = pins === null ? [] : documents.offers(withPin(subject)).filter(one => one.unavailable === null)
  const isOpened = ({ kind, edition }: Offer) => opened.some(other => other.kind === kind && other.edition === edition)
  return offers.map(offer => ({ ...offer, opensWithPin: offer.unavailable !== null && isOpened(offer) }))
}

function withPin(subject: Subject): Subject {
  const { known } = subject
  if (known === 'by-the-office' || !hasCard(known)) return subject
  const { proofs, atMs } = known
  return { ...subject, known: { proofs: [...proofs, { way: 'campus-card-pin', atMs }], atMs } }
}

const hasCard = (known: Subject['known']): boolean =>
  known !== 'by-the-office' && known.proofs.some(({ way }) => way === 'campus-card')
