import { useMemo, useSyncExternalStore } from 'react'
import type { Clock } from '../../src/clock.ts'
import type { KioskView } from '../../src/contract/kiosk-view.ts'
import { LANGUAGES } from '../../src/contract/texts.ts'
import { Aside } from './aside.tsx'
import { Asking } from './asking.tsx'
import { Bar } from './bar.tsx'
import { Content } from './content.tsx'
import { Header } from './header.tsx'
import { KioskContext, useKiosk, useWords } from './kiosk-context.ts'
import { LostScreen } from './lost-screen.tsx'
import { Sounds } from './sounds.tsx'
import type { StationLink } from './station-link.ts'
import { useRoot } from './use-root.ts'
import { useStayAwake } from './use-stay-awake.ts'

/** How a page looks before it has heard from the station. */
const FIRST_LOOK = {
  language: LANGUAGES[0],
  aids: { largeText: false, highContrast: false, lowReach: false },
  screenWidthMm: 0,
  look: { logo: null, accent: null },
} satisfies Parameters<typeof useRoot>[0]

/** The kiosk's page: draws what the station shows, sends what the visitor touches. */
export function App({ link, clock }: { readonly link: StationLink; readonly clock: Clock }) {
  const state = useSyncExternalStore(link.subscribe, link.state)
  useRoot(state.view ?? FIRST_LOOK)
  if (state.status !== 'live') return <LostScreen first={state.status === 'connecting'} />
  return <Visit view={state.view} link={link} clock={clock} />
}

function Visit({ view, link, clock }: { readonly view: KioskView; readonly link: StationLink; readonly clock: Clock }) {
  const { send, previewFile, previewDrawn } = link
  const kiosk = useMemo(
    () => ({ view, send, clock, previewFile, previewDrawn }),
    [view, send, clock, previewFile, previewDrawn],
  )
  return (
    <KioskContext value={kiosk}>
      <Kiosk />
    </KioskContext>
  )
}

function Kiosk() {
  const { view } = useKiosk()
  const { t } = useWords()
  useStayAwake()
  return (
    <div className={`kiosk at-${view.content.screen} ${view.aside === null ? '' : 'has-aside'}`}>
      <Sounds />
      <div className="visit" inert={view.asking}>
        <Header />
        <Aside />
        <Content content={view.content} />
      </div>
      {view.asking && <Asking />}
      <footer className="foot">
        <p className="help">{t('help.phone', { phone: view.helpPhone })}</p>
        <Bar />
      </footer>
    </div>
  )
}
