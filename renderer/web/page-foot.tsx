import type { ReactNode } from 'react'
import { useWebWords } from './app-words.tsx'

export interface PageFootProps {
  /** What stands above the links. */
  readonly children?: ReactNode
  /** Anchors to what is not needed every time. */
  readonly links: ReactNode
  /** Whom to call; null or empty before it is known. */
  readonly helpPhone: string | null
}

/** What is not needed every time. */
export function PageFoot({ children, links, helpPhone }: PageFootProps) {
  const t = useWebWords()
  return (
    <footer className="foot">
      <div className="wide">
        {children}
        <nav>{links}</nav>
        {helpPhone && <p>{t('foot.help', { phone: helpPhone })}</p>}
      </div>
    </footer>
  )
}
