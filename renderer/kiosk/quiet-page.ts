const UNWANTED = ['contextmenu', 'dragstart', 'drop', 'dragover', 'selectstart', 'gesturestart', 'dblclick'] as const

/** Takes from the page what a browser offers a person at a desk: menus, dragging, selecting, zooming, printing, dialogs. */
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
  page.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey) event.preventDefault()
  })
}
