import { PlaceLink } from './place-link.tsx'
import { WholeNote } from './whole-note.tsx'
import { useShellWords } from './words.ts'

/**
 * For an address that names no page, or one that the role does not see. Where the role would see it and the account counts at some sites
 * alone, that is said: nothing is shown, and that is no sign that nothing is there.
 */
export function NotFound({ isOfHouse = false }: { readonly isOfHouse?: boolean }) {
  const t = useShellWords()
  return (
    <WholeNote
      title={t(isOfHouse ? 'notFound.ofHouse' : 'notFound.title')}
      toDo={t(isOfHouse ? 'notFound.ofHouseToDo' : 'notFound.toDo')}
      wayOn={<PlaceLink to="">{t('notFound.home')}</PlaceLink>}
    />
  )
}
