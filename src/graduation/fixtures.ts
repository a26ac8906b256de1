import type { Campaign } from './campaign.ts'
import type { CampaignId, EnrolmentEntry } from './enrolment.ts'

/** A moment as it is written on a notice in China. */
export const inChina = (written: string): Date => new Date(`${written.replace(' ', 'T')}+08:00`)
export const msLater = (moment: Date, ms: number): Date => new Date(moment.getTime() + ms)

/** The days of seed 002, in another year. */
export const CAMPAIGN: Campaign = {
  ...{ campaignId: 'c-2026' as CampaignId, year: 2026, timezone: 'Asia/Shanghai' },
  ...{ opensAt: inChina('2026-03-02 08:00:00'), closesAt: inChina('2026-03-17 23:59:59') },
  ...{ recheckFrom: inChina('2026-03-24 00:00:00'), recheckTo: inChina('2026-03-25 23:59:59') },
  ...{ errataClosesAt: inChina('2026-03-17 17:00:00'), lockAt: inChina('2026-06-20 23:59:59') },
  contact: { zh: '教务处，0411-0000000', en: 'Registry, 0411-0000000' },
}

/** Invented; the digits of her number agree with each other, with her day of birth and with her sex. */
export const ENTRY: EnrolmentEntry = {
  ...{ name: '林晓岚', sex: '女', nation: '汉族', bornOn: '2004-01-20', idType: 'resident' },
  ...{ idNumber: '110101200401200024', examineeNumber: '22990101110234', studentNumber: '2022010101' },
  ...{ school: '印证大学', branch: '软件学院', department: '', major: '软件工程', className: '软件2201' },
  ...{ level: '本科', lengthYears: '4', category: '普通', mode: '普通全日制' },
  ...{ enteredOn: '2022-09-01', standing: 'registered', expectedOn: '2026-07-01' },
}
