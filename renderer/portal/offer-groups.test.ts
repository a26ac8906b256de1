import { expect, it } from 'vitest'
import type { PortalOffer } from '../../src/contract/portal-api.ts'
import { groupOffers } from './offer-groups.ts'

const offer = (kind: string, edition: string, isToBeHad = true): PortalOffer => ({
  ...{ kind, edition, title: { zh: kind, en: kind }, detail: { zh: '', en: '' } },
  ...{ unitPriceFen: 0, freeCopiesLeft: 0, validityDays: null, hasFile: true, approval: null },
  unavailable: isToBeHad ? null : { zh: '没有', en: 'none' },
})

it('the editions of a kind stand together, and what can not be had stands apart', () => {
  const [zh, letter, en, none] = [
    offer('transcript', 'zh'),
    offer('enrolment-proof', 'zh'),
    offer('transcript', 'en'),
    offer('degree-proof', 'zh', false),
  ]
  expect(groupOffers([zh, none, letter, en])).toEqual({
    toBeHad: [
      { kind: 'transcript', offers: [zh, en] },
      { kind: 'enrolment-proof', offers: [letter] },
    ],
    notNow: [none],
  })
})
