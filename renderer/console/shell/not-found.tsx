import { PlaceLink } from './place-link.tsx'
import { WholeNote } from './whole-note.tsx'
import { useShellWords } from './words.ts'

/** For an address that names no page, or one that the role does not see. */
export function NotFound() {
  const t = useShellWords()
  return (
    <WholeNote
      title={t('notFound.title')}
      toDo={t('notFound.toDo')}
      wayOn={<PlaceLink to="">{t('notFound.home')}</PlaceLink>}
    />
  )
}
