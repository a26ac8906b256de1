/** What a screen must be able to hold, in mm. A smaller one gets a smaller millimetre instead of a cut-off picture. */
const LEAST = { portrait: { widthMm: 260, heightMm: 440 }, landscape: { widthMm: 420, heightMm: 270 } }

/**
 * CSS pixels for one millimetre of glass. `screenWidthMm` is the lit width of the panel as it hangs, `widthPx` and `heightPx`
 * the size of the page, which fills the panel. A window that is smaller than the panel is drawn to scale.
 */
export function pixelsPerMillimetre(screenWidthMm: number, widthPx: number, heightPx: number): number {
  const least = widthPx > heightPx ? LEAST.landscape : LEAST.portrait
  const physical = screenWidthMm > 0 ? widthPx / screenWidthMm : Number.POSITIVE_INFINITY
  return Math.min(physical, widthPx / least.widthMm, heightPx / least.heightMm)
}
