/** Properties that name a side of the glass, where the same can be said along the words. */
const PHYSICAL =
  /^(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-.*)?|left|right|border-(?:top|bottom)-(?:left|right)-radius|float|clear)$/
const ALIGNED = /^(?:text-align|justify-content|justify-self|justify-items|caption-side)$/
const SIDES = /^(?:margin|padding|inset|border-width|border-color|border-style|scroll-margin|scroll-padding)$/
const REASON = /\/\*\s*physical: [^*]{12,}\*\//

interface Declaration {
  readonly line: number
  readonly property: string
  readonly value: string
  readonly hasReason: boolean
}

/** What in a style sheet holds in one direction of reading alone, one line each. A stated reason, `physical: …`, lets it stand. */
export function physicalDeclarations(css: string): string[] {
  return declarationsOf(css)
    .filter(({ hasReason, property, value }) => !hasReason && isPhysical(property, value))
    .map(({ line, property, value }) => `${line}: ${property}: ${value}`)
}

function isPhysical(property: string, value: string): boolean {
  if (PHYSICAL.test(property)) return true
  if (ALIGNED.test(property)) return /\b(?:left|right)\b/.test(value)
  if (property === 'border-radius') return !isMirrored(cornersOf(value))
  if (SIDES.test(property)) {
    const [, right, , left] = sidesOf(value)
    return right !== left
  }
  return false
}

function declarationsOf(css: string): Declaration[] {
  const lines = css.split('\n')
  return lines.flatMap((text, at) => {
    const found = /^\s*(?:\/\*.*?\*\/\s*)?([a-z-]+):\s*(.+?);/.exec(text)
    if (!found) return []
    const hasReason = REASON.test(text) || REASON.test(lines[at - 1] ?? '')
    return [{ line: at + 1, property: found[1]!, value: found[2]!, hasReason }]
  })
}

/** The values of a shorthand, top, right, bottom, left. */
function sidesOf(value: string): [string, string, string, string] {
  const [top = '', right = top, bottom = top, left = right] = valuesOf(value)
  return [top, right, bottom, left]
}

/** Top left, top right, bottom right, bottom left. */
function cornersOf(value: string): [string, string, string, string] {
  const [first = '', second = first, third = first, fourth = second] = valuesOf(value)
  return [first, second, third, fourth]
}

const isMirrored = ([topLeft, topRight, bottomRight, bottomLeft]: [string, string, string, string]) =>
  topLeft === topRight && bottomRight === bottomLeft

/** Splits at the spaces that are in no brackets. */
function valuesOf(value: string): string[] {
  const values: string[] = []
  let depth = 0
  let current = ''
  for (const sign of value) {
    if (sign === '(') depth += 1
    if (sign === ')') depth -= 1
    if (sign === ' ' && depth === 0) {
      if (current) values.push(current)
      current = ''
    } else current += sign
  }
  return current ? [...values, current] : values
}
