import { useEffect, useRef } from 'react'

/**
 * Calls when somebody comes back to this page: from another tab or window, from another program, or by the browser's Back. Browsers tell
 * of one coming back in several ways: while a call is under way there is no other.
 */
export function useComeBack(onBack: () => Promise<void>, isOn: boolean): void {
  const isUnderWay = useRef(false)
  useEffect(() => {
    if (!isOn) return
    const back = async () => {
      if (isUnderWay.current) return
      isUnderWay.current = true
      try {
        await onBack()
      } finally {
        isUnderWay.current = false
      }
    }
    const seen = () => {
      if (document.visibilityState === 'visible') void back()
    }
    const kept = ({ persisted }: PageTransitionEvent) => {
      if (persisted) void back()
    }
    document.addEventListener('visibilitychange', seen)
    window.addEventListener('focus', seen)
    window.addEventListener('pageshow', kept)
    return () => {
      document.removeEventListener('visibilitychange', seen)
      window.removeEventListener('focus', seen)
      window.removeEventListener('pageshow', kept)
    }
  }, [onBack, isOn])
}
