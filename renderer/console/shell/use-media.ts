import { useCallback, useMemo, useSyncExternalStore } from 'react'

/** From this width on the menu stands beside the page. */
export const ROOM_FOR_MENU = '(min-width: 992px)'

/** Whether a media query holds, now and whenever that changes. */
export function useMedia(query: string): boolean {
  const list = useMemo(() => matchMedia(query), [query])
  const listen = useCallback(
    (onChange: () => void) => {
      list.addEventListener('change', onChange)
      return () => list.removeEventListener('change', onChange)
    },
    [list],
  )
  return useSyncExternalStore(listen, () => list.matches)
}
