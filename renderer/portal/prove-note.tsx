import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { usePortal } from './portal-context.ts'
import { useWords } from './words.ts'

/** That the person is to log in once more first, why, and the way there. */
export function ProveNote({ why }: { readonly why: string }) {
  const t = useWords()
  const { onProve } = usePortal()
  return (
    <div role="status">
      <Note tone="wait">
        <b>{t('myData.prove')}</b>
        <p>{why}</p>
        <PressButton look="quiet" className="note-key" onPress={onProve}>
          {t('login.title')}
        </PressButton>
      </Note>
    </div>
  )
}
