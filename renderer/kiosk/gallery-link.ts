import type { KioskCommand } from '../../src/contract/kiosk-command.ts'
import { kioskViewSchema } from '../../src/contract/kiosk-view.ts'
import { LANGUAGES } from '../../src/contract/texts.ts'
import { FIXTURES } from './fixtures.ts'
import type { LinkState, StationLink } from './station-link.ts'

declare global {
  interface Window {
    touches: KioskCommand[]
  }
}

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

/**
 * A station that shows the fixture that the page's address names, and goes on with it. Touches change language and reading aids and
 * are otherwise only kept in `window.touches`.
 */
export function galleryLink(): StationLink {
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
