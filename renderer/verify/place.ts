import { useEffect, useState } from 'react'
import { codeFrom, isAlmostCode } from '../../src/verification/typed-code.ts'
import { MAIN_ID } from '../web/page-frame.tsx'

/** Which screen is shown. A code that was typed is kept in memory and not put into the address. */
export type Place =
  | { readonly screen: 'files' | 'trust' }
  /** `misread` is what a bad scan left of a code in the address. */
  | { readonly screen: 'home'; readonly misread?: string }
  | { readonly screen: 'code'; readonly code: string }

const HASHES = { '#files': 'files', '#trust': 'trust', '#home': 'home' } as const

/** Reads the address: `/v/CODE` as it stands in a QR code, or `#files` and `#trust` behind it. */
export function placeOf(pathname: string, hash: string): Place {
  const screen = HASHES[hash as keyof typeof HASHES]
  if (screen) return { screen }
  const last = decoded(pathname.split('/').at(-1) ?? '')
  const code = codeFrom(last)
  if (code !== null) return { screen: 'code', code }
  return isAlmostCode(last) ? { screen: 'home', misread: last } : { screen: 'home' }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

const SKIPPED_TO = `#${MAIN_ID}`

export type GoTo = (place: Place) => void

export function usePlace(): [Place, GoTo] {
  const [place, setPlace] = useState<Place>(() => placeOf(location.pathname, location.hash))
  useEffect(() => {
    const back = (event: PopStateEvent) => {
      // The skip link moves the reader, not the screen.
      if (location.hash === SKIPPED_TO) return
      window.scrollTo(0, 0)
      const typed = (event.state as { code?: unknown } | null)?.code
      setPlace(typeof typed === 'string' ? { screen: 'code', code: typed } : placeOf(location.pathname, location.hash))
    }
    window.addEventListener('popstate', back)
    return () => window.removeEventListener('popstate', back)
  }, [])
  const goTo: GoTo = next => {
    const state = next.screen === 'code' ? { code: next.code } : null
    history.pushState(state, '', next.screen === 'code' ? '#code' : `#${next.screen}`)
    setPlace(next)
    window.scrollTo(0, 0)
  }
  return [place, goTo]
}
