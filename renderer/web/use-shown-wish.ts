import { useSyncExternalStore } from 'react'

const onHash = (tell: () => void) => {
  window.addEventListener('hashchange', tell)
  return () => window.removeEventListener('hashchange', tell)
}

/** Which state of an app its gallery is asked for by the address, `#name=…&lang=…`: the first one where none is meant. `key`: of the wish. */
export function useShownWish<Fixture extends { readonly name: string }, Language extends string>(
  fixtures: readonly Fixture[],
  languages: readonly Language[],
): {
  readonly key: string
  readonly wish: URLSearchParams
  readonly fixture: Fixture
  readonly language: Language
} {
  const key = useSyncExternalStore(onHash, () => location.hash)
  const wish = new URLSearchParams(key.slice(1))
  const fixture = fixtures.find(({ name }) => name === wish.get('name')) ?? fixtures[0]!
  const language = languages.find(one => one === wish.get('lang')) ?? languages[0]!
  return { key, wish, fixture, language }
}
