import { Note } from '../../ui/note.tsx'
import { type ContentOf, useWords } from '../kiosk-context.ts'

/** What a reprint has come to: nothing is charged and no free copy taken, so nothing is given back of what did not come out. */
export function ReprintBalance({ content }: { readonly content: ContentOf<'finished'> }) {
  const { t, text } = useWords()
  const { copies, copiesDelivered, reprint } = content
  const missing = copies - copiesDelivered
  const place = reprint?.badCopiesGoTo
  return (
    <>
      {/* Who must go to staff for the rest needs the bad copies to show. */}
      {place && missing === 0 && (
        <Note tone="info">
          <b>{t('reprint.placeNow', { place: text(place) })}</b>
        </Note>
      )}
      <Note tone={missing > 0 ? 'wait' : 'ok'}>
        <b>{reprint?.of ? t('reprint.done', { of: reprint.of }) : t('reprint.doneUnnamed')}</b>{' '}
        {t('money.nothing-charged')} {missing > 0 && <Missing content={content} missing={missing} />}
      </Note>
    </>
  )
}

/** What can be done about copies that did not come out, or of which nobody can tell. */
function Missing({ content, missing }: { readonly content: ContentOf<'finished'>; readonly missing: number }) {
  const { t } = useWords()
  const { copiesDelivered, copiesUnclear, reprint, orderNumber } = content
  // By the printer's record, and with a code, a reprint is spent by the first copy that came out or may have.
  const isUnspent = copiesDelivered + copiesUnclear === 0
  if (!isUnspent) return t('reprint.rest', { count: missing, number: orderNumber })
  if (reprint?.by === 'code') return t('reprint.codeGood')
  return content.canTellBadPrint
    ? t('reprint.none')
    : t('reprint.rest', { count: missing, number: reprint?.of || orderNumber })
}
