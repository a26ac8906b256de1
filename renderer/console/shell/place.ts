import { useMemo, useSyncExternalStore } from 'react'

export type Query = Readonly<Record<string, string>>

/** Where the console is: a path below its own address, without a slash at either end, and what it is asked to show there. */
export interface Place {
  readonly path: string
  readonly query: Query
}

const MOVED = 'console-moved'

/** The console's own address, with the slash at its end: the server writes it into the page at whatever depth it is asked. */
export function homeOf(page: Document): string {
  const written = page.querySelector<HTMLMetaElement>('meta[name=home]')?.content ?? './'
  return new URL(written, page.baseURI).href
}

/** The address of a place below `home`; what is empty is left out. */
export function addressOf(home: string, { path, query }: Place): string {
  const said = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''))
  const tail = said.size === 0 ? '' : `?${said}`
  return home + path + tail
}

/** Which place an address is; null when it is none of the console's. */
export function placeOf(home: string, href: string): Place | null {
  if (!href.startsWith(home)) return null
  const { pathname, search } = new URL(href)
  const path = pathname.slice(new URL(home).pathname.length).replace(/\/$/, '')
  return { path, query: Object.fromEntries(new URLSearchParams(search)) }
}

const here = () => location.href
const hear = (tell: () => void) => {
  const all = ['popstate', MOVED]
  for (const what of all) window.addEventListener(what, tell)
  return () => {
    for (const what of all) window.removeEventListener(what, tell)
  }
}

/** The place that the address names. */
export function usePlace(home: string): Place {
  const href = useSyncExternalStore(hear, here)
  return useMemo(() => placeOf(home, href) ?? { path: '', query: {} }, [home, href])
}

/** Another place, as a step that the browser's back key takes back, or in place of this one. */
export function move(home: string, place: Place, how: 'step' | 'replace' = 'step'): void {
  const address = addressOf(home, place)
  if (how === 'step') history.pushState(null, '', address)
  else history.replaceState(null, '', address)
  window.dispatchEvent(new Event(MOVED))
}

/** Fits `terminals/:terminalId` to a path; null when it does not. */
export function paramsOf(pattern: string, path: string): Query | null {
  const wanted = pattern.split('/')
  const parts = path.split('/')
  if (wanted.length !== parts.length) return null
  const params: Record<string, string> = {}
  for (const [at, want] of wanted.entries()) {
    const part = parts[at] ?? ''
    if (want.startsWith(':')) params[want.slice(1)] = part
    else if (want !== part) return null
  }
  return params
}
