import { useSyncExternalStore } from 'react'

/** Whether the browser has a connection at all. */
export function useOnline(): boolean {
  return useSyncExternalStore(hear, () => navigator.onLine)
}

function hear(tell: () => void): () => void {
  window.addEventListener('online', tell)
  window.addEventListener('offline', tell)
  return () => {
    window.removeEventListener('online', tell)
    window.removeEventListener('offline', tell)
  }
}
