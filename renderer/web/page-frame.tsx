import type { ReactNode } from 'react'
import { useWebWords } from './app-words.tsx'
import { PageFoot, type PageFootProps } from './page-foot.tsx'
import { PageHead, type PageHeadProps } from './page-head.tsx'

/** Where the skip link leads: it moves the reader, not the screen. */
export const MAIN_ID = 'main'

export interface PageFrameProps {
  readonly head: PageHeadProps
  /** Between the head and the screen: the ways to the other screens. */
  readonly bar?: ReactNode
  readonly foot: PageFootProps
  readonly children: ReactNode
}

/** What every page on the web has around its screens: the way past the head, the head, and the foot. */
export function PageFrame({ head, bar, foot, children }: PageFrameProps) {
  const t = useWebWords()
  return (
    <>
      <a className="skip" href={`#${MAIN_ID}`}>
        {t('skip')}
      </a>
      <PageHead {...head} />
      {bar}
      <main id={MAIN_ID} tabIndex={-1}>
        {children}
      </main>
      <PageFoot {...foot} />
    </>
  )
}
