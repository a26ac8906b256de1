import { useEffect, useRef, useState } from 'react'
import type { Language } from '../../src/contract/texts.ts'
import { LANGUAGE_FACTS } from '../../src/words/languages.ts'

export interface FrameProps {
  /** The page that draws it, from the gallery's own place. */
  readonly page: string
  readonly name: string
  readonly language: Language
  /** What else the page is told. */
  readonly wish?: Readonly<Record<string, string>>
  readonly widthPx: number
  readonly heightPx: number
  /** How wide it is drawn. */
  readonly shownPx: number
}

/** How far beyond the window frames are loaded already. */
const AHEAD = '400px'

/** One screen in a window of its own, drawn small. It is loaded when it comes near, and let go when it is far. */
export function Frame({ page, name, language, wish = {}, widthPx, heightPx, shownPx }: FrameProps) {
  const place = useRef<HTMLDivElement>(null)
  const [isNear, setIsNear] = useState(false)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const observer = new IntersectionObserver(([entry]) => setIsNear(entry?.isIntersecting === true), {
      rootMargin: AHEAD,
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const address = `${page}#${new URLSearchParams({ name, lang: language, ...wish })}`
  const scale = shownPx / widthPx
  return (
    <figure className="frame">
      <div className="frame-place" ref={place} style={{ width: shownPx, height: heightPx * scale }}>
        {isNear && (
          <iframe
            title={`${name}, ${LANGUAGE_FACTS[language].name}`}
            src={address}
            data-screen={name}
            data-language={language}
            style={{ width: widthPx, height: heightPx, transform: `scale(${scale})` }}
          />
        )}
      </div>
      <figcaption>
        <a href={address} target="_blank" rel="noreferrer">
          {LANGUAGE_FACTS[language].name}
        </a>
      </figcaption>
    </figure>
  )
}
