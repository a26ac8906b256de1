import type { VisitorOffer } from '../../../src/contract/documents.ts'
import type { PhonePage } from '../../../src/contract/phone-page-view.ts'
import { Note } from '../../ui/note.tsx'
import { useWords } from '../kiosk-context.ts'
import { useApprovalWords } from './approval-words.ts'
import { PhoneSheet } from './phone-sheet.tsx'

/** Where a phone applies for a document that an office must agree to first, and how that stands. */
export function ApprovalSheet({
  offer: { title, approval },
  page,
  onClose,
}: {
  readonly offer: VisitorOffer
  readonly page: PhonePage
  readonly onClose: () => void
}) {
  const { t, text } = useWords()
  const say = useApprovalWords()
  if (!approval) return null
  const isAsked = approval.state === 'waiting'
  return (
    <PhoneSheet
      title={t(isAsked ? 'approval.waitingTitle' : 'approval.applyTitle')}
      lead={text(title)}
      page={page}
      codeLabel={t('approval.code', { host: page.host })}
      back={t('approval.back')}
      onClose={onClose}
    >
      <Note tone={isAsked ? 'wait' : 'info'}>
        <b className="spare">{say(approval)}</b>{' '}
        {approval.state === 'needed'
          ? t('approval.howApply', { count: approval.withinWorkingDays })
          : t('approval.howSee')}
      </Note>
    </PhoneSheet>
  )
}
