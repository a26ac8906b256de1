import { Note } from '../../ui/note.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { PhoneSheet } from './phone-sheet.tsx'

/** Where a phone begins the correction of what is wrong in the document on the screen. */
export function CorrectionSheet({
  content: { correction, title },
  onClose,
}: {
  readonly content: Pick<ContentOf<'previewing'>, 'correction' | 'title'>
  readonly onClose: () => void
}) {
  const { t, text } = useWords()
  const { helpPhone } = useKiosk().view
  if (!correction) return null
  return (
    <PhoneSheet
      title={t('correction.title')}
      lead={t('correction.lead', { document: text(title) })}
      page={correction}
      codeLabel={t('correction.code', { host: correction.host })}
      back={t('correction.back')}
      onClose={onClose}
    >
      <Note tone="info">
        <b>{t('correction.how')}</b> <span className="spare">{t('correction.otherwise', { phone: helpPhone })}</span>
      </Note>
    </PhoneSheet>
  )
}
