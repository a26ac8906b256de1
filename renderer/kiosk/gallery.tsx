import '../ui/polyfill.ts'
import '../ui/no-eval.ts'
import { createRoot } from 'react-dom/client'
import '../ui/fonts.ts'
import '../ui/tokens.css'
import '../ui/base.css'
import './kiosk.css'
import type { Clock } from '../../src/clock.ts'
import type { KioskCommand } from '../../src/contract/kiosk-command.ts'
import { kioskViewSchema } from '../../src/contract/kiosk-view.ts'
import { LANGUAGES } from '../../src/contract/texts.ts'
import { browserClock } from '../ui/browser-clock.ts'
import { App } from './app.tsx'
import { FIXTURES } from './fixtures.ts'
import { quietenPage } from './quiet-page.ts'
import type { LinkState, StationLink } from './station-link.ts'

// Draws one fixture, named in the fragment: #name=choosing&lang=en&aids=largeText,lowReach&mm=336. For pictures and tests; not
// in the product. Touches change language and reading aids and are otherwise only kept in window.touches.

declare global {
  interface Window {
    touches: KioskCommand[]
  }
}

const standingClock: Clock = { ...browserClock, now: () => new Date(2026, 10, 22, 14, 7).getTime() }

function chosenState(): LinkState {
  const wish = new URLSearchParams(location.hash.slice(1))
  const fixture = FIXTURES.find(({ name }) => name === wish.get('name')) ?? FIXTURES[0]!
  const aids = (wish.get('aids') ?? '').split(',')
  const view = kioskViewSchema.parse({
    ...fixture.view,
    language: LANGUAGES.find(language => language === wish.get('lang')) ?? fixture.view.language,
    screenWidthMm: Number(wish.get('mm')) || fixture.view.screenWidthMm,
    aids: {
      largeText: aids.includes('largeText'),
      highContrast: aids.includes('highContrast'),
      lowReach: aids.includes('lowReach'),
    },
  })
  return fixture.status === 'connecting' ? { status: 'connecting', view: null } : { status: fixture.status, view }
}

function galleryLink(): StationLink {
  const listeners = new Set<() => void>()
  let state = chosenState()
  const set = (next: LinkState) => {
    state = next
    for (const listener of listeners) listener()
  }
  window.addEventListener('hashchange', () => {
    window.touches = []
    set(chosenState())
  })
  window.touches = []
  return {
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => state,
    send: command => {
      window.touches.push(command)
      if (state.status !== 'live') return
      if (command.kind === 'set-language') set({ ...state, view: { ...state.view, language: command.language } })
      if (command.kind === 'set-aids') set({ ...state, view: { ...state.view, aids: command.aids } })
    },
    previewFile: async () => new Uint8Array(await (await fetch('./sample.pdf')).arrayBuffer()),
    previewDrawn: () => {
      document.documentElement.dataset.previewDrawn = 'true'
    },
  }
}

quietenPage(window)
createRoot(document.getElementById('root')!).render(<App link={galleryLink()} clock={standingClock} />)
