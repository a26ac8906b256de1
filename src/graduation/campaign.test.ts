import { describe, expect, it } from 'vitest'
import { type Campaign, type CampaignFlaw, campaignFlaws } from './campaign.ts'
import { CAMPAIGN, inChina } from './fixtures.ts'

const flawsWith = (changed: Partial<Campaign>) => campaignFlaws({ ...CAMPAIGN, ...changed })
const NO_RECHECK = { recheckFrom: null, recheckTo: null }

describe('a campaign', () => {
  it('of the days of a real notice is right, and so is one without a re-check', () => {
    expect(campaignFlaws(CAMPAIGN)).toEqual([])
    expect(flawsWith(NO_RECHECK)).toEqual([])
  })

  it.each<[CampaignFlaw, Partial<Campaign>]>([
    ['moment-unreadable', { lockAt: new Date('soon') }],
    ['moment-unreadable', { recheckTo: new Date(Number.NaN) }],
    ['year-elsewhere', { year: 2025 }],
    ['year-elsewhere', { year: 2028 }],
    ['year-elsewhere', { year: 2026.5 }],
    ['closes-before-it-opens', { closesAt: inChina('2026-03-02 08:00:00') }],
    ['errata-close-before-it-opens', { errataClosesAt: inChina('2026-03-02 08:00:00') }],
    ['recheck-half-said', { recheckTo: null }],
    ['recheck-half-said', { recheckFrom: null }],
    ['recheck-ends-before-it-begins', { recheckTo: inChina('2026-03-24 00:00:00') }],
    ['recheck-before-the-close', { recheckFrom: inChina('2026-03-17 23:59:59') }],
    ['ends-after-the-lock', { recheckTo: inChina('2026-06-21 00:00:00') }],
    ['ends-after-the-lock', { errataClosesAt: inChina('2026-06-21 00:00:00') }],
    ['ends-after-the-lock', { closesAt: inChina('2026-06-21 00:00:00'), ...NO_RECHECK }],
    ['too-long', { lockAt: inChina('2028-03-04 00:00:00') }],
    ['contact-missing', { contact: { zh: ' ', en: '' } }],
    ['contact-missing', { contact: { zh: '', en: ' ' } }],
  ])('is refused: %s', (flaw, changed) => {
    expect(flawsWith(changed)).toEqual([flaw])
  })

  it.each<[string, Partial<Campaign>]>([
    ['one second of checking', { closesAt: inChina('2026-03-02 08:00:01') }],
    ['one second for errata', { errataClosesAt: inChina('2026-03-02 08:00:01') }],
    ['a re-check from the second after the close', { recheckFrom: inChina('2026-03-18 00:00:00') }],
    ['a re-check of one second', { recheckTo: inChina('2026-03-24 00:00:01') }],
    ['everything until the lock', { recheckTo: CAMPAIGN.lockAt, errataClosesAt: CAMPAIGN.lockAt }],
    ['those who graduate in winter', { year: 2027 }],
    ['two years', { lockAt: inChina('2028-03-03 08:00:00'), year: 2027 }],
    ['a contact in English', { contact: { zh: '', en: 'Registry' } }],
    ['a contact in Chinese', { contact: { zh: '教务处', en: '' } }],
  ])('may have %s', (_, changed) => {
    expect(flawsWith(changed)).toEqual([])
  })

  it('says everything that is wrong with it at once', () => {
    const changed = { year: 1999, contact: { zh: '', en: '' }, closesAt: inChina('2026-01-01 00:00:00') }
    expect(flawsWith(changed)).toEqual(['year-elsewhere', 'closes-before-it-opens', 'contact-missing'])
  })

  it('knows years as people in China live them', () => {
    const early = { opensAt: inChina('2026-01-01 00:30:00') }
    expect(flawsWith({ ...early, year: 2025 })).toEqual(['year-elsewhere'])
  })
})
