import { useEffect, useState } from 'react'
import { CodeScreen } from './code-screen.tsx'
import { createFileChecker } from './file-checker.ts'
import { FilesScreen } from './files-screen.tsx'
import { Foot } from './foot.tsx'
import { Header } from './header.tsx'
import { HomeScreen } from './home-screen.tsx'
import { PageContext } from './page-context.ts'
import { usePlace } from './place.ts'
import { SiteNote } from './site-note.tsx'
import { loadTrustBase, NOTHING_YET, type TrustBase } from './trust-base.ts'
import { TrustScreen } from './trust-screen.tsx'
import { firstLanguage, keepLanguage, LanguageContext, wordsIn } from './words.ts'

const checker = createFileChecker()

/** The public page: one screen at a time under one header. */
export function App() {
  const [language, setLanguage] = useState(firstLanguage)
  const [place, goTo] = usePlace()
  const [trust, setTrust] = useState<TrustBase>(NOTHING_YET)
  useEffect(() => {
    const load = () => void loadTrustBase(checker, setTrust)
    load()
    window.addEventListener('online', load)
    return () => window.removeEventListener('online', load)
  }, [])
  useEffect(() => {
    document.documentElement.lang = language
    document.title = wordsIn(language)('title')
  }, [language])
  const t = wordsIn(language)
  const choose = () => {
    const next = language === 'en' ? 'zh-CN' : 'en'
    keepLanguage(next)
    setLanguage(next)
  }
  return (
    <LanguageContext value={language}>
      <PageContext value={{ trust, checker, goTo }}>
        <a className="skip" href="#main">
          {t('skip')}
        </a>
        <Header onLanguage={choose} />
        <main id="main" tabIndex={-1}>
          <SiteNote />
          {place.screen === 'home' && <HomeScreen />}
          {place.screen === 'code' && <CodeScreen key={place.code} code={place.code} />}
          {place.screen === 'files' && <FilesScreen />}
          {place.screen === 'trust' && <TrustScreen />}
        </main>
        <Foot />
      </PageContext>
    </LanguageContext>
  )
}
