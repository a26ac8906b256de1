import { useConsole } from '../shell/console-context.ts'
import type { Query } from '../shell/place.ts'
import type { ListFilter } from './list-parts.ts'

export interface Wish {
  readonly search?: string
  readonly filters: Query
  /** Puts it into the address, in the place of what stood there. */
  readonly set: (key: string, value: string) => void
  readonly clear: () => void
}

/** What the address asks of a list: `search` and each filter under its own name. */
export function useWish(filters: readonly ListFilter[]): Wish {
  const { place, goTo } = useConsole()
  const said = filters.flatMap(({ key }) => {
    const value = place.query[key]
    return value ? [[key, value] as const] : []
  })
  const { search } = place.query
  const others = Object.entries(place.query).filter(
    ([key]) => key !== 'search' && !filters.some(filter => filter.key === key),
  )
  return {
    ...(search ? { search } : {}),
    filters: Object.fromEntries(said),
    set: (key, value) => goTo({ path: place.path, query: { ...place.query, [key]: value } }, 'replace'),
    clear: () => goTo({ path: place.path, query: Object.fromEntries(others) }, 'replace'),
  }
}
