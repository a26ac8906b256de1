const plain = ['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12', 'shift+F10', 'shift+Escape', 'Menu', 'Print']
const control = 'o l k t n w p s u h j d r g f plus minus 0 Tab F4'.split(' ')
const controlShift = 'Delete i j c t n w m o b r a'.split(' ')
const alt = 'F4 d f Home Left Right space'.split(' ')
const media = 'HomePage WWW Search Back Refresh Mail'.split(' ')

/** Keys that open, close or leave something in a Chromium, by kind, as xdotool writes them. */
export const WAYS_OUT: Readonly<Record<string, readonly string[]>> = {
  'function keys': plain,
  'keys with Ctrl': control.map(key => `ctrl+${key}`),
  'keys with Ctrl and Shift': controlShift.map(key => `ctrl+shift+${key}`),
  'keys with Alt': alt.map(key => `alt+${key}`),
  'keys of browsers': media.map(key => `XF86${key}`),
}
