import type { Quote, VisitorOffer } from '../../src/contract/documents.ts'
import {
  collector,
  dear,
  type FixtureOf,
  foreigner,
  free,
  live,
  mixed,
  type OneOrMore,
  someone,
  withFreeCopies,
} from './fixture.ts'
import {
  ANOTHERS_OFFERS,
  APPROVAL_OFFERS,
  EXAMPLE_OFFERS,
  HELD_OFFERS,
  LONG_APPROVAL_OFFERS,
  LONG_OFFERS,
  PIN_OFFERS,
} from './fixture-offers.ts'
import type { ContentOf } from './kiosk-context.ts'

const APPLY = { url: 'https://print.example.edu.cn/p/', host: 'print.example.edu.cn' }
const LONG_APPLY = {
  url: 'https://print-and-verify.academic-affairs.model-university.edu.cn:8443/p/',
  host: 'print-and-verify.academic-affairs.model-university.edu.cn:8443',
}

/** A choice among offers: which one, how many, and what that costs. */
export const choosing = (
  offers: readonly VisitorOffer[],
  selected: number | null,
  copies: number,
  quote: Quote | null,
  paperFor: number | null = null,
): ContentOf<'choosing'> => ({
  hasReprintCode: false,
  apply: null,
  screen: 'choosing',
  offers: [...offers],
  selected,
  copies,
  maxCopies: paperFor ?? 10,
  paperFor,
  quote,
})

/** Which document, and how many copies of it. */
export const CHOOSING: OneOrMore<FixtureOf<'choosing'>> = [
  live('choosing', someone, choosing(EXAMPLE_OFFERS, 0, 3, free(3))),
  live('choosing-paper-short', someone, choosing(EXAMPLE_OFFERS, 0, 3, free(3), 3)),
  live('choosing-card-pin', someone, choosing(PIN_OFFERS, 4, 3, free(3))),
  live('choosing-approvals', someone, { ...choosing(APPROVAL_OFFERS, 0, 1, free(1)), apply: APPLY }),
  live('choosing-approvals-alone', foreigner, {
    ...choosing(LONG_APPROVAL_OFFERS, null, 1, null),
    apply: LONG_APPLY,
  }),
  live('choosing-approvals-no-web', someone, choosing(APPROVAL_OFFERS, 0, 1, free(1))),
  live('choosing-held', someone, choosing(HELD_OFFERS, null, 1, null)),
  live('choosing-code', someone, { ...choosing(EXAMPLE_OFFERS, 0, 3, free(3)), hasReprintCode: true }),
  live('choosing-held-code', someone, { ...choosing(HELD_OFFERS, null, 1, null), hasReprintCode: true }),
  live('choosing-nothing-yet', someone, choosing(EXAMPLE_OFFERS, null, 1, null)),
  live(
    'choosing-paid',
    withFreeCopies(3),
    choosing(EXAMPLE_OFFERS, 1, 7, { ...mixed, unitPriceFen: 500, amountFen: 2000 }),
  ),
  live(
    'choosing-for-another',
    collector,
    choosing(ANOTHERS_OFFERS, 0, 2, { ...dear, copies: 2, paidCopies: 2, unitPriceFen: 200, amountFen: 400 }),
  ),
  live('choosing-many', foreigner, choosing(LONG_OFFERS, 2, 20, dear)),
]
