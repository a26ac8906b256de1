import { useEffect, useState } from 'react'

/**
 * Counts down from `span.remainingMs` on the page's monotonic clock, from the moment `span` arrived; a new object starts anew.
 * Changes once a second, on the second, so that a still screen stays still.
 * @returns ms left, never below zero; null while nothing runs
 */
export function useRemaining(span: { readonly remainingMs: number } | null): number | null {
  const [state, setState] = useState<{ span: typeof span; remainingMs: number } | null>(null)
  useEffect(() => {
    if (!span) return setState(null)
    const endsAtMs = performance.now() + span.remainingMs
    let timer = 0
    const tick = () => {
      const remainingMs = Math.max(0, endsAtMs - performance.now())
      setState({ span, remainingMs })
      if (remainingMs > 0) timer = window.setTimeout(tick, remainingMs % 1000 || 1000)
    }
    tick()
    return () => window.clearTimeout(timer)
  }, [span])
  if (!span) return null
  return state?.span === span ? state.remainingMs : span.remainingMs
}
