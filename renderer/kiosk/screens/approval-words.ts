import type { ApprovalStanding } from '../../../src/contract/documents.ts'
import { wallTimeOfDay } from '../../../src/rules/wall-time.ts'
import { useKiosk, useWords } from '../kiosk-context.ts'
import { formatDay } from './paper-day.ts'

/** How an approval stands, as a sentence. */
export function useApprovalWords(): (standing: ApprovalStanding) => string {
  const { timeZone } = useKiosk().view
  const { t, text, language } = useWords()
  const day = (iso: string) => formatDay(iso, timeZone, language)
  return standing => {
    const office = text(standing.office)
    switch (standing.state) {
      case 'needed':
        return t(standing.isAlways ? 'approval.needed' : 'approval.neededForSome', { office })
      case 'waiting':
        return t('approval.waiting', { office, asked: day(standing.askedAt), promised: day(standing.promisedAt) })
      case 'approved': {
        const time = wallTimeOfDay(Date.parse(standing.printableUntil), timeZone)
        return t('approval.approved', { office, until: day(standing.printableUntil), time })
      }
    }
  }
}
