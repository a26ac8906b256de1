import { useEffect, useState } from 'react'
import { PressButton } from '../../ui/press-button.tsx'
import { type ContentOf, useKiosk, useWords } from '../kiosk-context.ts'
import { DocumentPicture } from '../pictures/document-picture.tsx'
import { Screen } from '../screen.tsx'

/** After this long a wait wants words. */
const LONG_MS = 10_000

/** The document is being made and signed. */
export function PreparingScreen({ content: { title, canGoBack } }: { readonly content: ContentOf<'preparing'> }) {
  const { send, clock } = useKiosk()
  const { t, text } = useWords()
  const [long, setLong] = useState(false)
  useEffect(() => clock.after(LONG_MS, () => setLong(true)), [clock])
  return (
    <Screen
      name="preparing"
      title={t('preparing.title')}
      lead={text(title)}
      nav={
        <>
          {canGoBack && (
            <PressButton look="quiet" onPress={() => send({ kind: 'back' })}>
              {t('nav.back')}
            </PressButton>
          )}
          <PressButton look="quiet" onPress={() => send({ kind: 'finish' })}>
            {t('nav.finish')}
          </PressButton>
        </>
      }
    >
      <div className="centre">
        <DocumentPicture busy />
      </div>
      <div className="working" aria-hidden="true">
        <i />
      </div>
      <p className="saying still" role="status">
        {t(long ? 'preparing.long' : canGoBack ? 'preparing.note' : 'preparing.fetching')}
      </p>
    </Screen>
  )
}
