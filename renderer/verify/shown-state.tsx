import { useEffect } from 'react'
import { LANGUAGES } from '../../src/contract/texts.ts'
import { LANGUAGE_FACTS } from '../../src/words/languages.ts'
import { useShownWish } from '../web/use-shown-wish.ts'
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

/** The state of the page that its address names. */
export function ShownState() {
  const { key, wish, fixture, language } = useShownWish(VERIFY_FIXTURES, LANGUAGES)
  // After the words, which set the direction of their language.
  useEffect(() => {
    document.documentElement.dir = wish.get('dir') ?? LANGUAGE_FACTS[language].direction
    document.documentElement.dataset.shown = fixture.name
  })
  return (
    <WordsProvider key={key} first={language}>
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
