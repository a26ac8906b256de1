import { textIn } from '../ui/formats.ts'
import { PressButton } from '../ui/press-button.tsx'
import { Seal } from '../ui/seal.tsx'
import { usePage } from './page-context.ts'
import { useLanguage, useWords } from './words.ts'

/** Whose page this is, and the other language. */
export function Header({ onLanguage }: { readonly onLanguage: () => void }) {
  const t = useWords()
  const language = useLanguage()
  const { trust } = usePage()
  return (
    <header className="head">
      <div className="wide">
        <a className="head-name" href="#home">
          <Seal />
          <span>
            <span className="head-university">{trust.house ? textIn(language, trust.house.name) : ' '}</span>
            <span className="head-title">{t('title')}</span>
          </span>
        </a>
        <PressButton look="quiet" lang={language === 'en' ? 'zh-CN' : 'en'} onPress={onLanguage}>
          {t('otherLanguage')}
        </PressButton>
      </div>
    </header>
  )
}
