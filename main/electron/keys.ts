/** As much of Electron's `Input` as decides. */
export interface KeyPress {
  readonly key: string
  readonly control: boolean
  readonly alt: boolean
  readonly meta: boolean
}

/**
 * Whether a key press must not reach the page: every combination with Ctrl, Alt or the system key (close, reload, print,
 * save, open, new window, zoom, developer tools, menus) and every function key. What is left is enough for a screen reader
 * keyboard: letters, Tab, Enter, Escape, arrows.
 */
export function isBlockedKey(press: KeyPress): boolean {
  return (
    press.control || press.alt || press.meta || /^(?:F\d{1,2}|ContextMenu|Browser.*|Launch.*|Print.*)$/.test(press.key)
  )
}
