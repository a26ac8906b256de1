import { kioskViewSchema } from '../../src/contract/kiosk-view.ts'
import type { LinkState, StationLink } from './station-link.ts'

/** Said to the page around the picture as soon as it can be shown something. */
export const PICTURE_READY = 'kiosk-picture-ready'

/** A station that shows what the page around it says, and that nothing can be asked of. Only pages of the same server are listened to. */
export function pictureLink(): StationLink {
  const listeners = new Set<() => void>()
  let state: LinkState = { status: 'connecting', view: null }
  window.addEventListener('message', ({ origin, data }) => {
    if (origin !== location.origin) return
    const view = kioskViewSchema.safeParse(data)
    if (!view.success) return
    state = { status: 'live', view: view.data }
    for (const listener of listeners) listener()
  })
  window.parent.postMessage(PICTURE_READY, location.origin)
  return {
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    state: () => state,
    send: () => undefined,
    previewFile: async () => null,
    previewDrawn: () => undefined,
  }
}
