/** As much of a key press as decides, under Electron as in a page. */
export interface KeyPress {
  readonly key: string
  readonly control: boolean
  readonly alt: boolean
  readonly meta: boolean
  readonly shift: boolean
}

/**
 * Whether a key press must not do anything on a kiosk: every combination with Ctrl, Alt or the system key (close, reload, print,
 * save, open, new window, zoom, developer tools, menus), every function key, and Shift+Escape, which opens a browser's task manager.
 * What is left is enough for a screen reader keyboard: letters, Tab, Enter, Escape, arrows.
 */
export function isBlockedKey(press: KeyPress): boolean {
  return (
    press.control ||
    press.alt ||
    press.meta ||
    (press.shift && press.key === 'Escape') ||
    /^(?:F\d{1,2}|ContextMenu|Browser.*|Launch.*|Print.*)$/.test(press.key)
  )
}
