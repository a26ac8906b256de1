import { z } from 'zod'

/** What the colour stands on, and what stands on it, on the kiosk's screen (`renderer/ui/tokens.css`). */
const BESIDE_IT = ['#faf7f1', '#fffefb', '#eaf1f8', '#ffffff'] as const
/** WCAG 2.2, 1.4.3, for text of any size. */
const CONTRAST_MIN = 4.5

const channels = (hex: string): readonly [number, number, number] => {
  const number = Number.parseInt(hex.slice(1), 16)
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255]
}

/** Relative luminance by WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = channels(hex).map(channel => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** How much two colours `#rrggbb` differ in lightness, 1 to 21, by WCAG 2.2. */
export function contrastOf(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** The least contrast of a colour with everything that it meets on the screen. */
export const leastContrast = (hex: string): number => Math.min(...BESIDE_IT.map(other => contrastOf(hex, other)))

/** The house's colour for what is done next, which must be read on paper and carry white words. */
export const accentSchema = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #0f3f70')
  .toLowerCase()
  .refine(hex => leastContrast(hex) >= CONTRAST_MIN, 'is too light to be read: take a darker colour')

/** The same colour as a button shows it while it is held down. */
export function pressedAccent(hex: string): string {
  const darker = channels(hex).map(channel =>
    Math.round(channel * 0.66)
      .toString(16)
      .padStart(2, '0'),
  )
  return `#${darker.join('')}`
}
