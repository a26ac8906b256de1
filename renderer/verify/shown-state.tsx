import { useEffect, useSyncExternalStore } from 'react'
import { LANGUAGES } from '../../src/contract/texts.ts'
import { LANGUAGE_FACTS } from '../../src/words/languages.ts'
import { fixtureChecker, fixtureServer, houseAt } from './fixture-server.ts'
import { RUN_OUT_LIST, VERIFY_FIXTURES } from './fixtures.tsx'
import { Page } from './page.tsx'
import { PageContext } from './page-context.ts'
import type { TrustBase } from './trust-base.ts'
import { WordsProvider } from './words.ts'

const GOOD_DAY: TrustBase = {
  house: houseAt(location.host),
  ...{ anchors: [new Uint8Array(1)], timestampAnchors: [], isOnline: true, anchorsChanged: false },
  list: RUN_OUT_LIST,
}

const onHash = (tell: () => void) => {
  window.addEventListener('hashchange', tell)
  return () => window.removeEventListener('hashchange', tell)
}

/** The state of the page that its address names. */
export function ShownState() {
  const hash = useSyncExternalStore(onHash, () => location.hash)
  const wish = new URLSearchParams(hash.slice(1))
  const fixture = VERIFY_FIXTURES.find(({ name }) => name === wish.get('name')) ?? VERIFY_FIXTURES[0]!
  const language = LANGUAGES.find(one => one === wish.get('lang')) ?? LANGUAGES[0]
  // After the words, which set the direction of their language.
  useEffect(() => {
    document.documentElement.dir = wish.get('dir') ?? LANGUAGE_FACTS[language].direction
    document.documentElement.dataset.shown = fixture.name
  })
  return (
    <WordsProvider key={hash} first={language}>
      <PageContext
        value={{
          server: fixtureServer({ captcha: 'comes', file: 'comes', ...fixture.server }),
          checker: fixtureChecker,
          trust: { ...GOOD_DAY, ...fixture.trust },
          goTo: () => undefined,
        }}
      >
        <Page>{fixture.screen}</Page>
      </PageContext>
    </WordsProvider>
  )
}
