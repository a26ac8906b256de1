import { unprintableIn } from '../../src/rules/printable-text.ts'

/** The first character in any text of `data` that paper cannot carry, as `U+0000`; null when there is none. */
export function firstUnprintable(data: unknown): string | null {
  if (typeof data === 'string') {
    const found = unprintableIn(data)
    return found === null ? null : codePoint(found)
  }
  if (typeof data !== 'object' || data === null) return null
  for (const part of Object.values(data)) {
    const found = firstUnprintable(part)
    if (found) return found
  }
  return null
}

/** A character as logs may name it: enough to look it up, too little to know a person by. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
