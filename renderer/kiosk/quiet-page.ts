import { isBlockedKey } from '../../src/blocked-key.ts'

const UNWANTED = ['contextmenu', 'dragstart', 'drop', 'dragover', 'selectstart', 'gesturestart', 'dblclick'] as const

/** Takes from the page what a browser offers a person at a desk: menus, dragging, selecting, zooming, printing, dialogs, keys. */
export function quietenPage(page: Window): void {
  for (const type of UNWANTED) page.addEventListener(type, event => event.preventDefault())
  page.addEventListener(
    'wheel',
    event => {
      if (event.ctrlKey) event.preventDefault()
    },
    { passive: false },
  )
  page.addEventListener(
    'touchmove',
    event => {
      if (event.touches.length > 1) event.preventDefault()
    },
    { passive: false },
  )
  // Before anything of the page sees it. What a browser does not give to a page, no page can hold: that is for its policies.
  page.addEventListener(
    'keydown',
    event => {
      const { key, ctrlKey, altKey, metaKey, shiftKey } = event
      if (!isBlockedKey({ key, control: ctrlKey, alt: altKey, meta: metaKey, shift: shiftKey })) return
      event.preventDefault()
      event.stopImmediatePropagation()
    },
    { capture: true },
  )
}
