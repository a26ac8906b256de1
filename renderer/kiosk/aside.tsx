import { useEffect } from 'react'
import { Note } from '../ui/note.tsx'
import { soundTone } from '../ui/tone.ts'
import { useKiosk, useWords } from './kiosk-context.ts'

/** A line over the visit for somebody else who held a card to a reader, with a tone, for they may not look at the screen. */
export function Aside() {
  const { aside } = useKiosk().view
  const { t } = useWords()
  useEffect(() => {
    if (aside !== null) soundTone()
  }, [aside])
  if (aside === null) return null
  return (
    <div className="aside" role="status">
      <Note tone="wait">
        <b>{t('aside.what')}</b> {t('aside.action')}
      </Note>
    </div>
  )
}
