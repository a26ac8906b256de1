import { unitPriceFenOf } from '../../src/rules/tariff.ts'
import type { Settings } from '../../src/settings/settings.ts'
import type { HouseOffer } from './subject.ts'

/** Offers as they are sold where these settings hold: kinds that are not offered there are left out, and the price is the one of there. */
export const sold = <Offer extends HouseOffer>(
  offers: readonly Offer[],
  { documents: { offered }, prices }: Pick<Settings, 'documents' | 'prices'>,
): Offer[] =>
  offers
    .filter(({ kind }) => offered === null || offered.includes(kind))
    .map(offer =>
      offer.priceClass === null ? offer : { ...offer, unitPriceFen: unitPriceFenOf(prices, offer.priceClass) },
    )
