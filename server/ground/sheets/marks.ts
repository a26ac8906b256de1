/** Numbers of 52 bits that were seen. */
export interface Marks {
  /** Whether it was not seen before; it is from now on. */
  isNew(mark: number): boolean
}

const FIRST_SLOTS = 1 << 12
const FULL = 0.6

/** A set of numbers in eight bytes each, where JavaScript's own takes several times that: a list has up to a million. Zero is none of them. */
export function createMarks(): Marks {
  let slots = new Float64Array(FIRST_SLOTS)
  let count = 0
  const put = (into: Float64Array, mark: number): boolean => {
    let at = mark % into.length
    for (;;) {
      const there = into[at]
      if (there === mark) return false
      if (there === 0) break
      at = at + 1 === into.length ? 0 : at + 1
    }
    into[at] = mark
    return true
  }
  return {
    isNew: mark => {
      if (!put(slots, mark + 1)) return false
      count++
      if (count > slots.length * FULL) {
        const larger = new Float64Array(slots.length * 2)
        for (const one of slots) if (one !== 0) put(larger, one)
        slots = larger
      }
      return true
    },
  }
}
