import { type KeyboardEvent, useEffect, useState } from 'react'
import type { Application } from '../../src/contract/portal-api.ts'
import { textIn } from '../ui/formats.ts'
import { Icon } from '../ui/icons.tsx'
import { PressButton } from '../ui/press-button.tsx'
import { useLanguage } from '../web/app-words.tsx'
import { usePortal } from './portal-context.ts'
import { SpotMarker, type SpotMarkerProps } from './spot-marker.tsx'
import { useWords } from './words.ts'
import { Working } from './working.tsx'

const SIZES = [1, 1.6, 2.4] as const
type Picture = 'awaited' | 'here' | 'failed'

export interface PagePicturesProps {
  readonly application: Application
  /** Where a spot on a page is to be marked. */
  readonly marking?: Pick<SpotMarkerProps, 'spot' | 'onSpot'>
}

/** The pages of a document as pictures, one at a time, as large as one likes. */
export function PagePictures({ application, marking }: PagePicturesProps) {
  const t = useWords()
  const language = useLanguage()
  const [page, setPage] = useState(1)
  const [loaded, setLoaded] = useState(0)
  const [size, setSize] = useState(0)
  const { applicationId, pages } = application
  const title = textIn(language, application.title)
  const turn = (to: number) => setPage(Math.min(pages, Math.max(1, to)))
  const press = ({ key }: KeyboardEvent) => {
    // While the page is larger than its frame, these move it.
    if (size > 0) return
    if (key === 'ArrowLeft' || key === 'PageUp') turn(page - 1)
    if (key === 'ArrowRight' || key === 'PageDown') turn(page + 1)
  }
  const picture = (
    <PagePicture
      key={page}
      {...{ applicationId, page }}
      alt={t('pages.alt', { title, page, pages })}
      size={SIZES[size] ?? 1}
      onLoaded={() => setLoaded(page)}
    />
  )
  return (
    <section className="card pictures" aria-label={t('pages.title')}>
      <div className="pictures-keys">
        <p className="pictures-page" role="status">
          {t('pages.page', { page, pages })}
        </p>
        <PressButton look="quiet" repeats disabled={size === 0} onPress={() => setSize(size - 1)}>
          {t('pages.smaller')}
        </PressButton>
        <PressButton look="quiet" repeats disabled={size === SIZES.length - 1} onPress={() => setSize(size + 1)}>
          {t('pages.larger')}
        </PressButton>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: a region within a region */}
      <div className="pictures-frame" role="group" aria-label={t('pages.title')} tabIndex={0} onKeyDown={press}>
        {marking ? (
          <SpotMarker key={page} {...marking} page={page} size={SIZES[size] ?? 1}>
            {picture}
          </SpotMarker>
        ) : (
          picture
        )}
      </div>
      {pages > 1 && (
        <div className="pictures-turn">
          <PressButton look="quiet" repeats disabled={page === 1} onPress={() => turn(page - 1)}>
            <Icon name="back" />
            {t('pages.before')}
          </PressButton>
          <PressButton look="quiet" repeats disabled={page === pages} onPress={() => turn(page + 1)}>
            {t('pages.after')}
            <Icon name="forward" />
          </PressButton>
        </div>
      )}
      {loaded === page && page < pages && <Ahead {...{ applicationId }} page={page + 1} />}
      <p className="visually-hidden">{t('pages.unseen')}</p>
    </section>
  )
}

interface PagePictureProps extends Pick<Application, 'applicationId'> {
  readonly page: number
  readonly alt: string
  readonly size: number
  readonly onLoaded: () => void
}

function PagePicture({ applicationId, page, alt, size, onLoaded }: PagePictureProps) {
  const t = useWords()
  const { server } = usePortal()
  const [picture, setPicture] = useState<Picture>('awaited')
  const [tries, setTries] = useState(0)
  const fail = () => {
    setPicture('failed')
    // A picture does not say why it failed; whether somebody is still logged in can be asked.
    void server.me({})
  }
  return (
    <>
      {picture === 'awaited' && <Working what={t('pages.loading')} />}
      {picture === 'failed' ? (
        <div className="pictures-failed" role="status">
          <p className="wrong">{t('pages.failed')}</p>
          <PressButton
            look="quiet"
            onPress={() => {
              setTries(tries + 1)
              setPicture('awaited')
            }}
          >
            {t('trouble.again')}
          </PressButton>
        </div>
      ) : (
        <img
          key={tries}
          className="picture"
          data-picture={picture}
          data-size={size}
          src={server.addressOf('page', { applicationId, page })}
          alt={alt}
          onLoad={() => {
            setPicture('here')
            onLoaded()
          }}
          onError={fail}
        />
      )}
    </>
  )
}

/** Fetches the page that is likely to be looked at next. */
function Ahead({ applicationId, page }: Pick<Application, 'applicationId'> & { readonly page: number }) {
  const { server } = usePortal()
  const address = server.addressOf('page', { applicationId, page })
  useEffect(() => {
    new Image().src = address
  }, [address])
  return null
}
