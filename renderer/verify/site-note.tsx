import { Icon } from '../ui/icons.tsx'
import { Note } from '../ui/note.tsx'
import { usePage } from './page-context.ts'
import { useWords } from './words.ts'

/** The university's own domain, said on every screen: a page that looks like this one can be put up by anyone. */
export function SiteNote() {
  const t = useWords()
  const { trust } = usePage()
  const { house, isOnline, anchorsChanged } = trust
  if (!house) return null
  const isRight = location.host === house.site
  // Where the address stands in the sentence is the language's own affair.
  const [before, after] = t('site.right', { site: '\n' }).split('\n')
  return (
    <>
      {isRight ? (
        <p className="site">
          <Icon name="ok" />
          <span>
            {before}
            <b>{house.site}</b>
            {after} <span className="site-compare">{t('site.compare')}</span>
          </span>
        </p>
      ) : (
        <Note tone="stop">
          <b>{t('site.wrong')}</b>
          <p>{t('site.wrongHow', { here: location.host, site: house.site })}</p>
        </Note>
      )}
      {!isOnline && (
        <Note tone="wait">
          <p>{t('offline.note')}</p>
        </Note>
      )}
      {anchorsChanged && (
        <Note tone="wait">
          <p>{t('offline.changed')}</p>
        </Note>
      )}
    </>
  )
}
