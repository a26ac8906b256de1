import { LANGUAGES } from '../../src/contract/texts.ts'
import { OtherLanguage } from '../ui/other-language.tsx'
import { Seal } from '../ui/seal.tsx'
import { useSpeak, useWebWords } from './app-words.tsx'

export interface PageHeadProps {
  /** Whose page this is; empty before it is known. */
  readonly university: string
  readonly title: string
  /** Where the name leads, `#home` for example. */
  readonly home: string
}

/** Whose page this is, and the way to another language. */
export function PageHead({ university, title, home }: PageHeadProps) {
  const { language, speak } = useSpeak()
  const t = useWebWords()
  return (
    <header className="head">
      <div className="wide">
        <a className="head-name" href={home}>
          <Seal />
          <span>
            <span className="head-university">{university || ' '}</span>
            <span className="head-title">{title}</span>
          </span>
        </a>
        <OtherLanguage
          {...{ language, languages: LANGUAGES, onLanguage: speak }}
          {...{ label: t('languages'), look: 'quiet' }}
        />
      </div>
    </header>
  )
}
