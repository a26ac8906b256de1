import type { MouseEvent, ReactNode } from 'react'
import { homeOf, type Place, pathOf } from './place.ts'
import { usePortal } from './portal-context.ts'

export interface PlaceLinkProps {
  readonly to: Place
  readonly children: ReactNode
  readonly className?: string
  /** It is the screen that stands already. */
  readonly isHere?: boolean
  readonly onGo?: () => void
}

/** A way to another screen: an address like any other, so that it can be opened in a tab of its own. */
export function PlaceLink({ to, children, className = '', isHere = false, onGo }: PlaceLinkProps) {
  const { goTo } = usePortal()
  const go = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    onGo?.()
    goTo(to)
  }
  const address = homeOf(location.pathname) + pathOf(to)
  return (
    <a href={address} className={className} onClick={go} {...(isHere ? { 'aria-current': 'page' } : {})}>
      {children}
    </a>
  )
}
