import { useEffect, useState } from 'react'
import { CodeScreen } from './code-screen.tsx'
import type { FileChecker } from './file-checker.ts'
import { FilesScreen } from './files-screen.tsx'
import { HomeScreen } from './home-screen.tsx'
import { Page } from './page.tsx'
import { PageContext } from './page-context.ts'
import { type Place, usePlace } from './place.ts'
import type { VerificationServer } from './server.ts'
import { loadTrustBase, NOTHING_YET, type TrustBase } from './trust-base.ts'
import { TrustScreen } from './trust-screen.tsx'
import { WordsProvider } from './words.ts'

export interface AppProps {
  readonly server: VerificationServer
  readonly checker: FileChecker
}

/** The public page: one screen at a time. */
export function App({ server, checker }: AppProps) {
  const [place, goTo] = usePlace()
  const [trust, setTrust] = useState<TrustBase>(NOTHING_YET)
  useEffect(() => {
    const load = () => void loadTrustBase({ server, checker }, setTrust)
    load()
    window.addEventListener('online', load)
    return () => window.removeEventListener('online', load)
  }, [server, checker])
  return (
    <WordsProvider>
      <PageContext value={{ server, checker, trust, goTo }}>
        <Page>
          <Screen place={place} />
        </Page>
      </PageContext>
    </WordsProvider>
  )
}

function Screen({ place }: { readonly place: Place }) {
  switch (place.screen) {
    case 'home':
      return <HomeScreen {...(place.misread ? { first: { typed: place.misread, isWrong: true } } : {})} />
    case 'code':
      return <CodeScreen key={place.code} code={place.code} />
    case 'files':
      return <FilesScreen />
    case 'trust':
      return <TrustScreen />
  }
}
