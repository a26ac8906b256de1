import { useEffect, useState } from 'react'
import { LANGUAGES } from '../../src/contract/texts.ts'
import { LANGUAGE_FACTS } from '../../src/words/languages.ts'
import { useShownWish } from '../web/use-shown-wish.ts'
import { HOUSE, ME } from './fixture-data.ts'
import { fixtureServer } from './fixture-server.ts'
import { PORTAL_FIXTURES } from './fixtures.tsx'
import { Page } from './page.tsx'
import { PortalContext } from './portal-context.ts'
import type { PortalFixture } from './portal-fixture.ts'
import { WordsProvider } from './words.ts'

/** The state of the portal that its address names. */
export function ShownState() {
  const { key, wish, fixture, language } = useShownWish(PORTAL_FIXTURES, LANGUAGES)
  // After the words, which set the direction of their language.
  useEffect(() => {
    document.documentElement.dir = wish.get('dir') ?? LANGUAGE_FACTS[language].direction
    document.documentElement.dataset.shown = fixture.name
  })
  return (
    <WordsProvider key={key} first={language}>
      <Shown fixture={fixture} />
    </WordsProvider>
  )
}

const nothing = () => undefined

function Shown({
  fixture: { screen, place, server: answers, me = ME, isOnline = true },
}: {
  readonly fixture: PortalFixture
}) {
  const [server] = useState(() => fixtureServer(answers))
  return (
    <PortalContext
      value={{
        server,
        house: HOUSE,
        me,
        place,
        isOnline,
        goTo: nothing,
        unread: 2,
        onRead: nothing,
        onMe: nothing,
        onLeft: nothing,
        onProve: nothing,
      }}
    >
      <Page>{screen}</Page>
    </PortalContext>
  )
}
