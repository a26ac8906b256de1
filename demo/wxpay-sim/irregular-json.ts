const GAPS = ['', ' ', '  ', '\n', '\n  ', '\t', '']

/**
 * JSON with uneven spacing, some characters escaped and some not: the same value as `JSON.stringify` would give, never the
 * same bytes. A client that verifies a re-serialised body fails on it.
 */
export function irregularJson(value: unknown, random: () => number): string {
  const gap = () => GAPS[Math.floor(random() * GAPS.length)]!
  const write = (part: unknown): string => {
    if (Array.isArray(part)) return `[${gap()}${part.map(write).join(`${gap()},${gap()}`)}${gap()}]`
    if (typeof part === 'string') return text(part)
    if (part === null || typeof part !== 'object') return JSON.stringify(part)
    const fields = Object.entries(part)
      .filter(([, field]) => field !== undefined)
      .map(([name, field]) => `${text(name)}${gap()}:${gap()}${write(field)}`)
    return `{ ${fields.join(`${gap()},${gap()}`)}${gap()}}`
  }
  const text = (plain: string) =>
    JSON.stringify(plain).replace(/[^\x20-\x7e\ud800-\udfff]|\//g, letter => {
      if (random() < 0.7) return letter
      return letter === '/' ? '\\/' : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
    })
  return write(value)
}

/** A small repeatable source of numbers in [0, 1): mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
