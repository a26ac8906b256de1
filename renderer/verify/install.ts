import { useEffect, useState } from 'react'
import { trustedScript } from '../web/trusted-script.ts'

/** What Chromium hands a page that may be installed. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>
}

/** Keeps the page for a day without the server. Browsers refuse where the connection is not a secure one. */
export function registerServiceWorker(): void {
  if (!('serviceWorker' in navigator) || !window.isSecureContext) return
  const url = trustedScript(new URL('./sw.js', new URL('./', location.href)).href)
  navigator.serviceWorker.register(url).catch(() => {
    // The page works without; it is only not kept.
  })
}

/** Asks to be installed, where the browser offers it; null where it does not. */
export function useInstall(): (() => void) | null {
  const [offer, setOffer] = useState<InstallEvent | null>(null)
  useEffect(() => {
    const hear = (event: Event) => {
      event.preventDefault()
      setOffer(event as InstallEvent)
    }
    window.addEventListener('beforeinstallprompt', hear)
    return () => window.removeEventListener('beforeinstallprompt', hear)
  }, [])
  if (!offer) return null
  return () => {
    setOffer(null)
    offer.prompt().catch(() => {
      // Called off: the browser will offer it again.
    })
  }
}
