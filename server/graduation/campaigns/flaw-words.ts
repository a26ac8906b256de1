import { type Bilingual, both } from '../../../src/contract/texts.ts'
import type { CampaignFlaw } from '../../../src/graduation/campaign.ts'

/** What is wrong with a campaign, for who writes it. */
export const CAMPAIGN_FLAW_WORDS: Readonly<Record<CampaignFlaw, Bilingual>> = {
  'moment-unreadable': both('有一个时间读不出来', 'A moment cannot be read'),
  'year-elsewhere': both('毕业年份与核对时间对不上', 'The year of graduation does not agree with the moments'),
  'closes-before-it-opens': both('截止时间须在开始时间之后', 'It must close after it opens'),
  'errata-close-before-it-opens': both(
    '勘误截止时间须在开始时间之后',
    'The deadline of errata forms must be after the opening',
  ),
  'recheck-half-said': both('复核的开始和结束须同时写明，或都不写', 'Say both ends of the re-check, or neither'),
  'recheck-ends-before-it-begins': both('复核结束须在复核开始之后', 'The re-check must end after it begins'),
  'recheck-before-the-close': both('复核须在核对截止之后开始', 'The re-check must begin after the close'),
  'ends-after-the-lock': both('各项截止时间都不能晚于锁定时间', 'Nothing may end after the lock'),
  'too-long': both('从开始到锁定不能超过两年', 'From the opening to the lock it may be two years at most'),
  'contact-missing': both('须写明咨询方式', 'Say where people ask'),
}
