import { useEffect, useSyncExternalStore } from 'react'
import type { Clock } from '../../src/clock.ts'
import { LANGUAGE_FACTS } from '../../src/words/languages.ts'
import { browserClock } from '../ui/browser-clock.ts'
import { App } from './app.tsx'
import type { StationLink } from './station-link.ts'

const standingClock: Clock = { ...browserClock, now: () => new Date(2026, 10, 22, 14, 7).getTime() }

/** The kiosk as the gallery's station wants it, read from right to left where the address says so. */
export function ShownFixture({ link }: { readonly link: StationLink }) {
  const { view } = useSyncExternalStore(link.subscribe, link.state)
  // After every drawing of the app, which sets the direction of its language.
  useEffect(() => {
    const wish = new URLSearchParams(location.hash.slice(1))
    const { dataset } = document.documentElement
    document.documentElement.dir = wish.get('dir') ?? LANGUAGE_FACTS[view?.language ?? 'zh-CN'].direction
    dataset.shown = wish.get('name') ?? ''
  })
  return <App link={link} clock={standingClock} />
}
