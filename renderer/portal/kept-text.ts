import { useState } from 'react'

const PREFIX = 'portal-typed/'
const TYPED_BY = 'portal-typed-by'

/** A text that somebody types: it outlives a login that ends meanwhile, and no longer than the browser's tab. */
export function useKeptText(name: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => storage()?.getItem(PREFIX + name) ?? '')
  const keep = (next: string) => {
    setText(next)
    if (next === '') storage()?.removeItem(PREFIX + name)
    else storage()?.setItem(PREFIX + name, next)
  }
  return [text, keep]
}

/** What was typed stays for the one who has typed it: whoever else logs in within the same tab finds nothing. */
export function keepTypedFor(personKey: string): void {
  if (storage()?.getItem(TYPED_BY) !== personKey) forgetTyped()
  storage()?.setItem(TYPED_BY, personKey)
}

/** Nothing that was typed stays behind. */
export function forgetTyped(): void {
  const kept = storage()
  if (!kept) return
  for (const name of Object.keys(kept)) if (name.startsWith(PREFIX)) kept.removeItem(name)
}

/** Storage may be switched off; the page works without it. */
function storage(): Storage | null {
  try {
    return sessionStorage
  } catch {
    return null
  }
}
