import { useEffect } from 'react'

/** Calls when somebody comes back to this page: from another tab or window, from another program, or by the browser's Back. */
export function useComeBack(onBack: () => Promise<void>, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return
    const seen = () => {
      if (document.visibilityState === 'visible') void onBack()
    }
    const kept = ({ persisted }: PageTransitionEvent) => {
      if (persisted) void onBack()
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
