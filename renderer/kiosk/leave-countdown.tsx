import { formatSpan } from '../ui/formats.ts'
import { useRemaining } from '../ui/use-remaining.ts'
import { useKiosk, useWords } from './kiosk-context.ts'

/** Says when the screen leaves by itself. */
export function LeaveCountdown() {
  const { view } = useKiosk()
  const { t } = useWords()
  const remainingMs = useRemaining(view.countdown?.kind === 'leave' ? view.countdown : null)
  if (remainingMs === null) return null
  return <p className="trace">{t('finished.leave', { span: formatSpan(remainingMs) })}</p>
}
