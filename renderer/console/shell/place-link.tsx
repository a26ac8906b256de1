import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react'
import { useConsole } from './console-context.ts'
import type { Query } from './place.ts'

export interface PlaceLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'> {
  /** Below the console's own address, `orders/20261122…`. */
  readonly to: string
  readonly query?: Query
  readonly children: ReactNode
}

/** A link to another place of the console: a step without loading, and an address that can be opened in a tab of its own. */
export function PlaceLink({ to, query = {}, children, ...more }: PlaceLinkProps) {
  const { addressOf, goTo } = useConsole()
  const place = { path: to, query }
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    goTo(place)
  }
  return (
    <a {...more} href={addressOf(place)} onClick={follow}>
      {children}
    </a>
  )
}
