import { useSyncExternalStore } from 'react'

/** From this width on the menu stands beside the page. */
export const ROOM_FOR_MENU = '(min-width: 992px)'

/** Whether a media query holds, now and whenever that changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    onChange => {
      const list = matchMedia(query)
      list.addEventListener('change', onChange)
      return () => list.removeEventListener('change', onChange)
    },
    () => matchMedia(query).matches,
  )
}
