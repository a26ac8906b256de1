import { useLayoutEffect } from 'react'
import type { KioskView } from '../../src/contract/kiosk-view.ts'
import { pressedAccent } from '../../src/settings/accent.ts'
import { setPageLanguage } from '../ui/in-language.ts'
import { pixelsPerMillimetre } from '../ui/millimetres.ts'

const accentColours = (accent: string | null) =>
  [
    ['--act', accent],
    ['--act-down', accent && pressedAccent(accent)],
  ] as const

/** The page's root as the view wants it: the size of a millimetre, the language, the reading aids. */
export function useRoot(view: Pick<KioskView, 'language' | 'aids' | 'screenWidthMm' | 'look'>): void {
  const { language, aids, screenWidthMm } = view
  // High contrast has colours of its own.
  const accent = aids.highContrast ? null : view.look.accent
  useLayoutEffect(() => {
    const root = document.documentElement
    setPageLanguage(language)
    root.dataset.text = aids.largeText ? 'large' : 'standard'
    root.dataset.contrast = aids.highContrast ? 'high' : 'standard'
    root.dataset.reach = aids.lowReach ? 'low' : 'standard'
    for (const [name, value] of accentColours(accent)) {
      if (value === null) root.style.removeProperty(name)
      else root.style.setProperty(name, value)
    }
    const measure = () => {
      root.style.setProperty('--mm', `${pixelsPerMillimetre(screenWidthMm, window.innerWidth, window.innerHeight)}px`)
    }
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [language, aids.largeText, aids.highContrast, aids.lowReach, screenWidthMm, accent])
}
