const MAX_DEPTH = 64

/**
 * Whether a message of plain data stays within `maxBytes`, counted roughly: two bytes a character, eight a number and a
 * node. Stops counting at the limit, so a huge message costs no more than the limit does. Nesting beyond 64 levels and
 * cycles are too big by definition.
 */
export function fitsWithin(message: unknown, maxBytes: number): boolean {
  let left = maxBytes
  const take = (value: unknown, depth: number): boolean => {
    left -= 8
    if (depth > MAX_DEPTH || left < 0) return false
    if (typeof value === 'string') left -= value.length * 2
    else if (ArrayBuffer.isView(value)) left -= value.byteLength
    else if (value instanceof ArrayBuffer) left -= value.byteLength
    else if (value instanceof Map || value instanceof Set) return [...value].every(item => take(item, depth + 1))
    else if (Array.isArray(value)) return value.every(item => take(item, depth + 1))
    else if (typeof value === 'object' && value !== null) {
      for (const key of Object.keys(value)) {
        left -= key.length * 2
        if (!take((value as Record<string, unknown>)[key], depth + 1)) return false
      }
    }
    return left >= 0
  }
  return take(message, 0)
}
