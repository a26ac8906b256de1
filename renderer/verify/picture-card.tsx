import { useEffect, useState } from 'react'
import { groupedCode } from '../../src/verification/typed-code.ts'
import { Note } from '../ui/note.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { usePage } from './page-context.ts'
import { codeInPicture, type PictureCode } from './picture-code.ts'
import { useWords } from './words.ts'

/** A picture proves nothing, but the code in it can be read: what it leads to is the university's own record. */
export function PictureCard({ file, first = null }: { readonly file: Blob; readonly first?: PictureCode | null }) {
  const t = useWords()
  const { trust, goTo } = usePage()
  const [found, setFound] = useState(first)
  const site = trust.house?.site ?? location.host
  useEffect(() => {
    if (first) return
    let left = false
    void codeInPicture(file, site).then(code => !left && setFound(code))
    return () => {
      left = true
    }
  }, [file, first, site])
  return (
    <section className="card" aria-labelledby="picture-code">
      <h2 id="picture-code">{t('picture.title')}</h2>
      <div role="status">
        {found === null && <p>{t('picture.reading')}</p>}
        {found?.kind === 'none' && <p>{t('picture.none')}</p>}
        {found?.kind === 'elsewhere' && <Note tone="stop">{t('picture.elsewhere', { host: found.host, site })}</Note>}
        {found?.kind === 'code' && (
          <>
            <p className="code-text">{groupedCode(found.code)}</p>
            <p>{t('picture.found')}</p>
          </>
        )}
      </div>
      {found?.kind === 'code' && (
        <PressButton look="act" className="wide" onPress={() => goTo({ screen: 'code', code: found.code })}>
          {t('picture.check')}
        </PressButton>
      )}
      {found !== null && found.kind !== 'code' && (
        <PressButton look="act" className="wide" onPress={() => goTo({ screen: 'home' })}>
          {t('picture.type')}
        </PressButton>
      )}
    </section>
  )
}
