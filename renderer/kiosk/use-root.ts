import { useLayoutEffect } from 'react'
import type { KioskView } from '../../src/contract/kiosk-view.ts'
import { setPageLanguage } from '../ui/in-language.ts'
import { pixelsPerMillimetre } from '../ui/millimetres.ts'

/** The page's root as the view wants it: the size of a millimetre, the language, the reading aids. */
export function useRoot(view: Pick<KioskView, 'language' | 'aids' | 'screenWidthMm'>): void {
  const { language, aids, screenWidthMm } = view
  useLayoutEffect(() => {
    const root = document.documentElement
    setPageLanguage(language)
    root.dataset.text = aids.largeText ? 'large' : 'standard'
    root.dataset.contrast = aids.highContrast ? 'high' : 'standard'
    root.dataset.reach = aids.lowReach ? 'low' : 'standard'
    const measure = () => {
      root.style.setProperty('--mm', `${pixelsPerMillimetre(screenWidthMm, window.innerWidth, window.innerHeight)}px`)
    }
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [language, aids.largeText, aids.highContrast, aids.lowReach, screenWidthMm])
}
