import { type RefObject, useEffect, useRef } from 'react'

/** Calls back when whoever has opened something turns to anything outside of it, or presses Escape. */
export function useLeave(whole: RefObject<HTMLElement | null>, isOpen: boolean, onLeave: () => void): void {
  const latest = useRef(onLeave)
  latest.current = onLeave
  useEffect(() => {
    if (!isOpen) return
    const leave = (event: Event) => {
      const isInside = event.target instanceof Node && whole.current?.contains(event.target)
      if (!isInside || (event instanceof KeyboardEvent && event.key === 'Escape')) latest.current()
    }
    const kinds = ['pointerdown', 'focusin', 'keydown'] as const
    for (const kind of kinds) document.addEventListener(kind, leave)
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, leave)
    }
  }, [whole, isOpen])
}
